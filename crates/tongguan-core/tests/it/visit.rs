//! Visits: planned ahead (T2), moved with a reason, recorded within a day (T3).

use serde_json::{Value, json};
use tongguan_core::deal::{Command, Event};
use tongguan_core::facts::BusyTime;
use tongguan_core::id::{DealId, DocumentId};
use tongguan_core::obligation::ObligationState;
use tongguan_core::organization::Away;
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::forms::{visit_plan, visit_report};
use crate::nurture::{PLAN, REPORT, planned, unmet};
use crate::scene::{Buyer, Scene, Who, kinds, local, object, problems, submission};

#[test]
fn a_plan_comes_three_working_days_ahead_or_says_why() {
    for (now, in_time) in [("2026-11-23T23:59", true), ("2026-11-24T00:00", false)] {
        let mut scene = Scene::nurturing();
        scene.at(now);
        let mut plan = visit_plan("2026-11-26T14:00", "2026-11-26T16:00");
        let outcome = scene.submit(Who::Rep, PLAN, plan.clone());
        if !in_time {
            let Refusal::ShortNoticeReasonMissing { due_at } = outcome.expect_err("late") else {
                panic!("another refusal")
            };
            assert!(due_at < local("2026-11-24T00:00") && due_at > local("2026-11-23T23:59"));
            plan["short_notice_kind"] = json!("customer_invited");
            scene.submit(Who::Rep, PLAN, plan).expect("an explained short notice passes");
        }
        let duty = scene.obligation("T2");
        assert_eq!((duty.state, duty.missed), (ObligationState::Met, !in_time), "{now}");
    }
}

#[test]
fn plans_are_judged_field_by_field() {
    let no_payoff = json!([
        {"type": "situation", "question": "现有哪些系统?"},
        {"type": "problem", "question": "对账每月花多少人天?"},
        {"type": "problem", "question": "月末积压多少?"},
    ]);
    let rows = |n: usize| Value::Array(vec![json!({"result": "确认预算"}); n]);
    let cases: &[(&str, Value, &str, &str)] = &[
        ("planned_start", json!("2026-11-20T08:00:00Z"), "planned_start", "not_in_future"),
        ("planned_end", json!("2026-11-26T06:00:00Z"), "planned_end", "not_after"),
        ("location", json!(""), "location", "required"),
        ("visitors", json!([]), "visitors", "required"),
        ("visitors", json!([Uuid::from_u128(999)]), "visitors", "unknown_reference"),
        ("customer_attendees", json!([Uuid::from_u128(999)]), "customer_attendees", "unknown_reference"),
        ("objective", rows(0), "objective", "required"),
        ("objective", rows(4), "objective", "too_many_rows"),
        ("agenda", json!([{"time": "14:00", "topic": "调研"}]), "agenda", "too_few_rows"),
        ("question_list", no_payoff, "question_list", "question_type_missing"),
        ("short_notice_kind", json!("other"), "short_notice_reason", "required"),
    ];
    for (field, value, path, code) in cases {
        let mut plan = visit_plan("2026-11-26T14:00", "2026-11-26T16:00");
        plan[*field] = value.clone();
        let refusal = Scene::nurturing().submit(Who::Rep, PLAN, plan).expect_err("a value is wrong");
        let found = problems(&refusal);
        assert!(found.contains(&((*path).to_owned(), *code)), "{field}: {found:?}");
    }
    let mut later = visit_plan("2026-11-26T14:00", "2026-11-26T16:00");
    later["visit_type"] = json!("solution");
    later["question_list"][2]["type"] = json!("problem");
    Scene::nurturing().submit(Who::Rep, PLAN, later).expect("only first visits need both kinds");
}

