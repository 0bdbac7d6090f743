//! When people work: on working days of the calendar, between nine and six.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tongguan_core::calendar::Calendar;
use tongguan_core::zone;

use super::dice::Dice;

/// The company's working hours.
#[derive(Debug, Clone)]
pub struct Diary {
    calendar: Calendar,
    zone: TimeZone,
}

impl Diary {
    /// A diary on a calendar.
    pub fn new(calendar: Calendar, zone: TimeZone) -> Diary {
        Diary { calendar, zone }
    }

    /// The civil day of a moment.
    pub fn day(&self, moment: Timestamp) -> Date {
        zone::local_date(moment, &self.zone)
    }

    /// A local moment.
    pub fn at(&self, day: Date, hour: i8, minute: i8) -> Timestamp {
        zone::at(day, hour, minute, &self.zone)
    }

    /// The n-th working day after a day.
    pub fn working_day_after(&self, day: Date, n: u32) -> Date {
        self.calendar.working_days_after(day, n).date
    }

    /// The last working day up to a day, less `n` working days.
    pub fn working_day_back(&self, day: Date, n: u32) -> Date {
        let mut at = day;
        let mut left = n;
        loop {
            if self.works(at) {
                match left {
                    0 => return at,
                    _ => left -= 1,
                }
            }
            let Ok(before) = at.yesterday() else { return at };
            at = before;
        }
    }

    fn works(&self, day: Date) -> bool {
        self.calendar.working_days_after(day.yesterday().unwrap_or(day), 1).date == day
    }

    /// Some time on the n-th working day after a moment.
    pub fn in_days(&self, from: Timestamp, n: u32, dice: &mut Dice) -> Timestamp {
        let day = self.working_day_after(self.day(from), n.max(1));
        self.some_time_on(day, dice)
    }

    /// Some time on a day.
    pub fn some_time_on(&self, day: Date, dice: &mut Dice) -> Timestamp {
        let minutes = dice.between(9 * 60 + 5, 17 * 60 + 40);
        let (hour, minute) = (minutes / 60, minutes % 60);
        self.at(day, i8::try_from(hour).unwrap_or(9), i8::try_from(minute).unwrap_or(0))
    }

    /// A few hours later, on the next working day where that would be after hours.
    pub fn in_hours(&self, from: Timestamp, dice: &mut Dice) -> Timestamp {
        let later = from + jiff::SignedDuration::from_mins(dice.between(15, 220));
        let day = self.day(later);
        let open = later >= self.at(day, 8, 50) && later <= self.at(day, 18, 30);
        if self.works(day) && open {
            later
        } else {
            self.some_time_on(self.calendar.next_working_day(day.tomorrow().unwrap_or(day)), dice).max(later)
        }
    }
}
