//! `stage_passage`: every stay in a stage, for dwell and funnel. The stay in which a migrated deal was brought here began elsewhere and
//! is left out.

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table = Table::new(
    "stage_passage",
    &["passage"],
    &["stage", "department_id", "entered_at", "left_at", "left_to"],
    rows,
);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let passages = &view.deal.passages;
    let row = |(at, passage): (usize, &tongguan_core::deal::Passage)| {
        let next = passages.get(at + 1).map(|next| next.stage.key());
        let place = i64::try_from(at).unwrap_or(i64::MAX);
        let department = view.deal.department.0;
        params![place, passage.stage.key(), department, passage.entered_at, passage.left_at, next].to_vec()
    };
    let begun_here = usize::from(view.deal.migrated.is_some());
    passages.iter().enumerate().skip(begun_here).map(row).collect()
}
