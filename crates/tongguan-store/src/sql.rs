//! The database: SQLite for one machine, PostgreSQL for more. This module and its children are the only ones that name a driver.
//!
//! Promises:
//! * One text per statement, with `$1, $2, …`; `FOR UPDATE [SKIP LOCKED]` is dropped for SQLite, whose only writer needs no row locks.
//! * A write is a closure that may be run again. It is all or nothing; what it answered `Ok` for is on disk when the caller hears of it.
//! * An `Err` from the closure rolls everything back and is handed to the caller unchanged.
//! * A commit whose outcome cannot be known is [`StoreError::OutcomeUnknown`], never a success and never retried here.
//!
//! Must never: hold business rules, keep state that a second process would need, or await anything but the database inside a transaction.

mod fault;
mod postgres;
mod queue;
mod row;
mod sqlite;
mod tx;
mod value;

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;

pub(crate) use sqlite::snapshot;

pub use row::{FromValue, Row};
pub use sqlite::{Durability, SqliteOptions};
pub use tx::Tx;
pub use value::{IntoValue, Kind, Value};

use crate::error::StoreError;
use fault::Faults;

/// A boxed future that may move between threads; what a transaction closure returns.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Which database is behind a [`Database`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite in a file of its own.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

/// A handle on the database; clones share it.
#[derive(Clone)]
pub struct Database {
    backend: Arc<Backend>,
    #[cfg(feature = "faults")]
    faults: Arc<Faults>,
}

#[expect(clippy::large_enum_variant, reason = "there is one for each database, behind an Arc")]
enum Backend {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Database {
    /// Opens or creates the SQLite database at `path`, alone: a second process is refused by the lock file beside it.
    pub async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        Self::open_sqlite_with(path, SqliteOptions::default()).await
    }

    /// [`Self::open_sqlite`] with other limits than the default ones.
    pub async fn open_sqlite_with(path: &Path, options: SqliteOptions) -> Result<Self, StoreError> {
        let faults = Arc::new(Faults::default());
        let sqlite = sqlite::Sqlite::open(path.to_owned(), options, faults.clone()).await?;
        Ok(Self::new(Backend::Sqlite(sqlite), faults))
    }

    /// Opens a SQLite database that may be in use, to read only: it takes no lock, and every write is refused. For checks and exports
    /// beside a running server, so a read may take longer than one of the server's.
    pub async fn open_sqlite_beside(path: &Path) -> Result<Self, StoreError> {
        let sqlite = sqlite::Sqlite::open_beside(path.to_owned()).await?;
        Ok(Self::new(Backend::Sqlite(sqlite), Arc::new(Faults::default())))
    }

    /// Connects to the PostgreSQL database that `url` names; encrypted, to a server that is trusted, where it says `sslmode=require`.
    pub async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let faults = Arc::new(Faults::default());
        let postgres = postgres::Postgres::open(url, faults.clone()).await?;
        Ok(Self::new(Backend::Postgres(postgres), faults))
    }

    #[cfg_attr(
        not(feature = "faults"),
        expect(unused_variables, reason = "only tests keep a hand on the faults")
    )]
    fn new(backend: Backend, faults: Arc<Faults>) -> Self {
        Self {
            backend: Arc::new(backend),
            #[cfg(feature = "faults")]
            faults,
        }
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match &*self.backend {
            Backend::Sqlite(_) => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs `work` on one consistent snapshot. Writing in it is an error.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.read(work).await,
            Backend::Postgres(postgres) => postgres.read(work).await,
        }
    }

    /// Runs `work` in one transaction and commits it when it answers `Ok`. `work` may run several times; only the last run counts.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.write(work).await,
            Backend::Postgres(postgres) => postgres.write(work).await,
        }
    }

    /// Finishes what is queued, checkpoints and lets go of the database. Every later call fails.
    pub async fn close(&self) {
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.close().await,
            Backend::Postgres(postgres) => postgres.close(),
        }
    }

    /// The file of a SQLite database.
    pub fn sqlite_path(&self) -> Option<&Path> {
        match &*self.backend {
            Backend::Sqlite(sqlite) => Some(sqlite.path()),
            Backend::Postgres(_) => None,
        }
    }

    /// Why the SQLite writer stopped, when it did. The process should then say so and exit: only a restart knows what is on disk.
    pub fn halted(&self) -> Option<String> {
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.halted(),
            Backend::Postgres(_) => None,
        }
    }

    /// For tests: the `nth` statement of write transactions from now (from 1; a commit counts) fails once as if another transaction had won.
    #[cfg(feature = "faults")]
    pub fn fail_write_statement(&self, nth: u32) {
        self.fail_write_statement_again(nth, 1);
    }

    /// For tests: as [`Self::fail_write_statement`], `times` times in a row, so that the retry of a retry fails as well.
    #[cfg(feature = "faults")]
    pub fn fail_write_statement_again(&self, nth: u32, times: u32) {
        self.faults.arm(nth, times);
    }

    /// For tests: whether the fault asked for has not happened yet.
    #[cfg(feature = "faults")]
    pub fn fault_is_armed(&self) -> bool {
        self.faults.is_armed()
    }
}

/// How often a transaction is run again after losing to another one.
const RETRIES: u32 = 10;
