import { expect, test } from "vitest";
import { allocations, proposed } from "./allocation";

const open = [
  { id: "a", outstanding_minor: 30_000 },
  { id: "b", outstanding_minor: 50_000 },
];

test("a receipt is proposed for the oldest instalments, as far as it reaches", () => {
  expect(proposed(40_000, open)).toEqual({ a: "300.00", b: "100.00" });
  expect(proposed(10_000, open)).toEqual({ a: "100.00" });
  expect(proposed(0, open)).toEqual({});
});

test("what is typed is read as exact minor units, and what is no amount is left out", () => {
  expect(allocations({ a: "1,234.50", b: "abc", c: "", d: "0" })).toEqual([{ instalment: "a", amount_minor: 123_450 }]);
});
