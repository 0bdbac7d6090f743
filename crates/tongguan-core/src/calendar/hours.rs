//! Hours from an event. By the standard they run through nights and days off; pausing on days off is a setting.

use super::Calendar;
use crate::zone;
use jiff::{SignedDuration, Timestamp, civil::Time, tz::TimeZone};

impl Calendar {
    /// `hours` of wall clock after `start`: nights, weekends and holidays count. Saturates at the last timestamp.
    pub fn hours_after(start: Timestamp, hours: u32) -> Timestamp {
        start.saturating_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(Timestamp::MAX)
    }

    /// `hours` after `start` counted on working days and there between two times of the day; what starts outside of them
    /// starts with the next such moment. Never ends where the day has no hours.
    pub fn working_hours_after(
        &self,
        start: Timestamp,
        hours: u32,
        (from, until): (Time, Time),
        zone: &TimeZone,
    ) -> Timestamp {
        if from >= until {
            return Timestamp::MAX;
        }
        let mut left = SignedDuration::from_hours(i64::from(hours));
        let mut date = zone::local_date(start, zone);
        loop {
            let opens = zone::at(date, from.hour(), from.minute(), zone).max(start);
            let closes = zone::at(date, until.hour(), until.minute(), zone);
            if self.day(date).working && opens < closes {
                let open = closes.duration_since(opens);
                if left <= open {
                    return opens.saturating_add(left).unwrap_or(Timestamp::MAX);
                }
                left -= open;
            }
            let Ok(tomorrow) = date.tomorrow() else { return Timestamp::MAX };
            date = tomorrow;
        }
    }

    /// `hours` after `start` counted on working days only, all 24 hours of each; the clock stands still on days off.
    pub fn working_day_hours_after(&self, start: Timestamp, hours: u32, zone: &TimeZone) -> Timestamp {
        let mut left = SignedDuration::from_hours(i64::from(hours));
        let mut now = start;
        let mut date = zone::local_date(start, zone);
        loop {
            let Ok(tomorrow) = date.tomorrow() else { return Timestamp::MAX };
            let midnight = zone::at(tomorrow, 0, 0, zone);
            if self.day(date).working {
                let until_midnight = midnight.duration_since(now);
                if left <= until_midnight {
                    return now.saturating_add(left).unwrap_or(Timestamp::MAX);
                }
                left -= until_midnight;
            }
            now = midnight;
            date = tomorrow;
        }
    }
}
