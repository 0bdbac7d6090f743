import { describe, expect, test } from "vitest";
import type { DocumentForm, Field, FieldType } from "@/lib/definition";
import { differences } from "./compare";
import { decision, needsOpinion } from "./model";

const field = (key: string, type: FieldType): Field => ({ key, name: { zh: key, en: key }, type, required: "optional", fillers: [], personal: false });
const form: DocumentForm = { name: { zh: "单", en: "Paper" }, stage: "proposal", fillers: [], many: false, sections: [{ name: { zh: "一", en: "One" }, fields: [field("valid_until", "date"), field("total_gross", "money"), field("note", "text"), field("contact", { reference: "contact" })] }] };

describe("a paper beside its revision before", () => {
  const now = { valid_until: "2026-12-20", total_gross: 46200000, note: "", contact: "a" };

  test("without one, amounts lead", () => {
    expect(differences(form, now, undefined).map((one) => [one.field.key, one.changed])).toEqual([["total_gross", false], ["valid_until", false]]);
  });

  test("changed fields come first, emptied ones among them; ids are not shown", () => {
    const before = { valid_until: "2026-12-20", total_gross: 48000000, note: "样板", contact: "b" };
    expect(differences(form, now, before).map((one) => [one.field.key, one.changed])).toEqual([["total_gross", true], ["note", true], ["valid_until", false]]);
  });
});

describe("a decision", () => {
  test("names the step, the digest and only words that were written", () => {
    expect(decision({ id: "a", active: 2, digest: "d" }, { return: 1 }, "  ")).toEqual({ type: "decide_approval", approval: "a", step: 2, verdict: { return: 1 }, digest: "d", opinion: null });
  });

  test.each([["approve", false], ["reject", true], [{ return: 0 }, true], [{ adjust: "B" }, true]] as const)("%o needs an opinion: %s", (verdict, needs) => expect(needsOpinion(verdict as never)).toBe(needs));
});
