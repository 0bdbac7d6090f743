import { expect, test } from "vitest";
import { chosen } from "./handover";

test("a customer whose receiver was unchosen goes with the rest", () => {
  expect(chosen({ a: "p", b: "" })).toEqual({ a: "p" });
});
