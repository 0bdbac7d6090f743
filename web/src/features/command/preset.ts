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
  submit_for_approval: ["contract_approval"],
  review_text: ["contract_approval"],
  seal_contract: ["contract_approval"],
  record_signing: ["contract_approval"],
  reconfirm_contract: ["contract_approval"],
  void_contract: ["contract_approval"],
  compare_scan: ["contract_approval"],
  report_incident: ["contract_approval"],
  file_original: ["contract_approval"],
  loan_original: ["contract_approval"],
  return_original: ["contract_approval"],
  settle_renewal: ["contract_approval"],
  record_amendment: ["amendment"],
};

/** Fields that follow from the document, or from the condition, and are nobody's to choose. */
const FOLLOWS = ["revision", "digest", "gate"];

function latest(deal: DealView, kinds: string[]): DocumentView | undefined {
  const found = deal.documents.filter((one) => kinds.includes(one.kind));
  return [...found].sort(newestFirst)[0];
}

const newestFirst = (a: DocumentView, b: DocumentView) => b.submitted_at.localeCompare(a.submitted_at);

/** The fields of a command that the page fills by itself. */
export function preset(command: string, deal: DealView): Body {
  const document = latest(deal, ABOUT[command] ?? []);
  const body: Body = {};
  if (document) Object.assign(body, { document: document.id, visit: document.id, contract: document.id, amendment: document.id });
  const review = Object.keys((deal.facts.proposal?.reviews as Record<string, unknown>) ?? {}).pop();
  if (review) body.review = review;
  if (command === "log_contact_attempt" || command === "confirm_with_customer") body.at = new Date().toISOString();
  return body;
}

/** A body with what follows from its document: the revision and the digest that are shown now. */
export function completed(command: string, body: Body, deal: DealView): Body {
  if (command === "request_exception") return { gate: deal.gates.find((gate) => gate.conditions.some((one) => one.condition === body.condition))?.gate, ...body };
  const document = deal.documents.find((one) => one.id === body.document) ?? latest(deal, body.document ? [] : (ABOUT[command] ?? []));
  return document ? { ...body, revision: body.revision ?? document.revision, digest: body.digest ?? document.digest } : body;
}

/** Whether nobody is asked for a field. */
export function follows(key: string): boolean {
  return FOLLOWS.includes(key);
}
