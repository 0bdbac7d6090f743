/** Who writes which paper in the demo company, and where: found by what the server offers. */
import type { Page } from "@playwright/test";
import { read } from "./test";

interface Offer {
  command: string;
  kind?: string;
  is_allowed: boolean;
  refusal?: { code: string };
}

/** The first deal on which whoever is signed in may hand each kind in. */
export async function writable(page: Page): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  const { items } = await read(page, "/deals?limit=200");
  for (const { id } of items) {
    const offers: Offer[] = await read(page, `/deals/${id}/affordances`);
    for (const { kind, is_allowed } of offers) if (kind && is_allowed && !places.has(kind)) places.set(kind, id);
  }
  return places;
}

/** Why nobody may hand in a kind just now: the codes of all deals. */
export async function refusals(page: Page, kind: string): Promise<Set<string>> {
  const { items } = await read<{ items: { id: string }[] }>(page, "/deals?limit=200");
  const offers: Offer[][] = await Promise.all(items.map(({ id }) => read<Offer[]>(page, `/deals/${id}/affordances`)));
  return new Set(offers.flat().flatMap((one) => (one.kind === kind && one.refusal ? [one.refusal.code] : [])));
}
