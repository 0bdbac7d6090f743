//! Stage 4: negotiation, the contract chain, signing and filing.

use serde::{Deserialize, Serialize};

use super::{Command, Deal, Recorded};
use crate::decision::Decision;
use crate::facts::Needs;
use crate::obligation::Fired;
use crate::process::{Predicate, Process};

/// What is known of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Contracting {}

impl Contracting {
    /// Applies one event; events of other stages change nothing here.
    pub(super) fn fold(&mut self, _recorded: &Recorded) {}
}

/// What clocks hear of an event of this stage, the deal already folded over it.
pub(super) fn fired(_deal: &Deal, _recorded: &Recorded, _process: &Process) -> Vec<Fired> {
    Vec::new()
}

/// Whether a condition of this stage holds; none for conditions of other stages.
pub(crate) fn holds(_decision: &Decision<'_>, _predicate: &Predicate) -> Option<bool> {
    None
}

/// Adds what a command of this stage wants to see.
pub(super) fn needs(_deal: &Deal, _command: &Command, _needs: &mut Needs) {}
