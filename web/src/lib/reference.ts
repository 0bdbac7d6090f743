/** Rows of reference data to choose from by name: fetched once, all pages, and narrowed by what is typed. */
import { queryOptions } from "@tanstack/react-query";
import { type Page, read, type Row } from "./api";
import { byName } from "./names";

/** What a list of reference data has in common, as far as names go. */
export type NamedRow = Row<{ name?: string | null; title?: string | null; code?: string | null; department?: string | null; active?: boolean }>;

/** Lists that are short enough to be kept whole: people, products and the like; customers are searched instead. */
export type Kept = "/users" | "/products" | "/own-entities" | "/departments" | "/posts" | "/price-books" | "/receipts" | "/paper-templates";

const PAGES = 10;

async function whole(path: Kept, signal: AbortSignal): Promise<NamedRow[]> {
  const rows: NamedRow[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const found = (await read(path, { query: { limit: 200, cursor }, signal })) as Page<NamedRow>;
    rows.push(...found.items);
    cursor = found.next ?? undefined;
    if (!cursor) break;
  }
  // People are looked for by name; of other things the order says something.
  return path === "/users" ? rows.sort(byName) : rows;
}

export const rowsQuery = (path: Kept) => queryOptions({ queryKey: ["reference", path], queryFn: ({ signal }) => whole(path, signal), staleTime: 5 * 60_000 });
