//! Ageing, late interest, limitation, statutory terms and due dates.

use jiff::civil::Date;
use proptest::prelude::*;
use tongguan_core::calendar::Calendar;
use tongguan_core::money::{Money, Percent};
use tongguan_core::receivable::*;

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn percent(text: &str) -> Percent {
    text.parse().expect("a percentage")
}

#[test]
fn ages_from_the_day_after_the_due_date() {
    use AgeingBucket::*;
    for (on, days, bucket) in [
        ("2026-06-29", 0, NotDue),
        ("2026-06-30", 0, NotDue),
        ("2026-07-01", 1, Days1To30),
        ("2026-07-30", 30, Days1To30),
        ("2026-07-31", 31, Days31To60),
        ("2026-08-29", 60, Days31To60),
        ("2026-08-30", 61, Days61To90),
        ("2026-09-28", 90, Days61To90),
        ("2026-09-29", 91, Days91Plus),
    ] {
        let overdue = days_overdue(day("2026-06-30"), day(on));
        assert_eq!((overdue, AgeingBucket::of(overdue)), (days, bucket), "{on}");
    }
    for (days, bucket) in [
        (90, None),
        (91, Some(ExtendedBucket::Days91To180)),
        (180, Some(ExtendedBucket::Days91To180)),
        (181, Some(ExtendedBucket::Days181To365)),
        (365, Some(ExtendedBucket::Days181To365)),
        (366, Some(ExtendedBucket::Days366Plus)),
    ] {
        assert_eq!(ExtendedBucket::of(days), bucket, "{days}");
    }
}

