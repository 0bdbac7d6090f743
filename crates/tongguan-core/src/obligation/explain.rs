//! Why a deadline is when it is: what started it, by which rule and version, which days were passed over.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::{Obligation, Pause};
use crate::calendar::{Calendar, DayKind};
use crate::label::Label;
use crate::process::{DueRule, Process, Trigger};

/// The derivation of a deadline, for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The clock's key.
    pub clock: String,
    /// What is owed.
    pub name: Option<Label>,
    /// The clause of the standard or law.
    pub clause: String,
    /// What starts the clock.
    pub started_by: Option<Trigger>,
    /// When it started, or the moment it counts back from.
    pub from: Timestamp,
    /// The rule.
    pub rule: DueRule,
    /// The process version that carries it.
    pub process_version: u32,
    /// The calendar version it was counted on.
    pub calendar_version: String,
    /// Days off that were passed over.
    pub skipped: Vec<SkippedDay>,
    /// Times during which it stood still.
    pub pauses: Vec<Pause>,
    /// When it is due.
    pub due_at: Timestamp,
    /// True where a day of a year without an official calendar was counted (暂定).
    pub provisional: bool,
}

/// A day that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SkippedDay {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: DayKind,
    /// What it is called, where it has a name.
    pub name: Option<String>,
}

/// Explains a deadline; names of days come from the calendar as it is now.
pub fn explain(obligation: &Obligation, process: &Process, calendar: &Calendar) -> Explanation {
    let clock = process.clocks.get(&obligation.clock);
    let derivation = &obligation.derivation;
    let skipped = derivation.skipped.iter().map(|date| SkippedDay {
        date: *date,
        kind: calendar.day(*date).kind,
        name: calendar.name(*date).map(str::to_owned),
    });
    Explanation {
        clock: obligation.clock.clone(),
        name: clock.map(|clock| clock.name.clone()),
        clause: clock.map(|clock| clock.clause.clone()).unwrap_or_default(),
        started_by: clock.map(|clock| clock.starts),
        from: derivation.from,
        rule: derivation.rule.clone(),
        process_version: derivation.process_version,
        calendar_version: derivation.calendar_version.clone(),
        skipped: skipped.collect(),
        pauses: obligation.pauses.clone(),
        due_at: obligation.due_at,
        provisional: derivation.provisional,
    }
}
