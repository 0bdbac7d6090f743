//! How a deal ends without being won: it stands until the manager agrees, then everything owed falls away.

use serde_json::json;
use tongguan_core::approval::{ApprovalResult, Verdict};
use tongguan_core::deal::aftercare::Ending;
use tongguan_core::deal::{Command, Event, Standing};
use tongguan_core::id::ApprovalId;
use tongguan_core::money::Money;
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::Stage;
use tongguan_core::refusal::Refusal;

use crate::aftercare::{REVIEW, review};
use crate::scene::{Scene, Who, kinds, local};
use crate::signed::signed;

fn close(outcome: Ending) -> Command {
    let lost = outcome == Ending::Lost;
    Command::CloseDeal {
        outcome,
        reason: "price".to_owned(),
        winner: lost.then(|| "某友商".to_owned()),
        price_gap: lost.then_some(Money(5_000_000)),
        lesson: "应在立项前核实预算".to_owned(),
    }
}

fn proposed(outcome: Ending) -> (Scene, ApprovalId) {
    let mut scene = Scene::nurturing();
    scene.act(Who::Rep, close(outcome)).expect("asked");
    let open = scene.deal().approvals.iter().find(|(_, approval)| approval.is_open());
    let approval = *open.expect("it waits for the manager").0;
    (scene, approval)
}

#[test]
fn a_loss_stands_until_the_manager_agrees() {
    let (mut scene, approval) = proposed(Ending::Lost);
    assert!(!scene.deal().has_ended());
    assert_eq!(scene.obligation("T18").debtor, Some(Who::Manager.id()));
    let to_decide = scene.deal().obligations.values().filter(|o| matches!(o.clock.as_str(), "T11" | "T18"));
    assert_eq!(to_decide.count(), 1, "a loss is one duty");
    // Three working days after Friday 2026-11-20.
    assert!(scene.obligation("T18").due_at > local("2026-11-25T23:59"));
    assert!(scene.obligation("T18").due_at < local("2026-11-26T00:00"));
    assert_eq!(scene.act(Who::Rep, close(Ending::Lost)).expect_err("asked").code(), "already_requested");
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("agreed");
    assert!(scene.deal().has_ended());
    assert_eq!(scene.deal().standing(), Standing::Lost);
    let ended = scene.deal().aftercare.ended.clone().expect("an end");
    assert_eq!((ended.reason.as_str(), ended.price_gap), ("price", Some(Money(5_000_000))));
    assert_eq!(scene.obligation("T18").state, ObligationState::Met);
    let refusal = scene.act(Who::Rep, close(Ending::Lost)).expect_err("over");
    assert_eq!(refusal, Refusal::DealEnded);
}

#[test]
fn what_was_owed_falls_away_and_open_approvals_lapse() {
    let (mut scene, closing) = proposed(Ending::NoDecision);
    let reason = "客户指定周五前出方案".to_owned();
    let exception = Command::RequestException { gate: "G2".to_owned(), condition: "pain".to_owned(), reason };
    scene.act(Who::Rep, exception).expect("asked");
    let owed = |scene: &Scene, clock: &str| {
        scene.deal().obligations.values().any(|o| o.clock == clock && o.is_open())
    };
    assert!(owed(&scene, "T17") && owed(&scene, "T11"));
    let events = scene.decide(Who::Manager, closing, Verdict::Approve).expect("agreed");
    assert!(!owed(&scene, "T17") && !owed(&scene, "T11"), "{:?}", kinds(&events));
    let open = scene.deal().obligations.values().filter(|o| o.is_open()).map(|o| o.clock.as_str());
    assert_eq!(open.collect::<Vec<_>>(), Vec::<&str>::new());
    let lapsed = scene.deal().approvals.values().any(|a| a.result == Some(ApprovalResult::Lapsed));
    assert!(lapsed);
}

#[test]
fn a_declined_or_withdrawn_closing_leaves_the_deal_running() {
    for verdict in [Some(Verdict::Reject), Some(Verdict::Return(0)), None] {
        let (mut scene, approval) = proposed(Ending::Invalid);
        match verdict {
            Some(verdict) => scene.decide(Who::Manager, approval, verdict).expect("declined"),
            None => scene.act(Who::Rep, Command::WithdrawApproval { approval }).expect("withdrawn"),
        };
        assert!(!scene.deal().has_ended());
        assert_eq!(scene.obligation("T18").state, ObligationState::Met);
        scene.act(Who::Rep, close(Ending::Lost)).expect("asked again");
    }
}

