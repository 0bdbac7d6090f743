//! Separation of duties: whoever holds which posts and stands in for whom, nobody decides on his own paper, and nobody
//! decides twice.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tongguan_core::approval::{Approval, ApprovalResult, Verdict};
use tongguan_core::deal::{Command, Event};
use tongguan_core::id::{ApprovalId, DocumentId, PersonId};
use tongguan_core::organization::Delegation;
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who, kinds, local};

/// Those who hold posts, stand in, and try.
const PEOPLE: [Who; 8] = [
    Who::Rep,
    Who::Colleague,
    Who::Supervisor,
    Who::Manager,
    Who::Director,
    Who::General,
    Who::Legal,
    Who::Administrator,
];

/// Posts that change hands.
const POSTS: [&str; 5] =
    ["sales_supervisor", "sales_manager", "sales_director", "general_manager", "legal_specialist"];

fn stand_in(from: Who, to: Who) -> Delegation {
    let (starts_at, ends_at) = (local("2026-01-01T00:00"), local("2027-12-31T00:00"));
    Delegation { from: from.id(), to: to.id(), starts_at, ends_at }
}

fn hold(scene: &mut Scene, role: &str, holder: Option<Who>) {
    for post in scene.organization().posts.iter_mut().filter(|post| post.role == role) {
        post.holder = holder.map(Who::id);
    }
}

#[test]
fn one_person_in_two_posts_decides_once_and_his_superior_the_second_time() {
    let (mut scene, contract) = Scene::text_reviewed();
    hold(&mut scene, "sales_director", Some(Who::Manager));
    scene.ask(contract).expect("asked");
    let approval = scene.agree(contract, &[Who::Manager]);
    let refusal = scene.decide(Who::Manager, approval, Verdict::Approve).expect_err("a second step");
    assert_eq!(refusal.code(), "not_your_step");
    scene.agree(contract, &[Who::General, Who::Legal]);
}

#[test]
fn whose_place_was_taken_has_filled_his_step() {
    let (mut scene, contract) = Scene::text_reviewed();
    hold(&mut scene, "sales_director", Some(Who::Manager));
    scene.organization().delegations = vec![stand_in(Who::Manager, Who::General)];
    scene.ask(contract).expect("asked");
    let approval = scene.agree(contract, &[Who::General]);
    let step = scene.deal().approvals[&approval].active_step().expect("a step");
    assert!(step.blocked, "neither the stand-in nor the one he stood in for decides again");
}

#[test]
fn the_owner_decides_nothing_in_his_own_deal() {
    let (mut scene, approval) = Scene::graded();
    scene.act(Who::Manager, reassign(Who::Supervisor)).expect_err("a supervisor is no seller");
    let (mut other, contract) = Scene::text_reviewed();
    hold(&mut other, "sales_manager", Some(Who::Rep));
    other.ask(contract).expect("asked");
    let refusal = other.decide(Who::Rep, other.approval_of(contract), Verdict::Approve).expect_err("his own");
    assert_eq!(refusal.code(), "self_approval");
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("not his deal");
}

fn reassign(to: Who) -> Command {
    Command::ReassignOwner { to: to.id(), reason: "区域调整交接".to_owned() }
}

#[test]
fn an_added_approver_who_cannot_decide_is_replaced_by_his_superior() {
    let (mut scene, contract) = Scene::in_chain();
    let approval = scene.approval_of(contract);
    let add = Command::AddApprover {
        approval,
        person: Who::Finance.id(),
        before: false,
        reason: "请财务看付款节点".to_owned(),
    };
    scene.act(Who::Manager, add).expect("added");
    scene.organization().people.get_mut(&Who::Finance.id()).expect("known").active = false;
    let events = scene.decide(Who::Manager, approval, Verdict::Approve).expect("his step");
    assert!(kinds(&events).contains(&"step_blocked".to_owned()), "nobody known above somebody who left");
    assert!(scene.deal().approvals[&approval].is_open());
}

#[test]
fn a_step_returned_to_is_its_holders_again() {
    let (mut scene, contract) = Scene::in_chain();
    let approval = scene.agree(contract, &[Who::Manager, Who::Director]);
    scene.decide(Who::Legal, approval, Verdict::Return(1)).expect("back to the manager");
    scene.agree(contract, &[Who::Manager, Who::Director, Who::Legal]);
    assert!(scene.deal().documents[&contract].approved);
}

#[test]
fn a_copy_lets_others_read_and_only_insiders_send_it() {
    let (mut scene, contract) = Scene::in_chain();
    let approval = scene.approval_of(contract);
    let copy = |to: &[Who]| Command::CopyApproval { approval, to: to.iter().map(|who| who.id()).collect() };
    let refusal = scene.act(Who::Colleague, copy(&[Who::Finance])).expect_err("an outsider");
    assert_eq!(refusal, Refusal::NotInApproval { approval });
    assert!(!scene.deal().participants().contains(&Who::Service.id()));
    scene.act(Who::Manager, copy(&[Who::Service, Who::Cashier])).expect("has a turn");
    assert!(scene.deal().participants().contains(&Who::Service.id()));
    let refusal = scene.act(Who::Rep, copy(&[Who::Service])).expect_err("has it");
    assert_eq!(refusal, Refusal::NobodyNamed);
}

