//! Whoever stands in sees, hears of and is offered what he is to decide, as long as he stands in and no longer.

use std::collections::BTreeSet;

use tongguan_core::approval::Verdict;
use tongguan_core::approval::stand_in::principals;
use tongguan_core::deal::{Command, affordances};
use tongguan_core::facts::Actor;
use tongguan_core::id::{ApprovalId, PersonId};
use tongguan_core::notice::{self, Reason};
use tongguan_core::organization::{Delegation, Post};
use tongguan_core::process::StepMode;
use tongguan_core::sight::Sight;
use tongguan_core::sight::why::{self, Ground};

use crate::scene::{Scene, Who, grading, local};

fn delegation(from: Who, to: Who) -> Delegation {
    let (starts_at, ends_at) = (local("2026-11-20T00:00"), local("2026-11-21T00:00"));
    Delegation { from: from.id(), to: to.id(), starts_at, ends_at }
}

/// Somebody of the other team becomes its supervisor, too.
fn with_a_sister(mut scene: Scene) -> Scene {
    let posts = &mut scene.organization().posts;
    let at = posts.iter().find(|post| post.holder == Some(Who::OtherRep.id())).expect("a post").department;
    let supervisor = posts.iter().find(|post| post.role == "sales_supervisor").expect("a post").clone();
    posts.push(Post { department: at, holder: Some(Who::OtherRep.id()), ..supervisor });
    scene
}

/// A grade that waits for the supervisor of one team, in whose place that of another stands.
fn stood_in() -> (Scene, ApprovalId) {
    let (scene, approval) = Scene::graded();
    let mut scene = with_a_sister(scene);
    scene.organization().delegations = vec![delegation(Who::Supervisor, Who::OtherRep)];
    (scene, approval)
}

fn sees(scene: &Scene, who: Who) -> bool {
    let organization = &scene.facts.organization;
    let sight = Sight::of(organization, &scene.process, who.id(), scene.now);
    sight.sees(organization, &scene.process, (who.id(), scene.deal()), &scene.facts.place)
}

fn grounds(scene: &Scene, who: Who) -> Vec<Ground> {
    let about = (scene.deal(), &scene.facts.place);
    let why = why::of_deal(&scene.facts.organization, &scene.process, who.id(), about, scene.now);
    assert_eq!(why.sees, !why.grounds.is_empty());
    why.grounds
}

fn decides_for(scene: &Scene, who: Who) -> BTreeSet<PersonId> {
    let people = principals(&scene.facts.organization, &scene.process, who.id(), scene.now);
    scene.deal().decides_for(&scene.process, who.id(), &people)
}

fn is_offered(scene: &mut Scene, who: Who) -> bool {
    let context = scene.context(Actor::Person(who.id()));
    let offers = affordances(scene.deal(), &scene.process, &scene.facts, &context);
    offers.iter().any(|one| one.command == "decide_approval" && one.refusal.is_none())
}

#[test]
fn a_stand_in_sees_the_deal_while_it_is_his_turn() {
    let (mut scene, approval) = stood_in();
    let ground = Ground::StandsIn { person: Who::Supervisor.id() };
    assert!(sees(&scene, Who::OtherRep));
    assert_eq!(grounds(&scene, Who::OtherRep), [ground]);
    assert_eq!(decides_for(&scene, Who::OtherRep), [Who::Supervisor.id()].into());
    assert!(is_offered(&mut scene, Who::OtherRep));
    scene.wait(7);
    assert!(sees(&scene, Who::OtherRep), "the last moment counts");
    scene.wait(1);
    assert!(!sees(&scene, Who::OtherRep), "the delegation is over");
    assert!(grounds(&scene, Who::OtherRep).is_empty() && !is_offered(&mut scene, Who::OtherRep));
    scene.wait(-8);
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("back at his desk");
    assert!(!sees(&scene, Who::OtherRep), "the turn is over");
    assert!(decides_for(&scene, Who::OtherRep).is_empty());
}

#[test]
fn whoever_decided_in_anothers_place_goes_on_seeing_the_deal() {
    let (mut scene, approval) = stood_in();
    scene.decide(Who::OtherRep, approval, Verdict::Approve).expect("stands in");
    scene.organization().delegations.clear();
    assert!(sees(&scene, Who::OtherRep));
    assert!(matches!(grounds(&scene, Who::OtherRep).as_slice(), [Ground::Approval { .. }]));
}

