import { describe, expect, it } from "vitest";
import { textsOf } from "./ExportButton";
import { nameIn } from "@/lib/files";

describe("a file's name", () => {
  it("is the true one", () => {
    expect(nameIn("attachment; filename=\"__.xlsx\"; filename*=UTF-8''%E5%95%86%E6%9C%BA.xlsx")).toBe("商机.xlsx");
    expect(nameIn('attachment; filename="a.csv"')).toBe("a.csv");
    expect(nameIn("")).toBe("export");
  });
});

describe("filters of an export", () => {
  it("are those that say something, as texts", () => {
    expect(textsOf({ open: true, q: "", owner: undefined, account: null, amount_from_minor: 5 })).toEqual({ open: "true", amount_from_minor: "5" });
  });
});
