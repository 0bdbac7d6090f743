//! Stage 2 and gate G2.

use serde_json::{Value, json};
use tongguan_core::approval::Verdict;
use tongguan_core::deal::Command;
use tongguan_core::deal::aftercare::Ending;
use tongguan_core::deal::nurture::{VerificationMethod, VerificationResult};
use tongguan_core::id::{DocumentId, NeedId};
use tongguan_core::money::Money;
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::forms::{decision_chain, verification, visit_plan, visit_report};
use crate::scene::{Buyer, Scene, Who, local, object, problems, submission};

pub const PLAN: DocumentKind = DocumentKind::VisitPlan;
pub const REPORT: DocumentKind = DocumentKind::VisitReport;
const CHAIN: DocumentKind = DocumentKind::DecisionChain;

/// A first visit planned in time for Thursday 2026-11-26, two in the afternoon.
pub fn planned() -> (Scene, DocumentId) {
    let mut scene = Scene::nurturing();
    let plan = scene.submit(Who::Rep, PLAN, visit_plan("2026-11-26T14:00", "2026-11-26T16:00"));
    (scene, plan.expect("a good plan is accepted"))
}

/// … and recorded the same evening.
pub fn visited() -> (Scene, DocumentId, NeedId) {
    let (mut scene, plan) = planned();
    scene.at("2026-11-26T20:00");
    let report = visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50");
    let report = scene.submit(Who::Rep, REPORT, report).expect("a good record is accepted");
    let need = *scene.deal().nurture.needs.keys().next().expect("a pain point is a need");
    (scene, report, need)
}

pub fn unmet(scene: &mut Scene) -> Vec<String> {
    match scene.act(Who::Rep, Command::AdvanceStage {}) {
        Err(Refusal::GateClosed { unmet, .. }) => unmet.into_iter().map(|one| one.condition).collect(),
        other => panic!("not a closed gate: {other:?}"),
    }
}

fn forecast(amount: i64, close_on: &str) -> Command {
    Command::SetForecast { amount: Money(amount), close_on: close_on.parse().expect("a date") }
}

#[test]
fn an_amount_that_no_paper_holds_is_refused() {
    let mut scene = Scene::nurturing();
    scene.act(Who::Rep, forecast(10_000_000_000_000, "2026-12-31")).expect("the largest");
    for amount in [10_000_000_000_001, i64::MAX] {
        let refusal = scene.act(Who::Rep, forecast(amount, "2026-12-31")).expect_err("too large");
        assert_eq!(refusal.code(), "amount_too_large", "{amount}");
    }
}

/// Everything that G2 asks for, in the order of the gate.
#[test]
fn g2_opens_when_everything_is_shown() {
    let mut scene = Scene::nurturing();
    let all = ["first_visit", "pain", "needs", "chain", "decision_maker", "forecast", "confirmed"];
    assert_eq!(unmet(&mut scene), all);
    let (mut scene, report, need) = visited();
    assert_eq!(unmet(&mut scene), ["needs", "chain", "decision_maker", "forecast", "confirmed"]);
    scene.act(Who::Rep, verification(need, "2026-11-26")).expect("verified");
    assert_eq!(unmet(&mut scene), ["chain", "decision_maker", "forecast", "confirmed"]);
    scene.submit(Who::Rep, CHAIN, decision_chain(report)).expect("a good chain");
    assert_eq!(unmet(&mut scene), ["forecast", "confirmed"]);
    scene.act(Who::Rep, forecast(80_000_000, "2027-03-31")).expect("a forecast");
    assert_eq!(unmet(&mut scene), ["confirmed"]);
    let confirm = Command::ConfirmOpportunity { opinion: "需求真实,继续推进".to_owned() };
    assert_eq!(scene.act(Who::Rep, confirm.clone()).expect_err("not the rep").code(), "not_permitted");
    scene.act(Who::Manager, confirm).expect("the manager confirms");
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("G2 is open");
    assert_eq!(scene.deal().stage, Stage::Proposal);
}

