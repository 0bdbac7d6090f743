/** Both forms of a deadline: how long still, in the server's working days, and when. How near it is, the server says; nothing is judged here. */
import i18n from "i18next";
import { moment, relative } from "./due";

/** How pressing a deadline is. */
export type Urgency = "overdue" | "today" | "soon" | "later";

/** A due moment as the server tells it, wherever it names one. */
export interface Deadline {
  due_at: string;
  urgency?: string | null;
  working_days?: number | null;
  is_paused?: boolean;
}

/** `超期 2 个工作日`, `还有 4 小时`: hours on the day itself, working days on all others. */
export function span({ due_at, urgency, working_days, is_paused }: Deadline): string {
  if (is_paused) return i18n.t("queue.paused");
  if (!working_days) return relative(due_at);
  return i18n.t(urgency === "overdue" ? "queue.over" : "queue.left", { count: working_days });
}

/** `今天 18:00`; the end of a day is the day alone. */
export function when(at: string): string {
  return moment(at).replace(/ 23:59$/, "");
}

/** How pressing it is; what is not owed any more does not press. */
export function press({ urgency }: Deadline): Urgency {
  return (urgency ?? "later") as Urgency;
}

/** What is due next on a deal. */
export function next(deal: { next_due_at?: string | null; next_urgency?: string | null; next_working_days?: number | null }): Deadline | undefined {
  return deal.next_due_at ? { due_at: deal.next_due_at, urgency: deal.next_urgency, working_days: deal.next_working_days } : undefined;
}
