//! D03: a visit is planned three working days ahead (T2), moved with a reason, or called off.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::fold::{slot, visit_kind};
use super::{Slot, Visit, VisitKind};
use crate::deal::Event;
use crate::deal::document::{self, Draft};
use crate::decision::Decision;
use crate::form::compute::Values;
use crate::id::{DocumentId, PersonId};
use crate::obligation::{self, Fired, Subject};
use crate::process::DocumentKind;
use crate::refusal::Refusal;

/// The clock of the plan: so many working days before the visit.
const PLAN_CLOCK: &str = "T2";
/// The clock of the record: so many hours after the visit.
pub(super) const REPORT_CLOCK: &str = "T3";
/// Question types without which a first visit is not prepared.
const FIRST_VISIT_QUESTIONS: [&str; 2] = ["problem", "need_payoff"];

/// A plan that is submitted, or revised without another time.
pub(super) fn judge_plan(
    decision: &Decision<'_>,
    draft: &Draft<'_>,
    values: &mut Values,
) -> Result<(), Refusal> {
    let planned = slot(draft.read(), "planned_start", "planned_end");
    match decision.deal.nurture.visits.get(&draft.document) {
        None => {
            no_report_overdue(decision)?;
            judge_time(decision, draft)?;
        }
        Some(visit) => {
            still_ahead(draft.document, visit)?;
            if visit.planned != planned {
                return Err(Refusal::VisitTimesFixed { visit: draft.document });
            }
        }
    }
    judge_content(decision, draft, values)
}

fn judge_content(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    values.set("visit_status", "planned");
    document::judge_references(decision, draft)?;
    let body = draft.read();
    let first = body.text("visit_type").and_then(visit_kind) == Some(VisitKind::First);
    let asked: Vec<_> = body.rows("question_list").iter().filter_map(|row| row.text("type")).collect();
    let missing = FIRST_VISIT_QUESTIONS.iter().find(|kind| first && !asked.contains(kind));
    match missing {
        Some(kind) => draft.fault("question_list", "question_type_missing", Some((*kind).to_owned())),
        None => Ok(()),
    }
}

/// The time of a visit: ahead enough or explained, and nobody on two visits at once.
fn judge_time(decision: &Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let Some(planned) = slot(draft.read(), "planned_start", "planned_end") else { return Ok(()) };
    let due_at = plan_due(decision, planned.start);
    if let Some(due_at) = due_at.filter(|due| decision.now() > *due && !draft.read().has("short_notice_kind"))
    {
        return Err(Refusal::ShortNoticeReasonMissing { due_at });
    }
    no_overlap(decision, draft.document, planned, &draft.read().list("visitors"))
}

/// Until when a plan for this start is in time.
fn plan_due(decision: &Decision<'_>, start: Timestamp) -> Option<Timestamp> {
    due(decision, PLAN_CLOCK, start)
}

/// When a clock that starts at a moment is due.
pub(super) fn due(decision: &Decision<'_>, clock: &str, at: Timestamp) -> Option<Timestamp> {
    let clock = decision.process.clocks.get(clock)?;
    let fired = Fired { trigger: clock.starts, subject: Subject::Deal, at, step_working_days: 0 };
    obligation::compute(clock, &fired, &decision.due_context()).map(|due| due.at)
}

fn no_report_overdue(decision: &Decision<'_>) -> Result<(), Refusal> {
    let owed = decision.deal.obligations.values().find_map(|o| match o.subject {
        Subject::Document(visit) if o.clock == REPORT_CLOCK => {
            (o.is_open() && decision.now() > o.due_at).then_some(visit)
        }
        _ => None,
    });
    match owed {
        Some(visit) => Err(Refusal::ReportOverdue { visit }),
        None => Ok(()),
    }
}

/// Nobody of ours is on two visits at once, in this deal or another, nor on one while he is on leave.
pub(super) fn no_overlap(
    decision: &Decision<'_>,
    own: DocumentId,
    slot: Slot,
    people: &[PersonId],
) -> Result<(), Refusal> {
    let leave = |person: &PersonId| decision.facts.organization.on_leave(*person, slot.start, slot.end);
    if let Some(away) = people.iter().find_map(leave) {
        let (person, start, end) = (away.person, away.starts_at, away.ends_at);
        return Err(Refusal::OnLeave { person, start, end });
    }
    let nurture = &decision.deal.nurture;
    let others = nurture.visits.iter().filter(|(id, visit)| **id != own && !visit.cancelled);
    let here = others.flat_map(|(_, visit)| {
        let held = visit.report.and_then(|report| nurture.reports.get(&report)).map(|report| report.actual);
        let taken = held.or(visit.planned);
        taken.into_iter().flat_map(|taken| visit.people.iter().map(move |person| (*person, taken)))
    });
    let elsewhere = decision.facts.busy.iter().filter(|busy| busy.deal != decision.deal.id);
    let elsewhere = elsewhere.map(|busy| (busy.person, Slot { start: busy.start, end: busy.end }));
    let hit = here.chain(elsewhere).find(|(person, taken)| people.contains(person) && taken.overlaps(slot));
    match hit {
        Some((person, Slot { start, end })) => Err(Refusal::VisitOverlaps { person, start, end }),
        None => Ok(()),
    }
}

fn still_ahead(id: DocumentId, visit: &Visit) -> Result<(), Refusal> {
    match visit.cancelled || visit.report.is_some() {
        true => Err(Refusal::VisitOver { visit: id }),
        false => Ok(()),
    }
}

fn visit_ahead<'d>(decision: &'d Decision<'_>, id: DocumentId) -> Result<&'d Visit, Refusal> {
    let visit = decision.deal.nurture.visits.get(&id).ok_or(Refusal::UnknownVisit { visit: id })?;
    still_ahead(id, visit).map(|()| visit)
}

/// Gives a visit another time: the plan is judged anew, and kept as its next revision.
pub(in crate::deal) fn move_to(
    decision: &mut Decision<'_>,
    visit: DocumentId,
    revision: u32,
    body: &Map<String, Value>,
    reason: &str,
) -> Result<(), Refusal> {
    visit_ahead(decision, visit)?;
    let kind = DocumentKind::VisitPlan;
    let form = decision.process.form(kind).ok_or(Refusal::UnknownForm { kind })?;
    let (document, revision) = document::place(decision, form, kind, Some(visit), revision)?;
    let draft = Draft { form, kind, document, revision, body };
    document::judge_form(decision, &draft)?;
    judge_time(decision, &draft)?;
    let mut values = Values::default();
    judge_content(decision, &draft, &mut values)?;
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::VisitMoved { visit, note });
    document::record(decision, &draft, &values)?;
    Ok(())
}

/// Calls a visit off.
pub(in crate::deal) fn cancel(
    decision: &mut Decision<'_>,
    visit: DocumentId,
    reason: &str,
) -> Result<(), Refusal> {
    visit_ahead(decision, visit)?;
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::VisitCancelled { visit, note });
    Ok(())
}
