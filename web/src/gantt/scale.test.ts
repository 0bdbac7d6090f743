import { expect, test } from "vitest";
import { scale, span } from "./scale";

const days = [
  { date: "2026-12-31", isOff: false },
  { date: "2027-01-01", isOff: true },
  { date: "2027-01-02", isOff: true },
];

test("dates find their place, days off are known, a month is named where it begins", () => {
  const axis = scale(days, "2027-01-02");
  expect([axis.at("2027-01-01"), axis.at("2026-12-31T10:00:00Z"), axis.at("2028-01-01")]).toEqual([1, 0, undefined]);
  expect(axis.off).toEqual([1, 2]);
  expect(axis.months.map((month) => month.text)).toEqual(["2026-12", "2027-01"]);
  expect(axis.today).toBe(2);
});

test("a day outside the span draws no line for today", () => expect(scale(days, "2026-01-01").today).toBeUndefined());

test("the span holds all dates with a week around them, and today where it is near", () => {
  expect(span(["2026-11-16", "2026-10-29"], "2026-11-26")).toEqual(["2026-10-22", "2026-12-03"]);
  expect(span(["2026-01-05"], "2026-11-26")).toEqual(["2025-12-29", "2026-01-12"]);
  expect(span([], "2026-11-26")).toEqual(["2026-11-19", "2026-12-03"]);
});
