//! `approval_person`: whose turn it is in an approval, and who decided what, also what a return made void.

use tongguan_core::approval::{Approval, Verdict};
use tongguan_core::id::ApprovalId;
use tongguan_core::shared::Shared;

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table = Table::new(
    "approval_person",
    &["approval_id", "part", "place", "person_id"],
    &["step", "instead_of_id", "verdict", "since"],
    rows,
);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let of_one = |(id, approval): (&ApprovalId, &Shared<Approval>)| {
        let mut rows = turns(*id, approval);
        rows.extend(votes(*id, approval));
        rows
    };
    let changed = view.deal.approvals.iter();
    let changed = changed.filter(|(id, approval)| !view.is_same(approval, |deal| deal.approvals.get(id)));
    changed.flat_map(of_one).collect()
}

fn turns(id: ApprovalId, approval: &Approval) -> Vec<Cells> {
    let Some(step) = approval.active_step().filter(|step| approval.is_open() && !step.blocked) else {
        return Vec::new();
    };
    let since = step.since.unwrap_or(approval.requested_at);
    let turn = step.turn();
    let row = |person: &tongguan_core::id::PersonId| {
        let assignee = step.assignees.iter().find(|assignee| assignee.person == *person);
        let instead_of = assignee.and_then(|assignee| assignee.instead_of).map(|person| person.0);
        let (place, number) = (approval.active, approval.active);
        params![id.0, "turn", place, person.0, number, instead_of, None::<String>, since].to_vec()
    };
    turn.iter().map(row).collect()
}

fn votes(id: ApprovalId, approval: &Approval) -> Vec<Cells> {
    let row = |(at, vote): (usize, &tongguan_core::approval::Vote)| {
        let (place, instead_of) = (i64::try_from(at).unwrap_or(i64::MAX), vote.on_behalf_of.map(|p| p.0));
        params![id.0, "vote", place, vote.by.0, vote.step, instead_of, Some(verdict(vote.verdict)), vote.at]
            .to_vec()
    };
    approval.votes.iter().enumerate().map(row).collect()
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approve => "approve",
        Verdict::Adjust(_) => "adjust",
        Verdict::Reject => "reject",
        Verdict::Return(_) => "return",
    }
}
