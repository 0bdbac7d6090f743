//! A lead that goes with its import: taken back as long as nobody has built on it.
//!
//! No command asks for this; only the import that brought the lead is taken back as a whole. Must never end a lead that anything
//! happened to since: whoever registers a lead cannot escape its clocks this way.

use uuid::Uuid;

use super::{Deal, Event};
use crate::decision::{Decision, Outcome};
use crate::facts::{Context, Facts};
use crate::obligation::settle;
use crate::process::Process;
use crate::refusal::Refusal;

/// Ends a lead that stands as its import left it: at version `last`. What the clocks have recorded since does count as building.
pub fn withdraw(
    deal: &Deal,
    process: &Process,
    facts: &Facts,
    (import, last, reason): (Uuid, u64, &str),
    context: &Context,
) -> Result<Outcome, Refusal> {
    if process.version != deal.process_version {
        return Err(Refusal::WrongProcess { pinned: deal.process_version, given: process.version });
    }
    // What was signed elsewhere may go with the batch that brought it; what was signed here never.
    if deal.has_ended() || deal.is_won() && deal.migrated.is_none() {
        return Err(Refusal::DealEnded);
    }
    let mut decision = Decision::new(deal.clone(), process, facts, context);
    settle(&mut decision);
    if decision.deal.version != last {
        return Err(Refusal::BuiltUpon { version: decision.deal.version });
    }
    let note = decision.keep_text(reason);
    decision.emit(Event::LeadWithdrawn { import, note });
    Ok(decision.finish())
}
