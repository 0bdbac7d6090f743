import type { TFunction } from "i18next";
import { expect, test } from "vitest";
import { setZone } from "@/lib/zone";
import { type Figure, headline, isRate, lengthOf, type Line, ordered, percent, periodOf, placeOf, weighed } from "./model";

// A manager in New York opens the rows of a company in Shanghai: the days are the company's.
process.env.TZ = "America/New_York";
setZone("Asia/Shanghai");

const t = ((key: string, values: Record<string, unknown>) => `${key} ${Object.values(values ?? {}).join("/")}`) as unknown as TFunction;
const line = (more: Partial<Line>): Line => ({ key: "x", name: "x", unit: "count", ...more }) as Line;

test("a rate is said in percent, with both its sides at hand", () => {
  const rate = line({ part: 71, whole: 98, percent: "72.4489" });
  expect(headline(rate, t, "zh-CN")).toEqual({ text: "72.4%", title: "insight.sides 71/98" });
  expect([lengthOf(rate), isRate([rate]), isRate([rate, line({ value: 1 })]), isRate([])]).toEqual([72.4489, true, false, false]);
});

test("an amount that is weighed is no rate of itself", () => {
  const stage = line({ unit: "money_minor", value: 207_600_000, whole: 519_000_000, probability: 40 });
  expect([headline(stage, t, "zh-CN").text, isRate([stage]), lengthOf(stage), weighed(stage, "zh-CN")]).toEqual(["208 万", false, 2_076_000, "519 万 × 40%"]);
  expect(weighed(line({ value: 1 }), "zh-CN")).toBeUndefined();
});

test("a rate of nothing is no zero", () => {
  expect([percent(null), percent("0"), percent("100.0000")]).toEqual(["—", "0%", "100%"]);
});

test("money is short with the full amount behind it; durations are days", () => {
  expect(headline(line({ unit: "money_minor", value: 128_000_000 }), t, "zh-CN")).toEqual({ text: "128 万", title: "¥1,280,000.00" });
  expect(headline(line({ unit: "seconds", spread: { count: 2, mean_s: 1, median_s: 129_600, p80_s: 1 } }), t, "zh-CN").text).toBe("insight.days 1.5");
});

test("each role meets its own figures first", () => {
  const figures = ["K30", "K1", "K21", "odd"].map((key) => ({ key, name: key, readings: [] }) as Figure);
  const first = (role: string) => ordered(figures, [role]).map((one) => one.key).join(" ");
  expect([first("finance_manager"), first("auditor"), first("sales_director")]).toEqual(["K21 K1 K30 odd", "K30 K1 K21 odd", "K1 K30 K21 odd"]);
});

test("every number leads somewhere", () => {
  expect(placeOf("/insights/rows?of=won&from=2026-10-01")).toEqual({ list: "/insights/rows?of=won&from=2026-10-01" });
  expect(placeOf("/command-log?refused=true&target_kind=deal&refusal_code=gate_closed&from=2026-09-30T16:00:00Z&to=2026-12-31T16:00:00Z")).toEqual({ page: "/audit", search: { tab: "log", outcome: "refused", code: "gate_closed", from: "2026-10-01", to: "2026-12-31" } });
  expect(placeOf("/exceptions?open=true")).toEqual({ page: "/exceptions", search: { open: "1" } });
  expect(placeOf("/exceptions?gate=G2&condition=pain")).toEqual({ page: "/exceptions", search: { gate: "G2", condition: "pain" } });
  expect(placeOf("/exceptions?granted=true")).toEqual({ page: "/exceptions", search: { granted: "1" } });
  // Whose numbers they are goes along.
  expect(placeOf("/exceptions?from=2026-09-30T16:00:00Z&to=2026-12-31T16:00:00Z&department=d1&owner=p1")).toEqual({ page: "/exceptions", search: { from: "2026-10-01", to: "2026-12-31", department: "d1", owner: "p1" } });
  expect(placeOf("/command-log?refused=true&target_kind=deal&department=d1&actor=p1")).toEqual({ page: "/audit", search: { tab: "log", outcome: "refused", department: "d1", actor: "p1" } });
  expect(placeOf("/approvals")).toEqual({ page: "/approvals", search: {} });
});

test("periods are whole ones, over the turn of a year too", () => {
  expect(periodOf("quarter", "2026-11-26")).toEqual({ from: "2026-10-01", to: "2026-12-31" });
  expect(periodOf("last", "2026-02-01")).toEqual({ from: "2025-10-01", to: "2025-12-31" });
  expect(periodOf("month", "2024-02-09")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(periodOf("own", "2026-11-26")).toBeUndefined();
});
