//! Civil days in the company's time zone.
//!
//! A civil day ends one microsecond before the next local midnight. Never panics: at the edges of time the answers
//! stop at the first or last timestamp.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

/// The last microsecond of a civil day.
pub fn end_of_day(date: Date, zone: &TimeZone) -> Timestamp {
    let Ok(tomorrow) = date.tomorrow() else { return last() };
    let midnight = at(tomorrow, 0, 0, zone);
    midnight.saturating_sub(SignedDuration::from_micros(1)).unwrap_or(midnight)
}

/// The civil date that people in the zone read at this instant.
pub fn local_date(instant: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(instant).date()
}

/// The instant of a local time. A time that the clocks skip is read as the same time after the jump, one that comes twice
/// as the first; an hour or minute that no clock shows is taken as the nearest that one does.
pub fn at(date: Date, hour: i8, minute: i8, zone: &TimeZone) -> Timestamp {
    let local = date.at(hour.clamp(0, 23), minute.clamp(0, 59), 0, 0);
    let edge = if date.year() < 0 { Timestamp::MIN } else { last() };
    zone.to_timestamp(local).unwrap_or(edge)
}

/// The last whole second: whatever is stored in microseconds can name it.
fn last() -> Timestamp {
    Timestamp::from_second(Timestamp::MAX.as_second()).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("a known zone")
    }

    #[test]
    fn a_day_ends_before_local_midnight() {
        for (name, day, expected) in [
            ("Asia/Shanghai", date(2026, 11, 23), "2026-11-23T15:59:59.999999Z"),
            ("Asia/Shanghai", date(2026, 12, 31), "2026-12-31T15:59:59.999999Z"),
            // Santiago skips midnight in September: the day ends where the clocks jump.
            ("America/Santiago", date(2026, 9, 5), "2026-09-06T03:59:59.999999Z"),
            // Daylight saving was used in China from 1986 to 1991.
            ("Asia/Shanghai", date(1988, 7, 1), "1988-07-01T14:59:59.999999Z"),
        ] {
            let end = end_of_day(day, &zone(name));
            assert_eq!(end, expected.parse().expect("a timestamp"), "{name} {day}");
            assert_eq!(local_date(end, &zone(name)), day);
        }
    }

    #[test]
    fn never_panics_at_the_edges() {
        for name in ["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "UTC"] {
            for day in [Date::MIN, Date::MAX, date(1, 1, 1), date(9998, 12, 31), date(9999, 12, 30)] {
                let end = end_of_day(day, &zone(name));
                assert!(
                    end.as_microsecond() >= at(day, 0, 0, &zone(name)).as_microsecond(),
                    "{name} {day} {end}"
                );
                local_date(end, &zone(name));
            }
        }
    }

    #[test]
    fn midnight_of_new_year_is_local() {
        let zone = zone("Asia/Shanghai");
        let instant: Timestamp = "2026-12-31T16:00:00Z".parse().expect("a timestamp");
        assert_eq!(local_date(instant, &zone), date(2027, 1, 1));
        assert_eq!(at(date(2027, 1, 1), 0, 0, &zone), instant);
    }
}
