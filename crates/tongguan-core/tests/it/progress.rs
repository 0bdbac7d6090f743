//! The weekly report (D13): each week of delivery has its own, judged by when it went to the customer.

use serde_json::{Value, json};
use tongguan_core::deal::fulfilment::Channel;
use tongguan_core::deal::proposal::ConfirmationMethod;
use tongguan_core::deal::{Command, Event, affordances, known};
use tongguan_core::facts::Actor;
use tongguan_core::id::{ContactId, DocumentId};
use tongguan_core::obligation::{ObligationState, Subject};
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::delivery::{confirmed, started};
use crate::scene::{Buyer, Scene, Who, local, object, problems};
use crate::signed::{day, file};

pub const REPORT: DocumentKind = DocumentKind::ProgressReport;

/// A complete D13.
pub fn progress(percent: &str, status: &str) -> Value {
    json!({
        "overall_status": status,
        "progress_pct_actual": percent,
        "milestone_status": [{"milestone": "上线", "planned": "2026-12-31", "forecast": "2027-01-05"}],
        "done_this_week": "完成接口联调",
        "plan_next_week": "用户培训",
        "customer_support_needed": "无",
    })
}

fn send(document: DocumentId) -> Command {
    Command::SendReport {
        document,
        revision: 1,
        to: vec![Buyer::Engineer.id()],
        channel: Channel::Declared,
        evidence: vec![file("送达")],
    }
}

/// Submits and sends a report.
fn report(scene: &mut Scene, percent: &str, status: &str) -> Vec<Event> {
    let document = scene.submit(Who::Rep, REPORT, progress(percent, status)).expect("a good report");
    scene.act(Who::Rep, send(document)).expect("sent")
}

/// State and lateness of each week's duty, by its Monday.
fn weeks(scene: &Scene) -> Vec<(String, ObligationState, bool)> {
    let of_t6 = scene.deal().obligations.values().filter(|o| o.clock == "T6");
    let mut weeks: Vec<_> = of_t6
        .map(|o| match &o.subject {
            Subject::Week(monday) => (monday.to_string(), o.state, o.missed),
            other => panic!("T6 about {other:?}"),
        })
        .collect();
    weeks.sort_by(|one, other| one.0.cmp(&other.0));
    weeks
}

#[test]
fn every_week_asks_for_a_report_and_opens_the_next() {
    let mut scene = started();
    assert_eq!(weeks(&scene), [("2026-12-07".to_owned(), ObligationState::Open, false)]);
    let first = scene.obligation("T6");
    assert_eq!((first.due_at, first.debtor), (local("2026-12-11T18:00"), Some(Who::Rep.id())));
    scene.at("2026-12-11T18:00");
    report(&mut scene, "0", "green");
    assert_eq!(
        weeks(&scene),
        [
            ("2026-12-07".to_owned(), ObligationState::Met, false),
            ("2026-12-14".to_owned(), ObligationState::Open, false)
        ]
    );
    scene.at("2026-12-18T18:01");
    scene.tick();
    assert!(weeks(&scene)[1].2);
    assert_eq!(weeks(&scene)[2], ("2026-12-21".to_owned(), ObligationState::Open, false));
}

#[test]
fn thirteen_reports_on_one_day_do_not_make_thirteen_weeks_in_time() {
    let mut scene = started();
    // Wednesday of the fourth week; nobody looked in between.
    scene.at("2026-12-30T10:00");
    let document = scene.submit(Who::Rep, REPORT, progress("0", "red")).expect("a report");
    assert_eq!(scene.deal().documents[&document].facts["week"], json!("2026-W50"));
    scene.act(Who::Rep, send(document)).expect("sent");
    let none_left = loop {
        match scene.submit(Who::Rep, REPORT, progress("0", "red")) {
            Ok(document) => scene.act(Who::Rep, send(document)).expect("sent"),
            Err(refusal) => break refusal,
        };
    };
    assert_eq!(none_left, Refusal::NoWeekOpen, "the week that comes has not begun");
    let (met, late): (Vec<_>, Vec<_>) = weeks(&scene)
        .into_iter()
        .filter(|(_, state, _)| *state == ObligationState::Met)
        .partition(|(_, _, missed)| !missed);
    assert!(late.len() >= 3, "{late:?}");
    assert_eq!(met, [("2026-12-28".to_owned(), ObligationState::Met, false)]);
}

