/** Weeks as a calendar shows them, Monday first. Which of their days are worked, the server says. */

const DAY_MS = 86_400_000;
const two = (number: number) => String(number).padStart(2, "0");

/** The text of a civil day of this device. */
export function civilOf(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The Monday of the week in which a day is; of this week where the text is no day. */
export function mondayOf(text: string | undefined, now = new Date()): string {
  const parsed = text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00`) : now;
  const date = Number.isNaN(parsed.getTime()) ? new Date(now) : new Date(parsed);
  date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  return civilOf(date);
}

/** The seven days of a week. */
export function daysOf(monday: string): string[] {
  const start = new Date(`${monday}T00:00`);
  return Array.from({ length: 7 }, (_, number) => {
    const date = new Date(start);
    date.setDate(start.getDate() + number);
    return civilOf(date);
  });
}

/** The Monday so many weeks later. */
export function later(monday: string, weeks: number): string {
  const date = new Date(`${monday}T00:00`);
  date.setDate(date.getDate() + 7 * weeks);
  return civilOf(date);
}

/** Between which moments a plan for this week may have been submitted: long before it, never after it. */
export function submittedFor(monday: string): { from: string; to: string } {
  const start = new Date(`${monday}T00:00`).getTime();
  return { from: new Date(start - 90 * DAY_MS).toISOString(), to: new Date(start + 7 * DAY_MS).toISOString() };
}
