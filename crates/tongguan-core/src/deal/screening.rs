//! Stage 1: a lead is registered, screened within 48 hours, graded, and owned by somebody.
//!
//! How it begins is in `register` and `receiver`, who owns it later in `pool`, who contests that in `appeal`.

pub mod appeal;
pub mod pool;
mod receiver;
mod register;
mod score;

pub use receiver::{Receivers, receivers, registrars, sells};
pub(super) use register::register;

pub(super) use score::compute;
pub use score::{answers, bant};

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::approved::grade_of;
use super::{BodyRef, ContactMethod, Event, Grade, InvalidReason, OwnerChange, ScreeningResult};
use crate::decision::Decision;
use crate::facts::{Duplicate, Facts};
use crate::process::{DocumentKind, Grading, Pool, Process};
use crate::refusal::Refusal;
use crate::score::{GradeThresholds, suggested_grade};

/// The rep's role.
const REP: &str = "sales_rep";

/// How many similar ones were explained.
fn judge_hits<'f>(hits: impl Iterator<Item = &'f Duplicate>, explained: bool) -> Result<u32, Refusal> {
    let (certain, similar): (Vec<_>, Vec<_>) = hits.partition(|hit| hit.certain);
    if let Some(hit) = certain.first() {
        return Err(Refusal::DuplicateAccount {
            account: hit.account,
            department: hit.department.clone(),
            last_contact: hit.last_contact,
        });
    }
    match similar.len() as u32 {
        0 => Ok(0),
        similar if explained => Ok(similar),
        similar => Err(Refusal::DuplicateUnexplained { similar }),
    }
}

fn free_capacity(limits: &Pool, facts: &Facts) -> Result<(), Refusal> {
    let (cap, held) = (limits.holding_cap, facts.held_by_owner);
    match held < cap {
        true => Ok(()),
        false => Err(Refusal::HoldingCapReached { cap, held }),
    }
}

/// Records an attempt to reach the customer; three on different days come before 联系不上.
pub(super) fn log_attempt(
    decision: &mut Decision<'_>,
    at: Timestamp,
    method: ContactMethod,
    reached: bool,
    commitment_on: Option<jiff::civil::Date>,
    note: &str,
) -> Result<(), Refusal> {
    if at > decision.now() {
        return Err(Refusal::InFuture { field: "at".to_owned() });
    }
    if commitment_on.is_some_and(|day| day <= decision.today()) {
        return Err(Refusal::NotInFuture { field: "commitment_on".to_owned() });
    }
    let note = decision.keep_reason("note", note)?;
    let on = crate::zone::local_date(at, &decision.process.time_zone());
    decision.emit(Event::ContactAttempted { on, method, reached, commitment_on, note });
    Ok(())
}

/// Ends screening: 有效, 无效 for a reason, or back to the pool.
pub(super) fn complete(
    decision: &mut Decision<'_>,
    result: ScreeningResult,
    reason: Option<InvalidReason>,
    note: Option<&str>,
) -> Result<(), Refusal> {
    if decision.deal.lead.screening.is_some() {
        return Err(Refusal::AlreadyScreened);
    }
    match result {
        ScreeningResult::Valid => size_known(decision)?,
        ScreeningResult::Invalid => invalid_for(decision, reason)?,
        ScreeningResult::Returned => {}
    }
    let note: Option<BodyRef> = note.map(|note| decision.keep_reason("note", note)).transpose()?;
    let reason = reason.filter(|_| result == ScreeningResult::Invalid);
    decision.emit(Event::LeadScreened { result, reason, note });
    if result == ScreeningResult::Returned {
        pool::leave_owner(decision, OwnerChange::Released, None);
    }
    Ok(())
}

fn size_known(decision: &Decision<'_>) -> Result<(), Refusal> {
    let lead = decision.deal.document(DocumentKind::LeadRegistration);
    let known =
        lead.is_some_and(|(_, d)| ["annual_revenue", "employees"].iter().any(|k| d.facts.contains_key(*k)));
    match known {
        true => Ok(()),
        false => Err(Refusal::ScreeningFactsMissing),
    }
}

fn invalid_for(decision: &Decision<'_>, reason: Option<InvalidReason>) -> Result<(), Refusal> {
    let made = decision.deal.lead.attempts.len() as u32;
    let needed = decision.process.settings.pool.attempts_before_unreachable;
    match reason {
        None => Err(Refusal::InvalidReasonMissing),
        Some(InvalidReason::Unreachable) if made < needed => Err(Refusal::TooFewAttempts { made, needed }),
        Some(_) => Ok(()),
    }
}

/// D02: after screening; another grade than the suggested one says why; grade A shows evidence.
pub(super) fn check_grading(decision: &Decision<'_>, body: &Map<String, Value>) -> Result<(), Refusal> {
    if decision.deal.lead.screening != Some(ScreeningResult::Valid) {
        return Err(Refusal::NotScreened);
    }
    let number = |key: &str| body.get(key).and_then(Value::as_u64).unwrap_or(0) as u32;
    let filled = |key: &str| match body.get(key) {
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        _ => false,
    };
    let suggested = suggest(decision.process, number("fit_score"), number("intent_score"));
    let Some(proposed) = body.get("grade_proposed").and_then(Value::as_str).and_then(grade_of) else {
        return Ok(());
    };
    if proposed != suggested && !filled("grade_reason") {
        let (suggested, proposed) = (format!("{suggested:?}"), format!("{proposed:?}"));
        return Err(Refusal::GradeReasonMissing { suggested, proposed });
    }
    match proposed == Grade::A && !filled("evidence") {
        true => Err(Refusal::GradeEvidenceMissing),
        false => Ok(()),
    }
}

/// The grade that the scores suggest (ruling 6).
pub fn suggest(process: &Process, fit: u32, intent: u32) -> Grade {
    let Grading { a_total, a_intent, c_below, .. } = process.settings.grading;
    suggested_grade(fit + intent, intent, &GradeThresholds { a_total, a_intent, c_below })
}