/// Abuse 1: both sides of the 24 hours, judged by the server's time.
#[test]
fn what_hangs_on_a_record_is_not_withdrawn() {
    let (mut scene, report, need) = visited();
    let plan = scene.deal().nurture.reports[&report].visit;
    let revise = |revision, change: &dyn Fn(&mut Value)| {
        let mut body = visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50");
        change(&mut body);
        Command::SubmitDocument { kind: REPORT, document: Some(report), revision, body: object(body) }
    };
    let more = |body: &mut Value| {
        let mut second = body["pain_points"][0].clone();
        second["description"] = json!("仓库盘点每周停产半天");
        body["pain_points"].as_array_mut().expect("rows").push(second);
    };
    scene.act(Who::Rep, revise(1, &more)).expect("needs may be added");
    assert_eq!(scene.deal().nurture.needs.len(), 2);
    assert!(scene.deal().nurture.needs.contains_key(&need), "the first keeps its id");
    let refusal = scene.act(Who::Rep, revise(2, &|_| {})).expect_err("a need is gone");
    assert_eq!(problems(&refusal), [("pain_points".to_owned(), "too_few_rows")]);
    let records: Vec<_> = scene.deal().obligations.values().filter(|o| o.clock == "T3").collect();
    assert_eq!(records.len(), 1, "a revision owes nothing anew");
}

#[test]
fn next_actions_are_owed_by_who_promised_them() {
    let (mut scene, report, _) = visited();
    let duty = scene.obligation("T12");
    assert_eq!((duty.debtor, duty.state), (Some(Who::Rep.id()), ObligationState::Open));
    assert!(duty.due_at < local("2026-12-01T00:00") && duty.due_at > local("2026-11-30T23:59"));
    let done =
        |action| Command::CompleteAction { document: report, action, note: "纪要已发出".to_owned() };
    let refusal = scene.act(Who::Colleague, done(0)).expect_err("not his");
    assert_eq!(refusal.code(), "not_permitted");
    let refusal = scene.act(Who::Rep, done(1)).expect_err("no such action");
    assert_eq!(refusal, Refusal::UnknownAction { document: report, action: 1 });
    scene.act(Who::Rep, done(0)).expect("done");
    assert_eq!(scene.obligation("T12").state, ObligationState::Met);
    let refusal = scene.act(Who::Rep, done(0)).expect_err("once");
    assert_eq!(refusal, Refusal::ActionDone { document: report, action: 0 });
}

/// T12 falls away with the deal that it served: closed without being won, or let go to the pool.
#[test]
fn a_deal_that_is_over_owes_no_next_action() {
    let back =
        || Command::ReturnStage { to: Stage::Screening, reason: "客户更换了项目负责人".to_owned() };
    let lost = || Command::CloseDeal {
        outcome: Ending::NoDecision,
        reason: "cancelled".to_owned(),
        winner: None,
        price_gap: None,
        lesson: "应在立项前核实预算".to_owned(),
    };
    let release = || Command::ReleaseLead { reason: "客户暂停采购".to_owned() };
    let end: [fn(&mut Scene, [Command; 3]); 2] = [
        |scene, [_, lost, _]| {
            scene.act(Who::Rep, lost).expect("asked");
            let open = scene.deal().approvals.iter().find(|(_, approval)| approval.is_open());
            let approval = *open.expect("it waits for the manager").0;
            scene.decide(Who::Manager, approval, Verdict::Approve).expect("agreed");
        },
        |scene, [back, _, release]| {
            scene.act(Who::Rep, back).expect("back to screening");
            scene.act(Who::Rep, release).expect("let go");
        },
    ];
    for end in end {
        let (mut scene, ..) = visited();
        assert_eq!(scene.obligation("T12").state, ObligationState::Open);
        end(&mut scene, [back(), lost(), release()]);
        assert_eq!(scene.obligation("T12").state, ObligationState::Cancelled);
    }
}

#[test]
fn guidance_is_owed_after_the_first_record() {
    let (mut scene, _, _) = visited();
    assert_eq!(scene.obligation("T25").debtor, Some(Who::Manager.id()));
    assert!(scene.obligation("T25").due_at > local("2026-11-30T23:59"), "two working days over a weekend");
    let guide = Command::GuideNeeds { guidance: "先核实对账口径再谈方案".to_owned() };
    scene.act(Who::Manager, guide).expect("guided");
    assert_eq!(scene.obligation("T25").state, ObligationState::Met);
}

