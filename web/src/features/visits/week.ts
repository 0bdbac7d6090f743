/** Weeks as a calendar shows them, Monday first. Which of their days are worked, the server says. */
import { addDays, between, civilDay } from "@/lib/zone";

/** The Monday of the week in which a day is; of this week where the text is no day. */
export function mondayOf(text: string | undefined, now = new Date()): string {
  const day = text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : civilDay(now);
  return addDays(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7));
}

/** The seven days of a week. */
export function daysOf(monday: string): string[] {
  return Array.from({ length: 7 }, (_, number) => addDays(monday, number));
}

/** The Monday so many weeks later. */
export function later(monday: string, weeks: number): string {
  return addDays(monday, 7 * weeks);
}

/** Between which moments a plan for this week may have been submitted: long before it, never after it. */
export function submittedFor(monday: string): { from?: string; to?: string } {
  return between(addDays(monday, -90), addDays(monday, 6));
}
