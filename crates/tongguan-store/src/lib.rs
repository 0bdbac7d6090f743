//! Where Tongguan keeps what happened: the event log, the tables that lists read, and the journal of every attempt.
//!
//! The only crate with SQL. Promises: all functions take the caller's transaction, so one command is one commit; the same
//! behaviour on SQLite and PostgreSQL; no driver type in the public API. Must never decide anything about a deal.

pub mod access;
pub mod archive;
pub mod auth;
pub mod backup;
pub mod body;
pub mod chain;
pub mod command_log;
pub mod counter;
pub mod deal;
pub mod draft;
pub mod erasure;
pub mod error;
pub mod event_log;
pub mod facts;
pub mod file;
pub mod guard;
pub mod idempotency;
pub mod import;
pub mod job;
pub mod lease;
pub mod migrate;
pub mod moment;
pub mod notice;
pub mod outbox;
mod projection;
pub mod read;
pub mod rebuild;
pub mod reference;
pub mod reference_log;
pub mod saved_view;
pub mod security_log;
pub mod setting;
pub mod sql;
mod statements;
pub mod tenant;

pub use error::StoreError;
pub use migrate::migrate;
pub use sql::{BoxFuture, Database, Engine, Tx};
pub use statements::{all as all_statements, prepare_all};
