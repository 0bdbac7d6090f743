//! What the deal came to know of a document after its submission: who reviewed it, when it was sent, sealed, signed or filed.
//!
//! Promises values for automatic fields under the keys of the shipped forms, the latest that stand, and only of the revision that was
//! shown where what happened is about a revision. Must never hold free text: the fold has none.

mod told;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::figures::drawn;
use super::{BodyRef, Deal, Document, Event, Recorded};
use crate::approval::{Approval, ApprovalResult, ApprovalSubject, Vote};
use crate::id::{ApprovalId, DocumentId, ReceiptId};
use crate::money::Money;
use crate::obligation::Subject;
use crate::process::{DocumentKind, Process, Trigger};

/// Values of automatic fields that no submission holds; what is not known is left out.
pub fn fields(
    (deal, process): (&Deal, &Process),
    events: &[Recorded],
    (id, document): (DocumentId, &Document),
) -> Map<String, Value> {
    let due = |met_by: Trigger, subjects: &[Subject]| due(deal, process, met_by, subjects);
    let about = [Subject::Document(id), Subject::Deal];
    let values = match document.kind {
        DocumentKind::LeadRegistration => lead(deal, events, due(Trigger::LeadScreened, &about)),
        DocumentKind::Grading => grading(deal, id, document),
        DocumentKind::VisitPlan => visit(deal, id, document),
        DocumentKind::Solution => solution(deal, events, (id, document)),
        DocumentKind::SolutionReview => review(deal, id, |subjects| due(Trigger::ReviewConcluded, subjects)),
        DocumentKind::Quotation => quotation(deal, id, document),
        DocumentKind::ContractApproval => contract(deal, id),
        DocumentKind::ExecutedContract => {
            executed(deal, document, |subjects| due(Trigger::OriginalFiled, subjects))
        }
        DocumentKind::DeliveryPlan => plan(deal, events, (id, document), due(Trigger::PlanConfirmed, &about)),
        DocumentKind::ProgressReport => progress(deal, events, (id, document)),
        DocumentKind::Acceptance => json!({ "triggers": told::triggered(events, id) }),
        DocumentKind::Filing => filing(deal, id),
        DocumentKind::Invoice => invoice(deal, events, (id, document)),
        DocumentKind::Amendment => json!({ "signed_file": told::amendment(events, id) }),
        DocumentKind::AfterSales => {
            complaints(deal, events, id, |subjects| due(Trigger::ComplaintAnswered, subjects))
        }
        DocumentKind::Retrospective => retrospective(deal, id),
        _ => Value::Null,
    };
    let Value::Object(values) = values else { return Map::new() };
    let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    values.into_iter().filter(|(_, value)| !is_empty(value)).collect()
}

/// The texts of automatic fields that others wrote about a document, by the bodies in which they are kept.
pub fn texts(
    deal: &Deal,
    events: &[Recorded],
    (id, document): (DocumentId, &Document),
) -> Vec<(&'static str, BodyRef)> {
    let text = match document.kind {
        DocumentKind::Grading => decided(deal, id, document.revision)
            .and_then(|(approval, _, vote)| told::opinion(events, (approval, vote.at)))
            .map(|body| ("review_opinion", body)),
        DocumentKind::VisitReport => told::guidance(events, id).map(|body| ("manager_comment", body)),
        _ => None,
    };
    text.into_iter().collect()
}

/// By when the clock that ends with `met_by` asked for it, the last time that it ran for the first of these subjects for which it did.
fn due(deal: &Deal, process: &Process, met_by: Trigger, subjects: &[Subject]) -> Option<Timestamp> {
    let ends_so = |clock: &str| process.clocks.get(clock).is_some_and(|clock| clock.met_by.contains(&met_by));
    subjects.iter().find_map(|subject| {
        let ran = deal.obligations.values().filter(|one| one.subject == *subject && ends_so(&one.clock));
        ran.map(|one| one.due_at).max()
    })
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

fn lead(deal: &Deal, events: &[Recorded], due: Option<Timestamp>) -> Value {
    let screened = events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::LeadScreened { result, reason, .. } => Some((recorded.at, result, reason)),
        _ => None,
    });
    json!({
        "lead_no": deal.lead_number(),
        "registered_at": deal.began_at,
        "screening_due_at": due,
        "screening_result": screened.map(|(_, result, _)| result),
        "invalid_reason": screened.map(|(_, _, reason)| reason),
        "screened_at": screened.map(|(at, _, _)| at),
    })
}

