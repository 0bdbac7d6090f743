//! What the stream tells of a document after its submission and the fold does not keep: evidence, receivers, texts that others wrote.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::deal::{BodyRef, Event, Recorded};
use crate::digest::Digest;
use crate::id::{ApprovalId, ComplaintId, ContactId, DocumentId, InstalmentId};
use crate::process::DocumentKind;

/// Who of the customer confirmed a revision, and with what evidence.
pub(super) fn confirmation(
    events: &[Recorded],
    (id, of): (DocumentId, u32),
) -> Option<(ContactId, &[Digest])> {
    events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::CustomerConfirmed { document, revision, contact, evidence, .. }
            if *document == id && *revision == of =>
        {
            Some((*contact, evidence.as_slice()))
        }
        _ => None,
    })
}

/// To whom a report went, by which way, and with what evidence.
pub(super) fn report(events: &[Recorded], id: DocumentId) -> Option<Value> {
    events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::ReportSent { document, to, channel, evidence, .. } if *document == id => {
            Some(json!({ "sent_to": to, "channel": channel, "delivery_receipt": some(evidence) }))
        }
        _ => None,
    })
}

/// The evidence that the customer has an invoice.
pub(super) fn delivery(events: &[Recorded], id: DocumentId) -> Option<&[Digest]> {
    events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::InvoiceDelivered { document, evidence, .. } if *document == id => Some(evidence.as_slice()),
        _ => None,
    })
}

/// The signed text of an amendment.
pub(super) fn amendment(events: &[Recorded], id: DocumentId) -> Option<Digest> {
    events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::ContractAmended { amendment, file, .. } if *amendment == id => Some(*file),
        _ => None,
    })
}

/// The instalments that an acceptance made payable: what the same command triggered.
pub(super) fn triggered(events: &[Recorded], id: DocumentId) -> Vec<InstalmentId> {
    let is_it = |recorded: &&Recorded| matches!(&recorded.event, Event::AcceptanceRecorded { document, .. } if *document == id);
    let Some(accepted) = events.iter().find(is_it) else { return Vec::new() };
    let beside = events.iter().filter(|recorded| recorded.at == accepted.at);
    let triggered = beside.filter_map(|recorded| match &recorded.event {
        Event::InstalmentTriggered { instalment, .. } => Some(*instalment),
        _ => None,
    });
    triggered.collect()
}

/// The complaints that came up in a return visit, in the order of its rows.
pub(super) fn complaints(events: &[Recorded], id: DocumentId) -> Vec<ComplaintId> {
    let raised = events.iter().filter_map(|recorded| match &recorded.event {
        Event::ComplaintRaised { complaint, source, .. } if *source == Some(id) => Some(*complaint),
        _ => None,
    });
    raised.collect()
}

/// The opinion with which an approval was last decided.
pub(super) fn opinion(events: &[Recorded], (wanted, at): (ApprovalId, Timestamp)) -> Option<BodyRef> {
    events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::StepDecided { approval, note, .. } if *approval == wanted && recorded.at == at => *note,
        _ => None,
    })
}

/// The manager's guidance on a visit report: the last that was given before the next report.
pub(super) fn guidance(events: &[Recorded], id: DocumentId) -> Option<BodyRef> {
    let report = |recorded: &Recorded| match &recorded.event {
        Event::DocumentSubmitted { document, kind: DocumentKind::VisitReport, .. } => Some(*document),
        _ => None,
    };
    let since = events.iter().skip_while(|recorded| report(recorded) != Some(id));
    let until = since.take_while(|recorded| report(recorded).is_none_or(|other| other == id));
    until
        .filter_map(|recorded| match &recorded.event {
            Event::NeedsGuided { note } => Some(*note),
            _ => None,
        })
        .last()
}

/// Files, where there are any.
pub(super) fn some(files: &[Digest]) -> Option<&[Digest]> {
    Some(files).filter(|files| !files.is_empty())
}
