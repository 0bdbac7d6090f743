//! `contract`: contracts that both parties have signed.

use tongguan_core::deal::Number;
use tongguan_core::id::DocumentId;

use super::table::{Cells, Table};
use super::{View, day};
use crate::params;

pub(super) static TABLE: Table = Table::new(
    "contract",
    &["contract_id"],
    &[
        "department_id",
        "owner_id",
        "account_id",
        "number",
        "signed_on",
        "amount_minor",
        "term_start",
        "term_end",
    ],
    rows,
);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let deal = view.deal;
    let number = |id: &DocumentId| match deal.documents.get(id).and_then(|document| document.number.as_ref())
    {
        Some(Number::Drawn(text)) => Some(text.clone()),
        _ => None,
    };
    let contracts = deal.fulfilment.contracts.iter();
    contracts
        .map(|(id, signed)| {
            params![
                id.0,
                deal.department.0,
                deal.owner.map(|owner| owner.0),
                deal.account.0,
                number(id),
                signed.signed_on,
                signed.amount.minor(),
                signed.term_start,
                day(signed.term_end)
            ]
            .to_vec()
        })
        .collect()
}
