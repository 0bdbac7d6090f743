import { describe, expect, it } from "vitest";
import { keyFrom, moved } from "./pools";

describe("pools", () => {
  it.each([
    [0, 1, ["b", "a", "c"]],
    [2, -1, ["a", "c", "b"]],
    [0, -1, ["a", "b", "c"]],
    [2, 1, ["a", "b", "c"]],
  ] as const)("are put in order: %s by %s", (at, by, want) => {
    expect(moved(["a", "b", "c"], at, by)).toEqual(want);
  });
  it.each([
    ["East China", [], "east_china"],
    ["East China", ["east_china"], "east_china_2"],
    ["Default", [], "default_2"],
    ["华东", [], "pool"],
  ])("have keys of their own: %s", (name, taken, want) => {
    expect(keyFrom(name, taken)).toBe(want);
  });
});
