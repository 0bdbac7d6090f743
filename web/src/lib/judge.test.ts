import { describe, expect, test } from "vitest";
import { judgementOf, ofTouched } from "./judge";
import { problemFrom } from "./problem";

const problems = [
  { path: "lines[0].quantity", code: "too_small" },
  { path: "valid_until", code: "required" },
];

describe("what the server would say", () => {
  test("faults of fields are no refusal of the whole", () => {
    const said = judgementOf(problemFrom({ code: "form_problems", detail: "2 处", params: { problems } }, 422));
    expect(said).toEqual({ problems, refusal: undefined, passes: false });
  });

  test("any other refusal is said as a whole", () => {
    const said = judgementOf(problemFrom({ code: "gate_closed", detail: "还缺" }, 422));
    expect(said.refusal?.code).toBe("gate_closed");
  });

  test.each([
    [[], 0],
    [["lines"], 1],
    [["lines", "valid_until"], 2],
    [["quantity"], 0],
  ])("after touching %o, %i problems show", (touched, shown) => expect(ofTouched(problems, new Set(touched))).toHaveLength(shown));
});
