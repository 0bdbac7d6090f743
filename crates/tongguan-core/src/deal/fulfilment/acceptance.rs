//! Acceptance (D14): signed by whom the customer authorised, after the last milestone, and the start of payment terms.
//!
//! A customer who drags acceptance out does not hold up the statutory payment term: it starts when the agreed
//! acceptance period is over (保障中小企业款项支付条例 art. 10).

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::Fulfilment;
use super::instalment::PaymentEvent;
use crate::deal::document::Draft;
use crate::deal::{Event, Recorded};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::form::compute::Values;
use crate::form::{self, FieldProblem, Reader};
use crate::id::{ContactId, PersonId};
use crate::refusal::Refusal;
use crate::zone::local_date;

/// What is accepted (验收类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AcceptanceKind {
    /// 到货.
    Arrival,
    /// 初验.
    Preliminary,
    /// 阶段.
    Stage,
    /// 终验.
    Final,
}

/// How it ended (验收结论).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AcceptanceResult {
    /// 合格.
    Passed,
    /// 有条件合格.
    Conditional,
    /// 不合格.
    Failed,
}

/// An application for final acceptance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// When the customer was asked.
    pub applied_at: Timestamp,
    /// The day of it.
    pub applied_on: Date,
    /// The last day of the agreed acceptance period.
    pub due_on: Date,
}

/// Asks the customer for final acceptance: the agreed period begins.
pub(crate) fn apply(decision: &mut Decision<'_>, evidence: &[Digest]) -> Result<(), Refusal> {
    let state = &decision.deal.fulfilment;
    milestones_done(state)?;
    if state.accepted_on.is_some() {
        return Err(Refusal::AlreadyAccepted);
    }
    if evidence.is_empty() {
        return Err(Refusal::EvidenceMissing);
    }
    let applied_on = decision.today();
    let due_on = period_ends(state, applied_on);
    decision.emit(Event::AcceptanceApplied { applied_on, due_on, evidence: evidence.to_vec() });
    Ok(())
}

/// The end of the agreed acceptance period: the longest of the contracts.
fn period_ends(state: &Fulfilment, applied_on: Date) -> Date {
    let days = state.contracts.values().map(|contract| contract.acceptance_days).max().unwrap_or(0);
    applied_on.saturating_add(i64::from(days.min(3650)).days())
}

/// The agreed period is over without an answer: payment terms start from its end.
pub(crate) fn deem(decision: &mut Decision<'_>, note: &str) -> Result<(), Refusal> {
    let state = &decision.deal.fulfilment;
    if state.accepted_on.is_some() {
        return Err(Refusal::AlreadyAccepted);
    }
    let application = state.application.ok_or(Refusal::NotApplied)?;
    if application.due_on >= decision.today() {
        return Err(Refusal::AcceptancePeriodRuns { until: application.due_on });
    }
    if state.deemed_on.is_some() {
        return Err(Refusal::AlreadyAccepted);
    }
    let note = decision.keep_reason("note", note)?;
    let on = application.due_on;
    decision.emit(Event::AcceptanceDeemed { on, note });
    let events = [PaymentEvent::Arrival, PaymentEvent::GoLive, PaymentEvent::Acceptance];
    super::instalment::trigger_all(decision, &events, on, true);
    Ok(())
}

fn milestones_done(state: &Fulfilment) -> Result<(), Refusal> {
    let open = state.plan.milestones.iter().filter(|(_, m)| m.done_on.is_none()).map(|(no, _)| *no);
    let open: Vec<u32> = open.collect();
    match open.is_empty() && state.plan.started_on.is_some() {
        true => Ok(()),
        false => Err(Refusal::MilestonesOpen { milestones: open }),
    }
}

