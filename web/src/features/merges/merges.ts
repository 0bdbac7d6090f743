/** Merges of customers: what is chosen field by field, and what became of both. */
import type { Schemas } from "@/lib/api";
import { ask } from "@/lib/http";

export type Merge = Schemas["MergeView"];

/** Fields that may be taken from the customer that goes; its credit code goes over where the other has none. */
export const FIELDS = ["name", "uscc", "nature", "size_class", "industry", "region", "owner"] as const;
export type Field = (typeof FIELDS)[number];

export interface Asked {
  merged: string;
  taken: string[];
  reason: string;
}

/** Merges, or says with `dryRun` what would become of both. */
export async function merge(kept: string, asked: Asked, { dryRun, key }: { dryRun: boolean; key?: string }): Promise<Merge> {
  return (await ask<Merge>(`/accounts/${kept}/merge${dryRun ? "?dry_run=true" : ""}`, { method: "POST", body: asked, key })).data;
}

/** What stands in a field, with the owner by name. */
export function valueOf(account: unknown, field: Field): string {
  const fields = (account ?? {}) as Record<string, unknown>;
  const value = fields[field === "owner" ? "owner_name" : field] ?? "";
  return String(value);
}
