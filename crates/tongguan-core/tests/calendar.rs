//! The shipped calendar and counting on it: the worked examples, independent figures, and what must always hold.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use proptest::prelude::*;
use tongguan_core::calendar::{BackwardReading, Calendar, CalendarError, CompanyDay, DayKind};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn days_of(year: i16) -> impl Iterator<Item = Date> {
    date(year, 1, 1).series(1.day()).take_while(move |day| day.year() == year)
}

#[test]
fn has_the_published_number_of_working_days() {
    let calendar = Calendar::shipped();
    // Counted with chinesecalendar 1.11.0.
    for (year, expected) in [
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ] {
        assert_eq!(days_of(year).filter(|d| calendar.day(*d).working).count(), expected, "{year}");
        assert!(days_of(year).all(|d| !calendar.day(d).provisional), "{year}");
    }
}

#[test]
fn follows_the_notice_for_2026() {
    let calendar = Calendar::shipped();
    let makeup: Vec<Date> = days_of(2026).filter(|d| calendar.day(*d).kind == DayKind::Makeup).collect();
    let expected =
        ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"].map(day);
    assert_eq!(makeup, expected);
    let off: Vec<Date> = days_of(2026).filter(|d| calendar.day(*d).kind == DayKind::Holiday).collect();
    let spans = [
        ("2026-01-01", 3),
        ("2026-02-15", 9),
        ("2026-04-04", 3),
        ("2026-05-01", 5),
        ("2026-06-19", 3),
        ("2026-09-25", 3),
        ("2026-10-01", 7),
    ];
    let expected: Vec<Date> = spans.iter().flat_map(|(from, n)| day(from).series(1.day()).take(*n)).collect();
    assert_eq!(off, expected);
    assert_eq!(calendar.name(day("2026-10-04")), Some("国庆节"));
    assert_eq!(calendar.name(day("2026-10-10")), Some("国庆节调休"));
}

#[test]
fn counts_backwards() {
    let calendar = Calendar::shipped();
    for (event, n, expected) in [
        ("2026-10-09", 3, "2026-09-29"),
        ("2026-02-25", 3, "2026-02-13"),
        ("2026-09-28", 3, "2026-09-22"),
        ("2026-07-09", 3, "2026-07-06"),
        ("2026-10-12", 5, "2026-09-29"),
        ("2026-02-26", 5, "2026-02-12"),
        ("2026-05-11", 5, "2026-04-30"),
        ("2026-10-09", 0, "2026-10-09"),
    ] {
        let span = calendar.working_days_before(day(event), n, BackwardReading::default());
        assert_eq!(span.date, day(expected), "{n} before {event}");
        assert!(!span.provisional);
    }
    let span = calendar.working_days_before(day("2026-10-09"), 3, BackwardReading::NthBefore);
    assert_eq!(span.counted, ["2026-10-08", "2026-09-30", "2026-09-29"].map(day));
    assert_eq!(span.skipped.len(), 7);
    let full = calendar.working_days_before(day("2026-10-09"), 3, BackwardReading::FullBetween);
    assert_eq!((full.date, full.counted), (day("2026-09-28"), span.counted));
}

#[test]
fn counts_forwards() {
    let calendar = Calendar::shipped();
    for (start, n, expected, provisional) in [
        ("2026-09-30", 3, "2026-10-10", false),
        ("2026-02-13", 3, "2026-02-25", false),
        ("2026-04-30", 3, "2026-05-08", false),
        ("2026-05-08", 3, "2026-05-12", false),
        ("2026-12-30", 3, "2027-01-05", true),
        ("2026-09-30", 0, "2026-09-30", false),
    ] {
        let span = calendar.working_days_after(day(start), n);
        assert_eq!((span.date, span.provisional), (day(expected), provisional), "{n} after {start}");
    }
}

