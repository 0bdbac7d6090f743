//! What a command acts upon: a visit that is planned, an invoice that is out, a complaint that is open.
//!
//! Where the deal has nothing of the kind, nobody is offered the command. Whether the very thing that a payload names may be
//! acted upon is decided by its stage, which refuses whatever is not offered here.

use serde::Serialize;

use super::Deal;
use crate::process::DocumentKind;

/// What a command acts upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// A visit that is planned and has no record.
    PlannedVisit,
    /// A record that came late and nobody has confirmed.
    LateRecord,
    /// A next action that is not done.
    OpenAction,
    /// A need that was found.
    Need,
    /// A resource request that nobody has decided.
    OpenResource,
    /// A solution.
    Solution,
    /// A review that goes on.
    OpenReview,
    /// Something that a review wants mended.
    OpenReviewAction,
    /// A document that goes to the customer.
    Sendable,
    /// A document that the customer confirms.
    Confirmable,
    /// A quotation that was sent.
    SentQuote,
    /// An appeal that waits.
    OpenAppeal,
    /// A recycling that waits.
    OpenRecycling,
    /// A term change that legal has not seen.
    OpenTermChange,
    /// A contract.
    Contract,
    /// A contract that is signed.
    SignedContract,
    /// An original in the archive.
    FiledOriginal,
    /// An original that is lent.
    LentOriginal,
    /// An amendment.
    Amendment,
    /// A delivery plan.
    Plan,
    /// A plan change that waits.
    OpenChange,
    /// A milestone that is not reached.
    OpenMilestone,
    /// A weekly report.
    Report,
    /// An invoice that was asked for and not issued.
    RequestedInvoice,
    /// An invoice that was issued and has not reached the customer.
    IssuedInvoice,
    /// An instalment.
    Instalment,
    /// A disputed amount.
    Dispute,
    /// A complaint that is open.
    OpenComplaint,
    /// A complaint that is closed.
    ClosedComplaint,
    /// An improvement that is not done.
    OpenImprovement,
    /// A deadline that runs.
    OpenObligation,
    /// A deadline that stands still.
    PausedObligation,
}

impl Matter {
    /// What a command acts upon, for commands that act upon something in particular.
    pub fn of(command: &str) -> Option<Matter> {
        use Matter::*;
        Some(match command {
            "move_visit" | "cancel_visit" => PlannedVisit,
            "confirm_backfill" => LateRecord,
            "complete_action" => OpenAction,
            "verify_need" => Need,
            "grant_resource" => OpenResource,
            "convene_review" => Solution,
            "vote_review" | "conclude_review" => OpenReview,
            "close_review_action" => OpenReviewAction,
            "send_document" => Sendable,
            "confirm_with_customer" => Confirmable,
            "record_answer" => SentQuote,
            "decide_appeal" => OpenAppeal,
            "decide_recycling" => OpenRecycling,
            "review_term_change" => OpenTermChange,
            "review_text" | "seal_contract" | "record_signing" | "report_incident" | "reconfirm_contract"
            | "void_contract" => Contract,
            "compare_scan" | "file_original" => SignedContract,
            "loan_original" => FiledOriginal,
            "return_original" => LentOriginal,
            "record_amendment" => Amendment,
            "sign_handover" | "start_delivery" | "request_change" => Plan,
            "decide_change" => OpenChange,
            "complete_milestone" => OpenMilestone,
            "send_report" => Report,
            "issue_invoice" | "void_invoice" => RequestedInvoice,
            "deliver_invoice" => IssuedInvoice,
            "allocate_receipt"
            | "record_promise"
            | "expect_payment"
            | "extend_instalment"
            | "dispute_amount"
            | "write_off_instalment" => Instalment,
            "settle_dispute" => Dispute,
            "answer_complaint" | "plan_complaint" | "escalate_complaint" | "close_complaint" => OpenComplaint,
            "reopen_complaint" => ClosedComplaint,
            "close_improvement" => OpenImprovement,
            "pause_obligation" => OpenObligation,
            "resume_obligation" => PausedObligation,
            _ => return None,
        })
    }
}