#[test]
fn a_report_is_offered_from_the_start_of_delivery_and_until_it_is_sent() {
    let mut scene = started();
    let document = scene.submit(Who::Rep, REPORT, progress("0", "green")).expect("a report");
    assert_eq!(offer(&mut scene), None, "it may be revised");
    scene.act(Who::Rep, send(document)).expect("sent");
    assert_eq!(offer(&mut scene), Some(Refusal::NoWeekOpen));
    assert_eq!(offer(&mut confirmed()), Some(Refusal::DeliveryNotStarted));
}

/// Why the owner is not offered a report.
fn offer(scene: &mut Scene) -> Option<Refusal> {
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let offered = affordances(scene.deal(), &scene.process, &scene.facts, &context);
    offered.into_iter().find(|offer| offer.kind == Some(REPORT)).expect("told").refusal
}

#[test]
fn the_customer_confirms_a_report_that_went_to_him() {
    let mut scene = started();
    let document = scene.submit(Who::Rep, REPORT, progress("0", "green")).expect("a report");
    let confirm = |at: &str, evidence: Vec<_>| Command::ConfirmWithCustomer {
        document,
        revision: 1,
        contact: Buyer::Engineer.id(),
        at: local(at),
        method: ConfirmationMethod::Mail,
        evidence,
    };
    let answer = vec![file("回执")];
    scene.at("2026-12-07T15:00");
    let early = scene.act(Who::Rep, confirm("2026-12-07T10:00", answer.clone()));
    assert_eq!(early.expect_err("nobody has it"), Refusal::NotSent { document });
    scene.act(Who::Rep, send(document)).expect("sent");
    scene.at("2026-12-08T10:00");
    let before = scene.act(Who::Rep, confirm("2026-12-06T23:00", answer.clone()));
    assert_eq!(before.expect_err("before it was sent"), Refusal::InPast { field: "at".to_owned() });
    let bare = scene.act(Who::Rep, confirm("2026-12-08T09:00", Vec::new()));
    assert_eq!(bare.expect_err("a claim"), Refusal::EvidenceMissing);
    scene.act(Who::Rep, confirm("2026-12-08T09:00", answer)).expect("confirmed");
    let standing = (document, &*scene.deal().documents[&document]);
    let known = known::fields((scene.deal(), &scene.process), &scene.events, standing);
    assert_eq!(known["customer_ack_at"], json!(local("2026-12-08T09:00")));
}

#[test]
fn no_week_is_reported_before_it_begins() {
    let mut scene = started();
    report(&mut scene, "0", "green");
    scene.at("2026-12-13T23:59");
    let early = scene.submit(Who::Rep, REPORT, progress("1", "green")).expect_err("it begins tomorrow");
    assert_eq!(early, Refusal::NoWeekOpen);
    assert_eq!(offer(&mut scene), Some(Refusal::NoWeekOpen), "nor is it offered");
    scene.at("2026-12-14T00:00");
    assert_eq!(offer(&mut scene), None);
    report(&mut scene, "1", "green");
    assert_eq!(weeks(&scene)[1], ("2026-12-14".to_owned(), ObligationState::Met, false));
}

#[test]
fn it_makes_no_difference_when_the_scanner_ran() {
    let (mut often, mut seldom) = (started(), started());
    for moment in ["2026-12-11T18:01", "2026-12-18T18:01", "2026-12-26T09:00"] {
        often.at(moment).tick();
    }
    seldom.at("2026-12-26T09:00").tick();
    assert_eq!(weeks(&often), weeks(&seldom));
    assert_eq!(weeks(&seldom).iter().filter(|(_, _, missed)| *missed).count(), 3);
}

#[test]
fn a_week_of_holidays_asks_for_nothing() {
    let mut scene = started();
    // 2027-02: the provisional calendar has no notice, so a company day stands for the festival.
    let off = |date: &str| tongguan_core::calendar::CompanyDay {
        date: day(date),
        working: false,
        name: "停工".to_owned(),
    };
    let days = ["2026-12-14", "2026-12-15", "2026-12-16", "2026-12-17", "2026-12-18"];
    scene.facts.calendar =
        scene.facts.calendar.clone().with_company_days("v1", days.iter().map(|d| off(d)).collect());
    scene.at("2026-12-10T10:00");
    report(&mut scene, "0", "green");
    let mondays: Vec<String> = weeks(&scene).into_iter().map(|(monday, ..)| monday).collect();
    assert_eq!(mondays, ["2026-12-07", "2026-12-21"]);
}

