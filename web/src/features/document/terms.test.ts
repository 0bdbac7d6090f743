import { expect, test } from "vitest";
import type { DocumentForm, Field } from "@/lib/definition";
import { sourcesOf, termsFrom } from "./terms";

const field = (key: string, prefill?: string, type: Field["type"] = "line"): Field => ({ key, name: { zh: key, en: key }, type, required: "required", fillers: [], personal: false, prefill });
const schedule = field("payment_schedule", undefined, { table: [field("name"), field("trigger_event"), field("amount", undefined, "money"), field("days", undefined, "integer")] });
const form: DocumentForm = { name: { zh: "合同", en: "Contract" }, stage: "contract", fillers: [], many: true, sections: [{ name: { zh: "合同", en: "Contract" }, fields: [field("counterparty", "quotation.buyer_name"), field("amount_gross", "quotation.total_gross", "money"), field("warranty", "quotation.warranty"), field("quote_id", "quotation"), field("cp_size_class", "lead_registration.size_class"), schedule, field("liability")] }] };
const quote = { buyer_name: "甲", total_gross: 100, warranty: "一年", payment_terms: [{ condition: "signing", pct: "30", amount: 30, days: 10 }, { condition: "acceptance", pct: "70", amount: 70, days: 30 }] };

test("a contract stands beside the quotation that it took its terms from, and beside nothing else", () => {
  expect(sourcesOf(form)).toEqual(["quotation"]);
});

test("terms that were taken over are compared by what they came from, instalments row by row", () => {
  const contract = { counterparty: "甲", amount_gross: 90, warranty: "一年", liability: "按法律", payment_schedule: [{ name: "首款", trigger_event: "signing", amount: 30, days: 10 }, { name: "尾款", trigger_event: "acceptance", amount: 60, days: 45 }] };
  const differ = termsFrom(form, "quotation", quote, contract).filter((one) => !one.isSame);
  expect(differ.map((one) => [one.field.key, one.row, one.before, one.now])).toEqual([
    ["amount_gross", undefined, 100, 90],
    ["amount", 2, 70, 60],
    ["days", 2, 30, 45],
  ]);
});

test("an instalment that only one of them has differs in all that it says", () => {
  const [due] = termsFrom(form, "quotation", { ...quote, payment_terms: [] }, { payment_schedule: [{ trigger_event: "signing", amount: 1, days: 2 }] }).filter((one) => one.row === 1);
  expect(due?.isSame).toBe(false);
});