/// Whether the deal has it.
pub(super) fn is_there(deal: &Deal, matter: Matter) -> bool {
    use Matter::*;
    let has = |kind: DocumentKind| deal.documents.values().any(|document| document.kind == kind);
    let has_one_of = |kinds: &[DocumentKind]| kinds.iter().any(|kind| has(*kind));
    match matter {
        Solution => has(DocumentKind::Solution),
        Contract => deal.document(DocumentKind::ContractApproval).is_some(),
        Amendment => has(DocumentKind::Amendment),
        Plan => has(DocumentKind::DeliveryPlan),
        Report => has(DocumentKind::ProgressReport),
        Sendable => has_one_of(&[DocumentKind::Quotation, DocumentKind::Solution]),
        Confirmable => {
            has_one_of(&[DocumentKind::Solution, DocumentKind::DeliveryPlan, DocumentKind::ProgressReport])
        }
        OpenObligation => deal.obligations.values().any(|one| one.is_open()),
        PausedObligation => deal.obligations.values().any(|one| one.is_open() && one.is_paused()),
        OpenAppeal => deal.lead.appeals.iter().any(|appeal| appeal.decided_by.is_none()),
        OpenRecycling => deal.lead.recycling_proposed,
        PlannedVisit | LateRecord | OpenAction | Need => in_nurture(&deal.nurture, matter),
        OpenResource | OpenReview | OpenReviewAction | SentQuote => in_proposal(deal, matter),
        OpenTermChange | SignedContract | FiledOriginal | LentOriginal => in_contract(deal, matter),
        OpenChange | OpenMilestone | RequestedInvoice | IssuedInvoice | Instalment | Dispute => {
            in_fulfilment(&deal.fulfilment, matter)
        }
        OpenComplaint | ClosedComplaint | OpenImprovement => in_aftercare(&deal.aftercare, matter),
    }
}

fn in_nurture(known: &super::Nurture, matter: Matter) -> bool {
    match matter {
        Matter::PlannedVisit => {
            known.visits.values().any(|v| v.planned.is_some() && !v.cancelled && v.report.is_none())
        }
        Matter::LateRecord => known.reports.values().any(|report| !report.counts()),
        Matter::OpenAction => {
            known.reports.values().flat_map(|report| &report.actions).any(|action| action.done_at.is_none())
        }
        _ => !known.needs.is_empty(),
    }
}

fn in_proposal(deal: &Deal, matter: Matter) -> bool {
    let known = &deal.proposal;
    match matter {
        Matter::OpenResource => known.resources.values().any(|asked| asked.is_open()),
        Matter::OpenReview => known.reviews.values().any(|one| one.conclusion.is_none() && !one.void),
        Matter::OpenReviewAction => {
            known.reviews.values().flat_map(|one| &one.actions).any(|action| action.closed_at.is_none())
        }
        _ => {
            let is_quote = |id| deal.documents.get(id).is_some_and(|d| d.kind == DocumentKind::Quotation);
            known.sent.keys().any(is_quote)
        }
    }
}

fn in_contract(deal: &Deal, matter: Matter) -> bool {
    let known = &deal.contracting;
    match matter {
        Matter::OpenTermChange => known.term_changes.values().any(|change| change.review.is_none()),
        Matter::FiledOriginal => known.contracts.values().any(|contract| contract.filing.is_some()),
        Matter::LentOriginal => known.contracts.values().any(|contract| contract.open_loan().is_some()),
        _ => known.signed().next().is_some(),
    }
}

fn in_fulfilment(known: &super::Fulfilment, matter: Matter) -> bool {
    match matter {
        Matter::OpenChange => known.plan.changes.values().any(|change| change.accepted.is_none()),
        Matter::OpenMilestone => known.plan.milestones.values().any(|milestone| milestone.done_on.is_none()),
        Matter::RequestedInvoice => {
            known.invoices.values().any(|one| one.is_live() && one.issued_on.is_none())
        }
        Matter::IssuedInvoice => {
            known.invoices.values().any(|one| one.issued_on.is_some() && one.delivered_on.is_none())
        }
        Matter::Dispute => known.instalments.values().any(|instalment| instalment.dispute.is_some()),
        _ => !known.instalments.is_empty(),
    }
}

fn in_aftercare(known: &super::Aftercare, matter: Matter) -> bool {
    match matter {
        Matter::OpenComplaint => known.complaints.values().any(|one| one.closed_at.is_none()),
        Matter::ClosedComplaint => known.complaints.values().any(|one| one.closed_at.is_some()),
        _ => known.improvements.values().flatten().any(|one| one.done_at.is_none()),
    }
}
