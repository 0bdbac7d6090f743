//! `deal_number`: the numbers by which people ask for a deal, its own, those of its documents, and those of its invoices.

use std::collections::BTreeSet;

use tongguan_core::deal::Number;

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table = Table::new("deal_number", &["number"], &["tail"], rows);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let own = view.deal.numbers.iter();
    let of_documents = view.deal.documents.values().filter_map(|document| document.number.as_ref());
    let invoices = view.deal.fulfilment.invoices.values().filter_map(|invoice| invoice.number.as_deref());
    let drawn: BTreeSet<&str> = own.chain(of_documents).filter_map(text).chain(invoices).collect();
    drawn.into_iter().map(|number| params![number, tail(number)].to_vec()).collect()
}

fn text(number: &Number) -> Option<&str> {
    match number {
        Number::Drawn(text) => Some(text),
        Number::Pending { .. } => None,
    }
}

/// The running part without its zeros: what people say of `SJ-2026-0317` is 317.
pub(crate) fn tail(number: &str) -> &str {
    number.rsplit('-').next().unwrap_or(number).trim_start_matches('0')
}