/// One attempt: by whom, what, at whom.
type Attempt = (usize, u8, usize);

/// Who holds the posts, who stands in for whom, and what is tried.
type World = (Vec<Option<usize>>, Vec<(usize, usize)>, Vec<Attempt>);

fn worlds() -> impl Strategy<Value = World> {
    let person = 0..PEOPLE.len();
    let holders = proptest::collection::vec(proptest::option::weighted(0.9, person.clone()), POSTS.len());
    let delegations = proptest::collection::vec((person.clone(), person.clone()), 0..5);
    let attempts = proptest::collection::vec((person.clone(), 0..10_u8, person), 1..40);
    (holders, delegations, attempts)
}

fn attempt(scene: &mut Scene, contract: DocumentId, (who, what, aim): Attempt) {
    let Some(approval) = scene.deal().open_approval(contract) else { return };
    let (by, other, reason) = (PEOPLE[who], PEOPLE[aim].id(), "模拟中的理由".to_owned());
    let step = scene.deal().approvals[&approval].active;
    let _ = match what {
        0 => scene.act(by, Command::TransferApproval { approval, step, to: other, reason }),
        1 | 2 => {
            let before = what == 1;
            scene.act(by, Command::AddApprover { approval, person: other, before, reason })
        }
        3 => scene.decide(by, approval, Verdict::Return(step.saturating_sub(1))),
        4 => Ok(scene.tick()),
        _ => scene.decide(by, approval, Verdict::Approve),
    };
}

/// Deciders and those whose places they took, step by step.
fn fillers(approval: &Approval) -> Vec<PersonId> {
    let of_step = |step: &tongguan_core::approval::Step| {
        let by: BTreeSet<PersonId> = step.decisions.iter().map(|(by, _)| *by).collect();
        let stood_in = step.assignees.iter().filter(|one| by.contains(&one.person));
        let mut all: BTreeSet<PersonId> = stood_in.filter_map(|one| one.instead_of).collect();
        all.retain(|person| by.contains(person));
        all.extend(&by);
        all.into_iter().collect::<Vec<_>>()
    };
    approval.steps.iter().flat_map(of_step).collect()
}

fn check(scene: &Scene, id: ApprovalId) -> Result<(), TestCaseError> {
    let approval = &scene.deal().approvals[&id];
    for recorded in &scene.events {
        if let Event::StepDecided { approval, by, on_behalf_of, .. } = &recorded.event
            && *approval == id
        {
            prop_assert_ne!(*by, Who::Rep.id(), "his own paper");
            prop_assert_ne!(*by, Who::Administrator.id(), "no business post");
            prop_assert_ne!(*on_behalf_of, Some(Who::Rep.id()), "for the submitter");
        }
    }
    let all = fillers(approval);
    let distinct: BTreeSet<PersonId> = all.iter().copied().collect();
    prop_assert_eq!(all.len(), distinct.len(), "two steps by one person");
    if approval.result == Some(ApprovalResult::Approved) {
        prop_assert!(approval.steps.iter().all(|step| !step.decisions.is_empty()), "a step was skipped");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn nobody_approves_his_own_paper_or_decides_twice((holders, delegations, attempts) in worlds()) {
        let (mut scene, contract) = start();
        for (role, holder) in POSTS.iter().zip(holders) {
            hold(&mut scene, role, holder.map(|at| PEOPLE[at]));
        }
        let stand_ins = delegations.into_iter().map(|(from, to)| stand_in(PEOPLE[from], PEOPLE[to]));
        scene.organization().delegations = stand_ins.collect();
        if scene.ask(contract).is_ok() {
            let approval = scene.approval_of(contract);
            for one in attempts {
                attempt(&mut scene, contract, one);
            }
            check(&scene, approval)?;
        }
    }
}

/// A contract that may enter its chain; made once, for it takes a while.
fn start() -> (Scene, DocumentId) {
    thread_local! {
        static READY: (Scene, DocumentId) = Scene::text_reviewed();
    }
    READY.with(|(ready, contract)| {
        let mut scene = Scene::new();
        scene.facts = ready.facts.clone();
        scene.now = ready.now;
        scene.deal = ready.deal.clone();
        (scene, *contract)
    })
}

#[test]
fn another_kind_of_document_has_no_chain_to_ask_for() {
    let (mut scene, quote) = Scene::negotiated();
    let refusal = scene.ask(quote).expect_err("starts by itself");
    assert_eq!(refusal, Refusal::NoChainToAsk { kind: DocumentKind::Quotation });
}
