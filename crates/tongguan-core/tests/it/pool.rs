//! 公海: claims, cool-down, recycling, and that no path of ownership moves the day of recycling.

use jiff::SignedDuration;
use tongguan_core::approval::{ApprovalResult, Verdict};
use tongguan_core::deal::{Command, ContactMethod, Event, Grade, OwnerChange, ScreeningResult};
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::Stage;
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who, kinds, local};

fn call(scene: &Scene, reached: bool, commitment_on: Option<&str>) -> Command {
    Command::LogContactAttempt {
        at: scene.now,
        method: ContactMethod::Phone,
        reached,
        commitment_on: commitment_on.map(|day| day.parse().expect("a day")),
        note: "电话沟通采购计划".to_owned(),
    }
}

fn give(to: Who) -> Command {
    Command::ReassignOwner { to: to.id(), reason: "区域调整，转给同事".to_owned() }
}

/// A screened lead of this grade on Friday 20 November, its review decided at once.
fn graded(grade: Grade) -> Scene {
    let (mut scene, approval) = Scene::graded();
    let verdict = if grade == Grade::A { Verdict::Approve } else { Verdict::Adjust(grade) };
    scene.decide(Who::Supervisor, approval, verdict).expect("graded");
    scene
}

/// A lead that nobody screened, in the pool.
fn pooled() -> Scene {
    let mut scene = Scene::registered();
    scene.wait(73);
    scene.tick();
    assert_eq!(scene.deal().owner, None);
    scene
}

/// The day of recycling: of the open obligation to follow up.
fn recycled_at(scene: &Scene) -> jiff::Timestamp {
    let open = scene.deal().obligations.values().find(|o| o.clock == "T27" && o.is_open());
    open.expect("a lead must be followed up").due_at
}

fn end_of(day: &str) -> jiff::Timestamp {
    local(&format!("{day}T23:59:59.999999"))
}

#[test]
fn the_day_of_recycling_is_counted_by_grade() {
    assert_eq!(recycled_at(&Scene::screened()), end_of("2026-11-27"));
    for (grade, day) in [(Grade::A, "2026-12-05"), (Grade::B, "2026-12-20"), (Grade::C, "2027-05-19")] {
        assert_eq!(recycled_at(&graded(grade)), end_of(day), "{grade:?}");
    }
}

#[test]
fn a_neglected_lead_goes_to_the_pool_the_moment_after_its_last_day() {
    let mut scene = graded(Grade::B);
    scene.now = end_of("2026-12-20");
    scene.tick();
    assert_eq!(scene.deal().owner, Some(Who::Rep.id()));
    scene.now += SignedDuration::from_micros(1);
    let events = scene.tick();
    assert!(kinds(&events).contains(&"owner_changed".to_owned()), "{:?}", kinds(&events));
    assert_eq!(scene.deal().owner, None);
    assert!(scene.deal().obligations.values().all(|o| !o.is_open()), "nothing is owed any more");
}

#[test]
fn the_owner_is_reminded_three_days_ahead() {
    let mut scene = graded(Grade::B);
    scene.now = end_of("2026-12-17");
    let to: Vec<_> = scene
        .tick()
        .into_iter()
        .filter_map(|event| match event {
            Event::AlarmRaised { to, .. } => Some(to),
            _ => None,
        })
        .collect();
    assert!(to.contains(&vec![Who::Rep.id()]), "{to:?}");
}

#[test]
fn only_an_effective_follow_up_moves_the_day() {
    for (reached, commitment, moves) in
        [(false, None, false), (true, None, true), (false, Some("2026-12-15"), true)]
    {
        let mut scene = graded(Grade::B);
        scene.wait(48);
        let command = call(&scene, reached, commitment);
        scene.act(Who::Rep, command).expect("logged");
        let day = if moves { "2026-12-22" } else { "2026-12-20" };
        assert_eq!(recycled_at(&scene), end_of(day), "reached {reached}, commitment {commitment:?}");
        let met =
            scene.deal().obligations.values().any(|o| o.clock == "T27" && o.state == ObligationState::Met);
        assert_eq!(met, moves);
    }
}

#[test]
fn a_commitment_counts_when_it_is_new_and_ahead() {
    let mut scene = graded(Grade::B);
    let command = call(&scene, false, Some("2026-12-15"));
    scene.act(Who::Rep, command).expect("logged");
    let before = recycled_at(&scene);
    scene.wait(48);
    let command = call(&scene, false, Some("2026-12-15"));
    scene.act(Who::Rep, command).expect("logged");
    assert_eq!(recycled_at(&scene), before, "the same commitment twice");
    let command = call(&scene, false, Some("2026-11-22"));
    let refusal = scene.act(Who::Rep, command).expect_err("today is no promise");
    assert_eq!(refusal, Refusal::NotInFuture { field: "commitment_on".to_owned() });
}

