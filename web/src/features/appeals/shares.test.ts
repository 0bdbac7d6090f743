import { expect, test } from "vitest";
import { sumOf, taken } from "./shares";

test("what is blank or nothing is no share", () => {
  expect(taken({ a: "70", b: " ", c: "0" })).toEqual([{ person: "a", percent: "70" }]);
});

test("parts that make a hundred are shown as a hundred", () => {
  expect(sumOf({ a: "33.3", b: "66.7" })).toBe(100);
  expect(sumOf({ a: "70", b: "x" })).toBe(70);
});
