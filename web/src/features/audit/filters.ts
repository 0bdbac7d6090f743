/** The filters of the record as they stand in the address, and as the server wants them. */

export interface Filters {
  actor?: string;
  deal?: string;
  command?: string;
  outcome?: string;
  code?: string;
  from?: string;
  to?: string;
}

/** The first moment of a civil day here; the last day counts whole, so an end is the day after. */
export function momentOf(day: string | undefined, end = false): string | undefined {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date + (end ? 1 : 0)).toISOString();
}

/** What the history of all deals is asked for. */
export function historyQueryOf({ actor, deal, command, from, to }: Filters) {
  return { actor, deal, command, from: momentOf(from), to: momentOf(to, true) };
}

/** What the command log is asked for. */
export function logQueryOf({ actor, deal, command, outcome, code, from, to }: Filters) {
  const refused = outcome === "refused" ? true : outcome === "accepted" ? false : undefined;
  return { actor, target: deal, command, refused, refusal_code: code, from: momentOf(from), to: momentOf(to, true) };
}
