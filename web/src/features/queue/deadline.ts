/** Both forms of a deadline: how long still, in the server's working days, and when. */
import type { TFunction } from "i18next";
import { moment, relative } from "@/lib/due";
import type { Duty } from "./model";

/** `超期 2 个工作日`, `还有 4 小时`: hours on the day itself, working days as the server counted them on all others. */
export function span(duty: Pick<Duty, "urgency" | "working_days" | "due_at" | "is_paused">, t: TFunction): string {
  if (duty.is_paused) return t("queue.paused");
  if (duty.working_days === 0) return relative(duty.due_at);
  return t(duty.urgency === "overdue" ? "queue.over" : "queue.left", { count: duty.working_days });
}

/** `今天 18:00`; the end of a day is the day alone. */
export function when(at: string): string {
  return moment(at).replace(/ 23:59$/, "");
}
