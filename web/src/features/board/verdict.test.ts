import { describe, expect, it } from "vitest";
import type { Affordance } from "@/features/deal/model";
import { verdict } from "./verdict";

const stages = ["screening", "nurture", "proposal", "contract", "fulfilment"];
const path = stages.map((stage) => ({ stage })) as Parameters<typeof verdict>[0]["path"];
const deal = { stage: "proposal", path, gates: [{ is_exit: true, conditions: [{ is_met: true }, { is_met: false }, { is_met: false }] }] };

function offers(advance: string | undefined, back: string | undefined): Affordance[] {
  const one = (command: string, code: string | undefined): Affordance => ({ command, name: command, is_allowed: !code, refusal: code ? { code, text: `because ${code}`, params: {} } : null });
  return [one("advance_stage", advance), one("return_stage", back)];
}

describe("verdict", () => {
  const cases: [string, Affordance[], object][] = [
    ["proposal", offers(undefined, undefined), { kind: "here" }],
    ["contract", offers(undefined, undefined), { kind: "open" }],
    ["contract", offers("gate_closed", undefined), { kind: "missing", count: 2, text: "because gate_closed" }],
    ["contract", offers("not_permitted", undefined), { kind: "refused", text: "because not_permitted" }],
    ["fulfilment", offers(undefined, undefined), { kind: "skips" }],
    ["nurture", offers(undefined, undefined), { kind: "back" }],
    ["screening", offers(undefined, "not_permitted"), { kind: "refused", text: "because not_permitted" }],
  ];
  it.each(cases)("of %s repeats what the server said", (column, affordances, want) => {
    expect(verdict(deal, affordances, column)).toEqual(want);
  });
});
