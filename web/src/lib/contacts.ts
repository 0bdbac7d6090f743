/** People on the customer's side. */
import { queryOptions } from "@tanstack/react-query";
import { type Page, read, type Row } from "./api";

export type Contact = Row<{ name: string; title: string | null; department?: string | null; phone?: string | null; email?: string | null }>;

export const contactsQuery = (account: string) =>
  queryOptions({ queryKey: ["accounts", account, "contacts"], queryFn: async ({ signal }) => ((await read("/contacts", { query: { account, limit: 200 }, signal })) as Page<Contact>).items, staleTime: 60_000 });
