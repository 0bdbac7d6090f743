//! Return visits and satisfaction (D20): soon after acceptance, then again and again.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Aftercare;
use super::complaint::{self, Severity};
use crate::deal::document::{Draft, judge_references};
use crate::deal::{Deal, Event, Grade, Recorded};
use crate::decision::Decision;
use crate::form::Reader;
use crate::obligation::{Fired, Subject};
use crate::process::{DocumentKind, Process, Trigger};
use crate::refusal::Refusal;
use crate::zone;

/// Judges a record; a record stands as it was made.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    judge_references(decision, draft)?;
    if decision.deal.fulfilment.accepted_on.is_none() && !decision.deal.is_won() {
        return Err(Refusal::NothingDelivered);
    }
    match draft.revision > 1 {
        true => Err(Refusal::RecordStands { document: draft.document }),
        false => Ok(()),
    }
}

/// Complaints named in the record are raised; a bad score is one by itself.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) {
    let read = draft.read();
    let rows = read.rows("complaints");
    let named: Vec<Severity> = rows.iter().filter_map(|row| complaint::severity(row.text("level"))).collect();
    let settings = &decision.process.settings.aftercare;
    let low = |key: &str, worst: u8| read.whole(key).is_some_and(|value| value <= i64::from(worst));
    let unhappy = low("score", settings.complaint_score) || low("nps", settings.complaint_nps);
    let implied = (unhappy && named.is_empty()).then_some(Severity::Normal);
    for severity in named.into_iter().chain(implied) {
        complaint::open(decision, severity, Some(draft.document), None);
    }
}

pub(super) fn fold(state: &mut Aftercare, event: &Event) {
    let Event::DocumentSubmitted { kind: DocumentKind::AfterSales, facts, .. } = event else { return };
    let read = Reader(facts);
    let small = |key: &str| read.whole(key).and_then(|value| u8::try_from(value).ok());
    state.score = small("score").or(state.score);
    state.nps = small("nps").or(state.nps);
}

/// A visit meets the clock of the visit that was due, and starts that of the next one.
pub(super) fn fired(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let Event::DocumentSubmitted { kind: DocumentKind::AfterSales, .. } = &recorded.event else {
        return Vec::new();
    };
    let fire = |trigger, at| Fired { trigger, subject: Subject::Deal, at, step_working_days: 0 };
    let zone = process.time_zone();
    let next = next_visit(deal, process, zone::local_date(recorded.at, &zone));
    vec![
        fire(Trigger::AfterSalesVisited, recorded.at),
        fire(Trigger::ReturnVisitDue, zone::at(next, 0, 0, &zone)),
    ]
}

fn next_visit(deal: &Deal, process: &Process, today: Date) -> Date {
    let settings = &process.settings.aftercare;
    let days = match deal.lead.grade {
        Some(Grade::A) => settings.return_visit_days_a,
        _ => settings.return_visit_days_b,
    };
    today.saturating_add(i64::from(days).days())
}