#[test]
fn nobody_is_on_a_visit_and_on_leave() {
    let (mut scene, _) = planned();
    let mut organization = (*scene.facts.organization).clone();
    let day = |hour: &str| local(&format!("2026-11-27T{hour}"));
    let away = |is_leave: bool| Away {
        person: Who::Rep.id(),
        starts_at: day("00:00"),
        ends_at: day("23:59"),
        is_leave,
    };
    organization.away = vec![away(true)];
    scene.facts.organization = std::sync::Arc::new(organization.clone());
    let on_leave = scene.submit(Who::Rep, PLAN, visit_plan("2026-11-27T10:00", "2026-11-27T12:00"));
    assert_eq!(on_leave.expect_err("he is on leave").code(), "on_leave");
    organization.away = vec![away(false)];
    scene.facts.organization = std::sync::Arc::new(organization);
    scene
        .submit(Who::Rep, PLAN, visit_plan("2026-11-27T10:00", "2026-11-27T12:00"))
        .expect("on a journey people visit customers");
}

#[test]
fn nobody_is_on_two_visits_at_once() {
    let (mut scene, _) = planned();
    for (start, end, free) in [
        ("2026-11-26T15:59", "2026-11-26T17:00", false),
        ("2026-11-26T16:00", "2026-11-26T17:00", true),
        ("2026-11-26T13:00", "2026-11-26T14:00", true),
        ("2026-11-26T13:00", "2026-11-26T17:30", false),
    ] {
        let outcome = scene.submit(Who::Rep, PLAN, visit_plan(start, end));
        match free {
            true => drop(outcome.expect("the time is free")),
            false => assert_eq!(outcome.expect_err("taken").code(), "visit_overlaps", "{start}"),
        }
    }
    let mut other = visit_plan("2026-11-26T14:30", "2026-11-26T15:30");
    other["visitors"] = json!([Who::Presales.id()]);
    scene.submit(Who::Rep, PLAN, other).expect("somebody else is free");
    let slot = |hour: &str| local(&format!("2026-11-27T{hour}:00"));
    let deal = DealId(Uuid::from_u128(77));
    scene.facts.busy = vec![BusyTime { person: Who::Rep.id(), start: slot("09"), end: slot("11"), deal }];
    let taken = scene.submit(Who::Rep, PLAN, visit_plan("2026-11-27T10:00", "2026-11-27T12:00"));
    assert_eq!(taken.expect_err("busy in another deal").code(), "visit_overlaps");
    scene
        .submit(Who::Rep, PLAN, visit_plan("2026-11-27T11:00", "2026-11-27T12:00"))
        .expect("free from eleven");
}

#[test]
fn a_visit_moves_by_its_command_and_with_a_reason() {
    let (mut scene, visit) = planned();
    let moved = visit_plan("2026-11-27T14:00", "2026-11-27T16:00");
    let revise = |body: Value| Command::SubmitDocument {
        kind: PLAN,
        document: Some(visit),
        revision: 1,
        body: object(body),
    };
    let refusal = scene.act(Who::Rep, revise(moved.clone())).expect_err("not by a revision");
    assert_eq!(refusal, Refusal::VisitTimesFixed { visit });
    let shift = |reason: &str| Command::MoveVisit {
        visit,
        revision: 1,
        body: object(moved.clone()),
        reason: reason.to_owned(),
    };
    assert_eq!(scene.act(Who::Rep, shift("改")).expect_err("no reason").code(), "bad_text");
    let events = scene.act(Who::Rep, shift("客户临时有会,改到次日")).expect("moved");
    assert!(kinds(&events).starts_with(&["visit_moved".to_owned(), "document_submitted".to_owned()]));
    assert_eq!(scene.deal().nurture.visits[&visit].moves, 1);
    assert_eq!(scene.obligation("T3").due_at, local("2026-11-28T16:00"), "T3 follows the planned end");
    let unknown = DocumentId(Uuid::from_u128(5));
    let cancel = |visit| Command::CancelVisit { visit, reason: "客户取消了本次会面".to_owned() };
    let refusal = scene.act(Who::Rep, cancel(unknown)).expect_err("no such visit");
    assert_eq!(refusal, Refusal::UnknownVisit { visit: unknown });
    scene.act(Who::Rep, cancel(visit)).expect("called off");
    assert_eq!(scene.obligation("T3").state, ObligationState::Cancelled);
    let refusal = scene.act(Who::Rep, cancel(visit)).expect_err("once");
    assert_eq!(refusal, Refusal::VisitOver { visit });
}

