/** Pools beside the company's own, as the settings keep them; the first that fits takes a customer. */

export const LEAD_LIMITS = ["holding_cap", "claims_per_day", "cool_down_days", "colleague_cool_down_days", "recycle_ungraded_days", "recycle_a_days", "recycle_b_days"] as const;
export const ACCOUNT_LIMITS = ["holding_cap", "claims_per_day", "cool_down_days", "colleague_cool_down_days", "recycle_days", "no_deal_days", "protection_days"] as const;

export type Limits = Record<string, number | null>;

export interface Pool {
  key: string;
  name: { zh: string; en: string };
  regions: string[];
  industries: string[];
  departments: string[];
  members: { departments: string[]; people: string[] };
  admins: string[];
  leads: Limits;
  accounts: Limits;
}

export const emptyPool = (): Pool => ({ key: "", name: { zh: "", en: "" }, regions: [], industries: [], departments: [], members: { departments: [], people: [] }, admins: [], leads: {}, accounts: {} });

/** The list with one pool moved by a place; the same list where it has no place to go. */
export function moved<T>(all: T[], at: number, by: -1 | 1): T[] {
  const to = at + by;
  if (to < 0 || to >= all.length) return all;
  const next = [...all];
  [next[at], next[to]] = [next[to] as T, next[at] as T];
  return next;
}

/** A key of the form that the server takes, from an English name; numbered where it is taken. */
export function keyFrom(name: string, taken: string[]): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 36) || "pool";
  const isFree = (key: string) => key !== "default" && !taken.includes(key);
  if (isFree(plain)) return plain;
  let number = 2;
  while (!isFree(`${plain}_${number}`)) number += 1;
  return `${plain}_${number}`;
}
