//! One running transaction, as its closure sees it.
//!
//! Promises the same behaviour on both engines: after a failed statement nothing more runs until the closure has rolled back to a
//! savepoint (PostgreSQL's rule, kept on SQLite too), and a transaction that lost to another one is run again whatever its closure answers.

use std::sync::Arc;

use super::fault::Faults;
use super::row::Row;
use super::sqlite::line::Line;
use super::value::Value;
use super::{Engine, postgres, sqlite};
use crate::error::StoreError;

/// Why a statement did not work, as the drivers' modules report it.
#[derive(Debug)]
pub(super) enum Failure {
    /// The statement failed; the transaction can go on from a savepoint.
    Plain(StoreError),
    /// The transaction lost to another one, or its connection did; run it again.
    Transient(String),
    /// SQLite met an I/O error; what is on disk is not known.
    Fatal(String),
}

/// The connection that a transaction owns while it runs.
pub(super) enum Conn {
    Sqlite(sqlite::Connection),
    Postgres(postgres::Session),
}

/// A running transaction.
pub struct Tx {
    pub(super) conn: Conn,
    faults: Option<Arc<Faults>>,
    /// Who waits for this transaction to end.
    line: Option<Line>,
    /// Whether its closure has seen that somebody waits.
    gave_way: bool,
    failed: Option<String>,
    transient: Option<String>,
    fatal: Option<String>,
}

/// How a run of a closure ended, apart from what it answered.
pub(super) enum Ending {
    /// Nothing in the way of a commit.
    Clean,
    /// A statement failed and was not rolled back.
    Failed(String),
    /// To be run again.
    Transient(String),
    /// SQLite I/O error.
    Fatal(String),
}

impl Tx {
    pub(super) fn new(conn: Conn, faults: Option<Arc<Faults>>) -> Self {
        Self { conn, faults, line: None, gave_way: false, failed: None, transient: None, fatal: None }
    }

    /// The one that SQLite's writer uses again and again.
    pub(super) fn of_writer(connection: sqlite::Connection, faults: Arc<Faults>, line: Line) -> Self {
        Self { line: Some(line), ..Self::new(Conn::Sqlite(connection), Some(faults)) }
    }

    /// Whether somebody can do nothing until this transaction has ended. Work that can stop anywhere stops then, and is written together
    /// with whoever waits.
    pub fn is_waited_for(&mut self) -> bool {
        let is_waited_for = self.line.as_ref().is_some_and(Line::is_waited_in);
        self.gave_way |= is_waited_for;
        is_waited_for
    }

    /// Whether a closure gave way since this was last asked.
    pub(super) fn take_gave_way(&mut self) -> bool {
        std::mem::take(&mut self.gave_way)
    }

    /// Which engine this runs on.
    pub fn engine(&self) -> Engine {
        match self.conn {
            Conn::Sqlite(_) => Engine::Sqlite,
            Conn::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement that returns no rows; answers how many rows it changed.
    pub async fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        self.before()?;
        let result = match &mut self.conn {
            Conn::Sqlite(connection) => sqlite::statement::execute(connection, sql, params),
            Conn::Postgres(session) => session.execute(sql, params).await,
        };
        self.after(result)
    }

    /// Runs a statement and returns all its rows.
    pub async fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.before()?;
        let result = match &mut self.conn {
            Conn::Sqlite(connection) => sqlite::statement::query(connection, sql, params),
            Conn::Postgres(session) => session.query(sql, params).await,
        };
        self.after(result)
    }

