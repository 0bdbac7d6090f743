//! Rows that make one thing together: a price book, a year.

use super::plan::{Fault, Step, Verdict};
use crate::reference::Command;
use uuid::Uuid;

/// What becomes of all rows of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gathered {
    /// The verdict of each row, by its number in the file, if all goes well.
    pub verdicts: Vec<(u32, Verdict)>,
    /// The commands to give for all of them, in order.
    pub steps: Vec<Step>,
    /// The commands to give then, each for the rows that it is about.
    pub each: Vec<(Vec<u32>, Step)>,
    /// Whether the rows are to be planned again after them.
    pub then_again: bool,
}

impl Gathered {
    pub(super) fn say(&mut self, row: u32, verdict: Verdict) {
        self.verdicts.push((row, verdict));
    }

    pub(super) fn fault(&mut self, row: u32, fault: Fault) {
        self.say(row, Verdict::Error { faults: vec![fault] });
    }

    pub(super) fn give(&mut self, id: Option<Uuid>, command: impl Into<Command>) {
        self.steps.push(Step::Reference { id, command: command.into() });
    }
}
