//! How near a due moment is: the groups of the work queue, and working days until then or since.
//!
//! Promises the same answer wherever a duty is shown: in the queue, on the page of its deal, in the counts. Must never
//! count a working day itself: the calendar in force does.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tongguan_core::calendar::Calendar;
use tongguan_core::process::Process;
use tongguan_core::zone::{end_of_day, local_date};
use tongguan_store::read::queue::Horizon;

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
        let horizon =
            Horizon { now, today_ends: end_of_day(today, &zone), soon_ends: end_of_day(soon, &zone) };
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
