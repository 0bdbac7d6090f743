/** Moments as people read them: relative and absolute at once. Working days are counted by the server only. */
import dayjs from "dayjs";
import i18n from "i18next";

/** How pressing a deadline is. */
export type Urgency = "overdue" | "today" | "soon" | "later";

const WEEKDAYS_ZH = "日一二三四五六";
const WEEKDAYS_EN = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** `今天 18:00`, `11-24 周二 18:00`, with the year where it is another one. */
export function moment(at: string, now = dayjs()): string {
  const when = dayjs(at);
  if (when.isSame(now, "day")) return `${i18n.t("due.today")} ${when.format("HH:mm")}`;
  const weekday = i18n.language.startsWith("zh") ? `周${WEEKDAYS_ZH[when.day()]}` : WEEKDAYS_EN[when.day()];
  const date = when.format(when.year() === now.year() ? "MM-DD" : "YYYY-MM-DD");
  return `${date} ${weekday} ${when.format("HH:mm")}`;
}

/** `11-24`, or with the year where it is another one. */
export function day(at: string, now = dayjs()): string {
  const when = dayjs(at);
  return when.format(when.year() === now.year() ? "MM-DD" : "YYYY-MM-DD");
}

/** `还有 4 小时`, `超期 2 天`; wall-clock only, for what the server has not put into working days. */
export function relative(at: string, now = dayjs()): string {
  const minutes = dayjs(at).diff(now, "minute");
  const past = minutes < 0;
  const span = Math.abs(minutes);
  const count = span < 60 ? i18n.t("due.minutes", { count: span }) : span < 48 * 60 ? i18n.t("due.hours", { count: Math.floor(span / 60) }) : i18n.t("due.days", { count: Math.floor(span / 1440) });
  return i18n.t(past ? "due.over" : "due.left", { span: count });
}

/** How pressing a moment is. */
export function urgency(at: string, now = dayjs()): Urgency {
  const when = dayjs(at);
  if (when.isBefore(now)) return "overdue";
  if (when.isSame(now, "day")) return "today";
  return when.diff(now, "day") < 5 ? "soon" : "later";
}
