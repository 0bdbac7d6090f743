//! Whose turn a step is: the holder of the role, or his superior where he may not decide, or nobody at all.

use super::{Approval, Assignee, PlannedStep, Step};
use crate::deal::{Event, hands};
use crate::decision::Decision;
use crate::id::{ApprovalId, PersonId, PostId};
use crate::obligation::move_step;
use crate::organization::Answering;

/// Whom a step found.
enum Found {
    People(Vec<Assignee>),
    Nobody(Option<PostId>),
}

/// Makes a step active, or blocks it where nobody may decide it.
pub(super) fn activate(decision: &mut Decision<'_>, id: ApprovalId, number: u32) {
    let plan = decision.deal.approvals[&id].steps[number as usize - 1].plan.clone();
    match find(decision, &before(decision, id, number), &plan) {
        Found::People(assignees) => {
            decision.emit(Event::StepActivated { approval: id, step: number, assignees });
        }
        Found::Nobody(vacant) => block(decision, id, number, plan, vacant),
    }
}

/// The approval as it is when a step becomes active: what was decided in it and after it no longer counts.
fn before(decision: &Decision<'_>, id: ApprovalId, number: u32) -> Approval {
    let mut approval = Approval::clone(&decision.deal.approvals[&id]);
    approval.steps.iter_mut().skip(number as usize - 1).for_each(|step| step.decisions.clear());
    approval
}

/// Stops at a step that nobody may decide; the event is the alarm.
fn block(decision: &mut Decision<'_>, id: ApprovalId, step: u32, plan: PlannedStep, vacant: Option<PostId>) {
    let role = plan.role.unwrap_or_default();
    decision.emit(Event::StepBlocked { approval: id, step, role, vacant });
}

/// Whether a person may decide in an approval: neither his paper nor his deal, not decided yet, in a
/// business post and in no post that administers, and having done nothing on the deal that excludes it.
pub(super) fn may_decide(decision: &Decision<'_>, approval: &Approval, person: PersonId) -> bool {
    !approval.is_own_paper(person)
        && decision.deal.owner != Some(person)
        && !approval.has_decided(person)
        && decision.is_fit(person)
        && !decision.administers(person)
        && hands::check(decision, person, &approval.deed()).is_ok()
}

/// Looks again after the organisation has changed: for blocked steps, and for those whose people have all left.
pub fn unblock(decision: &mut Decision<'_>) {
    let left = |approval: &Approval, step: &Step| {
        !step.turn().iter().any(|person| may_decide(decision, approval, *person))
    };
    let open = decision.deal.approvals.iter().filter(|(_, approval)| approval.is_open());
    let waiting = open.filter_map(|(id, a)| Some((*id, a, a.active_step()?)));
    let stuck = waiting.filter(|(_, approval, step)| step.blocked || left(approval, step));
    let stuck: Vec<(ApprovalId, u32, bool)> =
        stuck.map(|(id, a, step)| (id, a.active, step.blocked)).collect();
    for (id, number, blocked) in stuck {
        let plan = decision.deal.approvals[&id].steps[number as usize - 1].plan.clone();
        match find(decision, &before(decision, id, number), &plan) {
            Found::People(assignees) => {
                let first = assignees.first().map(|assignee| assignee.person);
                decision.emit(Event::StepActivated { approval: id, step: number, assignees });
                first.into_iter().for_each(|person| move_step(decision, id, number, person));
            }
            Found::Nobody(vacant) if !blocked => block(decision, id, number, plan, vacant),
            Found::Nobody(_) => {}
        }
    }
}

