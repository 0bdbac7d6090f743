/** What the process keeps from some is said as the company's own rules are. */
import { expect, test } from "vitest";
import type { Process } from "@/lib/process";
import { emptyRule, fitted, formsOf, isWhole, rulesOfProcess } from "./fieldRules";

const name = (zh: string) => ({ zh, en: zh });
const field = (key: string, more: object = {}) => ({ key, name: name(key), type: "line", required: "optional", fillers: [], personal: false, ...more });
const process = {
  stages: [{ stage: "screening" }, { stage: "proposal" }],
  documents: {
    a_quote: { name: name("报价"), stage: "proposal", readers: ["boss"], sections: [{ name: name(""), fields: [field("lines", { name: name("明细"), type: { table: [field("cost", { name: name("成本"), visible: { roles: ["boss"] } })] } })] }] },
    lead: { name: name("登记"), stage: "screening", sections: [{ name: name(""), fields: [field("source", { visible: "all", limits: [{ stages: ["proposal"], except: ["ops"], to: "fixed" }] })] }] },
  },
} as unknown as Process;

test("forms come in the order of their stages, with every limit of forms, fields and columns", () => {
  expect(formsOf(process)).toEqual(["lead", "a_quote"]);
  expect(rulesOfProcess(process)).toEqual([
    { form: "lead", field: "source", to: "fixed", roles: ["ops"], stages: ["proposal"] },
    { form: "a_quote", field: null, to: "only", roles: ["boss"], stages: [] },
    { form: "a_quote", field: "lines.cost", to: "only", roles: ["boss"], stages: [] },
  ]);
});

test("a rule can be sent once it says of what and for whom, without what its ruling does not take", () => {
  expect(isWhole(emptyRule())).toBe(false);
  expect(isWhole({ ...emptyRule(), form: "lead", roles: ["boss"] })).toBe(true);
  expect(isWhole({ ...emptyRule(), form: "lead", to: "hidden" })).toBe(false);
  expect(isWhole({ ...emptyRule(), form: "lead", field: "source", to: "hidden" })).toBe(true);
  expect(fitted({ ...emptyRule(), form: "lead", roles: ["boss"], stages: ["proposal"] }).stages).toEqual([]);
});
