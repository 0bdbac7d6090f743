//! What somebody who leaves had in a deal goes on with another, and no clock notices.

use tongguan_core::approval::Verdict;
use tongguan_core::deal::proposal::Vote;
use tongguan_core::deal::{self, Command, Deal, Event, Leaving, OwnerChange, Wait};
use tongguan_core::facts::Actor;
use tongguan_core::id::DocumentId;
use tongguan_core::process::DocumentKind;
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

/// Nobody is left who could not act: not while it is looked at, and not afterwards.
fn passed(scene: &mut Scene, from: Who, to: Who) -> Deal {
    assert!(scene.deal().waits_for(from.id()), "{from:?}");
    let after = hand_over(scene, from, to).expect("moved");
    assert!(!after.waits_for(from.id()), "{from:?}");
    after
}

/// The same, and the scene goes on from there.
fn go_on(scene: &mut Scene, from: Who, to: Who) {
    let after = passed(scene, from, to);
    scene.deal = Some(after);
}

/// A solution whose review the manager convened.
fn in_review() -> (Scene, DocumentId) {
    let (mut scene, _) = Scene::solved();
    let review = scene.convene(Who::Manager).expect("convened");
    (scene, review)
}

#[test]
fn a_step_still_to_come_names_the_receiver_and_he_decides_it() {
    let (mut scene, approval) = Scene::graded();
    let (person, reason) = (Who::Presales.id(), "请售前看一眼再定".to_owned());
    let add = Command::AddApprover { approval, person, before: false, reason };
    scene.act(Who::Supervisor, add).expect("added");
    assert!(scene.deal().waits().contains(&(Who::Presales.id(), Wait::Step)));
    go_on(&mut scene, Who::Presales, Who::Product);
    assert!(!scene.deal().waits_for(Who::Presales.id()));
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("first");
    scene.decide(Who::Product, approval, Verdict::Approve).expect("then the receiver");
    assert!(!scene.deal().approvals[&approval].is_open());
}

#[test]
fn a_step_that_may_come_again_names_the_receiver_too() {
    let (mut scene, approval) = Scene::graded();
    let (person, reason) = (Who::Presales.id(), "请售前先看一眼".to_owned());
    let add = Command::AddApprover { approval, person, before: true, reason };
    scene.act(Who::Supervisor, add).expect("added");
    scene.decide(Who::Presales, approval, Verdict::Approve).expect("first");
    go_on(&mut scene, Who::Presales, Who::Product);
    scene.decide(Who::Supervisor, approval, Verdict::Return(1)).expect("once more");
    let turn = scene.deal().approvals[&approval].whose_turn();
    assert_eq!(turn, [Who::Product.id()]);
}

#[test]
fn a_review_goes_on_under_whoever_may_chair_it() {
    let (mut scene, review) = in_review();
    assert!(scene.deal().waits().contains(&(Who::Manager.id(), Wait::Review)));
    let posts = scene.organization().posts.iter_mut();
    posts.filter(|post| post.role == "sales_manager").for_each(|post| post.holder = Some(Who::Service.id()));
    // Whoever takes the rest over may not chair; the holder of the post does.
    let after = passed(&mut scene, Who::Manager, Who::Legal);
    let review = &after.proposal.reviews[&review];
    assert_eq!((review.chair, review.is_open()), (Who::Service.id(), true));
    assert!(review.voters.contains(&Who::Service.id()) && !review.voters.contains(&Who::Manager.id()));
}

#[test]
fn a_review_that_nobody_may_chair_falls_and_another_is_convened() {
    let (mut scene, review) = in_review();
    scene.vacate("sales_manager");
    go_on(&mut scene, Who::Manager, Who::Legal);
    assert!(scene.deal().proposal.reviews[&review].void);
    let (_, solution) = scene.deal().document(DocumentKind::Solution).expect("a solution");
    let (revision, held_at) = (solution.revision, scene.now + jiff::SignedDuration::from_hours(24));
    let again = Command::ConveneReview { revision, held_at, invited: vec![Who::Product.id()] };
    scene.act(Who::Director, again).expect("the post is vacant, so the director chairs");
}

#[test]
fn a_vote_goes_to_the_receiver_unless_he_wrote_the_solution_or_it_was_cast() {
    let (mut scene, review) = in_review();
    let after = passed(&mut scene, Who::Finance, Who::FinanceManager);
    let voters = &after.proposal.reviews[&review].voters;
    assert!(voters.contains(&Who::FinanceManager.id()) && !voters.contains(&Who::Finance.id()));
    let after = passed(&mut scene, Who::Finance, Who::Rep);
    let voters = &after.proposal.reviews[&review].voters;
    assert!(!voters.contains(&Who::Rep.id()), "an author judges nothing");
    scene.at("2026-12-01T15:00");
    scene.vote(Who::Finance, review, Vote::Pass).expect("voted");
    assert!(!scene.deal().waits_for(Who::Finance.id()), "it counts, though he leaves");
}

#[test]
fn a_next_action_is_done_by_the_receiver_also_after_a_further_revision_of_the_record() {
    let (mut scene, report, _) = crate::nurture::visited();
    let plan = scene.deal().nurture.reports[&report].visit;
    let body = crate::forms::visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50");
    go_on(&mut scene, Who::Rep, Who::Colleague);
    assert_eq!(scene.deal().nurture.action(report, 0).expect("promised").who, Who::Colleague.id());
    let revision = scene.deal().documents[&report].revision;
    let kind = DocumentKind::VisitReport;
    let again =
        Command::SubmitDocument { kind, document: Some(report), revision, body: crate::scene::object(body) };
    scene.act(Who::Colleague, again).expect("the paper goes on naming the leaver");
    assert_eq!(scene.deal().nurture.action(report, 0).expect("promised").who, Who::Colleague.id());
    assert!(!scene.deal().waits_for(Who::Rep.id()));
    let done = Command::CompleteAction { document: report, action: 0, note: "纪要已发出".to_owned() };
    scene.act(Who::Colleague, done).expect("done");
}

#[test]
fn an_action_that_somebody_else_promised_goes_to_who_takes_over_and_not_to_the_owner() {
    let (mut scene, report, _) = crate::nurture::visited();
    go_on(&mut scene, Who::Rep, Who::Colleague);
    scene.deal = Some(passed(&mut scene, Who::Colleague, Who::OtherRep));
    let done = |note: &str| Command::CompleteAction { document: report, action: 0, note: note.to_owned() };
    assert_eq!(scene.act(Who::Colleague, done("纪要已发出")).expect_err("gone").code(), "not_permitted");
    scene.act(Who::OtherRep, done("纪要已发出")).expect("done");
}

#[test]
fn an_improvement_is_closed_by_the_receiver() {
    let mut scene = crate::acceptance::accepted();
    let review = crate::aftercare::review("project");
    let document = scene.submit(Who::Manager, DocumentKind::Retrospective, review).expect("reviewed");
    go_on(&mut scene, Who::Legal, Who::Product);
    assert_eq!(scene.obligation("T16-A").debtor, Some(Who::Product.id()));
    let close = Command::CloseImprovement { document, action: 0, note: "模板已经更新".to_owned() };
    assert_eq!(scene.act(Who::Legal, close.clone()).expect_err("not his any more").code(), "not_permitted");
    scene.act(Who::Product, close).expect("closed");
}
