import { expect, test } from "vitest";
import { changesOf, keysThatDiffer, same } from "./compare";
import type { DocumentForm, Field } from "./definition";

const field = (key: string, type: Field["type"] = "line"): Field => ({ key, name: { zh: key, en: key }, type, required: "optional", fillers: [], personal: false });
const form: DocumentForm = { name: { zh: "报价", en: "Quote" }, stage: "proposal", fillers: [], many: false, sections: [{ name: { zh: "一", en: "One" }, fields: [field("place"), field("lines", { table: [field("name"), field("price")] })] }] };

test("nothing is nothing, however it is written", () => {
  expect(same(undefined, "")).toBe(true);
  expect(same([], null)).toBe(true);
  expect(same({ a: 1, b: "" }, { a: 1 })).toBe(true);
  expect(same(0, undefined)).toBe(false);
});

test("the order of keys is no difference, the order of rows is one", () => {
  expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(same([{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 1 }])).toBe(false);
});

test("a change is named by field, row and column", () => {
  const changes = changesOf(form, { place: "杭州", lines: [{ name: "MES", price: "10" }] }, { place: "杭州", lines: [{ name: "MES", price: "9" }, { name: "培训" }] });
  expect(changes.map((one) => [one.path, one.row, one.before, one.after])).toEqual([
    ["lines[0].price", 1, "10", "9"],
    ["lines[1].name", 2, undefined, "培训"],
  ]);
});

test("a row that fell away is told as well", () => {
  expect(changesOf(form, { lines: [{ name: "MES" }] }, {}).map((one) => [one.path, one.after])).toEqual([["lines[0].name", undefined]]);
});

test("keys that differ are found on both sides", () => {
  expect(keysThatDiffer({ a: 1, b: 2 }, { a: 1, c: 3 })).toEqual(["b", "c"]);
});
