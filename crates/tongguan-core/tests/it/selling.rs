//! Anybody tries anything between the first visit and the quotation: nothing goes out that should not, nothing breaks.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use tongguan_core::approval::{ApprovalResult, ApprovalSubject, Verdict};
use tongguan_core::deal::proposal::{AnswerKind, Conclusion, Vote};
use tongguan_core::deal::{Command, Deal, Event};
use tongguan_core::id::DocumentId;
use tongguan_core::process::DocumentKind;
use tongguan_core::process::Stage;

use crate::forms;
use crate::journey::price_book;
use crate::scene::{Scene, Who, object};

const PEOPLE: [Who; 9] = [
    Who::Rep,
    Who::Manager,
    Who::Director,
    Who::General,
    Who::Finance,
    Who::Product,
    Who::Presales,
    Who::Delivery,
    Who::Legal,
];

/// One attempt: by whom, after how many hours, what, aimed at which of several.
#[derive(Debug, Clone)]
struct Attempt {
    who: usize,
    hours: i64,
    what: u8,
    aim: usize,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    // Most of what is tried is tried by the rep or by whoever's turn it is, so that deals get somewhere.
    let who = prop_oneof![4 => Just(0), 2 => Just(1), 3 => 0..PEOPLE.len()];
    let one = (who, prop_oneof![3 => Just(0_i64), 1 => 0..80_i64], 0..17_u8, 0..6_usize);
    let one = one.prop_map(|(who, hours, what, aim)| Attempt { who, hours, what, aim });
    proptest::collection::vec(one, 1..50)
}

/// What an attempt tries; on nothing, where there is nothing to try it on.
fn attempt(scene: &mut Scene, it: &Attempt) -> Option<bool> {
    let who = PEOPLE[it.who];
    let id = |kind| scene.deal().document(kind).map(|(id, _)| id);
    let (solution, quote) = (id(DocumentKind::Solution), id(DocumentKind::Quotation));
    let review = scene.deal().proposal.reviews.keys().last().copied();
    let (vote, answer) = votes_and_answers(it.aim);
    let done = match it.what {
        0 => visit(scene, it),
        1 => scene.act(who, Command::AdvanceStage {}).is_ok(),
        2 => scene.act(who, Command::GuideNeeds { guidance: "先核实对账口径".to_owned() }).is_ok(),
        3 => scene.confirm(solution?, 1).is_ok(),
        4 => scene.convene(who).is_ok(),
        5 => scene.vote(who, review?, vote).is_ok(),
        6 => {
            let body = object(forms::minutes(solution?));
            scene.act(who, Command::ConcludeReview { review: review?, body }).is_ok()
        }
        7 => revise(scene, DocumentKind::Solution, solution?, |scene| forms::solution(need(scene))),
        8 => scene.send(quote?, 1 + it.aim as u32 % 2).is_ok(),
        9 => scene.answer(quote?, 1, answer).is_ok(),
        10 | 11 => quoted(scene, solution, quote, it.aim),
        12 => scene.send(solution?, 1).is_ok(),
        _ => decide(scene, it),
    };
    Some(done)
}

fn votes_and_answers(aim: usize) -> (Vote, AnswerKind) {
    match aim {
        0 => (Vote::Fail, AnswerKind::Rejected),
        1 => (Vote::Conditional, AnswerKind::Counter),
        2 => (Vote::Abstain, AnswerKind::None),
        _ => (Vote::Pass, AnswerKind::Accepted),
    }
}

fn need(scene: &Scene) -> tongguan_core::id::NeedId {
    *scene.deal().nurture.needs.keys().next().expect("a need")
}

fn visit(scene: &mut Scene, it: &Attempt) -> bool {
    let start = scene.now + jiff::SignedDuration::from_hours(100 + it.aim as i64);
    let mut plan = forms::visit_plan("2026-11-26T14:00", "2026-11-26T16:00");
    plan["visit_type"] = json!("solution");
    plan["planned_start"] = json!(start.to_string());
    plan["planned_end"] = json!((start + jiff::SignedDuration::from_hours(2)).to_string());
    scene.submit(PEOPLE[it.who], DocumentKind::VisitPlan, plan).is_ok()
}

