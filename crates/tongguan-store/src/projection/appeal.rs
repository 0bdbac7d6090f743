//! `appeal`: who contests whose a deal is, and how it ended.

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table = Table::new(
    "appeal",
    &["level"],
    &["filed_by_id", "against_id", "filed_at", "decided_at", "department_id"],
    rows,
);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let department = view.deal.department.0;
    let appeals = view.deal.lead.appeals.iter().zip(1_i64..);
    let row = |(appeal, level): (&tongguan_core::deal::screening::appeal::Appeal, i64)| {
        let against = appeal.against.map(|person| person.0);
        params![level, appeal.by.0, against, appeal.at, appeal.decided_at, department].to_vec()
    };
    appeals.map(row).collect()
}
