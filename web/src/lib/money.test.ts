import { describe, expect, test } from "vitest";
import { parseYuan, plainYuan, priced, shortYuan, wholeYuan, yuan } from "./money";

describe("amounts", () => {
  test.each([
    [128000000, "¥1,280,000.00"],
    [0, "¥0.00"],
    [5, "¥0.05"],
    [-123456, "-¥1,234.56"],
    [undefined, "—"],
  ])("%s reads %s", (minor, text) => expect(yuan(minor)).toBe(text));

  test("columns have no sign of currency", () => expect(plainYuan(-100000)).toBe("-1,000.00"));

  test.each([
    [128000000, "zh-CN", "128 万"],
    [1300000000000, "zh-CN", "130 亿"],
    [12345600, "zh-CN", "12.3 万"],
    [99900, "zh-CN", "999"],
    [128000000, "en", "1.3m"],
  ])("%s on a tile in %s is %s", (minor, lang, text) => expect(shortYuan(minor, lang)).toBe(text));

  test.each([
    ["1,280,000", 128000000],
    ["¥ 12.5", 1250],
    ["0.05", 5],
    ["-3", -300],
    ["1.005", undefined],
    ["abc", undefined],
    ["", undefined],
  ])("typed %s is %s 分", (text, minor) => expect(parseYuan(text)).toBe(minor));

  test("whole amounts drop their cents, others keep them", () => {
    expect(wholeYuan(128000000)).toBe("¥1,280,000");
    expect(wholeYuan(128000050)).toBe("¥1,280,000.50");
    expect(wholeYuan(undefined)).toBe("—");
  });

  test("a unit price keeps every place that it has", () => {
    expect(priced("376200")).toBe("376,200.00");
    expect(priced("5148.125")).toBe("5,148.125");
    expect(priced(undefined)).toBe("—");
  });
});
