import { describe, expect, test } from "vitest";
import { cleaned, type Field, isAsked, isMarked, kindOf } from "./definition";

const field = (more: Partial<Field>): Field => ({ key: "detail", name: { zh: "明细", en: "Detail" }, type: "line", required: "optional", fillers: [], personal: false, ...more });
const when = { field: "channel", is: ["exhibition"], is_not: [] };

describe("fields of a form", () => {
  test("a conditional field waits for its condition", () => {
    const detail = field({ required: "conditional", when });
    expect(isAsked(detail, {})).toBe(false);
    expect(isAsked(detail, { channel: "website" })).toBe(false);
    expect(isAsked(detail, { channel: "exhibition" })).toBe(true);
    expect(isMarked(detail, { channel: "exhibition" })).toBe(true);
  });

  test("a field may be open to whom its condition does not ask", () => {
    const date = field({ required: "conditional", when: { ...when, else_optional: true } });
    expect([isAsked(date, {}), isMarked(date, {})]).toEqual([true, false]);
    expect(isMarked(date, { channel: "exhibition" })).toBe(true);
  });

  test("what was typed before the condition fell away stays in sight", () => {
    expect(isAsked(field({ required: "conditional", when }), { channel: "website", detail: "B2" })).toBe(true);
  });

  test("the system's own fields are not asked for", () => {
    expect(isAsked(field({ required: "automatic" }), {})).toBe(false);
    expect(isAsked(field({ required: "computed" }), {})).toBe(false);
  });

  test("a field that a later gate needs bears no mark yet", () => {
    expect(isMarked(field({ required: "required", needed_at: "G3" }), {})).toBe(false);
  });

  test("the kinds of a field's type", () => {
    expect(kindOf("money").kind).toBe("money");
    expect(kindOf({ reference: "contact" })).toEqual({ kind: "reference", target: "contact" });
    expect(kindOf({ table: [field({})] }).columns).toHaveLength(1);
  });

  test("what nobody typed is not sent, and empty rows fall away", () => {
    expect(cleaned({ a: " ", b: null, c: [], d: 0, e: false, rows: [{ x: "" }, { x: "1", y: null }] })).toEqual({ d: 0, e: false, rows: [{ x: "1" }] });
    expect(cleaned({ contract: "c", body: { box: "", items: [{ name: "正本" }, {}] } }), "in the form of a command, too").toEqual({ contract: "c", body: { items: [{ name: "正本" }] } });
  });
});
