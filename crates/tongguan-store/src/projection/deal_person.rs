//! `deal_person`: who takes part in a deal, and therefore sees it.

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table = Table::new("deal_person", &["person_id"], &[], rows);

fn rows(view: &View<'_>) -> Vec<Cells> {
    view.deal.participants().into_iter().map(|person| params![person.0].to_vec()).collect()
}
