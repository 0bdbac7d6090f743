//! `approval`: every approval, with the step whose turn it is and how it ended.

use tongguan_core::approval::{Approval, ApprovalSubject};
use tongguan_core::id::ApprovalId;

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table = Table::new(
    "approval",
    &["approval_id"],
    &[
        "chain",
        "subject",
        "document_id",
        "document_kind",
        "revision",
        "gate",
        "condition",
        "digest",
        "department_id",
        "submitter_id",
        "requested_at",
        "step",
        "step_count",
        "step_since",
        "blocked",
        "result",
    ],
    rows,
);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let changed = view.deal.approvals.iter();
    let changed = changed.filter(|(id, approval)| !view.is_same(approval, |deal| deal.approvals.get(id)));
    changed.map(|(id, approval)| row(view, *id, approval)).collect()
}

fn row(view: &View<'_>, id: ApprovalId, approval: &Approval) -> Cells {
    let (document, exception) = match &approval.subject {
        ApprovalSubject::Document { document, revision } => (Some((*document, *revision)), None),
        ApprovalSubject::Exception { gate, condition } => (None, Some((gate, condition))),
        _ => (None, None),
    };
    let kind = document.and_then(|(id, _)| view.deal.documents.get(&id)).map(|document| document.kind.key());
    let active = approval.active_step();
    params![
        id.0,
        &approval.chain,
        serde_json::to_string(&approval.subject).expect("a subject is plain data"),
        document.map(|(id, _)| id.0),
        kind,
        document.map(|(_, revision)| revision),
        exception.map(|(gate, _)| gate),
        exception.map(|(_, condition)| condition),
        approval.digest.0,
        view.deal.department.0,
        approval.submitter.0,
        approval.requested_at,
        approval.active,
        i64::try_from(approval.steps.len()).unwrap_or(i64::MAX),
        active.and_then(|step| step.since),
        approval.is_open() && active.is_some_and(|step| step.blocked),
        approval.result.map(result)
    ]
    .to_vec()
}

fn result(result: tongguan_core::approval::ApprovalResult) -> String {
    let word = serde_json::to_value(result).expect("a result is plain data");
    word.as_str().unwrap_or_default().to_owned()
}
