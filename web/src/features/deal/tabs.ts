/** The tabs of a deal and the documents that each shows. */

export type TabKey = "overview" | "needs" | "proposal" | "contract" | "fulfilment" | "documents" | "activity" | "audit";

export const TABS: { key: TabKey; kinds?: string[] }[] = [
  { key: "overview" },
  { key: "needs", kinds: ["lead_registration", "grading", "visit_plan", "visit_report", "decision_chain"] },
  { key: "proposal", kinds: ["solution", "solution_review", "quotation"] },
  { key: "contract", kinds: ["negotiation_strategy", "contract_approval", "executed_contract", "filing", "amendment"] },
  { key: "fulfilment", kinds: ["delivery_plan", "progress_report", "acceptance", "collection_tracking", "invoice", "dunning", "after_sales", "retrospective"] },
  { key: "documents" },
  { key: "activity" },
  { key: "audit" },
];
