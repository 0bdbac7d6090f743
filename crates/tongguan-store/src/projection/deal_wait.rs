//! `deal_wait`: who is waited for in a deal beside its owner, debtors and turns, so that nobody leaves with it.

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table = Table::new("deal_wait", &["person_id", "kind"], &[], rows);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let waits = view.deal.waits().into_iter();
    waits.map(|(person, wait)| params![person.0, wait.key()].to_vec()).collect()
}