#[test]
fn no_change_of_owners_moves_the_day() {
    let mut scene = graded(Grade::B);
    let before = recycled_at(&scene);
    for (by, to) in [
        (Who::Supervisor, Who::Colleague),
        (Who::Manager, Who::Rep),
        (Who::Director, Who::OtherRep),
        (Who::Operations, Who::Rep),
    ] {
        scene.wait(5);
        scene.act(by, give(to)).unwrap_or_else(|refusal| panic!("{by:?} to {to:?}: {refusal:?}"));
        assert_eq!(recycled_at(&scene), before, "{by:?} to {to:?}");
        let owed = scene.deal().obligations.values().find(|o| o.clock == "T27" && o.is_open());
        assert_eq!(owed.and_then(|o| o.debtor), Some(to.id()), "the new owner owes it");
    }
    assert_eq!(scene.deal().lead.reassignments, 4);
    scene.now = before + SignedDuration::from_micros(1);
    scene.tick();
    assert_eq!(scene.deal().owner, None, "recycled on the day of the record");
}

#[test]
fn another_team_gets_a_lead_from_somebody_who_answers_for_both() {
    let mut scene = graded(Grade::B);
    let home = scene.deal().department;
    let refusal = scene.act(Who::Supervisor, give(Who::OtherRep)).expect_err("not his team");
    assert_eq!(refusal, Refusal::UnfitOwner { person: Who::OtherRep.id() });
    scene.act(Who::Director, give(Who::OtherRep)).expect("the director answers for both");
    assert_ne!(scene.deal().department, home);
}

#[test]
fn a_conversion_ends_the_threat_of_recycling() {
    let mut scene = graded(Grade::A);
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("G1 is open");
    assert!(!scene.deal().obligations.values().any(|o| o.clock == "T27" && o.is_open()));
    let reason = "客户主体变更，重新筛选".to_owned();
    scene.act(Who::Rep, Command::ReturnStage { to: Stage::Screening, reason }).expect("back");
    assert_eq!(recycled_at(&scene), end_of("2026-12-05"), "back in screening, the same day counts");
}

/// A grade-A lead on whose recycling the manager must decide.
fn proposed() -> Scene {
    let mut scene = graded(Grade::A);
    scene.now = end_of("2026-12-05") + SignedDuration::from_micros(1);
    scene.tick();
    assert_eq!(scene.deal().owner, Some(Who::Rep.id()), "grade A is not taken without the manager");
    scene
}

#[test]
fn of_grade_a_the_manager_is_asked_within_two_working_days() {
    let scene = proposed();
    assert_eq!(scene.obligation("T22").due_at, end_of("2026-12-08"));
    assert_eq!(scene.obligation("T22").debtor, Some(Who::Manager.id()));
}

#[test]
fn the_manager_confirms_or_leaves_it_for_another_period() {
    let decide =
        |confirmed| Command::DecideRecycling { confirmed, reason: "客户已转年度预算".to_owned() };
    let mut scene = proposed();
    scene.act(Who::Rep, decide(true)).expect_err("not the owner's to decide");
    scene.act(Who::Manager, decide(true)).expect("confirmed");
    assert_eq!(scene.deal().owner, None);

    let mut scene = proposed();
    scene.act(Who::Manager, decide(false)).expect("left with the owner");
    assert_eq!(scene.obligation("T22").state, ObligationState::Met);
    assert_eq!(recycled_at(&scene), end_of("2026-12-21"), "15 days from the decision");
    let refusal = scene.act(Who::Manager, decide(true)).expect_err("nothing is proposed any more");
    assert_eq!(refusal, Refusal::NothingToRecycle);
}

#[test]
fn a_follow_up_makes_the_question_pointless_and_silence_takes_nothing() {
    let mut scene = proposed();
    scene.wait(24 * 30);
    scene.tick();
    assert_eq!(scene.deal().owner, Some(Who::Rep.id()), "no answer is no consent");
    assert!(scene.obligation("T22").missed);
    let command = call(&scene, true, None);
    scene.act(Who::Rep, command).expect("reached");
    assert_eq!(scene.obligation("T22").state, ObligationState::Cancelled);
    assert!(!scene.deal().lead.recycling_proposed);
}

