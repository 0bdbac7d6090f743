import { describe, expect, it } from "vitest";
import { assign, faultsOf, fix, type Mapping, mean, rowsOf } from "./imports";

const mapping: Mapping = { kind: "customers", columns: { 客户: "account_name", 手机: "contact_phone" } };

describe("a mapping", () => {
  it("gives a field to one column at a time", () => {
    expect(assign(mapping, "单位", "account_name").columns).toEqual({ 手机: "contact_phone", 单位: "account_name" });
    expect(assign(mapping, "手机", "").columns).toEqual({ 客户: "account_name" });
  });

  it("says what a text stands for, and no longer", () => {
    const said = mean(mapping, "intent_level", "高", "purchase");
    expect(said.values).toEqual({ intent_level: { 高: "purchase" } });
    expect(mean(said, "intent_level", "高", "").values).toEqual({});
  });

  it("fixes what the file does not say", () => {
    const said = fix(mapping, "source_channel", "fair");
    expect(said.fixed).toEqual({ source_channel: "fair" });
    expect(fix(said, "source_channel", "").fixed).toEqual({});
  });
});

describe("marks", () => {
  const marks = [{ mark: "new", rows: 3 }, { mark: "error", rows: 4 }, { mark: "error:uscc:bad_uscc", rows: 1 }, { mark: "error:account_name:missing", rows: 3 }];

  it("are counted by verdict, and faults by how frequent they are", () => {
    expect(rowsOf(marks, "new")).toBe(3);
    expect(rowsOf(marks, "update")).toBe(0);
    expect(faultsOf(marks).map((one) => one.mark)).toEqual(["error:account_name:missing", "error:uscc:bad_uscc"]);
  });
});
