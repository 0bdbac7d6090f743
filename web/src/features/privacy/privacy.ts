/** Requests of persons about their data, as the server tells of them. */
import { queryOptions } from "@tanstack/react-query";
import { read, type Row, type Schemas } from "@/lib/api";

export const KINDS = ["inspect", "correct", "restrict", "erase"] as const;
export type Kind = (typeof KINDS)[number] | "expire";

export interface Step {
  at: string;
  by?: string | null;
  what: "opened" | "named" | "exported" | "fulfilled" | "refused" | "lifted" | "expired";
  note?: string | null;
}

/** The fields of a request; of one that was fulfilled by an erasure the name is empty. */
export interface RequestFields {
  kind: Kind;
  state: "open" | "done" | "refused";
  name: string;
  reach: string[];
  verified: string;
  received_on: string;
  due_on: string;
  contacts: string[];
  steps: Step[];
  swept: { place: string; rows: number }[];
}

export type Request = Row<RequestFields>;
export type Found = Schemas["SubjectFound"];

export const requestQuery = (id: string) => queryOptions({ queryKey: ["subject-requests", id], queryFn: async ({ signal }) => (await read("/subject-requests/{id}", { path: { id }, signal })) as unknown as Request });

export const foundQuery = (id: string) => queryOptions({ queryKey: ["subject-requests", id, "found"], queryFn: ({ signal }) => read("/subject-requests/{id}/found", { path: { id }, signal }) });

export const expiringQuery = queryOptions({ queryKey: ["subject-requests", "expiring"], queryFn: ({ signal }) => read("/personal-data/expiring", { signal }) });

/** Phones and addresses as people type them into one field. */
export function waysOf(typed: string): string[] {
  return typed.split(/[\s,，、;；]+/).filter(Boolean);
}
