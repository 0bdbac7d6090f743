/** Customers as rows of reference data, and what is asked about one. */
import { queryOptions } from "@tanstack/react-query";
import { type Asked, give, read, type Row, type Schemas } from "@/lib/api";
import { kindOf } from "@/lib/definition";
import { type Filters, narrowing } from "@/lib/filters";
import { label } from "@/lib/i18n";
import { formOf, type Process } from "@/lib/process";
import { usePages } from "@/lib/pages";

/** The fields that a customer has, as far as its reader sees them. */
export interface AccountFields {
  name: string;
  uscc?: string | null;
  nature?: string | null;
  size_class?: string | null;
  industry?: string | null;
  region?: string | null;
  owner?: string | null;
  department?: string | null;
  credit_limit?: number | null;
  former_names?: { name: string; until: string }[];
  /** Who sees it by name. */
  named?: { person: string; from: string; until?: string | null }[];
  created_at?: string;
  /** The last day on which its owner may work on it before it goes to the pool. */
  recycle_on?: string;
  /** By which rule. */
  recycle_rule?: "no_contact" | "no_deal" | "protection_end";
  /** How many times its protection was renewed. */
  protection_renewed?: number;
}

export type Account = Row<AccountFields>;
export type AccountLine = Schemas["AccountLine"] & AccountFields;

type Which = NonNullable<Asked<"/accounts">["query"]>;

export function useAccounts(filters: Filters) {
  const query = narrowing(filters) as Which;
  return usePages(["accounts", query], async (cursor, signal) => {
    const page = await read("/accounts", { query: { ...query, limit: 200, cursor }, signal });
    return { ...page, items: page.items as AccountLine[] };
  });
}

export const accountQuery = (id: string) => queryOptions({ queryKey: ["accounts", id], queryFn: async ({ signal }) => (await read("/accounts/{id}", { path: { id }, signal })) as unknown as Account });

export const dealsOf = (account: string) => queryOptions({ queryKey: ["deals", "of", account], queryFn: ({ signal }) => read("/deals", { query: { account, limit: 100 }, signal }) });

export const owedBy = (account: string) => queryOptions({ queryKey: ["deals", "instalments", "of", account], queryFn: ({ signal }) => read("/instalments", { query: { account, limit: 100 }, signal }) });

/** A place by its name: lists do without the code before it. */
export const placeOf = (region?: string | null) => region?.replace(/^\d{6}\s+/, "") || "—";

/** The words of 表1 for the kinds of customers, and for how their people were told that we keep their data. */
export function optionsOf(process: Process | undefined, key: "customer_nature" | "size_class" | "source_channel" | "pi_notice" | "pi_basis"): { value: string; label: string }[] {
  const form = process ? formOf(process, "lead_registration") : undefined;
  const field = form?.sections.flatMap((section) => section.fields).find((one) => one.key === key);
  return (field ? (kindOf(field.type).options ?? []) : []).map((one) => ({ value: one.key, label: label(one.name) }));
}

/** The commands that turn what a customer was into what was typed, and nothing else. */
export function changes(before: AccountFields, after: AccountFields): object[] {
  const differs = (key: keyof AccountFields) => (after[key] ?? "") !== (before[key] ?? "");
  const found: object[] = [];
  if (differs("name")) found.push({ type: "rename_account", name: after.name });
  if (differs("uscc") && after.uscc) found.push({ type: "set_account_uscc", uscc: after.uscc });
  const kinds = (["nature", "size_class", "industry", "region"] as const).filter(differs);
  if (kinds.length) found.push({ type: "classify_account", ...Object.fromEntries(kinds.map((key) => [key, after[key] || null])) });
  return found;
}

/** Gives them one after the other, each upon the version that the one before made. */
export async function save(id: string, version: number, commands: object[]): Promise<void> {
  let at = version;
  for (const command of commands) {
    const { data } = await give(`/accounts/${id}/commands`, command, { version: at });
    at = data.version;
  }
}
