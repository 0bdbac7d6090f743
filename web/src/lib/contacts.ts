/** People on the customer's side. */
import { queryOptions } from "@tanstack/react-query";
import { get } from "./http";

export interface Contact {
  id: string;
  name: string;
  title: string | null;
  department?: string | null;
  phone?: string | null;
  email?: string | null;
}

export const contactsQuery = (account: string) => queryOptions({ queryKey: ["accounts", account, "contacts"], queryFn: async ({ signal }) => (await get<{ items: Contact[] }>(`/contacts?account=${account}&limit=200`, signal)).items, staleTime: 60_000 });