#[test]
fn a_revision_of_a_plan_that_keeps_its_time_is_not_late() {
    let (mut scene, visit) = planned();
    scene.at("2026-11-25T09:00");
    let mut body = visit_plan("2026-11-26T14:00", "2026-11-26T16:00");
    body["materials"] = json!("同行案例");
    let revision =
        Command::SubmitDocument { kind: PLAN, document: Some(visit), revision: 1, body: object(body) };
    scene.act(Who::Rep, revision).expect("the plan may be improved");
    let duties: Vec<_> = scene.deal().obligations.values().filter(|o| o.clock == "T2").collect();
    assert_eq!(duties.len(), 1);
    assert!(!duties[0].missed);
}

#[test]
fn a_record_is_due_within_a_day_or_is_marked_late() {
    for (now, late) in [("2026-11-27T15:50", false), ("2026-11-27T15:51", true), ("2026-11-29T15:50", true)] {
        let (mut scene, plan) = planned();
        scene.at(now);
        let mut report = visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50");
        if late {
            let refusal = scene.submit(Who::Rep, REPORT, report.clone()).expect_err("no reason");
            assert_eq!(refusal, Refusal::BackfillReasonMissing { due_at: local("2026-11-27T15:50") });
            report["backfill_reason"] = json!("出差途中没有网络");
        }
        let document = scene.submit(Who::Rep, REPORT, report).expect("stored all the same");
        assert_eq!(scene.deal().documents[&document].facts["backfill_flag"], json!(late), "{now}");
        let met = scene.events.iter().any(|recorded| {
            matches!(&recorded.event, Event::ObligationMet { obligation, late: l }
                if scene.deal().obligations[obligation].clock == "T3" && *l == late)
        });
        assert!(met, "{now}");
        assert_eq!(unmet(&mut scene).contains(&"first_visit".to_owned()), late, "{now}");
        let confirm = Command::ConfirmBackfill { document, opinion: "已向客户核实".to_owned() };
        match late {
            false => assert_eq!(
                scene.act(Who::Manager, confirm).expect_err("in time"),
                Refusal::NothingToConfirm { document }
            ),
            true => {
                assert_eq!(scene.act(Who::Rep, confirm.clone()).expect_err("rep").code(), "not_permitted");
                scene.act(Who::Manager, confirm).expect("confirmed");
                assert!(!unmet(&mut scene).contains(&"first_visit".to_owned()));
                assert!(scene.deal().nurture.reports[&document].late, "still late in the records");
            }
        }
    }
}

#[test]
fn a_record_that_ends_later_than_planned_has_its_day_from_there() {
    let (mut scene, plan) = planned();
    scene.at("2026-11-27T17:00");
    let report = visit_report(Some(plan), "2026-11-26T14:00", "2026-11-26T18:00");
    let report = scene.submit(Who::Rep, REPORT, report).expect("in time after the actual end");
    assert!(!scene.deal().nurture.reports[&report].late);
}

#[test]
fn while_a_record_is_overdue_no_further_visit_is_planned() {
    let (mut scene, plan) = planned();
    scene.at("2026-11-27T16:00");
    scene
        .submit(Who::Rep, PLAN, visit_plan("2026-12-04T14:00", "2026-12-04T15:00"))
        .expect("not yet overdue");
    scene.at("2026-11-27T16:01");
    let next = || visit_plan("2026-12-07T14:00", "2026-12-07T15:00");
    let refusal = scene.submit(Who::Rep, PLAN, next()).expect_err("overdue");
    assert_eq!(refusal, Refusal::ReportOverdue { visit: plan });
    let mut report = visit_report(Some(plan), "2026-11-26T14:00", "2026-11-26T16:00");
    report["backfill_reason"] = json!("出差途中没有网络");
    scene.submit(Who::Rep, REPORT, report).expect("stored");
    scene.submit(Who::Rep, PLAN, next()).expect("free again");
}

