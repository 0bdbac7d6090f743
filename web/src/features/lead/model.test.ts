import { describe, expect, it } from "vitest";
import { answersOf, probeOf } from "./model";

describe("what is asked while a lead is typed", () => {
  it("waits for enough of a name, or a whole credit code", () => {
    expect(probeOf({ account_name: "华" })).toBeNull();
    expect(probeOf({ account_name: "华东", contact_phone: " 021-1 " })).toEqual({ name: "华东", phone: "021-1" });
    expect(probeOf({ uscc: "91310000MA10001210" })).toEqual({ name: "", uscc: "91310000MA10001210" });
  });
  it("waits for every answer that the grade rests on", () => {
    expect(answersOf({ budget_status: "approved", authority_level: "decider" })).toBeNull();
    const answers = { budget_status: "approved", authority_level: "decider", intent_level: "explicit" };
    expect(answersOf(answers)).toEqual(answers);
    expect(answersOf({ ...answers, expected_purchase_date: "2027-03-31" })).toEqual({ ...answers, expected_purchase_date: "2027-03-31" });
  });
});