#[test]
fn knows_the_last_working_day_of_a_week() {
    let calendar = Calendar::shipped();
    for (monday, expected) in [
        ("2026-02-16", None),
        ("2026-02-09", Some("2026-02-14")),
        ("2026-09-14", Some("2026-09-20")),
        ("2026-09-28", Some("2026-09-30")),
        ("2026-10-05", Some("2026-10-10")),
        ("2026-11-23", Some("2026-11-27")),
    ] {
        for any in day(monday).series(1.day()).take(7) {
            assert_eq!(calendar.last_working_day_of_week(any), expected.map(day), "week of {any}");
        }
    }
}

#[test]
fn counts_hours_strictly_or_on_working_days() {
    let zone = TimeZone::get("Asia/Shanghai").expect("a known zone");
    let calendar = Calendar::shipped();
    let at = |text: &str| -> Timestamp { format!("{text}+08:00").parse().expect("a timestamp") };
    assert_eq!(Calendar::hours_after(at("2026-11-20T17:00:00"), 48), at("2026-11-22T17:00:00"));
    for (start, hours, expected) in [
        ("2026-11-20T17:00:00", 48, "2026-11-24T17:00:00"),
        ("2026-11-21T09:30:00", 48, "2026-11-25T00:00:00"),
        ("2026-11-23T09:00:00", 24, "2026-11-24T09:00:00"),
        ("2026-11-20T17:00:00", 0, "2026-11-20T17:00:00"),
    ] {
        let due = calendar.working_day_hours_after(at(start), hours, &zone);
        assert_eq!(due, at(expected), "{hours} h after {start}");
    }
    assert_eq!(Calendar::hours_after(Timestamp::MAX, 1), Timestamp::MAX);
    assert_eq!(calendar.working_day_hours_after(Timestamp::MAX, u32::MAX, &zone), Timestamp::MAX);
}

#[test]
fn says_when_a_year_has_no_notice() {
    let calendar = Calendar::shipped();
    let statutory: Vec<Date> = days_of(2027).filter(|d| calendar.day(*d).kind == DayKind::Holiday).collect();
    assert_eq!(statutory.len(), 13);
    assert!(days_of(2027).all(|d| calendar.day(d).provisional));
    for (text, working) in
        [("2027-02-05", false), ("2027-02-08", false), ("2027-02-09", true), ("2027-10-09", false)]
    {
        assert_eq!(calendar.day(day(text)).working, working, "{text}");
    }
    for year in [1, 1999, 2018, 2028, 9998] {
        let new_year = calendar.day(date(year, 1, 1));
        assert_eq!((new_year.kind, new_year.provisional), (DayKind::Holiday, true), "{year}");
    }
}

#[test]
fn lets_the_company_decide() {
    let shipped = Calendar::shipped();
    let own = |text: &str, working| CompanyDay { date: day(text), working, name: "工厂检修".into() };
    let calendar =
        shipped.clone().with_company_days("2026-1", vec![own("2026-11-24", false), own("2026-11-28", true)]);
    assert_eq!(calendar.day(day("2026-11-24")).kind, DayKind::CompanyOff);
    assert_eq!(calendar.name(day("2026-11-24")), Some("工厂检修"));
    assert_eq!(calendar.working_days_after(day("2026-11-23"), 4).date, day("2026-11-28"));
    assert_eq!(calendar.version(), format!("{}/2026-1", shipped.version()));
}

#[test]
fn a_new_notice_changes_the_year_and_the_version() {
    let notice = r#"{"year": 2027, "source": "a notice", "days": [
        {"date": "2027-01-01", "kind": "holiday", "name": "元旦"}, {"date": "2027-01-03", "kind": "makeup", "name": "元旦调休"}]}"#;
    let before = Calendar::shipped().with_company_days("own", Vec::new());
    let after = before.with_year(notice).expect("a year file");
    let span = after.working_days_after(day("2026-12-30"), 3);
    assert_eq!((span.date, span.provisional), (day("2027-01-04"), false));
    assert_ne!(before.version(), after.version());
    assert!(after.version().ends_with("/own"));
}

