import { describe, expect, it } from "vitest";
import { pagesFor, step } from "./entries";

const pages = [
  { entry: { to: "/deals", icon: "board", word: "deals" } as const, title: "商机", words: "Opportunities" },
  { entry: { to: "/quotes", icon: "quote", word: "quotes" } as const, title: "报价", words: "Quotes" },
];

describe("search beside records", () => {
  it.each([
    ["", ["/deals", "/quotes"]],
    ["报", ["/quotes"]],
    ["OPPORT", ["/deals"]],
    ["zzz", []],
  ])("finds pages for %s", (typed, want) => expect(pagesFor(typed, pages).map((page) => page.entry.to)).toEqual(want));
  it("goes round at both ends", () => {
    expect([step(2, 1, 3), step(0, -1, 3), step(0, 1, 0)]).toEqual([0, 2, 0]);
  });
});
