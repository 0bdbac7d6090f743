/** Every page of the interface with an address that the demo company has, from the array that the router uses: none is forgotten. */
import type { Page } from "@playwright/test";
import { FIRST_PAGES, LIGHT_PAGES, WITH_FORMS } from "../../src/app/pages";
import { read } from "./test";

/** Pattern of each page, such as `/deals/$id`. */
export const PATTERNS: string[] = [...FIRST_PAGES, ...LIGHT_PAGES, ...WITH_FORMS].map(([pattern]) => pattern);

/** Who looks at a page: whoever works there; by default a sales manager. */
const READERS: [prefix: string, login: string][] = [
  ["/settings/pools", "cao.yi"],
  ["/settings/fields", "ding.an"],
  ["/settings", "admin"],
  ["/organization", "admin"],
  ["/calendar", "admin"],
  ["/prices", "cao.yi"],
  ["/collection", "wu.min"],
  ["/receipts", "wu.min"],
  ["/invoices", "wu.min"],
  ["/audit", "yan.ming"],
  ["/imports", "cao.yi"],
  ["/hand-overs", "admin"],
  ["/merges", "cao.yi"],
  ["/personal-data", "cao.yi"],
  ["/leads/new", "zhang.wei"],
  ["/pool", "zhang.wei"],
];

/** The login of whoever looks at a page. */
export function readerOf(pattern: string): string {
  return READERS.find(([prefix]) => pattern.startsWith(prefix))?.[1] ?? "chen.jing";
}

type Sample = (page: Page) => Promise<string>;

/** A value for each part of an address that is not fixed. */
const SAMPLES: Record<string, Sample> = {
  "/deals/$id": dealWithDocuments,
  "/deals/$id/write/$kind": async () => "visit_report",
  "/deals/$id/documents/$document": async (page) => (await documents(page))[0] as string,
  "/accounts/$id": async (page) => (await read(page, "/accounts")).items[0].id,
};

async function dealWithDocuments(page: Page): Promise<string> {
  const { items } = await read(page, "/deals?limit=50");
  for (const { id } of items) {
    const deal = await read(page, `/deals/${id}`);
    if (deal.documents?.length) return id;
  }
  throw new Error("no deal of the demo company has a document");
}

async function documents(page: Page): Promise<string[]> {
  const deal = await read(page, `/deals/${await dealWithDocuments(page)}`);
  return deal.documents.map((document: { id: string }) => document.id);
}

/** The address of a page; fails where it has a part that nobody can fill. */
export async function address(page: Page, pattern: string): Promise<string> {
  let done = "";
  let path = "";
  for (const part of pattern.split("/").slice(1)) {
    done += `/${part}`;
    if (!part.startsWith("$")) path += `/${part}`;
    else if (SAMPLES[done]) path += `/${await (SAMPLES[done] as Sample)(page)}`;
    else throw new Error(`e2e/support/pages.ts has no sample for ${done}`);
  }
  return path;
}
