//! `approval_copy`: who is copied on an approval.

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table =
    Table::new("approval_copy", &["approval_id", "person_id"], &["requested_at"], rows);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let approvals = view.deal.approvals.iter();
    let copies =
        approvals.flat_map(|(id, approval)| approval.copied.iter().map(move |person| (id, approval, person)));
    copies.map(|(id, approval, person)| params![id.0, person.0, approval.requested_at].to_vec()).collect()
}
