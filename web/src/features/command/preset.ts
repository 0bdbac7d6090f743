/** What a command already knows from the deal, so that nobody types it: the newest document it is about and its revision, now. */
import type { DealView, DocumentView } from "@/features/deal/model";
import type { Body } from "@/lib/definition";

/** The kinds of documents that a command is about. */
const ABOUT: Record<string, string[]> = {
  confirm_with_customer: ["delivery_plan", "solution"],
  send_document: ["quotation"],
  record_answer: ["quotation"],
  confirm_backfill: ["visit_report"],
  move_visit: ["visit_plan"],
  cancel_visit: ["visit_plan"],
  complete_action: ["visit_report"],
  sign_handover: ["delivery_plan"],
  send_report: ["progress_report"],
  issue_invoice: ["invoice"],
  deliver_invoice: ["invoice"],
  void_invoice: ["invoice"],
  close_improvement: ["retrospective"],
  convene_review: ["solution"],
  vote_review: ["solution_review"],
  submit_for_approval: ["contract_approval"],
  review_text: ["contract_approval"],
  seal_contract: ["contract_approval"],
  record_signing: ["contract_approval"],
  file_original: ["contract_approval"],
};

function latest(deal: DealView, kinds: string[]): DocumentView | undefined {
  const found = deal.documents.filter((one) => kinds.includes(one.kind));
  return found.sort((a, b) => b.submitted_at.localeCompare(a.submitted_at))[0];
}

/** The fields of a command that the page fills by itself. */
export function preset(command: string, deal: DealView): Body {
  const document = latest(deal, ABOUT[command] ?? []);
  const body: Body = {};
  if (document) Object.assign(body, { document: document.id, revision: document.revision, visit: document.id, contract: document.id });
  if (command === "log_contact_attempt" || command === "confirm_with_customer") body.at = new Date().toISOString();
  return body;
}
