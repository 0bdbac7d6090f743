//! What somebody who leaves answers for in one deal, given on to another.
//!
//! No command asks for this: a hand-over moves everything of a leaver at once, and this is its part in one deal. Promises that nothing
//! in the deal waits for him afterwards, that no clock starts anew and no day of recycling moves. Must never let the receiver decide what
//! he may not decide: a step that nobody may take stops and alarms.

use super::proposal::review;
use super::screening::pool;
use super::{Deal, Event, Standing};
use crate::approval;
use crate::decision::{Decision, Outcome};
use crate::facts::{Context, Facts};
use crate::id::PersonId;
use crate::obligation::{move_all, settle};
use crate::process::Process;
use crate::refusal::Refusal;

/// Who leaves, who takes over, and why.
#[derive(Debug, Clone, Copy)]
pub struct Leaving<'a> {
    /// Who leaves.
    pub from: PersonId,
    /// Who takes over.
    pub to: PersonId,
    /// Why; kept with each change of owners.
    pub reason: &'a str,
}

/// Gives on what `from` owns, owes and is to decide in a deal.
pub fn hand_over(
    deal: &Deal,
    process: &Process,
    facts: &Facts,
    leaving: Leaving<'_>,
    context: &Context,
) -> Result<Outcome, Refusal> {
    if process.version != deal.process_version {
        return Err(Refusal::WrongProcess { pinned: deal.process_version, given: process.version });
    }
    let Leaving { from, to, reason } = leaving;
    let mut decision = Decision::new(deal.clone(), process, facts, context);
    settle(&mut decision);
    if !decision.is_fit(to) {
        return Err(Refusal::UnfitOwner { person: to });
    }
    if decision.deal.owner == Some(from) {
        pool::hand_over(&mut decision, to, reason)?;
    }
    let open = decision.deal.lead.appeals.last().filter(|appeal| appeal.decided_by.is_none());
    if open.is_some_and(|appeal| appeal.by == from) {
        if decision.deal.owner == Some(to) {
            return Err(Refusal::PartyToAppeal);
        }
        decision.emit(Event::AppealPassed { to });
    }
    approval::hand_over(&mut decision, from, to, reason);
    review::hand_over(&mut decision, from, to);
    promises(&mut decision, from, to);
    move_all(&mut decision, from, to);
    Ok(decision.finish())
}

/// What he promised and what he was to mend is done by the receiver.
fn promises(decision: &mut Decision<'_>, from: PersonId, to: PersonId) {
    for (document, action) in decision.deal.promised_by(from) {
        decision.emit(Event::NextActionPassed { document, action, to });
    }
    for (document, action) in decision.deal.improved_by(from) {
        decision.emit(Event::ImprovementPassed { document, action, to });
    }
}

impl Deal {
    /// Whether anything in the deal still waits for a person: he owns it while it is open, owes something, has a turn, or is
    /// waited for otherwise.
    pub fn waits_for(&self, person: PersonId) -> bool {
        let owns = self.owner == Some(person) && self.standing() == Standing::Open;
        let owes = self.obligations.values().any(|o| o.is_open() && o.debtor == Some(person));
        let steps = self.approvals.values().filter(|approval| approval.is_open());
        let mut steps = steps.filter_map(|approval| approval.active_step()).filter(|step| !step.blocked);
        let appeal = self.lead.appeals.last().filter(|appeal| appeal.decided_by.is_none());
        owns || owes
            || appeal.is_some_and(|appeal| appeal.by == person)
            || self.waits().iter().any(|(waited_for, _)| *waited_for == person)
            || steps.any(|step| step.turn().contains(&person))
    }
}
