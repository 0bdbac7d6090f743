import { expect, test } from "vitest";
import { historyQueryOf, logQueryOf, momentOf } from "./filters";

test("a span of days begins with its first moment and ends after its last", () => {
  const [from, to] = [momentOf("2026-11-20"), momentOf("2026-11-20", true)];
  expect(Date.parse(to as string) - Date.parse(from as string)).toBe(24 * 3600 * 1000);
  expect(momentOf("2026-12-31", true)).toBe(momentOf("2027-01-01"));
});

test("what is no day is no filter", () => {
  for (const bad of [undefined, "", "yesterday", "2026-1-1"]) expect(momentOf(bad)).toBeUndefined();
});

test("the outcome is three-valued", () => {
  expect(logQueryOf({ outcome: "refused" }).refused).toBe(true);
  expect(logQueryOf({ outcome: "accepted" }).refused).toBe(false);
  expect(logQueryOf({}).refused).toBeUndefined();
  expect(historyQueryOf({ deal: "x", outcome: "refused" })).toMatchObject({ deal: "x" });
});