#[test]
fn whoever_may_not_decide_sees_nothing_by_a_delegation() {
    for (to, why) in [
        (Who::Colleague, "of lower rank"),
        (Who::Administrator, "administers"),
        (Who::Presales, "of lower rank, elsewhere"),
    ] {
        let (mut scene, _) = Scene::graded();
        scene.organization().delegations = vec![delegation(Who::Supervisor, to)];
        assert!(!sees(&scene, to), "{why}");
        assert!(!is_offered(&mut scene, to), "{why}");
    }
    let (mut scene, _) = stood_in();
    scene.organization().delegations = vec![delegation(Who::Manager, Who::OtherRep)];
    assert!(!sees(&scene, Who::OtherRep), "it is not the manager's turn");
    let (mut scene, _) = stood_in();
    scene.organization().people.get_mut(&Who::OtherRep.id()).expect("there").active = false;
    assert!(!sees(&scene, Who::OtherRep), "he has left");
}

#[test]
fn a_step_that_stopped_is_nobodys_turn() {
    let (mut scene, _) = stood_in();
    scene.organization().people.get_mut(&Who::Supervisor.id()).expect("there").active = false;
    scene.vacate("sales_supervisor");
    scene.tick();
    let step = scene.deal().approvals.values().next().expect("asked").active_step().expect("a step").clone();
    assert!(step.blocked);
    assert!(!sees(&scene, Who::OtherRep));
}

#[test]
fn nobody_stands_in_on_his_own_paper_or_twice() {
    let (mut scene, _) = Scene::graded();
    scene.organization().posts.iter_mut().find(|post| post.role == "sales_ops").expect("a post").holder =
        Some(Who::Rep.id());
    scene.organization().delegations = vec![delegation(Who::Supervisor, Who::Rep)];
    assert_eq!(principals(&scene.facts.organization, &scene.process, Who::Rep.id(), scene.now).len(), 1);
    assert!(decides_for(&scene, Who::Rep).is_empty(), "his own paper, whose fields he reads as himself");
    assert!(!is_offered(&mut scene, Who::Rep));

    let (scene, approval) = crate::approval::before_two(StepMode::All);
    let mut scene = with_a_sister(scene);
    scene.organization().delegations = vec![delegation(Who::Supervisor, Who::OtherRep)];
    assert!(decides_for(&scene, Who::OtherRep).is_empty(), "he has a turn of his own");
    scene.decide(Who::OtherRep, approval, Verdict::Approve).expect("for himself");
    assert!(decides_for(&scene, Who::OtherRep).is_empty(), "he has decided");
    assert!(!is_offered(&mut scene, Who::OtherRep));
}

#[test]
fn a_stand_in_is_told_of_the_turn_and_that_somebody_waits() {
    let mut scene = with_a_sister(Scene::screened());
    scene.organization().delegations = vec![delegation(Who::Supervisor, Who::OtherRep)];
    let told = |scene: &mut Scene, command: Command, reason: Reason| {
        let before = scene.events.len();
        scene.act(Who::Rep, command).expect("done");
        let organization = &scene.facts.organization;
        let notices = notice::of(scene.deal(), &scene.events[before..], &scene.process, organization);
        let of = notices.iter().filter(|one| one.reason == reason);
        of.map(|one| (one.to, one.params.get("on_behalf_of").cloned())).collect::<Vec<_>>()
    };
    let in_place = Some(serde_json::json!(Who::Supervisor.id()));
    let both = vec![(Who::Supervisor.id(), None), (Who::OtherRep.id(), in_place)];
    assert_eq!(told(&mut scene, grading(41, 36, "A"), Reason::ApprovalTurn), both);
    let approval = *scene.deal().approvals.keys().next().expect("asked");
    let urge = Command::UrgeApproval { approval };
    assert_eq!(told(&mut scene, urge.clone(), Reason::ApprovalUrged), both);
    scene.wait(8);
    assert_eq!(told(&mut scene, urge, Reason::ApprovalUrged), both[..1], "it is over");
}

#[test]
fn of_several_absent_he_decides_for_one_for_whom_he_may() {
    let (mut scene, approval) = crate::approval::before_two(StepMode::All);
    // The first of the two is above him; for the other he may.
    let director = scene.organization().posts.iter_mut().find(|post| post.role == "sales_director");
    director.expect("a post").holder = Some(Who::Supervisor.id());
    scene.organization().delegations =
        vec![delegation(Who::Supervisor, Who::Manager), delegation(Who::OtherRep, Who::Manager)];
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("for the rep");
    let votes = &scene.deal().approvals[&approval].votes;
    assert_eq!(votes[0].on_behalf_of, Some(Who::OtherRep.id()));
}