#[test]
fn a_need_is_verified_with_another_source() {
    let verify = |change: &dyn Fn(&mut Command)| {
        let (mut scene, report, need) = visited();
        let mut command = verification(need, "2026-11-26");
        change(&mut command);
        (scene.act(Who::Rep, command), report, need)
    };
    macro_rules! with {
        ($($field:ident = $value:expr),*) => {
            verify(&|command| {
                let Command::VerifyNeed { $($field,)* .. } = command else { unreachable!() };
                $(*$field = $value;)*
            })
        };
    }
    let (outcome, _, need) = with!(contact = Buyer::Engineer.id());
    assert_eq!(outcome.expect_err("same source"), Refusal::SameSource { need });
    let stranger = tongguan_core::id::ContactId(Uuid::from_u128(99));
    let (outcome, ..) = with!(contact = stranger);
    assert_eq!(outcome.expect_err("stranger"), Refusal::UnknownContact { contact: stranger });
    let (outcome, ..) = with!(on = "2026-11-27".parse().expect("a date"));
    assert_eq!(outcome.expect_err("tomorrow"), Refusal::InFuture { field: "on".to_owned() });
    let (outcome, ..) = with!(on = "2026-11-25".parse().expect("a date"));
    assert_eq!(outcome.expect_err("before").code(), "before_it_was_found");
    let (outcome, ..) = with!(method = VerificationMethod::Mail);
    assert_eq!(outcome.expect_err("no mail"), Refusal::EvidenceMissing);
    let (outcome, _, need) = with!(method = VerificationMethod::SecondVisit);
    assert_eq!(outcome.expect_err("no visit"), Refusal::NoSecondVisit { need });
    let (outcome, ..) = with!(need = NeedId(Uuid::from_u128(3)));
    assert_eq!(outcome.expect_err("no need").code(), "unknown_need");
    let (outcome, ..) = with!(note = "好".to_owned());
    assert_eq!(outcome.expect_err("says nothing").code(), "bad_text");
}

#[test]
fn a_second_visit_verifies_in_its_own_record() {
    let (mut scene, _, need) = visited();
    scene.at("2026-11-27T20:00");
    let mut second = visit_report(None, "2026-11-27T14:00", "2026-11-27T15:00");
    second["customer_attendees"] = json!([Buyer::Chief.id()]);
    for key in ["pain_points", "org_structure_note", "expected_solution"] {
        second[key] = Value::Null;
    }
    second["need_verification"] = json!([{
        "need": need, "method": "second_visit", "with": Buyer::Chief.id(), "result": "refuted", "date": "2026-11-27",
    }]);
    scene.submit(Who::Rep, REPORT, second).expect("recorded");
    assert!(scene.deal().nurture.needs[&need].is_refuted());
    assert!(unmet(&mut scene).contains(&"needs".to_owned()), "a need that was denied is none");
    let mut again = verification(need, "2026-11-27");
    if let Command::VerifyNeed { result, .. } = &mut again {
        *result = VerificationResult::Changed;
    }
    scene.act(Who::Rep, again).expect("the latest word counts");
    assert!(!unmet(&mut scene).contains(&"needs".to_owned()));
}

