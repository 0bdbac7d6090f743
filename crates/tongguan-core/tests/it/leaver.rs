//! What somebody who leaves had in a deal goes on with another, and no clock notices.

use tongguan_core::deal::{self, Event, Leaving, OwnerChange};
use tongguan_core::facts::Actor;
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who};

fn hand_over(scene: &mut Scene, from: Who, to: Who) -> Result<deal::Deal, Refusal> {
    let context = scene.context(Actor::Person(Who::Manager.id()));
    let leaving = Leaving { from: from.id(), to: to.id(), reason: "离职交接给同组同事" };
    let outcome = deal::hand_over(scene.deal(), &scene.process, &scene.facts, leaving, &context)?;
    Ok(outcome.deal)
}

#[test]
fn everything_of_the_owner_goes_over_and_the_day_of_recycling_stays() {
    let mut scene = Scene::screened();
    let before = scene.obligation("T27").clone();
    assert!(scene.deal().waits_for(Who::Rep.id()));
    let after = hand_over(&mut scene, Who::Rep, Who::Colleague).expect("moved");
    assert_eq!(after.owner, Some(Who::Colleague.id()));
    assert!(!after.waits_for(Who::Rep.id()));
    let recall = after.obligations.values().find(|o| o.clock == "T27").expect("runs on");
    assert_eq!((recall.due_at, recall.debtor), (before.due_at, Some(Who::Colleague.id())));
    assert_eq!(after.lead.reassignments, 0, "a hand-over restarts nothing and uses nothing up");
}

#[test]
fn only_a_rep_takes_over_and_only_within_his_cap() {
    let mut scene = Scene::screened();
    let refused = hand_over(&mut scene, Who::Rep, Who::Legal);
    assert_eq!(refused, Err(Refusal::UnfitOwner { person: Who::Legal.id() }));
    let cap = scene.process.settings.pool.holding_cap;
    scene.facts.held_by_owner = cap;
    let refused = hand_over(&mut scene, Who::Rep, Who::Colleague);
    assert_eq!(refused, Err(Refusal::HoldingCapReached { cap, held: cap }));
}

#[test]
fn a_step_goes_to_the_next_holder_of_the_post_or_stops() {
    let (mut scene, approval) = Scene::graded();
    assert_eq!(
        scene.deal().approvals[&approval].active_step().expect("a step").turn(),
        [Who::Supervisor.id()]
    );
    let successor = Who::Product.id();
    let posts = scene.organization().posts.iter_mut();
    posts.filter(|post| post.role == "sales_supervisor").for_each(|post| post.holder = Some(successor));
    let after = hand_over(&mut scene, Who::Supervisor, Who::Colleague).expect("moved");
    let step = after.approvals[&approval].active_step().expect("a step").clone();
    assert_eq!(step.turn(), [successor], "the post decides, not whoever takes the customers");
    assert!(!after.waits_for(Who::Supervisor.id()));

    let (mut scene, approval) = Scene::graded();
    scene.vacate("sales_supervisor");
    let after = hand_over(&mut scene, Who::Supervisor, Who::Colleague).expect("moved");
    assert!(after.approvals[&approval].active_step().expect("a step").blocked, "nobody decides: it stops");
    assert!(!after.waits_for(Who::Supervisor.id()));
}

#[test]
fn the_change_of_owners_says_that_it_was_a_hand_over() {
    let mut scene = Scene::screened();
    let context = scene.context(Actor::Person(Who::Manager.id()));
    let leaving =
        Leaving { from: Who::Rep.id(), to: Who::Colleague.id(), reason: "离职交接给同组同事" };
    let outcome =
        deal::hand_over(scene.deal(), &scene.process, &scene.facts, leaving, &context).expect("moved");
    let changes = outcome.events.iter().filter_map(|recorded| match recorded.event {
        Event::OwnerChanged { change, .. } => Some(change),
        _ => None,
    });
    assert_eq!(changes.collect::<Vec<_>>(), [OwnerChange::HandedOver]);
}
