//! `deal`: one row a deal, with everything that lists and boards show, filter, sort and sum by.

use tongguan_core::deal::{Deal, ScreeningResult, Standing};
use tongguan_core::obligation::Obligation;

use super::table::{Cells, Table};
use super::{NEVER, View, day};
use crate::params;

pub(super) static TABLE: Table = Table::new("deal", &[], COLUMNS, rows);

const COLUMNS: &[&str] = &[
    "version",
    "process_version",
    "registered_at",
    "updated_at",
    "account_id",
    "owner_id",
    "department_id",
    "lead_no",
    "opportunity_no",
    "stage",
    "stage_since",
    "standing",
    "screening",
    "grade",
    "source_channel",
    "amount_minor",
    "close_on",
    "won_on",
    "ended_at",
    "next_due_at",
    "next_clock",
    "open_count",
    "overdue_count",
    "approval_count",
    "gate",
    "gate_done",
    "gate_total",
    "contract_minor",
    "received_minor",
    "outstanding_minor",
    "unpaid_since",
];

fn rows(view: &View<'_>) -> Vec<Cells> {
    let deal = view.deal;
    // No period since it was brought here counts a migrated deal as new.
    let before = deal.migrated.as_ref();
    let before =
        before.map(|migrated| tongguan_core::zone::at(migrated.began_on, 0, 0, &view.process.time_zone()));
    let registered_at = deal.passages.first().map_or(deal.last_at, |passage| passage.entered_at);
    let registered_at = before.unwrap_or(registered_at);
    let next = next_due(deal);
    let open = || deal.obligations.values().filter(|obligation| obligation.is_open());
    let approvals = deal.approvals.values().filter(|approval| approval.is_open()).count();
    let gate = gate(view);
    let money = deal.money_owed();
    let row = params![
        count(deal.version as usize),
        deal.process_version,
        registered_at,
        deal.last_at,
        deal.account.0,
        deal.owner.map(|owner| owner.0),
        deal.department.0,
        deal.lead_number(),
        deal.opportunity_number(),
        deal.stage.key(),
        deal.stage_since,
        deal.standing().key(),
        deal.lead.screening.map(screening),
        deal.lead.grade.map(|grade| format!("{grade:?}")),
        deal.source_channel(),
        deal.amount().map_or(0, |amount| amount.minor()),
        day(deal.expected_close()),
        deal.won_on(),
        deal.ended_at(),
        next.map_or(NEVER, |next| next.due_at.as_microsecond()),
        next.map(|next| next.clock.as_str()),
        count(open().count()),
        count(open().filter(|obligation| obligation.missed).count()),
        count(approvals),
        gate.as_ref().map(|gate| gate.0.as_str()),
        gate.as_ref().map_or(0, |gate| gate.1),
        gate.as_ref().map_or(0, |gate| gate.2),
        money.contract.minor(),
        money.received.minor(),
        money.outstanding.minor(),
        day(money.unpaid_since)
    ];
    vec![row.to_vec()]
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What is due next. Nothing is due any more in a deal that has ended.
fn next_due(deal: &Deal) -> Option<&Obligation> {
    let running = (deal.standing() == Standing::Open).then_some(deal)?;
    let open = running.obligations.iter().filter(|(_, obligation)| obligation.is_open());
    open.min_by_key(|(id, obligation)| (obligation.due_at, **id)).map(|(_, obligation)| &**obligation)
}

fn gate(view: &View<'_>) -> Option<(String, u32, u32)> {
    let progress = view.deal.gate_progress(view.process)?;
    Some((progress.gate, progress.done, progress.total))
}

fn screening(result: ScreeningResult) -> &'static str {
    match result {
        ScreeningResult::Valid => "valid",
        ScreeningResult::Invalid => "invalid",
        ScreeningResult::Returned => "returned",
    }
}
