//! What screens and reports read, one file each.
//!
//! Promises: every read takes an [`crate::access::Access`] and answers only what its holder sees; lists are paged by key, never by
//! offset, and cost the same on every page. Must never write, and never judge: a figure is counted here and explained in the core.

pub mod accounts;
pub mod anomalies;
pub mod appeals;
pub mod approvals;
pub mod behind;
pub mod board;
pub mod candidates;
pub mod commands;
pub mod deals;
pub mod document_list;
pub mod documents;
pub mod exceptions;
pub mod exports;
pub mod figures;
pub mod filter;
pub mod history;
pub mod instalments;
pub mod names;
pub mod pool;
pub mod query;
pub mod queue;
pub mod search;
pub mod security;
pub mod sensitive_reads;
pub mod sums;
pub mod watched;

/// The statements that these reads send, with every filter, order and scope once, to be prepared by a test.
pub(crate) fn statements() -> Vec<String> {
    let mut statements = Vec::new();
    statements.extend(deals::statements());
    statements.extend(sums::statements());
    statements.extend(queue::statements());
    statements.extend(anomalies::statements());
    statements.extend(appeals::statements());
    statements.extend(approvals::statements());
    statements.extend(pool::statements());
    statements.extend(exceptions::statements());
    statements.extend(commands::statements());
    statements.extend(exports::statements());
    statements.extend(security::statements());
    statements.extend(sensitive_reads::statements());
    statements.extend(figures::statements());
    statements.extend(behind::statements());
    statements.extend(instalments::statements());
    statements.extend(names::statements());
    statements.extend(document_list::statements());
    statements.extend(accounts::statements());
    let fixed = [
        accounts::STATEMENTS,
        deals::STATEMENTS,
        documents::STATEMENTS,
        search::STATEMENTS,
        candidates::STATEMENTS,
        security::STATEMENTS,
        watched::STATEMENTS,
    ];
    statements.extend(fixed.into_iter().flatten().map(|text| (*text).to_owned()));
    statements
}
