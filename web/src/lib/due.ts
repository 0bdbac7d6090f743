/** Moments as people read them: relative and absolute at once, on the clock of this device. Working days are counted by the server only. */
import i18n from "i18next";

/** How pressing a deadline is. */
export type Urgency = "overdue" | "today" | "soon" | "later";

const WEEKDAYS_ZH = "日一二三四五六";
const WEEKDAYS_EN = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MINUTE_MS = 60_000;

const two = (number: number) => String(number).padStart(2, "0");

/** A civil date stays on its day wherever it is read. */
function dated(at: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T00:00` : at);
}

function isSameDay(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
}

/** `18:00`. */
export function clock(at: string): string {
  const when = dated(at);
  return `${two(when.getHours())}:${two(when.getMinutes())}`;
}

/** `11-24`, or with the year where it is another one. */
export function day(at: string, now = new Date()): string {
  const when = dated(at);
  const date = `${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  return when.getFullYear() === now.getFullYear() ? date : `${when.getFullYear()}-${date}`;
}

/** `周二`, `Tue`. */
export function weekday(at: string): string {
  const number = dated(at).getDay();
  return i18n.language.startsWith("zh") ? `周${WEEKDAYS_ZH[number]}` : (WEEKDAYS_EN[number] ?? "");
}

/** `今天 18:00`, `11-24 周二 18:00`, with the year where it is another one. */
export function moment(at: string, now = new Date()): string {
  if (isSameDay(dated(at), now)) return `${i18n.t("due.today")} ${clock(at)}`;
  return `${day(at, now)} ${weekday(at)} ${clock(at)}`;
}

/** `2026-11-24 18:00`, as papers have it. */
export function fullMoment(at: string): string {
  const when = dated(at);
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())} ${clock(at)}`;
}

/** `还有 4 小时`, `超期 2 天`; wall-clock only, for what the server has not put into working days. */
export function relative(at: string, now = new Date()): string {
  const minutes = Math.trunc((dated(at).getTime() - now.getTime()) / MINUTE_MS);
  const span = Math.abs(minutes);
  const count = span < 60 ? i18n.t("due.minutes", { count: span }) : span < 48 * 60 ? i18n.t("due.hours", { count: Math.floor(span / 60) }) : i18n.t("due.days", { count: Math.floor(span / 1440) });
  return i18n.t(dated(at) < now ? "due.over" : "due.left", { span: count });
}

/** How pressing a moment is. */
export function urgency(at: string, now = new Date()): Urgency {
  const when = dated(at);
  if (when < now) return "overdue";
  if (isSameDay(when, now)) return "today";
  return when.getTime() - now.getTime() < 5 * 24 * 60 * MINUTE_MS ? "soon" : "later";
}
