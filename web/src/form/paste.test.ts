import { expect, test } from "vitest";
import type { Body, Field } from "@/lib/definition";
import { columnsOf, paste } from "./paste";
import { parseTsv } from "./sheet";

const field = (key: string, zh: string, type: Field["type"] = "line", required: Field["required"] = "required"): Field => ({ key, name: { zh, en: key }, type, required, fillers: [], personal: false });
const rate = field("vat", "税率", { choice: [{ key: "13", name: { zh: "13%", en: "13%" } }, { key: "exempt", name: { zh: "免税", en: "Exempt" } }] });
const code = field("code", "物料编码", { reference: "product" });
const total = field("total", "价税合计", "money", "computed");
const shown = [field("name", "名称"), field("quantity", "数量", "quantity"), field("price", "单价", "price"), rate, total];
const every = [code, ...shown, field("note", "备注")];

const find = (_: Field, text: string) => (text === "MES-01" ? "id-1" : undefined);
const put = (rows: Body[], row: number, column: number, text: string, complete?: (row: Body, column: Field) => Body) => paste({ rows, shown, every, find, complete }, { row, column }, parseTsv(text));

test("a block fills rows from where the caret stands, and adds rows", () => {
  expect(put([{ name: "旧", quantity: "2" }], 0, 1, "１０\t¥1,280.50\t13%\n3\t99\t免税").rows).toEqual([
    { name: "旧", quantity: "10", price: "1280.50", vat: "13" },
    { quantity: "3", price: "99", vat: "exempt" },
  ]);
});

test("what no option knows stays as it was and is told; columns beyond the sheet and the system's own fall away", () => {
  const done = put([{ vat: "13" }], 0, 3, "17%\t9,999\t多余");
  expect(done.rows).toEqual([{ vat: "13" }]);
  expect(done.left).toEqual([{ row: 0, column: rate, text: "17%" }]);
});

test("a head of its own names the columns, in any order, shown or not; sums are no lines", () => {
  const done = put([{}], 0, 2, "物料编码\t产品名称\t含税单价（元）\t数量\t价税合计\t备注\nMES-01\tMES 标准版\t860,000.00\t2\t1,720,000.00\t含一年维护\n合计\t\t\t2\t1,720,000.00\t\n");
  expect(done).toEqual({ rows: [{ code: "id-1", name: "MES 标准版", price: "860000.00", quantity: "2", note: "含一年维护" }], count: 1, left: [] });
});

test("what was pasted stands; only what it left open is completed", () => {
  const complete = (row: Body, column: Field) => (column.key === "code" ? { ...row, name: "价目表里的名称", vat: "13" } : row);
  expect(put([{}], 0, 0, "物料编码\t名称\nMES-01\t我的名称", complete).rows).toEqual([{ code: "id-1", name: "我的名称", vat: "13" }]);
});

test("one name among values is no head", () => {
  expect(columnsOf(every, ["数量", "3", "9"])).toBeUndefined();
});
