/** The filters of the record as they stand in the address, and as the server wants them. */
import { between } from "@/lib/zone";

export interface Filters {
  actor?: string;
  deal?: string;
  command?: string;
  outcome?: string;
  code?: string;
  kind?: string;
  department?: string;
  from?: string;
  to?: string;
}

/** What the history of all deals is asked for. */
export function historyQueryOf({ actor, deal, command, from, to }: Filters) {
  return { actor, deal, command, ...between(from, to) };
}

/** What the command log is asked for. */
export function logQueryOf({ actor, deal, command, outcome, code, department, from, to }: Filters) {
  const refused = outcome === "refused" ? true : outcome === "accepted" ? false : undefined;
  return { actor, target: deal, command, refused, refusal_code: code, department, ...between(from, to) };
}

/** What the security log is asked for; who is whom a line is about. */
export function securityQueryOf({ actor, kind, outcome, from, to }: Filters) {
  const success = outcome === "refused" ? false : outcome === "accepted" ? true : undefined;
  return { person: actor, kind, success, ...between(from, to) };
}