#[test]
fn refuses_a_wrong_year_file() {
    let file = |rows: &str| format!(r#"{{"year": 2027, "source": "test", "days": [{rows}]}}"#);
    let row = |date: &str, kind: &str| format!(r#"{{"date": "{date}", "kind": "{kind}", "name": "x"}}"#);
    let twice = format!("{0},{0}", row("2027-01-01", "holiday"));
    for (rows, error) in [
        (row("2026-01-01", "holiday"), CalendarError::WrongYear { date: day("2026-01-01"), year: 2027 }),
        (row("2027-01-01", "makeup"), CalendarError::MakeupOnWeekday { date: day("2027-01-01") }),
        (twice, CalendarError::Twice { date: day("2027-01-01") }),
    ] {
        assert_eq!(Calendar::from_json([file(&rows).as_str()]).err(), Some(error));
    }
    assert!(matches!(Calendar::from_json(["{}"]), Err(CalendarError::NotACalendar { .. })));
    assert_eq!(Calendar::from_json([]).expect("empty").version(), "cn-none");
}

#[test]
fn never_panics_at_the_edges() {
    let calendar = Calendar::shipped();
    for edge in [Date::MIN, date(1, 1, 1), date(9998, 12, 31), Date::MAX] {
        calendar.working_days_after(edge, 30);
        for reading in [BackwardReading::NthBefore, BackwardReading::FullBetween] {
            calendar.working_days_before(edge, 30, reading);
        }
        calendar.next_working_day(edge);
        calendar.last_working_day_of_week(edge);
        calendar.working_days_between(edge, edge);
    }
    assert_eq!(calendar.working_days_after(date(9999, 12, 1), u32::MAX).date, Date::MAX);
}

fn any_day() -> impl Strategy<Value = Date> {
    (-400i32..4000).prop_map(|n| date(2019, 1, 1).saturating_add(n.days()))
}

proptest! {
    #[test]
    fn counting_forwards_and_between_agree(start in any_day(), n in 0u32..60) {
        let calendar = Calendar::shipped();
        let span = calendar.working_days_after(start, n);
        prop_assert_eq!(calendar.working_days_between(start, span.date), n);
        prop_assert_eq!(span.counted.len(), n as usize);
        prop_assert!(span.counted.iter().all(|d| calendar.day(*d).working));
        prop_assert!(span.skipped.iter().all(|d| !calendar.day(*d).working));
        prop_assert!(span.date >= start);
    }

    #[test]
    fn going_back_undoes_going_forward_from_a_working_day(start in any_day(), n in 0u32..60) {
        let calendar = Calendar::shipped();
        let start = calendar.next_working_day(start);
        let there = calendar.working_days_after(start, n);
        let back = calendar.working_days_before(there.date, n, BackwardReading::NthBefore);
        prop_assert_eq!(back.date, start);
    }

    #[test]
    fn full_days_between_is_never_later(event in any_day(), n in 0u32..60) {
        let calendar = Calendar::shipped();
        let nth = calendar.working_days_before(event, n, BackwardReading::NthBefore);
        let full = calendar.working_days_before(event, n, BackwardReading::FullBetween);
        prop_assert!(full.date <= nth.date && nth.date <= event);
        if n > 0 {
            let yesterday = event.yesterday().expect("not at the edge");
            prop_assert_eq!(calendar.working_days_between(full.date, yesterday), n);
        }
    }

    #[test]
    fn the_next_working_day_is_the_first(from in any_day()) {
        let calendar = Calendar::shipped();
        let next = calendar.next_working_day(from);
        prop_assert!(next >= from && calendar.day(next).working);
        prop_assert!(from.series(1.day()).take_while(|d| *d < next).all(|d| !calendar.day(d).working));
    }
}