#[test]
fn records_are_judged_field_by_field() {
    let row = |source: Buyer| json!([{"description": "人工对账每月12人天", "department": "财务部", "severity": "low", "source": source.id()}]);
    let cases: &[(&str, Value, &str, &str)] = &[
        ("actual_end", json!("2026-11-26T05:00:00Z"), "actual_end", "not_after"),
        ("actual_start", json!("2026-11-25T19:49:00Z"), "actual_end", "too_long"),
        ("org_structure_note", json!(""), "org_structure_note", "required"),
        ("pain_points", json!([]), "pain_points", "required"),
        ("expected_solution", json!(""), "expected_solution", "required"),
        ("customer_attendees", json!([Uuid::from_u128(9)]), "customer_attendees", "unknown_reference"),
        ("next_actions", json!([]), "next_actions", "required"),
        ("objective_result", json!([]), "objective_result", "required"),
        ("backfill_flag", json!(false), "backfill_flag", "not_yours_to_fill"),
    ];
    for (field, value, path, code) in cases {
        let (mut scene, plan) = planned();
        scene.at("2026-11-26T20:00");
        let mut report = visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50");
        report[*field] = value.clone();
        let refusal = scene.submit(Who::Rep, REPORT, report).expect_err("a value is wrong");
        let found = problems(&refusal);
        assert!(found.contains(&((*path).to_owned(), *code)), "{field}: {found:?}");
    }
    let (mut scene, plan) = planned();
    let early = visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50");
    let refusal = scene.submit(Who::Rep, REPORT, early).expect_err("not yet held");
    assert_eq!(refusal, Refusal::InFuture { field: "actual_end".to_owned() });
    scene.at("2026-11-26T20:00");
    let mut bare = visit_report(None, "2026-11-26T17:00", "2026-11-26T18:00");
    bare["unplanned_reason"] = json!("");
    let refusal = scene.submit(Who::Rep, REPORT, bare).expect_err("no plan, no reason");
    assert_eq!(refusal, Refusal::UnplannedReasonMissing);
    let mut own = visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50");
    own["pain_points"] = row(Buyer::Chief);
    scene.submit(Who::Rep, REPORT, own).expect("a pain need not be quantified");
    assert!(unmet(&mut scene).contains(&"pain".to_owned()));
    let waive = Command::WaivePain { reason: "行业惯例无法量化".to_owned() };
    scene.act(Who::Manager, waive).expect("waived");
    assert!(!unmet(&mut scene).contains(&"pain".to_owned()));
}

#[test]
fn an_unplanned_visit_is_stored_but_is_no_first_visit_on_plan() {
    let mut scene = Scene::nurturing();
    scene.at("2026-11-26T20:00");
    scene
        .submit(Who::Rep, REPORT, visit_report(None, "2026-11-26T14:05", "2026-11-26T15:50"))
        .expect("an explained unplanned visit is stored");
    assert!(unmet(&mut scene).contains(&"first_visit".to_owned()));
    let again = scene.submit(Who::Rep, REPORT, visit_report(None, "2026-11-26T15:00", "2026-11-26T16:00"));
    assert_eq!(again.expect_err("he was there already").code(), "visit_overlaps");
}

#[test]
fn needs_name_the_people_whose_time_counts() {
    let (scene, plan) = planned();
    let command = submission(REPORT, visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50"));
    let needs = tongguan_core::deal::needs(scene.deal(), &scene.process, &command, Some(Who::Rep.id()));
    assert_eq!(needs.busy, [Who::Rep.id()]);
    assert_eq!(needs.account, Some(scene.deal().account));
}
