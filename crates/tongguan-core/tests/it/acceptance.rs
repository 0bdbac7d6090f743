//! Acceptance: signed by whom the customer authorised, after the last milestone; it starts payment terms and after-care.

use serde_json::{Value, json};
use tongguan_core::deal::{Command, Event};
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::delivery::started;
use crate::scene::{Buyer, Scene, Who, local, problems};
use crate::signed::{day, file, instalment};

pub const ACCEPTANCE: DocumentKind = DocumentKind::Acceptance;

/// Delivery whose milestones were done on 2026-12-29 and 2027-01-20; now is the evening after.
pub fn done() -> Scene {
    let mut scene = started();
    for (milestone, on) in [(1, "2026-12-29"), (2, "2027-01-20")] {
        scene.at(&format!("{on}T18:00"));
        let command = Command::CompleteMilestone { milestone, on: day(on), evidence: vec![] };
        scene.act(Who::Delivery, command).expect("done");
    }
    scene
}

/// A complete D14.
pub fn acceptance(kind: &str) -> Value {
    json!({
        "type": kind,
        "basis": "合同第七条与附件二",
        "applied_at": local("2027-01-20T17:00"),
        "items": [
            {"milestone": 1, "item": "上线", "criterion": "试运行一周", "result": "passed"},
            {"milestone": 2, "item": "终验", "criterion": "附件二", "result": "passed"},
        ],
        "conclusion": "passed",
        "accepted_at": "2027-01-20",
        "customer_signatory": Buyer::Decider.id(),
        "seal_file": file("验收报告"),
        "our_signatory": Who::Delivery.id(),
        "satisfaction_score": 5,
    })
}

fn defect(level: &str, closed: bool) -> Value {
    let mut defect =
        json!({"level": level, "description": "报表错位", "owner": Who::Delivery.id(), "due": "2027-01-31"});
    if closed {
        defect["closed_at"] = json!(local("2027-01-20T12:00"));
    }
    json!([defect])
}

/// A deal that reached final acceptance on 2027-01-20.
pub fn accepted() -> Scene {
    let mut scene = done();
    scene.submit(Who::Delivery, ACCEPTANCE, acceptance("final")).expect("accepted");
    scene
}

#[test]
fn final_acceptance_makes_instalments_payable_and_starts_after_care() {
    let mut scene = accepted();
    assert_eq!(scene.deal().fulfilment.accepted_on, Some(day("2027-01-20")));
    // 30 days are a Friday; a year of warranty ends on a Thursday.
    assert_eq!(instalment(&scene, 3).1.due_on, Some(day("2027-02-19")));
    assert_eq!(instalment(&scene, 4).1.due_on, Some(day("2028-01-20")));
    assert_eq!(instalment(&scene, 2).1.due_on, Some(day("2027-01-13")), "it was payable before");
    for clock in ["T13", "T14"] {
        assert_eq!(scene.obligation(clock).debtor, Some(Who::Rep.id()), "{clock}");
    }
    // Seven working days after 2027-01-20.
    assert!(scene.obligation("T13").due_at > local("2027-01-29T00:00"));
    assert!(scene.obligation("T13").due_at < local("2027-01-30T00:00"));
    assert!(scene.obligation("T14").due_at > local("2027-02-04T23:59"));
    let open_weeks = scene.deal().obligations.values().filter(|o| o.clock == "T6" && o.is_open()).count();
    assert_eq!(open_weeks, 0, "no further report is owed");
    scene.at("2027-03-01T09:00").tick();
    let weeks = scene.deal().obligations.values().filter(|o| o.clock == "T6" && o.is_open()).count();
    assert_eq!(weeks, 0);
}

#[test]
fn a_report_of_acceptance_is_judged_field_by_field() {
    let cases: &[(&str, Value, &str, &str)] = &[
        ("accepted_at", json!("2027-01-19"), "accepted_at", "before_delivery"),
        ("accepted_at", json!("2027-01-21"), "accepted_at", "in_future"),
        ("applied_at", json!(local("2027-01-21T09:00")), "applied_at", "in_future"),
        ("defects", defect("severe", false), "conclusion", "severe_defect_open"),
        ("customer_signatory", json!(Buyer::Chief.id()), "signatory_authorization", "required"),
        ("customer_signatory", json!(Uuid::from_u128(9)), "customer_signatory", "unknown_reference"),
        ("our_signatory", json!(Who::Rep.id()), "our_signatory", "not_of_this_role"),
        (
            "items",
            json!([{"milestone": 1, "item": "上线", "criterion": "试运行", "result": "passed"}]),
            "items",
            "milestone_missing",
        ),
        (
            "items",
            json!([
                {"milestone": 1, "item": "上线", "criterion": "试运行", "result": "failed"},
                {"milestone": 2, "item": "终验", "criterion": "附件二", "result": "passed"},
            ]),
            "conclusion",
            "item_failed",
        ),
    ];
    for (field, value, path, code) in cases {
        let mut body = acceptance("final");
        body[*field] = value.clone();
        let refusal = done().submit(Who::Delivery, ACCEPTANCE, body).expect_err("a value is wrong");
        let found = problems(&refusal);
        assert!(found.contains(&((*path).to_owned(), *code)), "{field}: {path} {code} is not in {found:?}");
    }
}

