//! What lists show of a deal.

use jiff::civil::date;
use serde_json::json;
use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Command, GateProgress, InvalidReason, ScreeningResult, Standing};
use tongguan_core::money::Money;
use tongguan_core::process::Stage;

use crate::scene::{Scene, Who, lead_form};

#[test]
fn a_lead_shows_what_its_form_says() {
    let mut scene = Scene::new();
    let mut form = lead_form();
    form.insert("budget_status".to_owned(), json!("approved"));
    form.insert("budget_amount".to_owned(), json!(80_000_000));
    scene.register(Who::Rep, form).expect("a good lead");
    let deal = scene.deal();
    assert_eq!(deal.amount(), Some(Money(80_000_000)));
    assert_eq!(deal.expected_close(), Some(date(2027, 3, 31)));
    assert_eq!(deal.source_channel(), Some("exhibition"));
    assert_eq!((deal.standing(), deal.won_on()), (Standing::Open, None));
    // Numbers are drawn by the store.
    assert_eq!((deal.lead_number(), deal.opportunity_number()), (None, None));
}

#[test]
fn the_gate_opens_condition_by_condition() {
    let (mut scene, approval) = Scene::graded();
    let done = |scene: &Scene| {
        let progress = scene.deal().gate_progress(&scene.process).expect("stage 1 has a gate");
        let GateProgress { gate, done, total } = progress;
        assert_eq!((gate.as_str(), total), ("G1", scene.process.gates["G1"].conditions.len() as u32));
        done
    };
    let before = done(&scene);
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("the supervisor agrees");
    let after = done(&scene);
    assert!(after > before, "{before} then {after}");
    assert_eq!(after, scene.process.gates["G1"].conditions.len() as u32);
}

#[test]
fn stays_in_stages_follow_one_another() {
    let (mut scene, approval) = Scene::graded();
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("the supervisor agrees");
    scene.wait(1);
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("the gate is open");
    let passages = &scene.deal().passages;
    let stages: Vec<Stage> = passages.iter().map(|passage| passage.stage).collect();
    assert_eq!(stages, [Stage::Screening, Stage::Nurture]);
    assert_eq!(passages[0].left_at, Some(scene.now));
    assert_eq!((passages[1].entered_at, passages[1].left_at), (scene.now, None));
}

#[test]
fn those_who_work_on_a_deal_take_part() {
    let (mut scene, approval) = Scene::graded();
    scene.decide(Who::Supervisor, approval, Verdict::Reject).expect("the supervisor rejects");
    let people = scene.deal().participants();
    assert!(people.contains(&Who::Rep.id()) && people.contains(&Who::Supervisor.id()));
    assert!(!people.contains(&Who::OtherRep.id()));
    let vote = scene.deal().approvals[&approval].votes[0];
    assert_eq!((vote.by, vote.verdict, vote.at), (Who::Supervisor.id(), Verdict::Reject, scene.now));
}

#[test]
fn an_invalid_lead_has_ended() {
    let mut scene = Scene::registered();
    let (result, reason) = (ScreeningResult::Invalid, Some(InvalidReason::NoNeed));
    let command = Command::CompleteScreening { result, reason, note: Some("客户没有需求".to_owned()) };
    scene.act(Who::Rep, command).expect("a lead may be invalid");
    assert_eq!(scene.deal().standing(), Standing::Invalid);
}
