//! `deal_moment`: when the scanner next has something to record about a deal, and whether an approval waits for a post to be filled.

use tongguan_core::approval::Approval;

use super::table::{Cells, Table};
use super::{NEVER, View};
use crate::params;

pub(super) static TABLE: Table = Table::new("deal_moment", &[], &["at", "is_blocked"], rows);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let is_blocked = i64::from(view.deal.approvals.values().any(|approval| is_blocked(approval)));
    let at = view.deal.next_moment().map_or(NEVER, |(_, at)| at.as_microsecond());
    let waits = at != NEVER || is_blocked == 1;
    waits.then(|| params![at, is_blocked].to_vec()).into_iter().collect()
}

fn is_blocked(approval: &Approval) -> bool {
    approval.is_open() && approval.active_step().is_some_and(|step| step.blocked)
}
