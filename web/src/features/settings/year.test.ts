import { expect, test } from "vitest";
import { type Day, monthsOf, stretchesOf } from "./year";

const day = (date: string, kind = "workday", name: string | null = null): Day => ({ date, kind, is_working: kind === "workday", name });

test("months begin on their weekday, Monday first", () => {
  const months = monthsOf([day("2026-02-01"), day("2026-11-01"), day("2026-12-01"), day("2026-12-02")]);
  expect(months).toHaveLength(12);
  expect([months[1]?.lead, months[10]?.lead, months[11]?.lead]).toEqual([6, 6, 1]);
  expect(months[11]?.days).toHaveLength(2);
});

test("days of one name next to each other are one stretch, another kind begins another", () => {
  const stretches = stretchesOf([day("2026-10-01", "holiday", "国庆节"), day("2026-10-02", "holiday", "国庆节"), day("2026-10-03"), day("2026-10-04", "holiday", "国庆节"), day("2026-10-05", "company_off", "国庆节")]);
  expect(stretches.map((one) => [one.from, one.to, one.count])).toEqual([
    ["2026-10-01", "2026-10-02", 2],
    ["2026-10-04", "2026-10-04", 1],
    ["2026-10-05", "2026-10-05", 1],
  ]);
});
