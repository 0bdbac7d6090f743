/** Hand-overs as the server says them: what moves, what cannot, and who has signed. */
import { queryOptions } from "@tanstack/react-query";
import { read, type Schemas } from "@/lib/api";
import { ask } from "@/lib/http";

export type HandOver = Schemas["HandOverView"];
export type Item = Schemas["ItemView"];

/** What is asked. */
export interface Asked {
  to: string;
  reason: string;
  customers: Record<string, string>;
  successors: Record<string, string>;
  keeps_posts: boolean;
}

/** Hands over, or with `dryRun` says what would move. One key for one attempt, so that a retry is the same one. */
export async function handOver(from: string, asked: Asked, { dryRun, key }: { dryRun: boolean; key?: string }): Promise<HandOver> {
  return (await ask<HandOver>(`/users/${from}/hand-over${dryRun ? "?dry_run=true" : ""}`, { method: "POST", body: asked, key })).data;
}

export const handOverQuery = (id: string) => queryOptions({ queryKey: ["hand-overs", id], queryFn: ({ signal }) => read("/hand-overs/{id}", { path: { id }, signal }) });

/** The same without entries that name nobody. */
export function chosen(map: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).filter(([, person]) => person));
}

/** How many items there are of each kind, in the order in which the kinds come. */
export function countsOf(items: Item[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
