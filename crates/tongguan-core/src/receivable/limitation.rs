//! When a claim lapses (诉讼时效, 民法典 arts. 188, 189, 192, 195): three years, restarted by a demand or a promise.

use super::days_from;
use crate::calendar::Calendar;
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// What restarted the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InterruptionKind {
    /// We demanded payment, with proof.
    Demand,
    /// The debtor promised to pay, or paid a part.
    Promise,
}

/// Something that restarts the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interruption {
    /// The day on which it reached the other side.
    pub on: Date,
    /// What it was.
    pub kind: InterruptionKind,
}

/// The period as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limitation {
    /// The day from which it runs; not counted itself.
    pub runs_from: Date,
    /// Its last day, moved off days off (art. 203).
    pub ends_on: Date,
    /// The last day rests on a year without its notice (暂定).
    pub provisional: bool,
}

/// The limitation of a debt payable in instalments or at once: it runs from the due date of the *last* instalment
/// (art. 189). A demand restarts it while it runs; after it has lapsed only a promise revives the claim (art. 192). What
/// happened before the last due date restarts nothing, since nothing ran yet. `None` without a due date.
pub fn limitation(
    due_dates: &[Date],
    interruptions: &[Interruption],
    calendar: &Calendar,
) -> Option<Limitation> {
    let mut current = period(*due_dates.iter().max()?, calendar);
    let mut interruptions = interruptions.to_vec();
    interruptions.sort_by_key(|interruption| interruption.on);
    for Interruption { on, kind } in interruptions {
        let running = on <= current.ends_on;
        if on > current.runs_from && (running || kind == InterruptionKind::Promise) {
            current = period(on, calendar);
        }
    }
    Some(current)
}

fn period(runs_from: Date, calendar: &Calendar) -> Limitation {
    // The same day three years on, or the month's last day where there is none (art. 202).
    let ends_on = calendar.next_working_day(runs_from.saturating_add(3.years()));
    Limitation { runs_from, ends_on, provisional: calendar.day(ends_on).provisional }
}

impl Limitation {
    /// Calendar days left on a date; negative once it has lapsed.
    pub fn days_left(&self, on: Date) -> i64 {
        days_from(on, self.ends_on)
    }

    /// The days on which to raise the alarm, so many days before the end (a setting: 180, 90, 30).
    pub fn alarms(&self, days_before: &[u32]) -> Vec<Date> {
        let day = |days: &u32| self.ends_on.saturating_sub(i64::from((*days).min(36_500)).days());
        days_before.iter().map(day).collect()
    }
}
