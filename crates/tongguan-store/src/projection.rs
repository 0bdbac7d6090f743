//! The tables that lists, boards, queues and sums read: made from a folded deal, in the transaction of its events.
//!
//! Promises: the rows of a deal are a pure function of the deal and its process, so [`crate::rebuild`] makes the same tables again
//! and can tell whether they are. Only rows that differ are written. A table is one small file that says its columns and its
//! rows. Must never be written from anywhere else, by a trigger, or later than the events.

mod appeal;
mod approval;
mod approval_copy;
mod approval_person;
mod contract;
mod deal;
mod deal_moment;
mod deal_number;
mod deal_person;
pub(crate) mod deal_sum;
pub(crate) mod deal_wait;
mod document;
mod instalment;
mod obligation;
mod stage_passage;
pub(crate) mod table;

use tongguan_core::deal::Deal;
use tongguan_core::id::TenantId;
use tongguan_core::process::Process;
use tongguan_core::shared::Shared;

pub(crate) use deal_number::tail as number_tail;

use crate::error::StoreError;
use crate::sql::{Tx, Value};
use table::Table;

/// What a date that is not known is sorted as.
pub(crate) const NO_DATE: &str = "9999-12-31";
/// What a moment that never comes is sorted as.
pub(crate) const NEVER: i64 = i64::MAX;

/// A deal as the tables see it.
pub(crate) struct View<'a> {
    /// The deal.
    pub(crate) deal: &'a Deal,
    /// The process it is pinned to.
    pub(crate) process: &'a Process,
    /// The same deal one step away, where only the difference is asked for: rows that are the same there may be left out.
    pub(crate) beside: Option<&'a Deal>,
}

impl<'a> View<'a> {
    /// A deal with all its rows.
    pub(crate) fn whole(deal: &'a Deal, process: &'a Process) -> Self {
        Self { deal, process, beside: None }
    }

    /// Whether a part of the deal, and what rows of a part say of the deal itself, are the same beside.
    pub(crate) fn is_same<T>(&self, part: &Shared<T>, find: impl Fn(&Deal) -> Option<&Shared<T>>) -> bool {
        let Some(beside) = self.beside else { return false };
        let of = |deal: &Deal| (deal.owner, deal.department, deal.stage);
        of(self.deal) == of(beside) && find(beside).is_some_and(|other| part.is_same(other))
    }
}

/// Every table that has rows of one deal.
pub(crate) const TABLES: &[&Table] = &[
    &deal::TABLE,
    &deal_moment::TABLE,
    &deal_person::TABLE,
    &deal_wait::TABLE,
    &deal_number::TABLE,
    &stage_passage::TABLE,
    &obligation::TABLE,
    &approval::TABLE,
    &approval_person::TABLE,
    &approval_copy::TABLE,
    &appeal::TABLE,
    &document::TABLE,
    &contract::TABLE,
    &instalment::TABLE,
    &instalment::RECEIPTS,
];

/// The statements of all tables.
pub(crate) fn statements() -> Vec<String> {
    let mut statements: Vec<String> =
        deal_sum::STATEMENTS.iter().chain(deal_wait::STATEMENTS).map(|text| (*text).to_owned()).collect();
    statements.extend(TABLES.iter().flat_map(|table| table.statements()));
    statements
}

/// Writes what a step of a deal changed. `before` is the deal as the tables show it now; none for a new one.
pub(crate) async fn project(
    tx: &mut Tx,
    tenant: TenantId,
    process: &Process,
    before: Option<&Deal>,
    after: &Deal,
) -> Result<(), StoreError> {
    let after = View { deal: after, process, beside: before };
    let before = before.map(|deal| View { deal, process, beside: Some(after.deal) });
    for table in TABLES {
        let old = before.as_ref().map(|view| table.rows(view)).unwrap_or_default();
        table.write(tx, tenant, after.deal.id, &old, &table.rows(&after)).await?;
    }
    deal_sum::project(tx, tenant, before.as_ref().map(|view| view.deal), Some(after.deal)).await
}

/// A date as it sorts: one that is not known comes last.
fn day(date: Option<jiff::civil::Date>) -> String {
    date.map_or(NO_DATE.to_owned(), |date| date.to_string())
}

/// Whether two values stand for the same; SQLite gives back a UUID as bytes and a null without its kind.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Null(_), Value::Null(_)) => true,
        (Value::Uuid(id), Value::Bytes(bytes)) | (Value::Bytes(bytes), Value::Uuid(id)) => {
            id.as_bytes().as_slice() == bytes.as_slice()
        }
        _ => one == other,
    }
}