#[test]
fn a_chain_is_judged_and_its_gaps_are_shown() {
    let (mut scene, report, _) = visited();
    let chain = |change: &dyn Fn(&mut Value)| {
        let mut body = decision_chain(report);
        change(&mut body);
        body
    };
    let (engineer, decider) = (json!(Buyer::Engineer.id()), json!(Buyer::Decider.id()));
    let back = json!({"from": decider, "to": engineer, "type": "reports"});
    let stranger = json!({"from": decider, "to": Buyer::Chief.id(), "type": "influences"});
    let cases: Vec<(Value, &str, &str)> = vec![
        (chain(&|c| c["nodes"][1]["contact_id"] = engineer.clone()), "nodes[1].contact_id", "twice"),
        (chain(&|c| c["nodes"][2]["role"] = json!(["economic_buyer"])), "nodes", "one_economic_buyer"),
        (chain(&|c| c["nodes"][2]["concern"] = json!("")), "nodes[2].concern", "required"),
        (
            chain(&|c| c["nodes"][1]["relationship"] = json!("open")),
            "nodes[1].contact_evidence",
            "no_contact_record",
        ),
        (
            chain(&|c| {
                c["nodes"][1]["relationship"] = json!("open");
                c["nodes"][1]["contact_evidence"] = json!(report);
            }),
            "nodes[1].contact_evidence",
            "no_contact_record",
        ),
        (chain(&|c| c["edges"].as_array_mut().expect("rows").push(back.clone())), "edges", "circle"),
        (chain(&|c| c["edges"][0] = stranger.clone()), "edges[0]", "not_in_the_chain"),
        (chain(&|c| c["coverage"] = json!("100")), "coverage", "not_yours_to_fill"),
    ];
    for (body, path, code) in cases {
        let refusal = scene.act(Who::Rep, submission(CHAIN, body)).expect_err("a value is wrong");
        assert!(problems(&refusal).contains(&(path.to_owned(), code)), "{path}: {refusal:?}");
    }
    let mut partial = decision_chain(report);
    partial["nodes"].as_array_mut().expect("rows").pop();
    partial["nodes"][0]["attitude"] = json!(-1);
    let document = scene.submit(Who::Rep, CHAIN, partial).expect("a gap is shown, not refused");
    let facts = &scene.deal().documents[&document].facts;
    assert_eq!(facts["coverage"], json!("33.3333"));
    let flags = ["missing_role", "decision_maker_not_met", "single_thread", "negative"];
    assert_eq!(facts["red_flags"], json!(flags));
    assert!(unmet(&mut scene).contains(&"chain".to_owned()));
}

#[test]
fn a_planned_contact_counts_until_its_day_has_passed() {
    let (mut scene, report, _) = visited();
    scene.submit(Who::Rep, CHAIN, decision_chain(report)).expect("a chain");
    for (day, open) in [("2026-12-15T23:59", false), ("2026-12-16T00:00", true)] {
        scene.at(day);
        assert_eq!(unmet(&mut scene).contains(&"decision_maker".to_owned()), open, "{day}");
    }
}

#[test]
fn moves_of_the_closing_date_are_counted() {
    let mut scene = Scene::nurturing();
    let refusal = scene.act(Who::Rep, forecast(0, "2027-03-31")).expect_err("nothing");
    assert_eq!(refusal, Refusal::NoAmount { field: "amount".to_owned() });
    let refusal = scene.act(Who::Rep, forecast(1, "2026-11-19")).expect_err("gone");
    assert_eq!(refusal, Refusal::InPast { field: "close_on".to_owned() });
    for (amount, day, moves) in
        [(100, "2026-11-20", 0), (200, "2026-11-20", 0), (200, "2026-12-31", 1), (200, "2026-11-20", 2)]
    {
        scene.act(Who::Rep, forecast(amount, day)).expect("a forecast");
        let forecast = scene.deal().nurture.forecast.as_ref().expect("set");
        assert_eq!((forecast.amount, forecast.moves), (Money(amount), moves));
    }
}

#[test]
fn nobody_confirms_his_own_opportunity() {
    let mut scene = Scene::nurturing();
    let manager = Who::Manager.id();
    if let Some(post) = scene.organization().posts.iter_mut().find(|post| post.holder == Some(Who::Rep.id()))
    {
        post.role = "sales_manager".to_owned();
    }
    let confirm = || Command::ConfirmOpportunity { opinion: "需求真实,继续推进".to_owned() };
    let refusal = scene.act(Who::Rep, confirm()).expect_err("his own");
    assert_eq!(refusal, Refusal::OwnWork { command: "confirm_opportunity".to_owned() });
    assert_ne!(scene.deal().owner, Some(manager));
    scene.act(Who::Manager, confirm()).expect("another manager");
}
