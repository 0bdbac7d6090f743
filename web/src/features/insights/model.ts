/** Figures as the server reckons them; here they are only put into words, places and bars. */
import { queryOptions } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { read, type Schemas } from "@/lib/api";
import { shortYuan, yuan } from "@/lib/money";
import { addDays, civilDay } from "@/lib/zone";

export type Figure = Schemas["FigureView"];
export type Reading = Schemas["FigureReading"];
export type Line = Schemas["FigureLine"];

export interface Slice {
  from?: string;
  to?: string;
  department?: string;
  owner?: string;
}

export const boardQuery = (slice: Slice) => queryOptions({ queryKey: ["insights", "board", slice], queryFn: ({ signal }) => read("/insights", { query: slice, signal }), placeholderData: (before) => before });

export const ownerQuery = (slice: Slice) => queryOptions({ queryKey: ["insights", "owner", slice], queryFn: ({ signal }) => read("/insights/owner", { query: slice, signal }), placeholderData: (before) => before });

const MONEY = ["K21", "K24", "K25"];
const FLOW = ["K11", "K13", "K1", "K4", "K5"];
const DISCIPLINE = ["K30", "clocks", "refusals", "exceptions", "K3", "K6", "K7", "K18"];

/** Figures in the order of what a role asks first: money for finance, discipline for audit and operations, the way of deals for those who sell. */
export function ordered(figures: Figure[], roles: string[]): Figure[] {
  const has = (...some: string[]) => some.some((role) => roles.includes(role));
  const groups = has("finance_specialist", "finance_manager", "cashier") ? [MONEY, FLOW, DISCIPLINE] : has("auditor", "sales_ops") ? [DISCIPLINE, FLOW, MONEY] : [FLOW, DISCIPLINE, MONEY];
  const order = groups.flat();
  const place = (figure: Figure) => (order.includes(figure.key) ? order.indexOf(figure.key) : order.length);
  return [...figures].sort((a, b) => place(a) - place(b));
}

/** `72.4%`. */
export function percent(text: string | null | undefined): string {
  return text === null || text === undefined ? "—" : `${Number(text).toFixed(1).replace(/\.0$/, "")}%`;
}

/** Seconds as days with one place. */
export function days(seconds: number): string {
  return (seconds / 86_400).toFixed(1).replace(/\.0$/, "");
}

/** What a line says at first sight; the full amount belongs into its title. */
export function headline(line: Line, t: TFunction, language: string): { text: string; title?: string } {
  if (isOfWhole(line)) return { text: percent(line.percent), title: sides(line, t, language) };
  if (line.spread) return { text: t("insight.days", { n: days(line.spread.median_s) }) };
  if (line.value === null || line.value === undefined) return { text: "—" };
  if (line.unit === "money_minor") return { text: shortYuan(line.value, language), title: yuan(line.value) };
  if (line.unit === "seconds") return { text: t("insight.days", { n: days(line.value) }) };
  return { text: String(line.value) };
}

/** What a weighed amount is made of: `519 万 × 40%`. */
export function weighed(line: Line, language: string): string | undefined {
  if (line.probability === null || line.probability === undefined) return undefined;
  return `${shortYuan(line.whole, language)} × ${line.probability}%`;
}

/** `71 / 98`, of amounts in short. */
export function sides(line: Line, t: TFunction, language: string): string {
  const word = (value: number) => (line.unit === "money_minor" ? shortYuan(value, language) : String(value));
  return t("insight.sides", { part: word(line.part ?? 0), whole: word(line.whole ?? 0) });
}

/** How long the bar of a line is: percent of a rate, the median of durations, else the number itself. */
export function lengthOf(line: Line): number {
  if (isOfWhole(line)) return Number(line.percent ?? 0);
  if (line.spread) return line.spread.median_s / 86_400;
  return line.unit === "money_minor" ? (line.value ?? 0) / 100 : (line.value ?? 0);
}

/** Whether a figure is made of parts that a chart can show; a total alone cannot. */
export function hasParts(figure: Figure): boolean {
  return figure.readings.some((reading) => reading.lines.length > 0);
}

/** The rows behind a total: all of them, or those that count for it. */
export function rowsOf(line: Line): string | undefined {
  return line.rows ?? line.part_rows ?? undefined;
}

/** Whether a line is a part of a whole. */
function isOfWhole(line: Line): boolean {
  return line.part !== null && line.part !== undefined && line.whole !== null && line.whole !== undefined;
}

/** Whether all lines are rates, so that their bars share one whole. */
export function isRate(lines: Line[]): boolean {
  return lines.length > 0 && lines.every(isOfWhole);
}

/** Where the rows behind a number are shown: a page of ours, or a list in a drawer. */
export function placeOf(rows: string): { page: string; search: Record<string, string> } | { list: string } {
  const [path = "", words = ""] = rows.split("?");
  const asked = Object.fromEntries(new URLSearchParams(words));
  const first = (at: string | undefined) => (at ? civilDay(at) : undefined);
  // The server ends a span before a moment, the address with its last day.
  const last = (at: string | undefined) => (at ? civilDay(new Date(Date.parse(at) - 1)) : undefined);
  if (path === "/exceptions") return { page: path, search: kept({ gate: asked.gate, condition: asked.condition, department: asked.department, owner: asked.owner, granted: asked.granted === "true" ? "1" : undefined, open: asked.open === "true" ? "1" : undefined, from: first(asked.from), to: last(asked.to) }) };
  if (path === "/command-log") return { page: "/audit", search: kept({ tab: "log", outcome: asked.refused === "true" ? "refused" : undefined, code: asked.refusal_code, department: asked.department, actor: asked.actor, from: first(asked.from), to: last(asked.to) }) };
  if (path === "/approvals") return { page: path, search: {} };
  return { list: rows };
}

function kept(search: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter((entry): entry is [string, string] => !!entry[1]));
}

/** Named periods around a day, as first and last days. */
export function periodOf(key: string, today: string): { from: string; to: string } | undefined {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const quarter = Math.floor((month - 1) / 3) * 3;
  // Month 0 is January of this year, month -3 October of the year before.
  const first = (number: number) => new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
  const span = (from: number, until: number) => ({ from: first(from), to: addDays(first(until), -1) });
  if (key === "quarter") return span(quarter, quarter + 3);
  if (key === "last") return span(quarter - 3, quarter);
  if (key === "month") return span(month - 1, month);
  if (key === "year") return span(0, 12);
  return undefined;
}
