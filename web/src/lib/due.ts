/** Moments as people read them: relative and absolute at once, on the company's clock. Working days are counted by the server only. */
import i18n from "i18next";
import { civilDay, localText, wall } from "./zone";

const WEEKDAYS_ZH = "日一二三四五六";
const WEEKDAYS_EN = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MINUTE_MS = 60_000;

const isSameDay = (at: string, now: Date) => civilDay(at) === civilDay(now);

/** `18:00`. */
export function clock(at: string): string {
  return localText(at).slice(11, 16);
}

/** `11-24`, or with the year where it is another one. */
export function day(at: string, now = new Date()): string {
  const date = civilDay(at);
  return date.slice(0, 4) === civilDay(now).slice(0, 4) ? date.slice(5) : date;
}

/** `周二`, `Tue`. */
export function weekday(at: string): string {
  const number = wall(at).getUTCDay();
  if (Number.isNaN(number)) return "";
  return i18n.language.startsWith("zh") ? `周${WEEKDAYS_ZH[number]}` : (WEEKDAYS_EN[number] ?? "");
}

/** `今天 18:00`, `11-24 周二 18:00`, with the year where it is another one. */
export function moment(at: string, now = new Date()): string {
  if (isSameDay(at, now)) return `${i18n.t("due.today")} ${clock(at)}`;
  return `${day(at, now)} ${weekday(at)} ${clock(at)}`;
}

/** `2026-11-24 18:00`, as papers have it. */
export function fullMoment(at: string): string {
  return localText(at).slice(0, 16).replace("T", " ");
}

/** `4 小时`, `3 天`: how long something has been so, on the wall clock. */
export function elapsed(at: string, now = new Date()): string {
  const span = minutesBetween(at, now);
  if (span < 60) return i18n.t("due.minutes", { count: span });
  return span < 48 * 60 ? i18n.t("due.hours", { count: Math.floor(span / 60) }) : i18n.t("due.days", { count: Math.floor(span / 1440) });
}

/** `还有 4 小时`, `超期 30 分钟`: for the day itself. Never in days, for a rule counts working days, and those only the server counts. */
export function relative(at: string, now = new Date()): string {
  const span = minutesBetween(at, now);
  const word = span < 60 ? i18n.t("due.minutes", { count: span }) : i18n.t("due.hours", { count: Math.floor(span / 60) });
  return i18n.t(new Date(at) < now ? "due.over" : "due.left", { span: word });
}

const minutesBetween = (at: string, now: Date) => Math.abs(Math.trunc((new Date(at).getTime() - now.getTime()) / MINUTE_MS));
