/** What the references of a deal's documents and commands may point to, by name. */
import type { QueryClient } from "@tanstack/react-query";
import type { DealView } from "@/features/deal/model";
import { read } from "@/lib/api";
import { contactsQuery } from "@/lib/contacts";
import type { Lookup, Option } from "@/lib/lookups";
import { nameOf } from "@/lib/names";
import { type Kept, type NamedRow, rowsQuery } from "@/lib/reference";

const SHOWN = 50;

const LISTS: Record<string, Kept> = { person: "/users", product: "/products", own_entity: "/own-entities" };

/** The lookup of a deal. */
export function lookupFor(deal: DealView, client: QueryClient): Lookup {
  return async (target, typed) => {
    const list = LISTS[target];
    if (list) return narrowed((await client.ensureQueryData(rowsQuery(list))).map(option), typed);
    if (target === "contact") return narrowed((await client.ensureQueryData(contactsQuery(deal.account.id))).map(option), typed);
    if (target === "account") return accounts(typed);
    return narrowed(own(target, deal), typed);
  };
}

/** Options that hold what was typed, a page of them. */
export function narrowed(options: Option[], typed: string): Option[] {
  const wanted = typed.trim().toLowerCase();
  return options.filter((one) => `${one.label} ${one.note ?? ""}`.toLowerCase().includes(wanted)).slice(0, SHOWN);
}

function option(row: NamedRow): Option {
  return { value: row.id, label: nameOf(row), note: row.title ?? row.code ?? undefined };
}

async function accounts(typed: string): Promise<Option[]> {
  if (!typed.trim()) return [];
  const { items } = await read("/search", { query: { q: typed, limit: 20 } });
  return items.filter((hit) => hit.kind === "account").map((hit) => ({ value: hit.id, label: hit.title, note: hit.note ?? undefined }));
}

/** What belongs to the deal itself. */
function own(target: string, deal: DealView): Option[] {
  switch (target) {
    case "document":
      return deal.documents.map((one) => ({ value: one.id, label: `${one.name} ${one.number ?? ""}`.trim(), note: `V${one.revision}` }));
    case "approval":
      return deal.approvals.map((one) => ({ value: one.id, label: one.name, note: one.about }));
    case "obligation":
      return deal.obligations.map((one) => ({ value: one.id, label: one.name, note: one.clock }));
    case "need":
      return Object.keys((deal.facts.nurture?.needs as Record<string, unknown>) ?? {}).map((id, number) => ({ value: id, label: `#${number + 1}` }));
    case "instalment":
      return Object.entries((deal.facts.fulfilment?.instalments as Record<string, { seq?: number; name?: string }>) ?? {}).map(([id, one]) => ({ value: id, label: `${one.seq ?? ""} ${one.name ?? ""}`.trim() }));
    default:
      return [];
  }
}
