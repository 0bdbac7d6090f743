/** What the references of a deal's documents and commands may point to, by name. */
import type { QueryClient } from "@tanstack/react-query";
import { type DealView, documentQuery } from "@/features/deal/model";
import { read } from "@/lib/api";
import { contactsQuery } from "@/lib/contacts";
import { day, moment } from "@/lib/due";
import type { Lookup, Option } from "@/lib/lookups";
import { yuan } from "@/lib/money";
import { nameOf } from "@/lib/names";
import { type Kept, type NamedRow, rowsQuery } from "@/lib/reference";

const SHOWN = 50;

const LISTS: Record<string, Kept> = { person: "/users", product: "/products", own_entity: "/own-entities", receipt: "/receipts" };

/** The lookup of a deal. */
export function lookupFor(deal: DealView, client: QueryClient): Lookup {
  const lookup: Lookup = async (target, typed, chosen = []) => {
    const list = LISTS[target];
    if (list) return narrowed((await client.ensureQueryData(rowsQuery(list))).map(target === "product" ? coded : option), typed, chosen);
    if (target === "contact") return narrowed((await client.ensureQueryData(contactsQuery(deal.account.id))).map(option), typed, chosen);
    if (target === "account") return accounts(typed, chosen);
    if (target === "need") return narrowed(await needs(deal, client), typed, chosen);
    return narrowed(own(target, deal), typed, chosen);
  };
  lookup.scope = deal.id;
  return lookup;
}

/** The names of ids, in their order; an id that nobody knows any more is shown short. */
export async function nameById(deal: DealView, client: QueryClient, target: string, ids: string[]): Promise<string[]> {
  const rows = await lookupFor(deal, client)(target, "", ids);
  return ids.map((id) => rows.find((row) => row.value === id)?.label ?? id.slice(0, 8));
}

/** Options that hold what was typed, a page of them, and those that are chosen already. */
export function narrowed(options: Option[], typed: string, chosen: string[] = []): Option[] {
  const wanted = typed.trim().toLowerCase();
  const found = options.filter((one) => `${one.label} ${one.note ?? ""}`.toLowerCase().includes(wanted)).slice(0, SHOWN);
  return [...found, ...options.filter((one) => chosen.includes(one.value) && !found.includes(one))];
}

/** A product, which papers name by its code. */
const coded = (row: NamedRow): Option => (row.code ? { value: row.id, label: row.code, note: nameOf(row) } : option(row));

function option(row: NamedRow): Option {
  const paid = row as NamedRow & { payer_name?: string; amount?: number; received_on?: string };
  if (paid.payer_name) return { value: row.id, label: `${paid.payer_name} ${yuan(paid.amount)}`, note: paid.received_on ? day(paid.received_on) : undefined };
  return { value: row.id, label: nameOf(row), note: row.title ?? undefined };
}

async function accounts(typed: string, chosen: string[]): Promise<Option[]> {
  const known = await Promise.all(chosen.map(async (id) => option((await read("/accounts/{id}", { path: { id } })) as NamedRow)));
  if (!typed.trim()) return known;
  const { items } = await read("/search", { query: { q: typed, limit: 20 } });
  const found = items.filter((hit) => hit.kind === "account").map((hit) => ({ value: hit.id, label: hit.title, note: hit.note ?? undefined }));
  return [...found, ...known.filter((one) => !found.some((other) => other.value === one.value))];
}

/** Needs in the words of the visit record that they were found in. */
async function needs(deal: DealView, client: QueryClient): Promise<Option[]> {
  const found = Object.entries((deal.facts.nurture?.needs as Record<string, { report: string; row: number }>) ?? {});
  return Promise.all(
    found.map(async ([id, { report, row }], number) => {
      const { body } = await client.ensureQueryData(documentQuery(deal.id, report));
      const pains = (body as { pain_points?: { description?: string }[] } | null)?.pain_points;
      return { value: id, label: pains?.[row]?.description ?? `#${number + 1}` };
    }),
  );
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
    case "instalment":
      return Object.entries((deal.facts.fulfilment?.instalments as Record<string, { amount?: number; due_on?: string | null }>) ?? {}).map(([id, one], number) => ({ value: id, label: `${number + 1} · ${yuan(one.amount)}`, note: one.due_on ? day(one.due_on) : undefined }));
    case "complaint":
      return Object.entries((deal.facts.aftercare?.complaints as Record<string, { raised_at: string; closed_at?: string | null }>) ?? {}).map(([id, one]) => ({ value: id, label: moment(one.raised_at), note: one.closed_at ? day(one.closed_at) : undefined }));
    case "resource":
      return Object.entries((deal.facts.proposal?.resources as Record<string, { role?: string; needed_on?: string }>) ?? {}).map(([id, one]) => ({ value: id, label: one.role ?? "", note: one.needed_on ? day(one.needed_on) : undefined }));
    case "term_change":
      return Object.entries((deal.facts.contracting?.term_changes as Record<string, { topic?: string; round?: number }>) ?? {}).map(([id, one]) => ({ value: id, label: one.topic ?? "", note: one.round ? `#${one.round}` : undefined }));
    case "change":
      return numbered((deal.facts.fulfilment?.plan as { changes?: unknown } | undefined)?.changes, "#");
    default:
      return [];
  }
}

/** What has no name of its own, by its place. */
function numbered(all: unknown, sign: string): Option[] {
  return Object.keys((all as Record<string, unknown>) ?? {}).map((id, number) => ({ value: id, label: `${sign}${number + 1}` }));
}
