import { describe, expect, test } from "vitest";
import { shownBy } from "./live";

describe("what a change makes old", () => {
  test("of a deal: lists that may hold it, and the pages of this one alone", () => {
    const keys = shownBy({ kind: "deal", id: "7" });
    expect(keys).toContainEqual(["queue"]);
    expect(keys).toContainEqual(["deal", "7"]);
    expect(keys).not.toContainEqual(["deal"]);
  });

  test("of reference data: what lists it and what is chosen from it", () => {
    expect(shownBy({ kind: "receipt", id: "7" })).toEqual([["reference"], ["org"], ["receipts"]]);
  });
});
