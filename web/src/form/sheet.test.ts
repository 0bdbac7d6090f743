import { describe, expect, test } from "vitest";
import type { Field } from "@/lib/definition";
import { cellText, cellValue, filledDown, isTable, moved, parseTsv } from "./sheet";

const field = (key: string, type: Field["type"] = "line"): Field => ({ key, name: { zh: key, en: key }, type, required: "required", fillers: [], personal: false });
const rate = field("vat", { choice: [{ key: "13", name: { zh: "13%", en: "13%" } }, { key: "exempt", name: { zh: "免税", en: "Exempt" } }] });
const columns = [field("name"), field("quantity", "quantity"), field("price", "price"), rate];

describe("a paste from a spreadsheet", () => {
  test("is cells by tab and line, with quoted cells whole", () => {
    expect(parseTsv('MES 标准版\t1\r\n"两行\n名称"\t"含""引号"""\r\n')).toEqual([
      ["MES 标准版", "1"],
      ["两行\n名称", '含"引号"'],
    ]);
    expect(isTable("一个值\n")).toBe(false);
    expect(isTable("甲\t乙")).toBe(true);
  });

  test("a reference is found by what was pasted, or left empty", () => {
    const product = field("item", { reference: "product" });
    expect(cellValue(product, "MES-01", (_, text) => (text === "MES-01" ? "id-1" : undefined))).toBe("id-1");
    expect(cellValue(product, "没有这个", () => undefined)).toBeUndefined();
  });

  test.each([
    ["2026/1/5", "2026-01-05"],
    ["2026年11月24日", "2026-11-24"],
    ["明天", undefined],
  ])("the date %s is %s", (text, value) => expect(cellValue(field("d", "date"), text)).toBe(value));

  test("money is exact minor units and is shown with its cents", () => {
    expect(cellValue(field("m", "money"), "￥1,234.5")).toBe(123_450);
    expect(cellText(field("m", "money"), 123_450)).toBe("1,234.50");
  });
});

describe("keys of the sheet", () => {
  const inside = { start: false, end: false };
  test("Enter and arrows move by rows, and down from the last row asks for a new one", () => {
    expect(moved({ row: 0, column: 2 }, "Enter", inside, 4)).toEqual({ row: 1, column: 2 });
    expect(moved({ row: 0, column: 2 }, "ArrowUp", inside, 4)).toBeUndefined();
  });

  test("left and right leave a cell only from its edge", () => {
    expect(moved({ row: 1, column: 1 }, "ArrowLeft", inside, 4)).toBeUndefined();
    expect(moved({ row: 1, column: 1 }, "ArrowLeft", { start: true, end: false }, 4)).toEqual({ row: 1, column: 0 });
    expect(moved({ row: 1, column: 3 }, "ArrowRight", { start: false, end: true }, 4)).toBeUndefined();
  });

  test("Ctrl D copies what stands above", () => {
    expect(filledDown([{ price: "9" }, { name: "乙" }], columns, { row: 1, column: 2 })).toEqual([{ price: "9" }, { name: "乙", price: "9" }]);
    expect(filledDown([{ price: "9" }], columns, { row: 0, column: 2 })).toEqual([{ price: "9" }]);
  });
});