#[test]
fn a_loss_names_reason_winner_and_gap() {
    let change = |change: fn(&mut Command)| {
        let mut command = close(Ending::Lost);
        change(&mut command);
        command
    };
    let cases = [
        (
            "unknown_reason",
            change(|c| {
                if let Command::CloseDeal { reason, .. } = c {
                    *reason = "mood".into()
                }
            }),
        ),
        (
            "loss_fact_missing",
            change(|c| {
                if let Command::CloseDeal { winner, .. } = c {
                    *winner = None
                }
            }),
        ),
        (
            "loss_fact_missing",
            change(|c| {
                if let Command::CloseDeal { winner, .. } = c {
                    *winner = Some(" ".into())
                }
            }),
        ),
        (
            "loss_fact_missing",
            change(|c| {
                if let Command::CloseDeal { price_gap, .. } = c {
                    *price_gap = None
                }
            }),
        ),
        (
            "bad_text",
            change(|c| {
                if let Command::CloseDeal { lesson, .. } = c {
                    *lesson = "无".into()
                }
            }),
        ),
        (
            "bad_text",
            change(|c| {
                if let Command::CloseDeal { winner, .. } = c {
                    *winner = Some("甲".repeat(121))
                }
            }),
        ),
    ];
    for (code, command) in cases {
        assert_eq!(Scene::nurturing().act(Who::Rep, command).expect_err(code).code(), code);
    }
    for outcome in [Ending::NoDecision, Ending::Invalid] {
        Scene::nurturing().act(Who::Rep, close(outcome)).expect("nobody won");
    }
}

#[test]
fn a_manager_who_closes_is_judged_by_his_superior() {
    let mut scene = Scene::nurturing();
    scene.act(Who::Manager, close(Ending::Lost)).expect("asked");
    let (approval, _) = scene.deal().approvals.iter().find(|(_, a)| a.is_open()).expect("it waits");
    let approval = *approval;
    assert_eq!(
        scene.decide(Who::Manager, approval, Verdict::Approve).expect_err("own").code(),
        "self_approval"
    );
    scene.decide(Who::Director, approval, Verdict::Approve).expect("agreed");
}

#[test]
fn a_signed_contract_is_not_lost() {
    let refusal = signed().act(Who::Rep, close(Ending::Lost)).expect_err("won");
    assert_eq!(refusal.code(), "wrong_stage");
    // Signed, and not yet past G4.
    for outcome in [Ending::Lost, Ending::NoDecision, Ending::Invalid] {
        let (mut scene, _) = Scene::signed();
        assert_eq!(scene.act(Who::Rep, close(outcome)).expect_err("won"), Refusal::ContractStands);
    }
}

#[test]
fn a_signed_contract_is_not_sold_again() {
    use tongguan_core::deal::affordances;
    use tongguan_core::facts::Actor;
    let back = |to| Command::ReturnStage { to, reason: "客户需求变更，重新访谈".to_owned() };
    let mut scene = crate::signed::signed();
    for to in [Stage::Screening, Stage::Nurture, Stage::Proposal] {
        assert_eq!(scene.act(Who::Rep, back(to)), Err(Refusal::ContractStands), "{to:?}");
    }
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let offers = affordances(scene.deal(), &scene.process, &scene.facts, &context);
    let offer = offers.iter().find(|offer| offer.command == "return_stage").expect("an act");
    assert_eq!(offer.refusal, Some(Refusal::ContractStands), "it is not offered either");
}

#[test]
fn a_lost_deal_of_weight_owes_a_review_that_can_still_be_held() {
    let mut scene = Scene::nurturing();
    let close_on = "2027-03-31".parse().expect("a date");
    scene.act(Who::Rep, Command::SetForecast { amount: Money(50_000_000), close_on }).expect("set");
    scene.act(Who::Rep, close(Ending::Lost)).expect("asked");
    let approval = *scene.deal().approvals.iter().find(|(_, a)| a.is_open()).expect("it waits").0;
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("agreed");
    assert_eq!(scene.obligation("T16").debtor, Some(Who::Manager.id()));
    let mut body = review("lost");
    body["loss_reason"] = json!("price");
    body["loss_reason_customer"] = json!("价格偏高");
    body["loss_reason_rep"] = json!("对手低价");
    let document = scene.submit(Who::Manager, REVIEW, body).expect("reviewed after the end");
    assert_eq!(scene.obligation("T16").state, ObligationState::Met);
    assert_eq!(scene.deal().documents[&document].facts["planned_amount"], json!(50_000_000));
    let note = "模板已更新并培训".to_owned();
    scene.act(Who::Legal, Command::CloseImprovement { document, action: 0, note }).expect("done");
    let ended = scene.events.iter().filter(|r| matches!(r.event, Event::DealEnded { .. })).count();
    assert_eq!(ended, 1);
}
