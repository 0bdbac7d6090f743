//! `obligation`: who owes what by when, also what is closed.

use tongguan_core::deal::Deal;
use tongguan_core::id::ObligationId;
use tongguan_core::obligation::{Obligation, ObligationState, Subject};

use super::View;
use super::table::{Cells, Table};
use crate::params;

pub(super) static TABLE: Table = Table::new(
    "obligation",
    &["obligation_id"],
    &[
        "clock",
        "subject",
        "debtor_id",
        "owner_id",
        "department_id",
        "stage",
        "due_at",
        "state",
        "missed",
        "paused",
    ],
    rows,
);

fn rows(view: &View<'_>) -> Vec<Cells> {
    let deal = view.deal;
    let changed = deal.obligations.iter();
    let changed = changed.filter(|(id, standing)| !view.is_same(standing, |deal| deal.obligations.get(id)));
    changed.map(|(id, obligation)| row(deal, *id, obligation)).collect()
}

fn row(deal: &Deal, id: ObligationId, obligation: &Obligation) -> Cells {
    params![
        id.0,
        &obligation.clock,
        subject(&obligation.subject),
        obligation.debtor.map(|debtor| debtor.0),
        deal.owner.map(|owner| owner.0),
        deal.department.0,
        deal.stage.key(),
        obligation.due_at,
        state(obligation.state),
        obligation.missed,
        obligation.is_paused()
    ]
    .to_vec()
}

/// What it is about, as the JSON of the core.
fn subject(subject: &Subject) -> String {
    serde_json::to_string(subject).expect("a subject is plain data")
}

fn state(state: ObligationState) -> &'static str {
    match state {
        ObligationState::Open => "open",
        ObligationState::Met => "met",
        ObligationState::Cancelled => "cancelled",
    }
}
