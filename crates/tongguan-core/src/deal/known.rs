//! What the deal came to know of a document after its submission: who reviewed it, when it was sent, sealed, signed or filed.
//!
//! Promises values for automatic fields under the keys of the shipped forms, the latest that stand, and only of the revision that was
//! shown where what happened is about a revision. Must never hold free text: the fold has none.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::figures::drawn;
use super::{Deal, Document, Event, Recorded};
use crate::approval::{Approval, ApprovalResult, ApprovalSubject, Vote};
use crate::id::{DocumentId, ReceiptId};
use crate::money::Money;
use crate::process::DocumentKind;

/// Values of automatic fields that no submission holds; what is not known is left out.
pub fn fields(
    deal: &Deal,
    events: &[Recorded],
    (id, document): (DocumentId, &Document),
) -> Map<String, Value> {
    let values = match document.kind {
        DocumentKind::LeadRegistration => lead(deal, events),
        DocumentKind::Grading => grading(deal, id, document),
        DocumentKind::VisitPlan => visit(deal, id, document),
        DocumentKind::Solution => solution(deal, id, document),
        DocumentKind::SolutionReview => review(deal, id),
        DocumentKind::Quotation => quotation(deal, id, document),
        DocumentKind::ContractApproval => contract(deal, id),
        DocumentKind::ExecutedContract => executed(deal, document),
        DocumentKind::DeliveryPlan => plan(deal, id, document),
        DocumentKind::ProgressReport => json!({ "sent_at": deal.fulfilment.reporting.sent.get(&id) }),
        DocumentKind::Filing => filing(deal, id),
        DocumentKind::Invoice => invoice(deal, id),
        DocumentKind::Retrospective => retrospective(deal, id),
        _ => Value::Null,
    };
    let Value::Object(values) = values else { return Map::new() };
    values.into_iter().filter(|(_, value)| !value.is_null()).collect()
}

/// Receipts that paid instalments of the deal, each with what it paid here, by the day it came in.
pub fn receipts(deal: &Deal) -> Vec<(ReceiptId, Date, Money)> {
    let mut receipts: BTreeMap<ReceiptId, (Date, Money)> = Default::default();
    for part in deal.fulfilment.instalments.values().flat_map(|instalment| &instalment.allocations) {
        receipts.entry(part.receipt).or_insert((part.received_on, Money::ZERO)).1.0 += part.amount.minor();
    }
    let paid = receipts.into_iter().filter(|(_, (_, amount))| *amount != Money::ZERO);
    let mut paid: Vec<_> = paid.map(|(id, (on, amount))| (id, on, amount)).collect();
    paid.sort_by_key(|(id, on, _)| (*on, *id));
    paid
}

fn lead(deal: &Deal, events: &[Recorded]) -> Value {
    let screened = events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::LeadScreened { result, reason, .. } => Some((recorded.at, result, reason)),
        _ => None,
    });
    json!({
        "lead_no": deal.lead_number(),
        "registered_at": deal.began_at,
        "screening_result": screened.map(|(_, result, _)| result),
        "invalid_reason": screened.map(|(_, _, reason)| reason),
        "screened_at": screened.map(|(at, _, _)| at),
    })
}

/// The last decision on this revision of a document.
fn decided(deal: &Deal, id: DocumentId, revision: u32) -> Option<(&Approval, &Vote)> {
    let about = |approval: &&Approval| {
        approval.result.is_some()
            && matches!(&approval.subject, ApprovalSubject::Document { document, revision: of } if *document == id && *of == revision)
    };
    let approvals = deal.approvals.values().map(|approval| &**approval).filter(about);
    let last = approvals.max_by_key(|approval| approval.requested_at)?;
    last.votes.last().map(|vote| (last, vote))
}

fn verdict(approval: &Approval) -> Option<&'static str> {
    match approval.result {
        Some(ApprovalResult::Approved) if approval.adjusted.is_some() => Some("adjusted"),
        Some(ApprovalResult::Approved) => Some("agreed"),
        Some(ApprovalResult::Rejected | ApprovalResult::Returned) => Some("returned"),
        _ => None,
    }
}

fn grading(deal: &Deal, id: DocumentId, document: &Document) -> Value {
    let decided = decided(deal, id, document.revision);
    let agreed = decided.is_some_and(|(approval, _)| approval.result == Some(ApprovalResult::Approved));
    json!({
        "grading_no": document.number.as_ref().and_then(drawn),
        "reviewer": decided.map(|(_, vote)| vote.by),
        "review_decision": decided.and_then(|(approval, _)| verdict(approval)),
        "reviewed_at": decided.map(|(_, vote)| vote.at),
        "grade_final": deal.lead.grade.filter(|_| agreed),
    })
}

fn visit(deal: &Deal, id: DocumentId, document: &Document) -> Value {
    let decided = decided(deal, id, document.revision);
    let status = deal.nurture.visits.get(&id).map(|visit| match () {
        () if visit.cancelled => "cancelled",
        () if visit.report.is_some() => "done",
        () if visit.moves > 0 => "moved",
        () => "planned",
    });
    json!({
        "reviewer": decided.map(|(_, vote)| vote.by),
        "decision": decided.and_then(|(approval, _)| verdict(approval)),
        "visit_status": status,
    })
}

