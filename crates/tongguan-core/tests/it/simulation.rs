//! Anybody tries anything at any time: what must hold whatever the process says, holds.

use proptest::prelude::*;
use tongguan_core::approval::{ApprovalResult, Verdict};
use tongguan_core::deal::{Command, ContactMethod, Deal, Event, Grade, InvalidReason, ScreeningResult};
use tongguan_core::process::Stage;

use crate::scene::{Scene, Who, grading};

const PEOPLE: [Who; 8] = [
    Who::Rep,
    Who::Colleague,
    Who::Supervisor,
    Who::Manager,
    Who::Director,
    Who::General,
    Who::Administrator,
    Who::OtherRep,
];

/// One attempt: by whom, after how many hours, what.
#[derive(Debug, Clone)]
struct Attempt {
    who: usize,
    hours: i64,
    what: u8,
    aim: usize,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let one = (0..PEOPLE.len(), 0..30_i64, 0..16_u8, 0..8_usize);
    proptest::collection::vec(
        one.prop_map(|(who, hours, what, aim)| Attempt { who, hours, what, aim }),
        1..60,
    )
}

fn command(scene: &Scene, attempt: &Attempt) -> Command {
    let deal = scene.deal();
    let person = PEOPLE[attempt.aim].id();
    let reason = "模拟运行中的理由".to_owned();
    let open = deal.approvals.iter().nth(attempt.aim).or(deal.approvals.iter().last());
    match (attempt.what, open) {
        (0, _) => Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None },
        (1, _) => Command::CompleteScreening {
            result: ScreeningResult::Invalid,
            reason: Some(InvalidReason::Unreachable),
            note: None,
        },
        (2, _) => grading(41, 36, "A"),
        (3, _) => Command::ReassignOwner { to: person, reason },
        (4, _) => Command::ClaimLead {},
        (5, _) => Command::AdvanceStage {},
        (6, _) => Command::ReturnStage { to: Stage::Screening, reason },
        (7, _) => Command::RequestException { gate: "G1".to_owned(), condition: "need".to_owned(), reason },
        (8, _) => Command::LogContactAttempt {
            at: scene.now,
            method: ContactMethod::Phone,
            reached: false,
            commitment_on: None,
            note: reason,
        },
        (9, Some((approval, _))) => Command::AddApprover {
            approval: *approval,
            person,
            before: attempt.aim.is_multiple_of(2),
            reason,
        },
        (10, Some((approval, a))) => {
            Command::TransferApproval { approval: *approval, step: a.active, to: person, reason }
        }
        (11, Some((approval, _))) => Command::WithdrawApproval { approval: *approval },
        (what, Some((approval, a))) => {
            let verdict = match what {
                12 => Verdict::Reject,
                13 => Verdict::Return(a.active.saturating_sub(1)),
                14 => Verdict::Adjust(Grade::B),
                _ => Verdict::Approve,
            };
            let (step, digest, opinion) = (a.active, a.digest, Some(reason));
            Command::DecideApproval { approval: *approval, step, verdict, digest, opinion }
        }
        (_, None) => Command::Comment { text: reason, mentions: Vec::new() },
    }
}

fn check(scene: &Scene) -> Result<(), TestCaseError> {
    let deal = scene.deal();
    for approval in deal.approvals.values() {
        let mut deciders = Vec::new();
        for (person, verdict) in approval.steps.iter().flat_map(|step| &step.decisions) {
            prop_assert!(!approval.is_own_paper(*person), "somebody decided his own paper");
            prop_assert_ne!(*person, Who::Administrator.id(), "an administrator decided");
            prop_assert!(!deciders.contains(person), "somebody decided twice");
            prop_assert!(approval.result != Some(ApprovalResult::Approved) || *verdict != Verdict::Reject);
            deciders.push(*person);
        }
        let agreed = approval.steps.iter().all(|step| step.is_agreed());
        prop_assert!(approval.result != Some(ApprovalResult::Approved) || agreed, "approved without consent");
    }
    let graded = matches!(deal.lead.grade, Some(Grade::A | Grade::B));
    prop_assert!(deal.stage == Stage::Screening || graded, "past G1 without a grade");
    let missed = |id| {
        let about =
            |event: &Event| matches!(event, Event::ObligationMissed { obligation, .. } if *obligation == id);
        scene.events.iter().filter(|recorded| about(&recorded.event)).count()
    };
    for (id, obligation) in &deal.obligations {
        prop_assert_eq!(missed(*id), usize::from(obligation.missed), "a deadline fires once");
    }
    let replayed = Deal::replay(deal.id, &scene.events);
    prop_assert_eq!(replayed.as_ref(), Some(deal), "replay gives another deal");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn nobody_gets_past_a_gate_or_a_rule(attempts in attempts(), fresh in any::<bool>()) {
        let mut scene = if fresh { Scene::registered() } else { Scene::graded().0 };
        for attempt in &attempts {
            scene.wait(attempt.hours);
            let command = command(&scene, attempt);
            let before = scene.deal().clone();
            match attempt.what {
                15 if attempt.aim == 0 => drop(scene.tick()),
                _ => {
                    if scene.act(PEOPLE[attempt.who], command).is_err() {
                        prop_assert_eq!(scene.deal(), &before, "a refusal changed something");
                    }
                }
            }
            check(&scene)?;
        }
    }
}