/// Gives on the turns of somebody who leaves: those of his posts to whoever holds them now, those that were his own to `to`, as far as
/// that one may decide. Consents of others in the same step stay. Where nobody may decide the step stops, which is the alarm.
pub(crate) fn hand_over(decision: &mut Decision<'_>, from: PersonId, to: PersonId, reason: &str) {
    pass_named(decision, (from, to), reason);
    let open = decision.deal.approvals.iter().filter(|(_, approval)| approval.is_open());
    let his = open.filter(|(_, approval)| approval.active_step().is_some_and(|s| s.turn().contains(&from)));
    let his: Vec<(ApprovalId, u32)> = his.map(|(id, approval)| (*id, approval.active)).collect();
    for (id, number) in his {
        let step = decision.deal.approvals[&id].steps[number as usize - 1].clone();
        let plan = PlannedStep { person: step.plan.person.map(|_| to), ..step.plan.clone() };
        let mut people = match find(decision, &before(decision, id, number), &plan) {
            Found::People(people) => people,
            Found::Nobody(_) => Vec::new(),
        };
        people.retain(|assignee| assignee.person != from);
        let is_new = |one: &&Assignee| step.assignees.iter().all(|assignee| assignee.person != one.person);
        let (fresh, first) = (people.iter().find(is_new).cloned(), people.first().cloned());
        match (fresh, first) {
            (Some(fresh), _) => {
                let note = decision.keep_text(reason);
                let to = fresh.person;
                decision.emit(Event::StepTransferred { approval: id, step: number, from, to, note });
                move_step(decision, id, number, to);
            }
            (None, Some(first)) => {
                decision.emit(Event::StepActivated { approval: id, step: number, assignees: people });
                move_step(decision, id, number, first.person);
            }
            (None, None) => block(decision, id, number, step.plan, None),
        }
    }
}

/// Steps that are still to come, or may come again, name the receiver instead. Whether he may decide is asked when they do.
fn pass_named(decision: &mut Decision<'_>, (from, to): (PersonId, PersonId), reason: &str) {
    let open = decision.deal.approvals.iter().filter(|(_, approval)| approval.is_open());
    let named = open.flat_map(|(id, approval)| approval.named_beside().map(move |named| (*id, named)));
    let his: Vec<(ApprovalId, u32)> =
        named.filter(|(_, (_, person))| *person == from).map(|(id, (step, _))| (id, step)).collect();
    for (approval, step) in his {
        let note = decision.keep_text(reason);
        decision.emit(Event::StepTransferred { approval, step, from, to, note });
    }
}

fn find(decision: &Decision<'_>, approval: &Approval, plan: &PlannedStep) -> Found {
    let organization = &decision.facts.organization;
    let role = plan.role.as_deref().unwrap_or_default();
    let answer = match plan.person {
        Some(person) => Answering::Holders(vec![person]),
        None => organization.answering(role, decision.deal.department),
    };
    let holders = match answer {
        Answering::Holders(holders) => holders,
        Answering::Vacant(post) => return Found::Nobody(Some(post)),
        Answering::NoPost => return Found::Nobody(None),
    };
    let fit = |person: PersonId| may_decide(decision, approval, person);
    let direct: Vec<Assignee> = holders
        .iter()
        .filter(|person| fit(**person))
        .map(|person| Assignee { person: *person, instead_of: None })
        .collect();
    if !direct.is_empty() {
        return Found::People(direct);
    }
    climb(decision, &holders, fit)
}

/// The nearest superior who may decide; a vacant post on the way stops the climb.
fn climb(decision: &Decision<'_>, holders: &[PersonId], fit: impl Fn(PersonId) -> bool) -> Found {
    let organization = &decision.facts.organization;
    let Some(first) = holders.first().copied() else { return Found::Nobody(None) };
    let mut at = first;
    for _ in 0..organization.posts.len() {
        match organization.superior(at) {
            Answering::Holders(up) => match up.iter().find(|person| fit(**person)) {
                Some(person) => {
                    return Found::People(vec![Assignee { person: *person, instead_of: Some(first) }]);
                }
                None => at = up[0],
            },
            Answering::Vacant(post) => return Found::Nobody(Some(post)),
            Answering::NoPost => return Found::Nobody(None),
        }
    }
    Found::Nobody(None)
}
