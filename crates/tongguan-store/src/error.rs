//! What can go wrong below the rules.
//!
//! Promises: no driver type, no SQL text and no row content in a message, so an error may be logged as it is.
//! A refusal of the core is not an error of the store and never appears here.

use std::fmt::Display;

/// Why the store could not do what it was asked. Cheap to clone: one failed commit answers many callers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A unique index or primary key was violated. The name is the index's name, or `<table>_pkey`; the same on both engines.
    #[error("unique key {name} is already taken")]
    Unique {
        /// Name of the index, or `<table>_pkey`.
        name: String,
    },
    /// A CHECK, NOT NULL or foreign key constraint was violated.
    #[error("constraint violated: {name}")]
    Constraint {
        /// What the engine calls the constraint; not stable between engines.
        name: String,
    },
    /// The expected version is not the current one.
    #[error("stale version, current is {current}")]
    Conflict {
        /// The version that is current now.
        current: i64,
    },
    /// Exactly one row was asked for and none was there.
    #[error("not found: {what}")]
    NotFound {
        /// What was looked for.
        what: &'static str,
    },
    /// A stored value is not what the code that wrote it promised.
    #[error("stored data is broken: {what}")]
    Corrupt {
        /// What is wrong, without content.
        what: String,
    },
    /// The connection broke, or the answer did not come, while committing. Only the idempotency key can tell what happened.
    #[error("the outcome of the commit is unknown: {reason}")]
    OutcomeUnknown {
        /// Why it is not known.
        reason: String,
    },
    /// Still in conflict with other transactions after all retries.
    #[error("too much contention, gave up after retries: {reason}")]
    Contended {
        /// The last conflict.
        reason: String,
    },
    /// The database cannot be reached, or the store is closed.
    #[error("the database is not available: {reason}")]
    Unavailable {
        /// Why.
        reason: String,
    },
    /// The SQLite writer met an I/O error and takes no more writes until a restart.
    #[error("the writer has stopped: {reason}")]
    Halted {
        /// The error that stopped it.
        reason: String,
    },
    /// The disk is full; nothing of the write is stored.
    #[error("the disk is full")]
    DiskFull,
    /// The statement ran longer than its limit.
    #[error("the statement ran longer than its limit")]
    TimedOut,
    /// A statement failed and the closure went on without rolling back to a savepoint.
    #[error("the transaction has failed before: {reason}")]
    Aborted {
        /// The earlier failure.
        reason: String,
    },
    /// The lease is held by another owner, or was taken over.
    #[error("lease {name} is lost")]
    LeaseLost {
        /// Name of the lease.
        name: String,
    },
    /// The database was written by a newer release.
    #[error("the schema is at version {found}, this release knows {known}")]
    NewerSchema {
        /// Version in the database.
        found: i64,
        /// Newest version that this release knows.
        known: i64,
    },
    /// A file or folder operation failed.
    #[error("file operation failed: {reason}")]
    File {
        /// What was attempted and the system's words.
        reason: String,
    },
    /// This engine cannot do it; the reason says what to do instead.
    #[error("not supported: {reason}")]
    Unsupported {
        /// What to do instead.
        reason: &'static str,
    },
    /// Any other error of the engine: a defect in our SQL or in its use.
    #[error("database error {code}: {reason}")]
    Database {
        /// SQLSTATE, or SQLite's extended code.
        code: String,
        /// The engine's words.
        reason: String,
    },
}

impl StoreError {
    /// A stored value that is not what its writer promised.
    pub fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt { what: what.into() }
    }

    /// A failed file operation, with what was attempted.
    pub(crate) fn file(attempt: &str, error: impl Display) -> Self {
        Self::File { reason: format!("{attempt}: {error}") }
    }

    /// Whether a unique key of this name was violated.
    pub fn is_unique(&self, wanted: &str) -> bool {
        matches!(self, Self::Unique { name } if name == wanted)
    }
}
