import { expect, test } from "vitest";
import { setZone } from "@/lib/zone";
import { historyQueryOf, logQueryOf } from "./filters";

setZone("Asia/Shanghai");

test("a span of days begins with its first moment and ends after its last, on the company's clock", () => {
  expect(historyQueryOf({ from: "2026-11-20", to: "2026-12-31" })).toMatchObject({ from: "2026-11-19T16:00:00.000Z", to: "2026-12-31T16:00:00.000Z" });
});

test("what is no day is no filter", () => {
  for (const bad of [undefined, "", "yesterday", "2026-1-1"]) expect(logQueryOf({ from: bad, to: bad })).not.toHaveProperty("from");
});

test("the outcome is three-valued", () => {
  expect(logQueryOf({ outcome: "refused" }).refused).toBe(true);
  expect(logQueryOf({ outcome: "accepted" }).refused).toBe(false);
  expect(logQueryOf({}).refused).toBeUndefined();
  expect(historyQueryOf({ deal: "x", outcome: "refused" })).toMatchObject({ deal: "x" });
});
