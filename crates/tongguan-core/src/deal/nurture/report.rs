//! D04: a visit is recorded within a day (T3), names needs and next actions; a late record waits for the manager.

use super::fold::slot;
use super::need::{self, FoundNeed, Verification};
use super::visit::{REPORT_CLOCK, due, no_overlap};
use super::{Visit, VisitKind};
use crate::deal::Event;
use crate::deal::document::{self, Draft};
use crate::decision::Decision;
use crate::form::compute::Values;
use crate::form::{FieldProblem, Reader, problem};
use crate::id::{DocumentId, NeedId};
use crate::refusal::Refusal;

/// What the first visit and every verification of needs must bring home (ruling 13).
const NEEDED_AT_FIRST: [&str; 3] = ["org_structure_note", "pain_points", "expected_solution"];

/// A record that is submitted or revised.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    let visit = visit_of(decision, draft)?;
    judge_time(decision, draft, values)?;
    document::judge_references(decision, draft)?;
    let mut problems = needed_at_first(decision, draft, visit);
    problems.extend(each_objective_judged(draft, visit));
    problems.extend(nothing_withdrawn(decision, draft));
    draft.judge(problems)
}

/// The visit that the record is about; none where nobody planned it, which asks for a reason.
fn visit_of<'d>(decision: &'d Decision<'_>, draft: &Draft<'_>) -> Result<Option<&'d Visit>, Refusal> {
    let nurture = &decision.deal.nurture;
    let plan: Option<DocumentId> = draft.read().parse("plan_id");
    let known = nurture.reports.get(&draft.document).map(|report| report.visit);
    if let Some(visit) = known.filter(|visit| plan.unwrap_or(draft.document) != *visit) {
        return Err(Refusal::VisitOver { visit });
    }
    let Some(plan) = plan else {
        return match draft.read().has("unplanned_reason") {
            true => Ok(None),
            false => Err(Refusal::UnplannedReasonMissing),
        };
    };
    let visit = nurture.visits.get(&plan).filter(|visit| visit.planned.is_some());
    let visit = visit.ok_or(Refusal::UnknownVisit { visit: plan })?;
    match visit.cancelled || visit.report.is_some_and(|report| report != draft.document) {
        true => Err(Refusal::VisitOver { visit: plan }),
        false => Ok(Some(visit)),
    }
}

/// A visit lies in the past, is not longer than believed, overlaps no other; a late record says why.
fn judge_time(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    let body = draft.read();
    let Some(actual) = slot(body, "actual_start", "actual_end") else { return Ok(()) };
    if actual.end > decision.now() {
        return Err(Refusal::InFuture { field: "actual_end".to_owned() });
    }
    let longest = decision.process.settings.visits.longest_hours;
    if actual.end.duration_since(actual.start) > jiff::SignedDuration::from_hours(longest.into()) {
        return draft.fault("actual_end", "too_long", Some(longest.to_string()));
    }
    let own = body.parse("plan_id").unwrap_or(draft.document);
    no_overlap(decision, own, actual, &body.list("our_attendees"))?;
    let due_at = due(decision, REPORT_CLOCK, actual.end).filter(|due| decision.now() > *due);
    let known = decision.deal.nurture.reports.get(&draft.document);
    let late = known.map_or(due_at.is_some(), |report| report.late);
    values.set("backfill_flag", late);
    match due_at.filter(|_| late && !body.has("backfill_reason")) {
        Some(due_at) => Err(Refusal::BackfillReasonMissing { due_at }),
        None => Ok(()),
    }
}

fn needed_at_first(decision: &Decision<'_>, draft: &Draft<'_>, visit: Option<&Visit>) -> Vec<FieldProblem> {
    let nobody_before = !decision.deal.nurture.reports.keys().any(|report| *report != draft.document);
    let needed = match visit.and_then(|visit| visit.kind) {
        Some(kind) => matches!(kind, VisitKind::First | VisitKind::Verification),
        None => nobody_before,
    };
    let missing = NEEDED_AT_FIRST.iter().filter(|key| needed && !draft.read().has(key));
    missing.map(|key| problem((*key).to_owned(), "required", None)).collect()
}

