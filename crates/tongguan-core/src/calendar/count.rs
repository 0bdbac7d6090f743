//! Counting working days. The start day is never counted (Civil Code, arts. 200–203).

use super::{BackwardReading, Calendar};
use jiff::civil::Date;

/// Where a count ended, and how it got there: what a person is shown when asking why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The day reached. The edge of the calendar (years -9999 and 9999) when the count runs off it.
    pub date: Date,
    /// The working days counted, in the order of counting.
    pub counted: Vec<Date>,
    /// The days passed over because they are days off, in the same order.
    pub skipped: Vec<Date>,
    /// A day that was looked at belongs to a year without its notice (暂定).
    pub provisional: bool,
}

#[derive(Clone, Copy)]
enum Direction {
    Forwards,
    Backwards,
}

impl Direction {
    fn step(self, date: Date) -> Option<Date> {
        match self {
            Direction::Forwards => date.tomorrow().ok(),
            Direction::Backwards => date.yesterday().ok(),
        }
    }
}

impl Calendar {
    /// The n-th working day after `start`, which is not counted itself. With n = 0 that is `start`.
    pub fn working_days_after(&self, start: Date, n: u32) -> Span {
        self.count(start, n, Direction::Forwards)
    }

    /// The last day in time for something due n working days before `event`, which is not counted itself.
    ///
    /// With [`BackwardReading::FullBetween`] it is the day before the n-th working day, working or not: whoever acts on
    /// it leaves n full working days. Without any day to count (n = 0), both readings give `event`.
    pub fn working_days_before(&self, event: Date, n: u32, reading: BackwardReading) -> Span {
        let mut span = self.count(event, n, Direction::Backwards);
        if reading == BackwardReading::FullBetween && n > 0 {
            span.date = span.date.yesterday().unwrap_or(span.date);
            span.provisional |= self.day(span.date).provisional;
        }
        span
    }

    fn count(&self, start: Date, n: u32, direction: Direction) -> Span {
        let mut span = Span { date: start, counted: Vec::new(), skipped: Vec::new(), provisional: false };
        let mut left = n;
        while left > 0 {
            let Some(date) = direction.step(span.date) else { break };
            let day = self.day(date);
            span.date = date;
            span.provisional |= day.provisional;
            if day.working {
                span.counted.push(date);
                left -= 1;
            } else {
                span.skipped.push(date);
            }
        }
        span
    }

    /// The first working day on or after `date`.
    pub fn next_working_day(&self, date: Date) -> Date {
        if self.day(date).working { date } else { self.working_days_after(date, 1).date }
    }

    /// How many working days lie after `from` up to and including `to`; 0 when `to` is not later.
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let mut count = 0;
        let mut date = from;
        while date < to {
            let Ok(next) = date.tomorrow() else { break };
            date = next;
            count += u32::from(self.day(date).working);
        }
        count
    }

    /// The last working day of the ISO week (Monday to Sunday) of `any_day_in_week`; `None` when it has none.
    pub fn last_working_day_of_week(&self, any_day_in_week: Date) -> Option<Date> {
        let to_sunday = 7 - any_day_in_week.weekday().to_monday_one_offset();
        let sunday = any_day_in_week.saturating_add(jiff::Span::new().days(to_sunday));
        let monday = any_day_in_week.saturating_sub(jiff::Span::new().days(6 - to_sunday));
        let mut day = sunday;
        while !self.day(day).working {
            day = day.yesterday().ok().filter(|earlier| *earlier >= monday)?;
        }
        Some(day)
    }
}