#[test]
fn a_colleague_does_not_accept_for_the_customer() {
    let mut scene = done();
    let contact = scene.facts.contacts.get_mut(&Buyer::Decider.id()).expect("a contact");
    contact.mail_domain = Some("us.example".to_owned());
    let refusal = scene.submit(Who::Delivery, ACCEPTANCE, acceptance("final")).expect_err("ours");
    assert_eq!(problems(&refusal), [("customer_signatory".to_owned(), "own_mail_domain")]);
}

#[test]
fn another_signatory_shows_a_power_of_attorney() {
    let mut scene = done();
    let mut body = acceptance("final");
    body["customer_signatory"] = json!(Buyer::Chief.id());
    body["signatory_authorization"] = json!(file("授权书"));
    scene.submit(Who::Delivery, ACCEPTANCE, body).expect("authorised");
}

#[test]
fn final_acceptance_waits_for_every_milestone() {
    let mut scene = started();
    scene.at("2027-01-20T18:00");
    let refusal = scene.submit(Who::Delivery, ACCEPTANCE, acceptance("final")).expect_err("not done");
    assert_eq!(refusal, Refusal::MilestonesOpen { milestones: vec![1, 2] });
    let apply = Command::ApplyForAcceptance { evidence: vec![file("申请")] };
    assert_eq!(scene.act(Who::Delivery, apply).expect_err("not done").code(), "milestones_open");
    scene.submit(Who::Delivery, ACCEPTANCE, acceptance("preliminary")).expect("earlier ones do not");
    assert_eq!(scene.deal().fulfilment.accepted_on, None);
}

#[test]
fn a_conditional_or_failed_acceptance_counts_only_without_severe_defects() {
    for (conclusion, defects, reached) in [
        ("conditional", json!([]), true),
        ("conditional", defect("normal", false), true),
        ("conditional", defect("severe", false), false),
        ("conditional", defect("severe", true), true),
        ("failed", json!([]), false),
    ] {
        let mut scene = done();
        let mut body = acceptance("final");
        body["conclusion"] = json!(conclusion);
        body["defects"] = defects.clone();
        scene.submit(Who::Delivery, ACCEPTANCE, body).expect("recorded");
        assert_eq!(scene.deal().fulfilment.accepted_on.is_some(), reached, "{conclusion} {defects}");
        assert_eq!(instalment(&scene, 3).1.due_on.is_some(), reached, "{conclusion} {defects}");
    }
}

#[test]
fn a_second_final_report_moves_no_due_date() {
    let mut scene = accepted();
    scene.at("2027-02-01T10:00");
    let mut body = acceptance("final");
    body["accepted_at"] = json!("2027-02-01");
    scene.submit(Who::Delivery, ACCEPTANCE, body).expect("recorded");
    assert_eq!(instalment(&scene, 3).1.due_on, Some(day("2027-02-19")));
    assert_eq!(scene.deal().fulfilment.accepted_on, Some(day("2027-01-20")));
}

#[test]
fn arrival_makes_payable_what_waits_for_it() {
    let mut facts = crate::signed::contract_facts();
    facts["payment_schedule"][2]["trigger_event"] = json!("arrival");
    let mut scene = crate::delivery::started_from(crate::signed::signed_with(facts));
    let mut body = acceptance("arrival");
    scene.at("2026-12-10T18:00");
    body["applied_at"] = json!(local("2026-12-10T10:00"));
    body["accepted_at"] = json!("2026-12-10");
    scene.submit(Who::Delivery, ACCEPTANCE, body).expect("arrived");
    assert_eq!(instalment(&scene, 3).1.triggered_on, Some(day("2026-12-10")));
}

#[test]
fn a_customer_who_does_not_answer_starts_the_payment_term_all_the_same() {
    let mut scene = done();
    let deem = || Command::DeemAccepted { note: "已催告两次，客户未答复".to_owned() };
    assert_eq!(scene.act(Who::Delivery, deem()).expect_err("not asked"), Refusal::NotApplied);
    let silent = Command::ApplyForAcceptance { evidence: vec![] };
    assert_eq!(scene.act(Who::Delivery, silent).expect_err("prove it"), Refusal::EvidenceMissing);
    scene.act(Who::Delivery, Command::ApplyForAcceptance { evidence: vec![file("申请")] }).expect("asked");
    // Fifteen days from 2027-01-20.
    scene.at("2027-02-04T23:59");
    let early = scene.act(Who::Delivery, deem()).expect_err("it runs");
    assert_eq!(early, Refusal::AcceptancePeriodRuns { until: day("2027-02-04") });
    scene.at("2027-02-05T00:00");
    scene.act(Who::Finance, deem()).expect("over");
    assert_eq!(instalment(&scene, 3).1.triggered_on, Some(day("2027-02-04")));
    assert_eq!(scene.deal().fulfilment.accepted_on, None, "nobody signed");
    assert_eq!(scene.act(Who::Finance, deem()).expect_err("once"), Refusal::AlreadyAccepted);
}

#[test]
fn the_agreed_deadline_is_computed() {
    let mut scene = done();
    let document = scene.submit(Who::Delivery, ACCEPTANCE, acceptance("final")).expect("accepted");
    assert_eq!(scene.deal().documents[&document].facts["acceptance_due_at"], json!("2027-02-04"));
    let recorded = scene.events.iter().any(|r| {
        matches!(r.event, Event::AcceptanceRecorded { is_first_final: true, satisfaction: Some(5), .. })
    });
    assert!(recorded);
    assert_eq!(scene.obligation("T13").state, ObligationState::Open);
}