/// The last decision on this revision of a document.
fn decided(deal: &Deal, id: DocumentId, revision: u32) -> Option<(ApprovalId, &Approval, &Vote)> {
    let about = |(_, approval): &(ApprovalId, &Approval)| {
        approval.result.is_some()
            && matches!(&approval.subject, ApprovalSubject::Document { document, revision: of } if *document == id && *of == revision)
    };
    let approvals = deal.approvals.iter().map(|(id, approval)| (*id, &**approval)).filter(about);
    let (approval, last) = approvals.max_by_key(|(_, approval)| approval.requested_at)?;
    last.votes.last().map(|vote| (approval, last, vote))
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
    let agreed = decided.is_some_and(|(_, approval, _)| approval.result == Some(ApprovalResult::Approved));
    json!({
        "grading_no": document.number.as_ref().and_then(drawn),
        "reviewer": decided.map(|(_, _, vote)| vote.by),
        "review_decision": decided.and_then(|(_, approval, _)| verdict(approval)),
        "reviewed_at": decided.map(|(_, _, vote)| vote.at),
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
        "reviewer": decided.map(|(_, _, vote)| vote.by),
        "decision": decided.and_then(|(_, approval, _)| verdict(approval)),
        "visit_status": status,
    })
}

fn solution(deal: &Deal, events: &[Recorded], (id, document): (DocumentId, &Document)) -> Value {
    let revision = document.revision;
    let reviews =
        deal.proposal.reviews.iter().filter(|(_, one)| one.solution == id && one.revision == revision);
    let review = reviews.max_by_key(|(_, review)| review.held_at).map(|(review, _)| *review);
    let confirmed = deal.proposal.confirmations.get(&id).filter(|confirmed| confirmed.revision == revision);
    json!({
        "review_id": review,
        "customer_confirm_at": confirmed.map(|confirmed| confirmed.at),
        "customer_confirm_by": confirmed.map(|confirmed| confirmed.contact),
        "customer_confirm_evidence": told::confirmation(events, (id, revision)).and_then(|(_, files)| told::some(files)),
    })
}

fn review(deal: &Deal, id: DocumentId, due: impl Fn(&[Subject]) -> Option<Timestamp>) -> Value {
    let Some(review) = deal.proposal.reviews.get(&id) else { return Value::Null };
    let votes = review.votes.iter().map(|(person, vote)| json!({ "person": person, "vote": vote }));
    // Rows of the form meet these by their place.
    let closed = review.actions.iter().map(|action| json!({ "closed_at": action.closed_at }));
    json!({
        "solution_revision": review.revision,
        "minutes_due_at": due(&[Subject::Document(id), Subject::Document(review.solution), Subject::Deal]),
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
        "special_approval_refs": exceptions(deal),
        "sealed_at": contract.seal.map(|seal| seal.at),
        "copies": contract.seal.map(|seal| seal.copies),
        "signed_at": contract.signing.map(|signing| signing.on()),
    })
}

/// The exceptions (特批) that were granted.
fn exceptions(deal: &Deal) -> Vec<ApprovalId> {
    let granted = deal.approvals.iter().filter(|(_, approval)| {
        approval.result == Some(ApprovalResult::Approved)
            && matches!(approval.subject, ApprovalSubject::Exception { .. })
    });
    granted.map(|(id, _)| *id).collect()
}