#[test]
fn whoever_lost_a_lead_and_his_team_cool_down_before_they_claim() {
    let days = |n: i64| SignedDuration::from_hours(24 * n);
    for (who, wait) in [(Who::Rep, 30), (Who::Colleague, 7)] {
        let mut scene = pooled();
        let lost = scene.deal().lead.pooled[0].1;
        scene.now = lost + days(wait) - SignedDuration::from_micros(1);
        let refusal = scene.act(who, Command::ClaimLead { justification: None }).expect_err("too hot");
        assert_eq!(refusal, Refusal::CoolingDown { person: who.id(), until: lost + days(wait) });
        scene.now = lost + days(wait);
        scene.act(who, Command::ClaimLead { justification: None }).expect("cooled down");
    }
    let mut scene = pooled();
    let events = scene
        .act(Who::OtherRep, Command::ClaimLead { justification: None })
        .expect("another team claims at once");
    assert!(matches!(
        events[0],
        Event::OwnerChanged { change: OwnerChange::Claimed, department: Some(_), .. }
    ));
    let refusal = scene.act(Who::Director, give(Who::Rep)).expect_err("not back to the one who lost it");
    assert_eq!(refusal.code(), "cooling_down");
}

#[test]
fn a_claim_starts_the_48_hours_and_the_day_of_recycling() {
    let mut scene = pooled();
    scene.act(Who::OtherRep, Command::ClaimLead { justification: None }).expect("claimed");
    let owed = |clock: &str| {
        let open = scene.deal().obligations.values().filter(|o| o.clock == clock && o.is_open());
        open.map(|o| o.due_at).collect::<Vec<_>>()
    };
    assert_eq!(owed("T1"), [scene.now + SignedDuration::from_hours(48)]);
    assert_eq!(owed("T27"), [end_of("2026-11-30")]);
}

#[test]
fn claims_have_a_quota_and_a_cap() {
    let mut scene = pooled();
    scene.facts.claimed_today = scene.process.settings.pool.claims_per_day;
    let refusal = scene.act(Who::OtherRep, Command::ClaimLead { justification: None }).expect_err("quota");
    assert_eq!(refusal, Refusal::ClaimQuotaReached { quota: 10, claimed: 10 });
    scene.facts.claimed_today -= 1;
    scene.facts.held_by_owner = scene.process.settings.pool.holding_cap;
    let refusal = scene.act(Who::OtherRep, Command::ClaimLead { justification: None }).expect_err("cap");
    assert_eq!(refusal.code(), "holding_cap_reached");
    scene.facts.held_by_owner -= 1;
    scene.act(Who::OtherRep, Command::ClaimLead { justification: None }).expect("the last of the day");
    let refusal =
        scene.act(Who::Colleague, Command::ClaimLead { justification: None }).expect_err("it is owned");
    assert_eq!(refusal.code(), "same_owner");
}

#[test]
fn the_owner_lets_a_lead_go_and_what_he_asked_for_lapses() {
    let (mut scene, approval) = Scene::graded();
    let release = Command::ReleaseLead { reason: "客户不在我的区域".to_owned() };
    scene.act(Who::Colleague, release.clone()).expect_err("not his");
    scene.act(Who::Rep, release.clone()).expect("let go");
    assert_eq!(scene.deal().owner, None);
    assert_eq!(scene.deal().approvals[&approval].result, Some(ApprovalResult::Lapsed));
    assert!(scene.deal().obligations.values().all(|o| !o.is_open()));
    let refusal = scene.act(Who::Rep, release).expect_err("it is nobody's");
    assert_eq!(refusal.code(), "not_permitted");
}

#[test]
fn an_invalid_lead_owes_nothing() {
    let mut scene = Scene::registered();
    let invalid = Command::CompleteScreening {
        result: ScreeningResult::Invalid,
        reason: Some(tongguan_core::deal::InvalidReason::NoNeed),
        note: None,
    };
    scene.act(Who::Rep, invalid).expect("screened");
    assert!(scene.deal().obligations.values().all(|o| !o.is_open()));
    scene.wait(24 * 40);
    assert_eq!(scene.tick(), []);
}

#[test]
fn a_lead_given_out_of_the_pool_is_screened_and_recycled_like_any_other() {
    let mut scene = pooled();
    scene.act(Who::Director, give(Who::OtherRep)).expect("given to another team");
    let open: Vec<&str> =
        scene.deal().obligations.values().filter(|o| o.is_open()).map(|o| o.clock.as_str()).collect();
    assert_eq!(open.len(), 2, "{open:?}");
    assert_eq!(recycled_at(&scene), end_of("2026-11-30"));
    assert_eq!(scene.deal().lead.screening, None);
}