fn each_objective_judged(draft: &Draft<'_>, visit: Option<&Visit>) -> Option<FieldProblem> {
    let planned = visit.map_or(0, |visit| visit.objectives);
    let judged = draft.read().rows("objective_result").len() as u32;
    (judged < planned)
        .then(|| problem("objective_result".to_owned(), "too_few_rows", Some(planned.to_string())))
}

/// A revision adds needs and actions, or words them better; what clocks and solutions hang on stays.
fn nothing_withdrawn(decision: &Decision<'_>, draft: &Draft<'_>) -> Vec<FieldProblem> {
    let Some(standing) = decision.deal.documents.get(&draft.document) else { return Vec::new() };
    ["pain_points", "next_actions"]
        .into_iter()
        .filter_map(|key| {
            let before = Reader(&standing.facts).rows(key).len();
            (draft.read().rows(key).len() < before)
                .then(|| problem(key.to_owned(), "too_few_rows", Some(before.to_string())))
        })
        .collect()
}

/// Pain points become needs, verifications in the record count like any other.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    let rows = draft.read().rows("pain_points");
    let mut needs = Vec::new();
    for (row, pain) in rows.iter().enumerate() {
        let Some(source) = pain.parse("source") else { continue };
        let known = known_need(decision, draft.document, row as u32);
        let need = known.unwrap_or_else(|| NeedId(decision.next_id()));
        let quantified = pain.has("loss_amount") || pain.has("loss_days");
        needs.push(FoundNeed { need, row: row as u32, source, quantified });
    }
    if !needs.is_empty() {
        decision.emit(Event::NeedsFound { document: draft.document, needs });
    }
    for row in draft.read().rows("need_verification").into_iter().filter(|_| draft.revision == 1) {
        verify_row(decision, draft.document, row)?;
    }
    Ok(())
}

fn known_need(decision: &Decision<'_>, report: DocumentId, row: u32) -> Option<NeedId> {
    let mut needs = decision.deal.nurture.needs.iter();
    needs.find(|(_, need)| need.report == report && need.row == row).map(|(id, _)| *id)
}

fn verify_row(decision: &mut Decision<'_>, report: DocumentId, row: Reader<'_>) -> Result<(), Refusal> {
    let read = || {
        let method = row.parse("method")?;
        let visit = (method == need::VerificationMethod::SecondVisit).then_some(report);
        let second = Verification {
            method,
            contact: row.parse("with")?,
            result: row.parse("result")?,
            on: row.parse("date")?,
            visit,
            evidence: row.list("evidence"),
        };
        Some((row.parse("need")?, second))
    };
    match read() {
        Some((need, second)) => need::verify(decision, need, second, None),
        None => Ok(()),
    }
}

/// The manager confirms a record that came late; until then it proves nothing.
pub(in crate::deal) fn confirm_backfill(
    decision: &mut Decision<'_>,
    document: DocumentId,
    opinion: &str,
) -> Result<(), Refusal> {
    let report = decision.deal.nurture.reports.get(&document);
    let report = report.ok_or(Refusal::UnknownDocument { document })?;
    if report.counts() {
        return Err(Refusal::NothingToConfirm { document });
    }
    let by = decision.person()?;
    if decision.deal.documents.get(&document).and_then(|d| d.submitted_by) == Some(by) {
        return Err(Refusal::OwnWork { command: "confirm_backfill".to_owned() });
    }
    let note = decision.keep_reason("opinion", opinion)?;
    decision.emit(Event::BackfillConfirmed { document, note });
    Ok(())
}

/// A next action is done: said by whoever promised it, or by the owner of the deal.
pub(in crate::deal) fn complete_action(
    decision: &mut Decision<'_>,
    document: DocumentId,
    action: u32,
    note: &str,
) -> Result<(), Refusal> {
    let promised = decision.deal.nurture.action(document, action);
    let promised = promised.ok_or(Refusal::UnknownAction { document, action })?;
    if promised.done_at.is_some() {
        return Err(Refusal::ActionDone { document, action });
    }
    let by = decision.person()?;
    if promised.who != by && decision.deal.owner != Some(by) {
        let command = "complete_action".to_owned();
        return Err(Refusal::NotPermitted {
            command,
            needs: vec!["assignee".to_owned(), "owner".to_owned()],
        });
    }
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::NextActionDone { document, action, note });
    Ok(())
}
