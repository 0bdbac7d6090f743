//! Who and what a review of the solution (D07) is about.

use tongguan_core::deal::Command;
use tongguan_core::deal::proposal::Vote;
use tongguan_core::id::{DocumentId, PersonId};
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::forms;
use crate::journey::file;
use crate::scene::{Scene, Who, local, object};

fn convene(invited: Vec<PersonId>) -> Command {
    Command::ConveneReview { revision: 1, held_at: local("2026-12-01T14:00"), invited }
}

#[test]
fn a_review_is_about_a_solution() {
    let (mut scene, _) = Scene::proposing();
    let refusal = scene.act(Who::Manager, convene(vec![Who::Finance.id()])).expect_err("no solution yet");
    assert_eq!(refusal, Refusal::NoDocument { kind: DocumentKind::Solution });
}

#[test]
fn those_who_judge_are_active_and_do_business() {
    let (mut scene, _) = Scene::solved();
    let gone = Who::Delivery.id();
    scene.organization().people.entry(gone).and_modify(|person| person.active = false);
    for person in [Who::Administrator.id(), gone, PersonId(Uuid::from_u128(99))] {
        let invited = vec![Who::Finance.id(), person];
        let refusal = scene.act(Who::Manager, convene(invited)).expect_err("unfit");
        assert_eq!(refusal, Refusal::UnfitReviewer { person });
    }
    scene.act(Who::Manager, convene(vec![Who::Finance.id()])).expect("he is fit");
}

#[test]
fn a_review_that_is_not_there_is_not_acted_upon() {
    let (mut scene, solution, _) = Scene::voted();
    let review = DocumentId(Uuid::from_u128(9));
    let (evidence, note) = (vec![file()], "整改已完成并附截图".to_owned());
    for command in [
        Command::VoteReview { review, vote: Vote::Pass, opinion: note.clone() },
        Command::ConcludeReview { review, body: object(forms::minutes(solution)) },
        Command::CloseReviewAction { review, action: 0, evidence, note },
    ] {
        let refusal = scene.act(Who::Manager, command).expect_err("not there");
        assert_eq!(refusal, Refusal::UnknownReview { review });
    }
}
