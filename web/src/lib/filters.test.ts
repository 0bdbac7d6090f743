import { describe, expect, it } from "vitest";
import { filtersOf, narrowing, queryOf, without } from "./filters";

describe("filters", () => {
  it("come back from the address that keeps them, in any order", () => {
    const filters = { stage: "proposal", q: "华东 精密&", owner: "me" };
    expect(filtersOf(queryOf(filters))).toEqual(filters);
    expect(queryOf({ b: "2", a: "1" })).toBe(queryOf({ a: "1", b: "2" }));
  });
  it("are no filters where they are empty or only draw", () => {
    expect(without({ q: "", stage: undefined, owner: "me" })).toEqual({ owner: "me" });
    expect(narrowing({ view: "board", order: "due", week: "2026-11-23", q: "x" })).toEqual({ q: "x" });
  });
});