/// Judges a report of acceptance (D14).
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    let state = &decision.deal.fulfilment;
    let read = draft.read();
    let kind = kind_of(read);
    if state.plan.started_on.is_none() {
        return Err(Refusal::DeliveryNotStarted);
    }
    if kind == Some(AcceptanceKind::Final) {
        milestones_done(state)?;
    }
    let applied = read.parse::<Timestamp>("applied_at");
    let applied = applied.map(|at| local_date(at, &decision.process.time_zone()));
    if let Some(applied) = applied {
        values.set("acceptance_due", period_ends(state, applied).to_string());
    }
    let mut problems = content_problems(read, kind, state);
    let mut fault = |path: &str, code, limit| problems.push(form::problem(path.to_owned(), code, limit));
    let accepted = read.parse::<Date>("accepted_at");
    let last = state.plan.milestones.values().filter_map(|milestone| milestone.done_on).max();
    let earliest = if kind == Some(AcceptanceKind::Final) { last } else { state.plan.started_on };
    if accepted.zip(earliest).is_some_and(|(accepted, earliest)| accepted < earliest) {
        fault("accepted_at", "before_delivery", earliest.map(|day| day.to_string()));
    }
    if applied.is_some_and(|applied| applied > decision.today()) {
        fault("applied_at", "in_future", None);
    }
    let signatory = read.parse::<ContactId>("customer_signatory");
    let authorised = signatory.is_some_and(|contact| state.plan.signatories.contains(&contact));
    if !authorised && !read.has("signatory_authorization") {
        fault("signatory_authorization", "required", None);
    }
    if signatory.is_some_and(|contact| crate::deal::customer::is_ours(decision, contact)) {
        fault("customer_signatory", "own_mail_domain", None);
    }
    let delivers =
        |person| decision.facts.organization.holds(person, "delivery_manager", decision.deal.department);
    if !read.parse::<PersonId>("our_signatory").is_some_and(delivers) {
        fault("our_signatory", "not_of_this_role", None);
    }
    draft.judge(problems)
}

fn content_problems(read: Reader<'_>, kind: Option<AcceptanceKind>, state: &Fulfilment) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let mut fault = |path: &str, code, limit| problems.push(form::problem(path.to_owned(), code, limit));
    let passed = read.text("conclusion") == Some("passed");
    if passed && severe_open(read) > 0 {
        fault("conclusion", "severe_defect_open", None);
    }
    let rows = read.rows("items");
    if passed && rows.iter().any(|row| row.text("result") == Some("failed")) {
        fault("conclusion", "item_failed", None);
    }
    let covered: BTreeSet<i64> = rows.iter().filter_map(|row| row.whole("milestone")).collect();
    let missing = state.plan.milestones.keys().find(|no| !covered.contains(&i64::from(**no)));
    if let (Some(AcceptanceKind::Final), Some(missing)) = (kind, missing) {
        fault("items", "milestone_missing", Some(missing.to_string()));
    }
    problems
}

fn kind_of(read: Reader<'_>) -> Option<AcceptanceKind> {
    serde_json::from_value(read.text("type")?.into()).ok()
}

fn severe_open(read: Reader<'_>) -> u32 {
    let rows = read.rows("defects");
    rows.iter().filter(|row| row.text("level") == Some("severe") && !row.has("closed_at")).count() as u32
}

/// Records what was accepted, and makes payable what waits for it.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) {
    let read = draft.read();
    let conclusion = read.text("conclusion").and_then(|text| serde_json::from_value(text.into()).ok());
    let (Some(kind), Some(conclusion), Some(on)) = (kind_of(read), conclusion, read.parse("accepted_at"))
    else {
        return;
    };
    let severe = severe_open(read);
    let is_final = kind == AcceptanceKind::Final && conclusion != AcceptanceResult::Failed && severe == 0;
    let first = is_final && decision.deal.fulfilment.accepted_on.is_none();
    let satisfaction = read.whole("satisfaction_score").and_then(|score| u8::try_from(score).ok());
    decision.emit(Event::AcceptanceRecorded {
        document: draft.document,
        kind,
        conclusion,
        on,
        severe_open: severe,
        is_first_final: first,
        satisfaction,
    });
    if kind == AcceptanceKind::Arrival && conclusion != AcceptanceResult::Failed {
        super::instalment::trigger_all(decision, &[PaymentEvent::Arrival], on, false);
    }
    if first {
        let events = [PaymentEvent::Arrival, PaymentEvent::GoLive, PaymentEvent::Acceptance];
        super::instalment::trigger_all(decision, &events, on, false);
        super::instalment::trigger_warranty(decision, on);
    }
}

pub(super) fn fold(state: &mut Fulfilment, recorded: &Recorded) {
    match &recorded.event {
        Event::AcceptanceApplied { applied_on, due_on, .. } => {
            let (applied_at, applied_on, due_on) = (recorded.at, *applied_on, *due_on);
            state.application = Some(Application { applied_at, applied_on, due_on });
        }
        Event::AcceptanceDeemed { on, .. } => state.deemed_on = Some(*on),
        Event::AcceptanceRecorded { kind, on, severe_open, is_first_final, satisfaction, .. } => {
            if *kind == AcceptanceKind::Final {
                state.severe_open = *severe_open;
            }
            if *is_first_final {
                state.accepted_on = Some(*on);
            }
            state.satisfaction = satisfaction.or(state.satisfaction);
        }
        _ => {}
    }
}
