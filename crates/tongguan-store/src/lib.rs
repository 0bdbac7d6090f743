//! Where Tongguan keeps what happened: the event log, the tables that lists read, and the journal of every attempt.
//!
//! The only crate with SQL. Promises: all functions take the caller's transaction, so one command is one commit; the same
//! behaviour on SQLite and PostgreSQL; no driver type in the public API. Must never decide anything about a deal.

pub mod error;
pub mod lease;
pub mod migrate;
pub mod sql;
mod statements;

pub use error::StoreError;
pub use migrate::migrate;
pub use sql::{BoxFuture, Database, Engine, Tx};
pub use statements::prepare_all;
