//! The dunning ladder (D18): no level is skipped, none is gone back, nobody is called at night.

use serde_json::{Value, json};
use tongguan_core::deal::Command;
use tongguan_core::deal::fulfilment::dunning::level_owed;
use tongguan_core::id::DocumentId;
use tongguan_core::money::Money;
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;

use crate::collection::{overdue, pay};
use crate::scene::{Buyer, Scene, Who, object, problems, submission};
use crate::signed::{day, file, instalment, owed, signed};

const DUNNING: DocumentKind = DocumentKind::Dunning;

fn body(scene: &Scene, level: &str, by: Who) -> Value {
    json!({
        "instalment": instalment(scene, 1).0,
        "level": level,
        "at": scene.now,
        "method": "phone",
        "by": by.id(),
        "contact": Buyer::Treasurer.id(),
        "content": "催收首付款，核对付款流程",
        "customer_feedback": "下周安排",
        "evidence": [file("通话记录")],
        "next_action": "再次致电",
        "next_at": "2027-06-30",
    })
}

/// Records a dunning act.
pub fn record(scene: &mut Scene, who: Who, level: &str, by: Who) -> Result<DocumentId, Refusal> {
    let body = body(scene, level, by);
    scene.submit(who, DUNNING, body)
}

#[test]
fn the_level_follows_the_days() {
    for (days, level) in [
        (-8, None),
        (-7, Some(0)),
        (0, Some(0)),
        (1, Some(1)),
        (30, Some(1)),
        (31, Some(2)),
        (60, Some(2)),
        (61, Some(3)),
        (90, Some(3)),
        (91, Some(4)),
        (180, Some(4)),
        (181, Some(5)),
        (2000, Some(5)),
    ] {
        let scene = signed();
        let on = day("2026-12-03").saturating_add(jiff::Span::new().days(days));
        assert_eq!(level_owed(&scene.process, instalment(&scene, 1).1, on), level, "{days}");
    }
}

#[test]
fn levels_open_as_time_passes_whoever_looks_when() {
    let mut seldom = overdue(70);
    assert_eq!(instalment(&seldom, 1).1.dunning_owed, Some(3));
    let mut often = overdue(1);
    for days in [30, 39] {
        often.wait(24 * days).tick();
    }
    assert_eq!(instalment(&often, 1).1.dunning_owed, Some(3));
    assert!(owed(&seldom, "T7-A", 1).missed && owed(&often, "T7-A", 1).missed);
    record(&mut seldom, Who::Finance, "L3", Who::Finance).expect("dunned");
    assert_eq!(owed(&seldom, "T7-A", 1).state, ObligationState::Met);
}

#[test]
fn no_level_is_skipped_or_gone_back() {
    let cases = [
        (10, "L0", Who::Finance, "dunning_too_low"),
        (10, "L1", Who::Finance, ""),
        (10, "L2", Who::Rep, ""),
        (10, "L3", Who::Finance, "dunning_too_high"),
        (40, "L1", Who::Finance, "dunning_too_low"),
        (40, "L2", Who::Rep, ""),
    ];
    for (days, level, by, code) in cases {
        let mut scene = overdue(days);
        match record(&mut scene, Who::Finance, level, by) {
            Ok(_) => assert_eq!(code, "", "{days} {level}"),
            Err(refusal) => assert_eq!(refusal.code(), code, "{days} {level}: {refusal:?}"),
        }
    }
    let mut scene = overdue(10);
    record(&mut scene, Who::Rep, "L2", Who::Rep).expect("early is allowed");
    let back = record(&mut scene, Who::Rep, "L1", Who::Rep).expect_err("not back");
    assert_eq!(back, Refusal::DunningTooLow { level: 1, owed: 2 });
}

