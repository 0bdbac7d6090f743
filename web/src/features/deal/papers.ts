/** Which papers, approvals and duties a condition of a gate is about: only what the deal already says, looked up. */
import type { ApprovalView, DealView, DocumentView, ObligationView } from "./model";

/** The latest document of a kind. */
export function latestOf(deal: DealView, kind: string | null | undefined): DocumentView | undefined {
  return deal.documents.filter((one) => one.kind === kind).sort((a, b) => a.submitted_at.localeCompare(b.submitted_at)).pop();
}

/** The approval in which the latest document of a kind stands. */
export function approvalOf(deal: DealView, kind: string | null | undefined): ApprovalView | undefined {
  const open = latestOf(deal, kind)?.open_approval;
  return open ? deal.approvals.find((one) => one.id === open) : undefined;
}

/** The open duty about a document, the most pressing one. */
export function dutyAbout(deal: DealView, document: string | undefined): ObligationView | undefined {
  return document ? deal.obligations.find((one) => one.state === "open" && JSON.stringify(one.subject).includes(document)) : undefined;
}

/** The duty that an approval's turn is. */
export function dutyOf(deal: DealView, approval: string): ObligationView | undefined {
  return deal.obligations.find((one) => one.state === "open" && JSON.stringify(one.subject).includes(approval));
}
