//! How near a due moment is: the groups of the work queue, and working days until then or since.
//!
//! Promises the same answer wherever a duty is shown: in the queue, on the page of its deal, in the counts. Must never
//! count a working day itself: the calendar in force does.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tongguan_core::calendar::Calendar;
use tongguan_core::process::Process;
use tongguan_core::zone::{end_of_day, local_date};
use tongguan_store::read::queue::Horizon;

const MICROSECOND: SignedDuration = SignedDuration::from_micros(1);

/// Working days that are soon.
const SOON_WORKING_DAYS: u32 = 3;

/// The urgency of what is late.
pub const OVERDUE: &str = "overdue";

/// A moment from which due moments are looked at.
pub struct Watch<'a> {
    /// The moments that part the groups.
    pub horizon: Horizon,
    /// The day.
    pub today: Date,
    /// The last day of what is soon.
    pub soon: Date,
    calendar: &'a Calendar,
    zone: TimeZone,
}

impl<'a> Watch<'a> {
    /// Looks from `now`, in the zone of a process.
    pub fn at(now: Timestamp, process: &Process, calendar: &'a Calendar) -> Self {
        let zone = process.time_zone();
        let today = local_date(now, &zone);
        let soon = calendar.working_days_after(today, SOON_WORKING_DAYS).date;
        // What is due at the end of a day is due on that day.
        let over = |day: Date| end_of_day(day, &zone).saturating_add(MICROSECOND).unwrap_or(Timestamp::MAX);
        let horizon = Horizon { now, today_ends: over(today), soon_ends: over(soon) };
        Self { horizon, today, soon, calendar, zone }
    }

    /// `overdue`, `today`, `soon` (three working days) or `later`; what stands still does not become late.
    pub fn urgency(&self, due_at: Timestamp, is_missed: bool, is_paused: bool) -> &'static str {
        match due_at {
            _ if is_missed => OVERDUE,
            due if due < self.horizon.now && !is_paused => OVERDUE,
            due if due < self.horizon.today_ends => "today",
            due if due < self.horizon.soon_ends => "soon",
            _ => "later",
        }
    }

    /// Working days until it is due, or since then where it is late; 0 on the day itself.
    pub fn working_days(&self, due_at: Timestamp) -> u32 {
        let due = local_date(due_at, &self.zone);
        self.calendar.working_days_between(self.today.min(due), self.today.max(due))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_at_the_end_of_a_day_is_due_on_it() {
        let (process, calendar) = (Process::standard(), Calendar::shipped());
        let zone = process.time_zone();
        let moment = |text: &str| text.parse::<Timestamp>().expect("a moment");
        // A Monday; three working days ahead is Thursday.
        let watch = Watch::at(moment("2026-11-23T02:00:00Z"), &process, &calendar);
        for (day, urgency) in [
            ("2026-11-22", OVERDUE),
            ("2026-11-23", "today"),
            ("2026-11-24", "soon"),
            ("2026-11-26", "soon"),
            ("2026-11-27", "later"),
        ] {
            let due = end_of_day(day.parse().expect("a day"), &zone);
            assert_eq!(watch.urgency(due, false, false), urgency, "{day}");
        }
    }
}