#[test]
fn a_record_is_judged_field_by_field() {
    let local = |text: &str| json!(crate::scene::local(text));
    let cases = [
        ("by", json!(Who::Legal.id()), "by", "not_of_this_level"),
        ("at", local("2026-12-12T07:59"), "at", "indecent_hour"),
        ("at", local("2026-12-12T21:01"), "at", "indecent_hour"),
        ("at", local("2026-12-13T10:01"), "at", "in_future"),
        ("result", json!("promised"), "promised_date", "required"),
        ("contact", json!(Who::Rep.id()), "contact", "unknown_reference"),
    ];
    for (field, value, path, code) in cases {
        let mut scene = overdue(10);
        let mut record = body(&scene, "L1", Who::Finance);
        record[field] = value;
        let refusal = scene.act(Who::Finance, submission(DUNNING, record)).expect_err("wrong");
        assert!(problems(&refusal).contains(&(path.to_owned(), code)), "{field}: {refusal:?}");
    }
    for (at, passes) in [("2026-12-12T08:00", true), ("2026-12-12T21:00", true)] {
        let mut scene = overdue(10);
        let mut record = body(&scene, "L1", Who::Finance);
        record["at"] = local(at);
        assert_eq!(scene.submit(Who::Finance, DUNNING, record).is_ok(), passes, "{at}");
    }
    let mut scene = overdue(40);
    let mut without = body(&scene, "L2", Who::Rep);
    without["evidence"] = json!([]);
    let refusal = scene.submit(Who::Rep, DUNNING, without).expect_err("proof");
    assert_eq!(problems(&refusal), [("evidence".to_owned(), "required")]);
}

#[test]
fn a_demand_with_proof_restarts_the_limitation_period() {
    for (proof, ends_on) in [(json!([file("EMS")]), "2029-12-13"), (json!([]), "2029-12-03")] {
        let mut scene = overdue(10);
        let mut record = body(&scene, "L1", Who::Finance);
        record["evidence"] = proof;
        scene.submit(Who::Finance, DUNNING, record).expect("recorded");
        assert_eq!(instalment(&scene, 1).1.limitation_on, Some(day(ends_on)));
    }
}

#[test]
fn a_promise_in_a_record_counts_and_the_next_record_says_whether_it_was_kept() {
    let mut scene = overdue(10);
    let mut first = body(&scene, "L1", Who::Finance);
    first["result"] = json!("promised");
    first["promised_date"] = json!("2026-12-18");
    let document = scene.submit(Who::Finance, DUNNING, first).expect("promised");
    let promise = *instalment(&scene, 1).1.promise().expect("a promise");
    assert_eq!((promise.amount, promise.promised_on), (Money(24_000_000), day("2026-12-18")));
    assert!(!scene.deal().documents[&document].facts.contains_key("kept_promise"));
    pay(&mut scene, 1, 10_000_000, "2026-12-17").expect("a part");
    scene.at("2026-12-21T10:00").tick();
    let next = record(&mut scene, Who::Rep, "L2", Who::Rep).expect("the next level");
    assert_eq!(scene.deal().documents[&next].facts["kept_promise"], json!(false));
}

#[test]
fn nothing_is_dunned_that_is_paid_or_not_due_and_a_record_stands() {
    let mut scene = overdue(10);
    let document = record(&mut scene, Who::Finance, "L1", Who::Finance).expect("recorded");
    let again = object(body(&scene, "L1", Who::Finance));
    let again = Command::SubmitDocument { kind: DUNNING, document: Some(document), revision: 1, body: again };
    assert_eq!(scene.act(Who::Finance, again).expect_err("it stands").code(), "record_stands");
    pay(&mut scene, 1, 24_000_000, "2026-12-12").expect("paid");
    let settled = record(&mut scene, Who::Finance, "L1", Who::Finance).expect_err("paid");
    assert_eq!(settled.code(), "instalment_settled");
    let mut early = signed();
    let refusal = record(&mut early, Who::Finance, "L0", Who::Finance).expect_err("ten days ahead");
    assert_eq!(refusal.code(), "not_yet_due");
}
