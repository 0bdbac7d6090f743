//! Open deadlines follow the calendar, and the day of recycling the rules of the pools: what they say anew is recorded; what is met,
//! missed or pointless stays as judged.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Due, Fired, Obligation, Subject, compute, pause};
use crate::calendar::Calendar;
use crate::deal::{Deal, Event, trigger};
use crate::decision::Decision;
use crate::facts::{Actor, Context, Facts, Hand};
use crate::id::ObligationId;
use crate::process::Process;

/// Counts every open deadline again that was counted on another version of the calendar.
pub fn recompute(decision: &mut Decision<'_>) {
    let version = decision.facts.calendar.version();
    let stale = |o: &&ObligationId| {
        let o = &decision.deal.obligations[*o];
        o.is_open() && !o.missed && !o.is_paused() && o.derivation.calendar_version != version
    };
    let stale: Vec<ObligationId> = decision.deal.obligations.keys().filter(stale).copied().collect();
    for obligation in stale {
        if let Some(Due { at, derivation, alarms }) = again(decision, &decision.deal.obligations[&obligation])
        {
            decision.emit(Event::ObligationRescheduled { obligation, due_at: at, derivation, alarms });
        }
    }
}

/// Counts the day of recycling again where the pools were changed before today: no rule moves a day on the day on which it is written.
pub fn follow_pools(decision: &mut Decision<'_>) {
    let since = decision.facts.organization.pools_since;
    if since.is_none_or(|since| since >= decision.today()) || decision.deal.migrated.is_some() {
        return;
    }
    let limits = decision.pool_limits();
    let Some(fired) = trigger::follow_up_due(&decision.deal, decision.process, &limits) else { return };
    let stale = |(_, o): &(&ObligationId, &Obligation)| {
        let clock = decision.process.clocks.get(&o.clock);
        let is_recycling = clock.is_some_and(|clock| clock.starts == fired.trigger);
        is_recycling && o.is_open() && !o.missed && !o.is_paused() && o.derivation.from != fired.at
    };
    let all = decision.deal.obligations.iter().map(|(id, one)| (id, &**one));
    let found: Vec<_> = all.filter(stale).map(|(id, o)| (*id, o.clock.clone())).collect();
    for (obligation, key) in found {
        let clock = &decision.process.clocks[&key];
        if let Some(Due { at, derivation, alarms }) = compute(clock, &fired, &decision.due_context()) {
            let alarms = super::still_to_come(decision, alarms);
            decision.emit(Event::ObligationRescheduled { obligation, due_at: at, derivation, alarms });
        }
    }
}

/// Deadlines that are still to come, each as it would be under a calendar: the same moment where it would not move.
/// What is late already stays as judged, what stands still is counted when it goes on; neither is told of.
pub fn foresee(
    deal: &Deal,
    process: &Process,
    calendar: &Calendar,
    now: Timestamp,
) -> BTreeMap<ObligationId, Timestamp> {
    let facts = Facts { calendar: calendar.clone(), ..Facts::default() };
    let context = Context { now, actor: Actor::System, seed: [0; 32], hand: Hand::System };
    let decision = Decision::new(deal.clone(), process, &facts, &context);
    let counts = |o: &Obligation| o.is_open() && !o.missed && !o.is_paused() && o.due_at >= now;
    let to_come = deal.obligations.iter().filter(|(_, standing)| counts(standing));
    let due = |standing: &Obligation| again(&decision, standing).map_or(standing.due_at, |due| due.at);
    to_come.map(|(id, standing)| (*id, due(standing))).collect()
}

/// The deadline as the calendar in force has it; none where it says the same.
fn again(decision: &Decision<'_>, standing: &Obligation) -> Option<Due> {
    let clock = decision.process.clocks.get(&standing.clock)?;
    let fired = Fired {
        trigger: clock.starts,
        subject: standing.subject.clone(),
        at: standing.derivation.from,
        step_working_days: allowance(&decision.deal, &standing.subject),
    };
    let context = decision.due_context();
    let mut due = compute(clock, &fired, &context)?;
    for past in &standing.pauses {
        let Some(to) = past.to else { continue };
        let moved = pause::moved(due.at, past.from.max(fired.at), to, &due.derivation, &context);
        let shift = moved.duration_since(due.at);
        due.alarms.iter_mut().for_each(|alarm| alarm.at += shift);
        due.at = moved;
    }
    let (old, new) = (&standing.derivation, &due.derivation);
    let same = due.at == standing.due_at && old.skipped == new.skipped && old.provisional == new.provisional;
    let left = standing.alarms.len().saturating_sub(standing.alarms_raised as usize);
    let raised = due.alarms.len().saturating_sub(left);
    due.alarms.drain(..raised);
    (!same).then_some(due)
}

/// The working days that a step allows itself.
fn allowance(deal: &Deal, subject: &Subject) -> u32 {
    let Subject::Step(approval, number) = subject else { return 0 };
    let step = deal.approvals.get(approval).and_then(|a| a.steps.get(number.checked_sub(1)? as usize));
    step.map_or(1, |step| step.plan.working_days)
}
