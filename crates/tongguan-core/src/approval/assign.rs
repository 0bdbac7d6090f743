//! Whose turn a step is: the holder of the role, or his superior where he may not decide, or nobody at all.

use super::{Approval, Assignee, Step};
use crate::deal::Event;
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
    let approval = &decision.deal.approvals[&id];
    let plan = approval.steps[number as usize - 1].plan.clone();
    let found = match (plan.person, plan.role.as_deref()) {
        (Some(person), _) => Found::People(vec![Assignee { person, instead_of: None }]),
        (None, Some(role)) => find(decision, approval, role),
        (None, None) => Found::Nobody(None),
    };
    decision.emit(match found {
        Found::People(assignees) => Event::StepActivated { approval: id, step: number, assignees },
        Found::Nobody(vacant) => {
            Event::StepBlocked { approval: id, step: number, role: plan.role.unwrap_or_default(), vacant }
        }
    });
}

/// Looks again after the organisation has changed: for blocked steps, and for those whose people have all left.
pub fn unblock(decision: &mut Decision<'_>) {
    let organization = &decision.facts.organization;
    let left = |step: &Step| !step.turn().iter().any(|person| organization.is_active(*person));
    let open = decision.deal.approvals.iter().filter(|(_, approval)| approval.is_open());
    let waiting = open.filter_map(|(id, a)| Some((*id, a.active, a.active_step()?)));
    let stuck = waiting.filter(|(_, _, step)| step.blocked || left(step));
    let stuck: Vec<(ApprovalId, u32, bool)> = stuck.map(|(id, n, step)| (id, n, step.blocked)).collect();
    for (id, number, blocked) in stuck {
        let approval = &decision.deal.approvals[&id];
        let role = approval.active_step().and_then(|step| step.plan.role.clone()).unwrap_or_default();
        match find(decision, approval, &role) {
            Found::People(assignees) => {
                let first = assignees.first().map(|assignee| assignee.person);
                decision.emit(Event::StepActivated { approval: id, step: number, assignees });
                first.into_iter().for_each(|person| move_step(decision, id, number, person));
            }
            Found::Nobody(vacant) if !blocked => {
                decision.emit(Event::StepBlocked { approval: id, step: number, role, vacant });
            }
            Found::Nobody(_) => {}
        }
    }
}

fn find(decision: &Decision<'_>, approval: &Approval, role: &str) -> Found {
    let organization = &decision.facts.organization;
    let holders = match organization.answering(role, decision.deal.department) {
        Answering::Holders(holders) => holders,
        Answering::Vacant(post) => return Found::Nobody(Some(post)),
        Answering::NoPost => return Found::Nobody(None),
    };
    let fit = |person: PersonId| !approval.is_own_paper(person) && !approval.has_decided(person);
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
