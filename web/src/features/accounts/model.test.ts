import { describe, expect, it } from "vitest";
import { changes, placeOf } from "./model";

const before = { name: "华东精密机械有限公司", uscc: "91310000MA10001210", nature: "enterprise", region: "上海" };

describe("changes of a customer", () => {
  it("are none where nothing differs, and a missing field equals an empty one", () => {
    expect(changes(before, { ...before, industry: "" })).toEqual([]);
  });
  it("are one command for each thing that changed", () => {
    const after = { ...before, name: "华东精密股份有限公司", region: "苏州", size_class: "large" };
    expect(changes(before, after)).toEqual([
      { type: "rename_account", name: "华东精密股份有限公司" },
      { type: "classify_account", size_class: "large", region: "苏州" },
    ]);
  });
});

describe("a place", () => {
  it.each([
    ["330108 浙江杭州滨江区", "浙江杭州滨江区"],
    ["上海", "上海"],
    ["330108", "330108"],
    [null, "—"],
  ])("%s is shown as %s", (region, shown) => expect(placeOf(region)).toBe(shown));
});
