/** Which fields of which papers need more than a form. */
import type { ComponentType } from "react";
import type { DealView } from "@/features/deal/model";
import type { EditorProps } from "@/form/FormEngine";
import { RegionField } from "@/form/RegionInput";
import { SheetInput } from "@/form/SheetInput";
import { chainEditor } from "./ChainEditor";
import { Milestones } from "./Milestones";
import { QuoteEditor } from "./QuoteEditor";

/** The editors of a kind of paper. */
export function editorsOf(kind: string, deal: DealView): Record<string, ComponentType<EditorProps>> {
  switch (kind) {
    case "quotation":
      return { lines: QuoteEditor, payment_terms: SheetInput };
    case "lead_registration":
      return { region: RegionField };
    case "decision_chain":
      return { nodes: chainEditor(deal) };
    case "delivery_plan":
      return { milestones: Milestones };
    case "contract_approval":
      return { payment_schedule: SheetInput };
    case "solution":
      return { cost_estimate: SheetInput, implementation_plan: SheetInput };
    case "invoice":
      return { lines: SheetInput };
    case "progress_report":
      return { milestone_status: SheetInput };
    default:
      return {};
  }
}
