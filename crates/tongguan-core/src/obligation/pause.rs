//! An obligation may stand still for a reason of the list; the time is shown and moves the deadline.
//!
//! Only clocks that count on from their start can: a deadline that hangs on a date (a visit, a delivery, money) moves
//! with that date alone. What is missed stays missed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Derivation, DueContext, Obligation};
use crate::deal::Event;
use crate::decision::Decision;
use crate::id::ObligationId;
use crate::process::DueRule;
use crate::refusal::Refusal;
use crate::zone::{end_of_day, local_date};

/// A time during which an obligation stood still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The reason's key.
    pub reason: String,
    /// From.
    pub from: Timestamp,
    /// To; absent while it lasts.
    pub to: Option<Timestamp>,
}

/// Stops an open obligation; its debtor cannot do that himself.
pub fn pause(
    decision: &mut Decision<'_>,
    obligation: ObligationId,
    reason: &str,
    note: &str,
) -> Result<(), Refusal> {
    let standing = open(decision, obligation)?;
    let by = decision.person()?;
    if standing.debtor == Some(by) {
        return Err(Refusal::OwnObligation { obligation });
    }
    if standing.is_paused() {
        return Err(Refusal::ObligationPaused { obligation });
    }
    if standing.missed || !counts_on(&standing.derivation.rule) {
        return Err(Refusal::NotPausable { obligation });
    }
    if !decision.process.settings.pause_reasons.iter().any(|known| known.key == reason) {
        return Err(Refusal::UnknownReason { reason: reason.to_owned() });
    }
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::ObligationPaused { obligation, reason: reason.to_owned(), note });
    Ok(())
}

/// Lets it run on: the deadline and what is planned around it move by the time it stood still.
pub fn resume(decision: &mut Decision<'_>, obligation: ObligationId) -> Result<(), Refusal> {
    let standing = open(decision, obligation)?;
    let Some(pause) = standing.pauses.last().filter(|pause| pause.to.is_none()) else {
        return Err(Refusal::ObligationRunning { obligation });
    };
    let from = pause.from.max(standing.derivation.from);
    let (from, to) = (from, decision.now());
    let due_at = moved(standing.due_at, from, to, &standing.derivation, &decision.due_context());
    let shift = due_at.duration_since(standing.due_at);
    let mut alarms = standing.alarms.clone();
    for alarm in alarms.iter_mut().skip(standing.alarms_raised as usize) {
        alarm.at = alarm.at.saturating_add(shift).unwrap_or(Timestamp::MAX);
    }
    decision.emit(Event::ObligationResumed { obligation, due_at, alarms });
    Ok(())
}

/// The deadline after a time of standing still: hours move by the time itself, days by the days of their own kind.
pub(super) fn moved(
    due_at: Timestamp,
    from: Timestamp,
    to: Timestamp,
    derivation: &Derivation,
    context: &DueContext<'_>,
) -> Timestamp {
    let day = |at| local_date(at, &context.zone);
    let (first, last) = (day(from), day(to));
    match derivation.rule {
        DueRule::Hours(_) | DueRule::WorkingHours(_) => {
            due_at.saturating_add(to.duration_since(from)).unwrap_or(Timestamp::MAX)
        }
        DueRule::CalendarDays(_) => {
            let days = (last - first).get_days().max(0);
            end_of_day(day(due_at).saturating_add(jiff::Span::new().days(days)), &context.zone)
        }
        DueRule::WorkingDays(_) | DueRule::StepWorkingDays => {
            let passed = context.calendar.working_days_between(first, last);
            end_of_day(context.calendar.working_days_after(day(due_at), passed).date, &context.zone)
        }
        DueRule::WorkingDaysBefore(_) | DueRule::OnDate | DueRule::LastWorkingDayOfWeek { .. } => due_at,
    }
}

fn counts_on(rule: &DueRule) -> bool {
    matches!(
        rule,
        DueRule::Hours(_)
            | DueRule::WorkingHours(_)
            | DueRule::WorkingDays(_)
            | DueRule::CalendarDays(_)
            | DueRule::StepWorkingDays
    )
}

fn open<'d>(decision: &'d Decision<'_>, obligation: ObligationId) -> Result<&'d Obligation, Refusal> {
    let standing = decision.deal.obligations.get(&obligation).filter(|standing| standing.is_open());
    standing.map(|standing| &**standing).ok_or(Refusal::UnknownObligation { obligation })
}