fn solution(deal: &Deal, id: DocumentId, document: &Document) -> Value {
    let revision = document.revision;
    let reviews =
        deal.proposal.reviews.iter().filter(|(_, one)| one.solution == id && one.revision == revision);
    let review = reviews.max_by_key(|(_, review)| review.held_at).map(|(review, _)| *review);
    let confirmed = deal.proposal.confirmations.get(&id).filter(|confirmed| confirmed.revision == revision);
    json!({
        "review_id": review,
        "customer_confirm_at": confirmed.map(|confirmed| confirmed.at),
        "customer_confirm_by": confirmed.map(|confirmed| confirmed.contact),
    })
}

fn review(deal: &Deal, id: DocumentId) -> Value {
    let Some(review) = deal.proposal.reviews.get(&id) else { return Value::Null };
    let votes = review.votes.iter().map(|(person, vote)| json!({ "person": person, "vote": vote }));
    // Rows of the form meet these by their place.
    let closed = review.actions.iter().map(|action| json!({ "closed_at": action.closed_at }));
    json!({
        "solution_revision": review.revision,
        "opinions": votes.collect::<Vec<_>>(),
        "action_items": closed.collect::<Vec<_>>(),
    })
}

fn quotation(deal: &Deal, id: DocumentId, document: &Document) -> Value {
    let revision = document.revision;
    let sent = deal.proposal.sent.get(&id).filter(|sent| sent.revision == revision);
    let answer = deal.proposal.answers.get(&id).filter(|answer| answer.revision == revision);
    json!({
        "sent_at": sent.map(|sent| sent.at),
        "sent_to": sent.map(|sent| sent.contact),
        "sent_file_hash": sent.map(|sent| sent.file),
        "customer_response": answer.map(|answer| answer.kind),
    })
}

fn contract(deal: &Deal, id: DocumentId) -> Value {
    let Some(contract) = deal.contracting.contracts.get(&id) else { return Value::Null };
    let text =
        deal.contracting.texts.get(&id).map(|review| if review.passed { "passed" } else { "returned" });
    json!({
        "contract_no": contract.number.as_ref().and_then(drawn),
        "legal_text_review": text,
        "sealed_at": contract.seal.map(|seal| seal.at),
        "copies": contract.seal.map(|seal| seal.copies),
        "signed_at": contract.signing.map(|signing| signing.on()),
    })
}

/// The signed contract that a paper is about: the one it names, or the only one.
fn executed(deal: &Deal, document: &Document) -> Value {
    let named = document.facts.get("contract_id").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let mut signed = deal.contracting.signed();
    let found = match named.map(DocumentId) {
        Some(id) => deal.contracting.contracts.get(&id),
        None => signed.next().map(|(_, contract)| contract).filter(|_| signed.next().is_none()),
    };
    let Some(contract) = found else { return Value::Null };
    let (signing, filing) = (contract.signing, contract.filing);
    let record = filing.and_then(|filing| deal.documents.get(&filing.record));
    json!({
        "signed_date_ours": signing.map(|signing| signing.ours),
        "signed_date_theirs": signing.map(|signing| signing.theirs),
        "sign_method": signing.map(|signing| signing.method),
        "archived_at": filing.map(|filing| filing.at),
        "archive_no": record.and_then(|record| record.number.as_ref()).and_then(drawn),
        "retention_until": filing.map(|filing| filing.retention_until),
    })
}

fn plan(deal: &Deal, id: DocumentId, document: &Document) -> Value {
    let plan = &deal.fulfilment.plan;
    if plan.document != Some(id) || plan.revision != document.revision {
        return Value::Null;
    }
    json!({
        "handover_sales": plan.handed_over_by,
        "handover_delivery": plan.taken_over_by,
        "customer_confirmed_at": plan.confirmed_at,
        "baseline_no": (plan.baseline > 0).then_some(plan.baseline),
    })
}

fn filing(deal: &Deal, id: DocumentId) -> Value {
    let filings = deal.contracting.contracts.values().filter_map(|contract| contract.filing);
    let until = filings.filter(|filing| filing.record == id).map(|filing| filing.retention_until).next();
    json!({ "retention_until": until })
}

fn invoice(deal: &Deal, id: DocumentId) -> Value {
    let Some(invoice) = deal.fulfilment.invoices.get(&id) else { return Value::Null };
    let status = match invoice {
        one if one.void => "void",
        one if one.delivered_on.is_some() => "delivered",
        one if one.number.is_some() => "issued",
        _ => "open",
    };
    json!({
        "invoice_no": invoice.number,
        "issued_at": invoice.issued_on,
        "delivered_at": invoice.delivered_on,
        "invoice_status": status,
    })
}

fn retrospective(deal: &Deal, id: DocumentId) -> Value {
    let done = deal.aftercare.improvements.get(&id).into_iter().flatten();
    let closed: Vec<Option<Timestamp>> = done.map(|one| one.done_at).collect();
    let rows: Vec<Value> = closed.iter().map(|at| json!({ "closed": at })).collect();
    json!({ "actions": (!rows.is_empty()).then_some(rows) })
}
