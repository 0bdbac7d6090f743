//! `instalment` and `instalment_receipt`: what contracts pay by when, and what came in.

use tongguan_core::deal::fulfilment::Instalment;
use tongguan_core::id::InstalmentId;

use super::table::{Cells, Table};
use super::{View, day};
use crate::params;

pub(super) static TABLE: Table = Table::new(
    "instalment",
    &["instalment_id"],
    &[
        "contract_id",
        "department_id",
        "owner_id",
        "place",
        "event",
        "amount_minor",
        "received_minor",
        "written_off_minor",
        "outstanding_minor",
        "disputed_minor",
        "triggered_on",
        "due_on",
        "original_due_on",
        "expected_on",
        "dunning_owed",
        "dunning_done",
    ],
    rows,
);

pub(super) static RECEIPTS: Table = Table::new(
    "instalment_receipt",
    &["instalment_id", "place"],
    &["receipt_id", "amount_minor", "received_on"],
    receipts,
);

fn rows(view: &View<'_>) -> Vec<Cells> {
    view.deal.fulfilment.instalments.iter().map(|(id, instalment)| row(view, *id, instalment)).collect()
}

fn row(view: &View<'_>, id: InstalmentId, instalment: &Instalment) -> Cells {
    let event = serde_json::to_value(instalment.event).expect("an event of payment is plain data");
    params![
        id.0,
        instalment.contract.0,
        view.deal.department.0,
        view.deal.owner.map(|owner| owner.0),
        instalment.seq,
        event.as_str().unwrap_or_default(),
        instalment.amount.minor(),
        instalment.received().minor(),
        instalment.written_off.minor(),
        instalment.outstanding().minor(),
        instalment.dispute.map_or(0, |dispute| dispute.amount.minor()),
        instalment.triggered_on,
        day(instalment.due_on),
        day(instalment.original_due_on),
        instalment.expected_on,
        instalment.dunning_owed,
        instalment.dunning_done
    ]
    .to_vec()
}

fn receipts(view: &View<'_>) -> Vec<Cells> {
    let of_one = |(id, instalment): (&InstalmentId, &Instalment)| {
        let id = id.0;
        let parts = instalment.allocations.clone().into_iter().enumerate();
        parts.map(move |(at, part)| {
            let place = i64::try_from(at).unwrap_or(i64::MAX);
            params![id, place, part.receipt.0, part.amount.minor(), part.received_on].to_vec()
        })
    };
    view.deal.fulfilment.instalments.iter().flat_map(of_one).collect()
}
