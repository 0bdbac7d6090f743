import { expect, test } from "vitest";
import { merge } from "./conflict";

const base = { price: "10", place: "杭州", note: "甲", rows: [{ a: 1 }] };

test("what only one of them changed is put together by itself", () => {
  const merged = merge(base, { ...base, price: "9" }, { ...base, place: "宁波" });
  expect(merged).toEqual({ body: { ...base, price: "9", place: "宁波" }, clashes: [], taken: ["place"] });
});

test("what both changed must be chosen, and mine stands until then", () => {
  const merged = merge(base, { ...base, price: "9", rows: [{ a: 2 }] }, { ...base, price: "8", rows: [{ a: 3 }] });
  expect(merged.clashes).toEqual([
    { key: "price", mine: "9", theirs: "8" },
    { key: "rows", mine: [{ a: 2 }], theirs: [{ a: 3 }] },
  ]);
  expect(merged.body.price).toBe("9");
});

test("the same change by both is no conflict, and what one erased stays erased", () => {
  expect(merge(base, { ...base, price: "9" }, { ...base, price: "9" }).clashes).toEqual([]);
  const { note: _, ...without } = base;
  const merged = merge(base, without, { ...base, place: "宁波" });
  expect(merged.body.note).toBeUndefined();
  expect(merged.body.place).toBe("宁波");
});