#[test]
fn a_report_says_why_it_is_brighter_or_lower() {
    // After 2026-12-31 the plan says 60 %.
    let cases = [
        ("60", "green", false, true),
        ("56", "green", false, true),
        ("54", "green", false, false),
        ("54", "amber", false, true),
        ("44", "amber", false, false),
        ("44", "red", false, true),
        ("44", "green", true, true),
    ];
    for (percent, status, explained, passes) in cases {
        let mut scene = started();
        scene.at("2026-12-30T10:00");
        let done = Command::CompleteMilestone { milestone: 1, on: day("2026-12-30"), evidence: vec![] };
        scene.act(Who::Delivery, done).expect("done");
        scene.at("2026-12-31T10:00");
        let mut body = progress(percent, status);
        if explained {
            body["status_reason"] = json!("客户已书面同意");
        }
        let outcome = scene.submit(Who::Rep, REPORT, body);
        assert_eq!(outcome.is_ok(), passes, "{percent} {status}: {outcome:?}");
    }
    let mut scene = started();
    report(&mut scene, "20", "green");
    scene.at("2026-12-14T10:00");
    let mut fallen = progress("19.99", "green");
    let refusal = scene.submit(Who::Rep, REPORT, fallen.clone()).expect_err("it fell");
    assert_eq!(problems(&refusal), [("status_reason".to_owned(), "required")]);
    fallen["status_reason"] = json!("返工");
    scene.submit(Who::Rep, REPORT, fallen).expect("explained");
}

#[test]
fn open_issues_are_carried_over() {
    let issue = |status: &str| json!({"description": "接口资料", "level": "normal", "owner": Who::Rep.id(), "due": "2026-12-20", "status": status});
    let mut scene = started();
    let mut body = progress("0", "green");
    body["issues"] = json!([issue("open"), issue("closed")]);
    scene.submit(Who::Rep, REPORT, body.clone()).expect("a report");
    scene.at("2026-12-14T09:00");
    let refusal = scene.submit(Who::Rep, REPORT, progress("0", "green")).expect_err("where is it?");
    assert_eq!(problems(&refusal), [("issues".to_owned(), "issues_not_carried_over")]);
    body["issues"] = json!([issue("closed")]);
    scene.submit(Who::Rep, REPORT, body).expect("closed");
}

#[test]
fn sending_is_judged_and_a_sent_report_stands() {
    let mut scene = started();
    let document = scene.submit(Who::Rep, REPORT, progress("0", "green")).expect("a report");
    let sending = |to: Vec<ContactId>, channel, evidence| Command::SendReport {
        document,
        revision: 1,
        to,
        channel,
        evidence,
    };
    let engineer = vec![Buyer::Engineer.id()];
    for (command, code) in [
        (sending(vec![], Channel::Declared, vec![]), "receiver_missing"),
        (sending(vec![ContactId(Uuid::from_u128(9))], Channel::Declared, vec![]), "unknown_contact"),
        (sending(engineer.clone(), Channel::SystemMail, vec![file("送达")]), "not_mailed"),
        (sending(engineer.clone(), Channel::Declared, vec![]), "evidence_missing"),
    ] {
        assert_eq!(scene.act(Who::Rep, command).expect_err(code).code(), code);
    }
    scene.act(Who::Rep, sending(engineer, Channel::Declared, vec![file("送达")])).expect("sent");
    assert_eq!(scene.act(Who::Rep, send(document)).expect_err("twice").code(), "record_stands");
    let body = object(progress("1", "green"));
    let again = Command::SubmitDocument { kind: REPORT, document: Some(document), revision: 1, body };
    assert_eq!(scene.act(Who::Rep, again).expect_err("it stands").code(), "record_stands");
    let unstarted = confirmed().submit(Who::Rep, REPORT, progress("0", "green")).expect_err("not begun");
    assert_eq!(unstarted, Refusal::DeliveryNotStarted);
}

#[test]
fn the_slip_of_a_milestone_is_computed() {
    let mut scene = started();
    let document = scene.submit(Who::Rep, REPORT, progress("0", "green")).expect("a report");
    let facts = &scene.deal().documents[&document].facts;
    assert_eq!(facts["milestone_status"][0]["slip_days"], json!(5));
    assert_eq!(facts["progress_pct_plan"], json!("0"));
}

#[test]
fn a_report_answers_for_a_week_that_has_none() {
    let mut scene = started();
    scene.at("2026-12-11T10:00");
    let first = scene.submit(Who::Rep, REPORT, progress("0", "green")).expect("the week's report");
    let second = scene.submit(Who::Rep, REPORT, progress("0", "green"));
    assert_eq!(second.expect_err("it has one"), Refusal::NoWeekOpen);
    scene.act(Who::Rep, send(first)).expect("sent; the next week is the next to report");
    scene.at("2026-12-14T10:00");
    scene.submit(Who::Rep, REPORT, progress("0", "green")).expect("for the next week");
}
