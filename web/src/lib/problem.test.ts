import { describe, expect, test } from "vitest";
import { fieldProblems, problemFrom } from "./problem";

const paths = (code: string, params: object) => fieldProblems(problemFrom({ code, detail: "…", params }, 422)).map((one) => one.path);

describe("faults of fields", () => {
  test.each([
    ["form_problems", { problems: [{ path: "lines[0].quantity", code: "too_small" }] }, ["lines[0].quantity"]],
    ["missing_field", { field: "contact", path: "$" }, ["contact"]],
    ["missing_field", { field: "instalment", path: "$.allocations[0]" }, ["allocations[0].instalment"]],
    ["invalid_value", { path: "$.method" }, ["method"]],
    ["invalid_value", { path: "$" }, []],
    ["gate_closed", { gate: "G3", unmet: [] }, []],
  ])("%s with %o stands at %o", (code, params, at) => expect(paths(code, params)).toEqual(at));
});

test("what is said beside a field comes in both languages, and the one in force is shown", () => {
  const params = { problems: [{ path: "quote_date", code: "not_today", message: { zh: "须为今天", en: "must be today" } }] };
  expect(fieldProblems({ code: "invalid_document", detail: "", params })).toEqual([{ path: "quote_date", code: "not_today", message: "须为今天" }]);
});
