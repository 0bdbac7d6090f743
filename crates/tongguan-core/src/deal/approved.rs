//! What follows when an approval ends.

use jiff::civil::Date;

use super::{Event, Grade};
use crate::approval::{Approval, ApprovalResult, ApprovalSubject};
use crate::decision::Decision;
use crate::id::ApprovalId;
use crate::process::DocumentKind;

/// Draws the consequence of an ended approval.
pub(crate) fn follow_up(decision: &mut Decision<'_>, id: ApprovalId, result: ApprovalResult) {
    let approval = Approval::clone(&decision.deal.approvals[&id]);
    super::aftercare::decided(decision, id, &approval.subject, result);
    if result != ApprovalResult::Approved {
        return;
    }
    match approval.subject {
        ApprovalSubject::Exception { gate, condition } => {
            decision.emit(Event::ExceptionGranted { approval: id, gate, condition });
        }
        ApprovalSubject::Document { document, .. }
            if decision.deal.documents[&document].kind == DocumentKind::Quotation =>
        {
            super::proposal::quote::approved(decision, id, document);
        }
        ApprovalSubject::Incident { contract, kind } => {
            super::contract::incident::accepted(decision, id, contract, kind);
        }
        ApprovalSubject::Document { document, .. } => {
            super::contract::chain::agreed(decision, id, document);
            let document = &decision.deal.documents[&document];
            let proposed =
                document.facts.get("grade_proposed").and_then(|grade| grade.as_str()).and_then(grade_of);
            if let (DocumentKind::Grading, Some(grade)) = (document.kind, approval.adjusted.or(proposed)) {
                let next_review_on = next_review(decision, grade);
                decision.emit(Event::GradeSet { grade, next_review_on });
            }
        }
        subject => super::fulfilment::approved(decision, id, &subject),
    }
}

/// A grade by its letter.
pub(super) fn grade_of(letter: &str) -> Option<Grade> {
    match letter {
        "A" | "a" => Some(Grade::A),
        "B" | "b" => Some(Grade::B),
        "C" | "c" => Some(Grade::C),
        _ => None,
    }
}

fn next_review(decision: &Decision<'_>, grade: Grade) -> Date {
    let days = &decision.process.settings.grading.review_days;
    let days = match grade {
        Grade::A => days.a,
        Grade::B => days.b,
        Grade::C => days.c,
    };
    decision.today().saturating_add(jiff::Span::new().days(i64::from(days)))
}