/// The signed contract that a paper is about: the one it names, or the only one.
fn executed(deal: &Deal, document: &Document, due: impl Fn(&[Subject]) -> Option<Timestamp>) -> Value {
    let named = document.facts.get("contract_id").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let mut signed = deal.contracting.signed();
    let found = match named.map(DocumentId) {
        Some(id) => deal.contracting.contracts.get(&id).map(|contract| (id, contract)),
        None => signed.next().filter(|_| signed.next().is_none()),
    };
    let Some((id, contract)) = found else { return Value::Null };
    let (signing, filing) = (contract.signing, contract.filing);
    let record = filing.and_then(|filing| deal.documents.get(&filing.record));
    json!({
        "signed_date_ours": signing.map(|signing| signing.ours),
        "signed_date_theirs": signing.map(|signing| signing.theirs),
        "sign_method": signing.map(|signing| signing.method),
        "archive_due_at": due(&[Subject::Document(id), Subject::Deal]),
        "archived_at": filing.map(|filing| filing.at),
        "archive_no": record.and_then(|record| record.number.as_ref()).and_then(drawn),
        "retention_until": filing.map(|filing| filing.retention_until),
    })
}

fn plan(
    deal: &Deal,
    events: &[Recorded],
    (id, document): (DocumentId, &Document),
    due: Option<Timestamp>,
) -> Value {
    let plan = &deal.fulfilment.plan;
    if plan.document != Some(id) || plan.revision != document.revision {
        return Value::Null;
    }
    let confirmation = told::confirmation(events, (id, document.revision));
    json!({
        "handover_sales": plan.handed_over_by,
        "handover_delivery": plan.taken_over_by,
        "customer_confirm_due_at": due,
        "customer_confirmed_at": plan.confirmed_at,
        "customer_confirmed_by": confirmation.map(|(contact, _)| contact),
        "customer_confirm_evidence": confirmation.and_then(|(_, files)| told::some(files)),
        "baseline_no": (plan.baseline > 0).then_some(plan.baseline),
    })
}

fn progress(deal: &Deal, events: &[Recorded], (id, document): (DocumentId, &Document)) -> Value {
    let mut told = told::report(events, id).unwrap_or_else(|| json!({}));
    told["sent_at"] = json!(deal.fulfilment.reporting.sent.get(&id));
    let confirmed = deal.proposal.confirmations.get(&id);
    let confirmed = confirmed.filter(|confirmed| confirmed.revision == document.revision);
    told["customer_ack_at"] = json!(confirmed.map(|confirmed| confirmed.at));
    told
}

fn filing(deal: &Deal, id: DocumentId) -> Value {
    let filings = deal.contracting.contracts.values().filter_map(|contract| contract.filing);
    let until = filings.filter(|filing| filing.record == id).map(|filing| filing.retention_until).next();
    json!({ "retention_until": until })
}

fn invoice(deal: &Deal, events: &[Recorded], (id, document): (DocumentId, &Document)) -> Value {
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
        "delivery_receipt": told::delivery(events, id).and_then(told::some),
        "approver": decided(deal, id, document.revision).map(|(_, _, vote)| vote.by),
        "invoice_status": status,
    })
}

fn complaints(
    deal: &Deal,
    events: &[Recorded],
    id: DocumentId,
    due: impl Fn(&[Subject]) -> Option<Timestamp>,
) -> Value {
    let row = |id| {
        let closed = deal.aftercare.complaints.get(&id).and_then(|complaint| complaint.closed_at);
        json!({ "response_due": due(&[Subject::Complaint(id)]), "closed_at": closed })
    };
    // Rows of the form meet these by their place.
    json!({ "complaints": told::complaints(events, id).into_iter().map(row).collect::<Vec<_>>() })
}

fn retrospective(deal: &Deal, id: DocumentId) -> Value {
    let done = deal.aftercare.improvements.get(&id).into_iter().flatten();
    let closed: Vec<Option<Timestamp>> = done.map(|one| one.done_at).collect();
    let rows: Vec<Value> = closed.iter().map(|at| json!({ "closed": at })).collect();
    json!({ "actions": (!rows.is_empty()).then_some(rows) })
}
