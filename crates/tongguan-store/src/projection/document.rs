//! `document`: the latest revision of each document.

use tongguan_core::approval::{ApprovalResult, ApprovalSubject};
use tongguan_core::deal::{Deal, Document, Number};
use tongguan_core::id::DocumentId;

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table = Table::new(
    "document",
    &["document_id"],
    &[
        "kind",
        "number",
        "revision",
        "digest",
        "body_id",
        "status",
        "submitted_by",
        "submitted_at",
        "department_id",
    ],
    rows,
);

fn rows(view: &View<'_>) -> Vec<Cells> {
    view.deal.documents.iter().map(|(id, document)| row(view.deal, *id, document)).collect()
}

fn row(deal: &Deal, id: DocumentId, document: &Document) -> Cells {
    let number = match &document.number {
        Some(Number::Drawn(text)) => Some(text),
        _ => None,
    };
    params![
        id.0,
        document.kind.key(),
        number,
        document.revision,
        document.digest.0,
        document.body.id.0,
        status(deal, id, document),
        document.submitted_by.map(|person| person.0),
        document.submitted_at,
        deal.department.0
    ]
    .to_vec()
}

/// Where its latest revision stands.
fn status(deal: &Deal, id: DocumentId, document: &Document) -> &'static str {
    if deal.contracting.is_voided(id) {
        return "voided";
    }
    if document.approved {
        return "approved";
    }
    if deal.open_approval(id).is_some() {
        return "in_review";
    }
    let about = |subject: &ApprovalSubject| matches!(subject, ApprovalSubject::Document { document: d, revision } if *d == id && *revision == document.revision);
    let refused =
        deal.approvals.values().filter(|approval| about(&approval.subject)).any(|approval| {
            matches!(approval.result, Some(ApprovalResult::Rejected | ApprovalResult::Returned))
        });
    if refused { "refused" } else { "submitted" }
}