fn revise(
    scene: &mut Scene,
    kind: DocumentKind,
    document: DocumentId,
    body: impl Fn(&Scene) -> Value,
) -> bool {
    let body = body(scene);
    scene.revise(kind, document, body).is_ok()
}

fn quoted(scene: &mut Scene, solution: Option<DocumentId>, quote: Option<DocumentId>, aim: usize) -> bool {
    let price = ["95000", "96000", "88000", "79000", "0", "120000"][aim];
    let mut body = Scene::priced(solution, 0, price);
    let today = tongguan_core::zone::local_date(scene.now, &scene.process.time_zone());
    body["quote_date"] = json!(today);
    body["valid_until"] = json!("2027-01-20");
    body["special_discount_reason"] = json!("战略首单");
    match quote {
        Some(quote) => scene.revise(DocumentKind::Quotation, quote, body).is_ok(),
        None => scene.submit(Who::Rep, DocumentKind::Quotation, body).is_ok(),
    }
}

fn decide(scene: &mut Scene, it: &Attempt) -> bool {
    let open = scene.deal().approvals.iter().find(|(_, approval)| approval.is_open());
    let Some((id, turn)) = open.map(|(id, a)| (*id, a.active_step().map(|s| s.turn()).unwrap_or_default()))
    else {
        return false;
    };
    let in_turn = PEOPLE.into_iter().find(|who| turn.contains(&who.id())).filter(|_| it.aim < 5);
    let verdict = if it.what == 16 && it.aim == 0 { Verdict::Reject } else { Verdict::Approve };
    scene.decide(in_turn.unwrap_or(PEOPLE[it.who]), id, verdict).is_ok()
}

/// What holds of the whole history, read from its events alone.
fn check(scene: &Scene) -> Result<(), TestCaseError> {
    let mut approved: BTreeSet<(DocumentId, u32)> = BTreeSet::new();
    let mut passed: BTreeSet<(DocumentId, u32)> = BTreeSet::new();
    let mut reviews = std::collections::BTreeMap::new();
    for recorded in &scene.events {
        match &recorded.event {
            Event::ApprovalFinished { approval, result: ApprovalResult::Approved, .. } => {
                let subject = &scene.deal().approvals[approval].subject;
                if let ApprovalSubject::Document { document, revision } = subject {
                    approved.insert((*document, *revision));
                }
            }
            Event::ApprovalKept { document, revision, .. } => {
                approved.insert((*document, *revision));
            }
            Event::ReviewConvened { review, solution, revision, .. } => {
                reviews.insert(*review, (*solution, *revision));
            }
            Event::ReviewConcluded { review, conclusion: Conclusion::Passed, .. } => {
                passed.extend(reviews.get(review));
            }
            Event::DocumentSent { document, revision, .. }
            | Event::CustomerConfirmed { document, revision, .. } => {
                let about = (*document, *revision);
                let good = match scene.deal().documents[document].kind {
                    DocumentKind::Quotation => approved.contains(&about),
                    _ => passed.contains(&about),
                };
                prop_assert!(good, "{about:?} went out before its time");
            }
            _ => {}
        }
    }
    let contract = scene.deal().stage >= Stage::Contract;
    prop_assert!(!contract || !approved.is_empty(), "past G3 without an approved quotation");
    let replayed = Deal::replay(scene.deal().id, &scene.events);
    prop_assert_eq!(replayed.as_ref(), Some(scene.deal()), "replay gives another deal");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn nothing_goes_out_before_its_time(attempts in attempts(), from in 0..5_u8) {
        let mut scene = match from {
            0 => Scene::proposing().0,
            1 => Scene::voted().0,
            2 => Scene::confirmed().0,
            3 => Scene::quoted().0,
            _ => Scene::approved().0,
        };
        scene.facts.price_book = Some(price_book());
        for it in &attempts {
            scene.wait(it.hours);
            let before = scene.deal().clone();
            if attempt(&mut scene, it) == Some(false) {
                prop_assert_eq!(scene.deal(), &before, "a refusal changed something");
            }
        }
        check(&scene)?;
    }
}
