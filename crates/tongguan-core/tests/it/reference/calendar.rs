//! Calendar changes and settings.

use jiff::civil::{Date, date};
use serde_json::json;
use tongguan_core::calendar::{Calendar, CompanyDay, DayKind};
use tongguan_core::reference::calendar::{self, CalendarChange, Command, in_force};
use tongguan_core::reference::setting::{self, Settings};

use super::{Office, code};
use crate::scene::Who;

fn days(on: Date) -> Command {
    Command::ProposeDays {
        days: vec![CompanyDay { date: on, working: false, name: "工厂检修".to_owned() }]
    }
}

fn give(
    office: &mut Office,
    who: Who,
    change: Option<&CalendarChange>,
    command: &Command,
) -> Result<CalendarChange, tongguan_core::reference::Refusal> {
    office.at(who, |desk| calendar::decide(desk, change, command))
}

#[test]
fn a_change_of_the_calendar_needs_two_persons() {
    let mut office = Office::new();
    let confirm = Command::ConfirmCalendarChange {};
    let proposed = give(&mut office, Who::Administrator, None, &days(date(2026, 12, 1))).expect("proposed");
    assert_eq!(code(give(&mut office, Who::Administrator, Some(&proposed), &confirm)), "needs_second_person");
    assert_eq!(code(give(&mut office, Who::Rep, Some(&proposed), &confirm)), "not_permitted");
    let shipped = Calendar::shipped();
    let before = in_force(shipped.clone(), std::slice::from_ref(&proposed), 1).expect("readable");
    assert!(before.day(date(2026, 12, 1)).working, "a proposal changes nothing");
    let confirmed = give(&mut office, Who::Operations, Some(&proposed), &confirm).expect("confirmed");
    let after = in_force(shipped, std::slice::from_ref(&confirmed), 2).expect("readable");
    assert_eq!(after.day(date(2026, 12, 1)).kind, DayKind::CompanyOff);
    assert_ne!(after.version(), before.version());
    assert_eq!(
        code(give(&mut office, Who::Operations, Some(&confirmed), &confirm)),
        "calendar_change_closed"
    );
    let withdraw = Command::WithdrawCalendarChange {};
    let withdrawn = give(&mut office, Who::Operations, Some(&proposed), &withdraw).expect("withdrawn");
    assert_eq!(
        code(give(&mut office, Who::Operations, Some(&withdrawn), &confirm)),
        "calendar_change_closed"
    );
}

#[test]
fn days_that_have_passed_stay() {
    let mut office = Office::new();
    let yesterday = date(2026, 11, 19);
    assert_eq!(code(give(&mut office, Who::Administrator, None, &days(yesterday))), "day_passed");
    let today =
        give(&mut office, Who::Administrator, None, &days(date(2026, 11, 20))).expect("today may change");
    office.now += jiff::SignedDuration::from_hours(24);
    let confirm = Command::ConfirmCalendarChange {};
    assert_eq!(code(give(&mut office, Who::Operations, Some(&today), &confirm)), "day_passed");
    assert_eq!(
        code(give(&mut office, Who::Operations, None, &Command::ProposeDays { days: Vec::new() })),
        "bad_value"
    );
}

#[test]
fn a_years_notice_is_read_before_it_is_proposed() {
    let mut office = Office::new();
    let file = r#"{"year": 2027, "source": "notice", "days": [{"date": "2027-10-09", "kind": "makeup", "name": "国庆节调休"}]}"#;
    let good = give(&mut office, Who::Administrator, None, &Command::ProposeYear { file: file.to_owned() });
    let confirmed = give(
        &mut office,
        Who::Operations,
        Some(&good.expect("proposed")),
        &Command::ConfirmCalendarChange {},
    );
    let calendar = in_force(Calendar::shipped(), &[confirmed.expect("confirmed")], 1).expect("readable");
    assert!(calendar.day(date(2027, 10, 9)).working && !calendar.is_provisional_year(2027));
    for bad in ["{}", &file.replace("10-09", "10-11")] {
        let refused =
            give(&mut office, Who::Administrator, None, &Command::ProposeYear { file: bad.to_owned() });
        assert_eq!(code(refused), "bad_calendar");
    }
}

#[test]
fn a_setting_has_a_type_and_a_range() {
    let mut office = Office::new();
    let mut put = |key: &str, value: serde_json::Value| {
        let command = setting::Command::PutSetting { key: key.to_owned(), value };
        office.at(Who::Administrator, |desk| setting::decide(desk, &command))
    };
    assert_eq!(put("name_similarity_pct", json!(90)).expect("set").name_similarity_pct, 90);
    for (key, value, expected) in [
        ("name_similarity_pct", json!(101), "bad_setting"),
        ("name_similarity_pct", json!("90"), "bad_setting"),
        ("name_similarity_pct", json!(85), "no_change"),
        ("colour", json!(1), "unknown_setting"),
    ] {
        assert_eq!(code(put(key, value)), expected);
    }
    let stored = [("name_similarity_pct", "90"), ("sign_in_failures", "0"), ("gone", "1")];
    let read = Settings::read(stored);
    assert_eq!(read, Settings { name_similarity_pct: 90, ..Settings::default() });
}
