/** What each column says to a card in the hand. The server has decided; this only puts its answer under the columns. */
import type { Affordance, DealView } from "@/features/deal/model";

export type Verdict =
  | { kind: "here" }
  /** Its way on is open. */
  | { kind: "open" }
  /** Conditions of the gate are missing, as many. */
  | { kind: "missing"; count: number; text: string }
  /** Refused for another reason. */
  | { kind: "refused"; text: string }
  /** It may be sent back there. */
  | { kind: "back" }
  /** Neither the next stage nor an earlier one. */
  | { kind: "skips" };

type Seen = Pick<DealView, "stage" | "path"> & { gates: { is_exit: boolean; conditions: { is_met: boolean }[] }[] };

export function verdict(deal: Seen, affordances: Affordance[], column: string): Verdict {
  if (column === deal.stage) return { kind: "here" };
  const order = deal.path.map((stage) => stage.stage);
  const [from, to] = [order.indexOf(deal.stage), order.indexOf(column)];
  const offer = (command: string) => affordances.find((one) => one.command === command && !one.kind);
  if (to >= 0 && to < from) {
    const back = offer("return_stage");
    return back?.is_allowed ? { kind: "back" } : { kind: "refused", text: back?.refusal?.text ?? "" };
  }
  if (to !== from + 1) return { kind: "skips" };
  const advance = offer("advance_stage");
  if (advance?.is_allowed) return { kind: "open" };
  const exit = deal.gates.find((gate) => gate.is_exit);
  const count = exit?.conditions.filter((one) => !one.is_met).length ?? 0;
  const text = advance?.refusal?.text ?? "";
  return count && advance?.refusal?.code === "gate_closed" ? { kind: "missing", count, text } : { kind: "refused", text };
}
