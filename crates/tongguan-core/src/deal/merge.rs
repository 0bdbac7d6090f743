//! A deal follows its customer when two customers turn out to be one, and back when they do not.
//!
//! No command asks for this: a merge moves all deals of a customer at once. Must never touch a clock, an owner or a paper.

use super::{Deal, Event};
use crate::decision::{Decision, Outcome};
use crate::facts::{Context, Facts};
use crate::id::AccountId;
use crate::process::Process;
use crate::refusal::Refusal;

/// Moves a deal from one customer to the other.
pub fn pass_customer(
    deal: &Deal,
    process: &Process,
    facts: &Facts,
    (from, to): (AccountId, AccountId),
    context: &Context,
) -> Result<Outcome, Refusal> {
    if process.version != deal.process_version {
        return Err(Refusal::WrongProcess { pinned: deal.process_version, given: process.version });
    }
    let mut decision = Decision::new(deal.clone(), process, facts, context);
    if deal.account != from {
        return Err(Refusal::CustomerMissing);
    }
    decision.emit(Event::CustomerMerged { from, to });
    Ok(decision.finish())
}
