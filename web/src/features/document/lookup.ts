/** What the references of a deal's documents may point to. */
import type { DealView } from "@/features/deal/model";
import { get } from "@/lib/http";
import type { Lookup, Option } from "@/lib/lookups";

interface Row {
  id: string;
  name: string;
  title?: string | null;
  code?: string | null;
  department?: { name: string } | string | null;
}

const note = (row: Row) => row.title ?? row.code ?? (typeof row.department === "string" ? row.department : row.department?.name) ?? undefined;

async function rows(path: string): Promise<Option[]> {
  const answer = await get<{ items: Row[] } | Row[]>(path);
  const items = Array.isArray(answer) ? answer : answer.items;
  return items.map((row) => ({ value: row.id, label: row.name, note: note(row) ?? undefined }));
}

/** The lookup of a deal. */
export function lookupFor(deal: DealView): Lookup {
  return async (target, typed) => {
    const q = encodeURIComponent(typed);
    switch (target) {
      case "person":
        return rows(`/users?q=${q}&limit=50`);
      case "contact":
        return rows(`/contacts?account=${deal.account.id}&q=${q}&limit=50`);
      case "product":
        return rows(`/products?q=${q}&limit=50`);
      case "account":
        return rows(`/accounts?q=${q}&limit=50`);
      case "own_entity":
        return rows("/own-entities");
      case "document":
        return deal.documents.map((one) => ({ value: one.id, label: `${one.name} ${one.number ?? ""}`.trim(), note: `V${one.revision}` }));
      case "need":
        return Object.keys((deal.facts.nurture?.needs as Record<string, unknown>) ?? {}).map((id, number) => ({ value: id, label: `#${number + 1}` }));
      case "instalment":
        return Object.entries((deal.facts.fulfilment?.instalments as Record<string, { seq?: number; name?: string }>) ?? {}).map(([id, one]) => ({ value: id, label: `${one.seq ?? ""} ${one.name ?? ""}`.trim() }));
      default:
        return [];
    }
  };
}
