import { describe, expect, it } from "vitest";
import { waysOf } from "./privacy";

describe("ways to reach a person", () => {
  it("are divided by what people type between them", () => {
    expect(waysOf("13800000000， wang@example.com、0571-88880000\n")).toEqual(["13800000000", "wang@example.com", "0571-88880000"]);
    expect(waysOf("  ")).toEqual([]);
  });
});