#[test]
fn interest_is_simple_and_rounded_once() {
    let principal: Money = "200000".parse().expect("an amount");
    for (rate, days, expected) in [
        (LateRate::Statutory, 45, "4500.00"),
        (LateRate::Statutory, 0, "0.00"),
        (LateRate::Daily(percent("0.03")), 45, "2700.00"),
        (LateRate::Yearly(percent("3.65")), 45, "900.00"),
        (LateRate::Yearly(percent("3")), 1, "16.44"),
    ] {
        let interest = late_interest(principal, rate, days).expect("fits");
        assert_eq!(interest.to_string(), expected, "{rate:?} {days}");
    }
    assert_eq!(late_interest(Money(i64::MAX), LateRate::Statutory, u32::MAX), None);
    assert!(agreed_rate_suffices(percent("3"), percent("3")));
    assert!(!agreed_rate_suffices(percent("2.9999"), percent("3")));
    let json = serde_json::to_string(&LateRate::Daily(percent("0.03"))).expect("serialises");
    assert_eq!(json, r#"{"kind":"daily","rate":"0.03"}"#);
}

#[test]
fn limitation_runs_three_years_and_restarts() {
    let calendar = Calendar::shipped();
    let demand = |on| Interruption { on: day(on), kind: InterruptionKind::Demand };
    let promise = |on| Interruption { on: day(on), kind: InterruptionKind::Promise };
    for (name, due, interruptions, from, end) in [
        ("plain", &["2022-06-15"][..], vec![], "2022-06-15", "2025-06-16"),
        ("instalments", &["2022-01-10", "2022-06-15", "2022-03-01"], vec![], "2022-06-15", "2025-06-16"),
        ("29 February", &["2020-02-29"], vec![], "2020-02-29", "2023-02-28"),
        ("ends in a holiday", &["2023-10-01"], vec![], "2023-10-01", "2026-10-08"),
        ("a demand", &["2022-06-15"], vec![demand("2023-03-01")], "2023-03-01", "2026-03-02"),
        (
            "several, in any order",
            &["2021-06-15"],
            vec![promise("2023-03-01"), demand("2022-01-04")],
            "2023-03-01",
            "2026-03-02",
        ),
        ("before the last is due", &["2022-06-15"], vec![demand("2022-05-01")], "2022-06-15", "2025-06-16"),
        ("on the last day", &["2020-06-15"], vec![demand("2023-06-15")], "2023-06-15", "2026-06-15"),
        ("a demand too late", &["2020-06-15"], vec![demand("2023-06-16")], "2020-06-15", "2023-06-15"),
        ("a promise too late", &["2020-06-15"], vec![promise("2023-06-16")], "2023-06-16", "2026-06-16"),
    ] {
        let due: Vec<Date> = due.iter().map(|text| day(text)).collect();
        let found = limitation(&due, &interruptions, &calendar).expect("a due date");
        assert_eq!((found.runs_from, found.ends_on), (day(from), day(end)), "{name}");
        assert!(!found.provisional, "{name}");
    }
    assert_eq!(limitation(&[], &[], &calendar), None);
    let later = limitation(&[day("2026-06-15")], &[], &calendar).expect("a due date");
    assert!(later.provisional, "2029 has no notice");
}

#[test]
fn limitation_raises_alarms() {
    let found = limitation(&[day("2023-06-15")], &[], &Calendar::shipped()).expect("a due date");
    assert_eq!(found.ends_on, day("2026-06-15"));
    assert_eq!(found.alarms(&[180, 90, 30]), ["2025-12-17", "2026-03-17", "2026-05-16"].map(day));
    assert_eq!((found.days_left(day("2026-06-14")), found.days_left(day("2026-06-16"))), (1, -1));
}

#[test]
fn the_regulation_caps_terms() {
    use BuyerNature::*;
    let custom = Some(TermWarning::NeedsCustomOfTrade { usual_days: 60 });
    for (nature, size, days, expected) in [
        (GovernmentBody, SizeClass::Unknown, 30, None),
        (GovernmentBody, SizeClass::Unknown, 31, Some(TermWarning::NeedsAgreement { usual_days: 30 })),
        (PublicInstitution, SizeClass::Large, 60, Some(TermWarning::NeedsAgreement { usual_days: 30 })),
        (PublicInstitution, SizeClass::Large, 61, Some(TermWarning::BeyondMaximum { max_days: 60 })),
        (Enterprise, SizeClass::Large, 60, None),
        (Enterprise, SizeClass::Large, 61, custom),
        (Enterprise, SizeClass::Unknown, 90, custom),
    ] {
        let cap = statutory_term(true, nature, size).expect("applies");
        assert_eq!(cap.warning(days), expected, "{nature:?} {size:?} {days}");
        assert_eq!(cap.assumed, nature == Enterprise && size == SizeClass::Unknown);
    }
    for (ours, nature, size) in [
        (false, GovernmentBody, SizeClass::Large),
        (true, Enterprise, SizeClass::Medium),
        (true, Enterprise, SizeClass::Micro),
        (true, Foreign, SizeClass::Large),
        (true, SoleTrader, SizeClass::Unknown),
    ] {
        assert_eq!(statutory_term(ours, nature, size), None, "{nature:?} {size:?}");
    }
}

#[test]
fn due_dates_move_off_days_off() {
    let calendar = Calendar::shipped();
    for (triggered, credit, due, moved_from, provisional) in [
        ("2026-09-01", 30, "2026-10-08", Some("2026-10-01"), false),
        ("2026-09-10", 30, "2026-10-10", None, false),
        ("2026-11-23", 0, "2026-11-23", None, false),
        ("2026-11-23", 5, "2026-11-30", Some("2026-11-28"), false),
        ("2026-12-02", 30, "2027-01-04", Some("2027-01-01"), true),
    ] {
        let found = instalment_due(day(triggered), credit, &calendar);
        let expected = InstalmentDue { date: day(due), moved_from: moved_from.map(day), provisional };
        assert_eq!(found, expected, "{triggered} + {credit}");
    }
    assert_eq!(instalment_due(Date::MAX, u32::MAX, &calendar).date, Date::MAX);
}

proptest! {
    #[test]
    fn interest_grows_with_days_and_principal(minor in 0..10i64.pow(14), more in 0..1000i64, days in 0..5000u32) {
        let interest = |minor, days| late_interest(Money(minor), LateRate::Statutory, days).expect("fits");
        prop_assert!(interest(minor, days + 1) >= interest(minor, days));
        prop_assert!(interest(minor + more, days) >= interest(minor, days));
    }

    #[test]
    fn standard_buckets_never_go_back(days in 0..1000u32) {
        prop_assert!(AgeingBucket::of(days) <= AgeingBucket::of(days + 1));
        prop_assert_eq!(ExtendedBucket::of(days).is_some(), AgeingBucket::of(days) == AgeingBucket::Days91Plus);
    }
}
