/** What a command already knows from the deal, so that nobody types it: the newest document it is about and its revision, now. */
import type { DealView, DocumentView } from "@/features/deal/model";
import type { Body } from "@/lib/definition";
import { civilDay } from "@/lib/zone";

/** The kinds of documents that a command is about. */
const ABOUT: Record<string, string[]> = {
  confirm_with_customer: ["delivery_plan", "solution", "progress_report"],
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
  submit_for_approval: ["negotiation_strategy", "contract_approval", "invoice", "amendment"],
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
const FOLLOWS = ["revision", "digest", "gate", "review", "channel"];

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
  for (const key of TODAY[command] ?? []) body[key] = civilDay();
  return { ...body, ...OWN[command]?.(deal) };
}

/** What is mostly written down on the day on which it happens. */
const TODAY: Record<string, string[]> = {
  verify_need: ["on"],
  record_answer: ["on"],
  record_round: ["on"],
  record_signing: ["ours", "theirs"],
  complete_milestone: ["on"],
  issue_invoice: ["issued_on"],
  deliver_invoice: ["on"],
};

/** What only one command asks, and the deal answers. */
const OWN: Record<string, (deal: DealView) => Body> = {
  verify_need: (deal) => {
    const needs = (deal.facts.nurture?.needs ?? {}) as Record<string, { verifications?: unknown[] }>;
    const open = Object.keys(needs).filter((id) => !needs[id]?.verifications?.length);
    return open.length === 1 ? { need: open[0] } : {};
  },
  // Who was asked to come was there, until somebody says otherwise.
  conclude_review: (deal) => {
    const reviews = Object.values((deal.facts.proposal?.reviews ?? {}) as Record<string, { held_at: string; chair: string; voters?: string[] }>);
    const review = reviews[reviews.length - 1];
    if (!review) return {};
    const attendees = (review.voters ?? []).map((person) => ({ person, present: true, ...(person === review.chair ? { role: "chair" } : {}) }));
    return { body: { held_at: review.held_at, chair: review.chair, attendees } };
  },
  convene_review: () => ({ held_at: new Date().toISOString() }),
  send_document: (deal) => known(deal, "quotation", { contact: "contact" }),
  record_answer: (deal) => known(deal, "quotation", { contact: "contact" }),
  // What our own mail carries, the server records by itself.
  send_report: (deal) => ({ ...known(deal, "delivery_plan", { report_receivers: "to" }), channel: "declared" }),
  record_round: (deal) => (deal.owner ? { people: [deal.owner.id] } : {}),
  seal_contract: (deal) => known(deal, "contract_approval", { contract_file: "text" }),
  compare_scan: (deal) => ({ ...known(deal, "contract_approval", { contract_file: "text" }), ...known(deal, "executed_contract", { scan_file: "scan" }) }),
  complete_milestone: (deal) => {
    const plan = deal.facts.fulfilment?.plan as { milestones?: Record<string, { done_on?: string | null }> } | undefined;
    const open = Object.entries(plan?.milestones ?? {}).filter(([, one]) => !one.done_on);
    return open[0] ? { milestone: Number(open[0][0]) } : {};
  },
};

/** What the latest paper of a kind holds already, by field, under the command's own keys. */
function known(deal: DealView, kind: string, keys: Record<string, string>): Body {
  const facts = (latest(deal, [kind])?.facts ?? {}) as Body;
  return Object.fromEntries(Object.entries(keys).flatMap(([field, key]) => (facts[field] ? [[key, facts[field]]] : [])));
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