    /// Runs a statement that returns at most one row; more are an error.
    pub async fn query_opt(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, StoreError> {
        let mut rows = self.query(sql, params).await?;
        if rows.len() > 1 {
            return Err(StoreError::corrupt(format!("{} rows where at most one may be", rows.len())));
        }
        Ok(rows.pop())
    }

    /// Runs a statement that returns exactly one row; none is [`StoreError::NotFound`].
    pub async fn query_one(&mut self, sql: &str, params: &[Value]) -> Result<Row, StoreError> {
        self.query_opt(sql, params).await?.ok_or(StoreError::NotFound { what: "row" })
    }

    /// Marks a point to come back to. `name` is a lower-case word.
    pub async fn savepoint(&mut self, name: &str) -> Result<(), StoreError> {
        self.control(&format!("SAVEPOINT {}", word(name)?)).await
    }

    /// Undoes everything since the savepoint, which stays; also clears an earlier failure of a statement.
    pub async fn rollback_to(&mut self, name: &str) -> Result<(), StoreError> {
        let statement = format!("ROLLBACK TO SAVEPOINT {}", word(name)?);
        self.failed = None;
        self.control(&statement).await
    }

    /// Forgets the savepoint and keeps what was done since.
    pub async fn release(&mut self, name: &str) -> Result<(), StoreError> {
        self.control(&format!("RELEASE SAVEPOINT {}", word(name)?)).await
    }

    /// Runs a statement without parameters that is not worth preparing: transaction control, schema changes.
    pub(crate) async fn control(&mut self, sql: &str) -> Result<(), StoreError> {
        self.before()?;
        let result = match &mut self.conn {
            Conn::Sqlite(connection) => sqlite::statement::control(connection, sql),
            Conn::Postgres(session) => session.control(sql).await,
        };
        self.after(result)
    }

    /// Checks that the engine accepts a statement, without running it.
    pub(crate) async fn prepare(&mut self, sql: &str) -> Result<(), StoreError> {
        self.before()?;
        let result = match &mut self.conn {
            Conn::Sqlite(connection) => sqlite::statement::prepare(connection, sql),
            Conn::Postgres(session) => session.prepare(sql).await,
        };
        self.after(result)
    }

    /// Reports that another transaction was faster: the whole transaction will be rolled back and run again.
    pub(crate) fn contended(&mut self, reason: &str) -> StoreError {
        self.transient = Some(reason.to_owned());
        StoreError::Contended { reason: reason.to_owned() }
    }

    /// A number that no other running transaction of this process has: 0 on SQLite, the connection's place in the pool on PostgreSQL.
    /// Chains that many transactions append to are kept one per slot, so that nobody waits.
    pub(crate) fn slot(&self) -> u32 {
        match &self.conn {
            Conn::Sqlite(_) => 0,
            Conn::Postgres(session) => session.slot(),
        }
    }

    /// Refuses to go on after a failure, and fails on purpose when a test asked for it.
    fn before(&mut self) -> Result<(), StoreError> {
        if let Some(reason) = self.transient.as_ref().or(self.fatal.as_ref()).or(self.failed.as_ref()) {
            return Err(StoreError::Aborted { reason: reason.clone() });
        }
        if self.fault_strikes() {
            return self.after(Err(Failure::Transient("injected by a test".into())));
        }
        Ok(())
    }

    /// Whether an injected fault hits here; the drivers' modules ask before they commit.
    pub(super) fn fault_strikes(&self) -> bool {
        self.faults.as_ref().is_some_and(|faults| faults.strikes())
    }

    fn after<T>(&mut self, result: Result<T, Failure>) -> Result<T, StoreError> {
        result.map_err(|failure| match failure {
            Failure::Plain(error) => {
                self.failed = Some(error.to_string());
                error
            }
            Failure::Transient(reason) => {
                self.transient = Some(reason.clone());
                StoreError::Contended { reason }
            }
            Failure::Fatal(reason) => {
                self.fatal = Some(reason.clone());
                StoreError::Halted { reason }
            }
        })
    }

    /// Reads and clears what happened, ready for the next closure on this connection.
    pub(super) fn end(&mut self) -> Ending {
        let (failed, transient, fatal) = (self.failed.take(), self.transient.take(), self.fatal.take());
        match (fatal, transient, failed) {
            (Some(reason), _, _) => Ending::Fatal(reason),
            (_, Some(reason), _) => Ending::Transient(reason),
            (_, _, Some(reason)) => Ending::Failed(reason),
            _ => Ending::Clean,
        }
    }
}

/// Savepoint names go into the text of a statement, so they must be plain words.
fn word(name: &str) -> Result<&str, StoreError> {
    let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_word {
        Ok(name)
    } else {
        Err(StoreError::Unsupported { reason: "a savepoint is named by a lower-case word" })
    }
}
