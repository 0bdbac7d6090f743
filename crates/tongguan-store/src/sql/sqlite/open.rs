//! Opening connections with the settings that the product ships, and emptying the write-ahead log.

use std::path::Path;

use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;

use super::{Connection, Durability, statement};
use crate::error::StoreError;
use crate::sql::tx::Failure;

/// Distinct statement texts kept prepared on each connection.
const PREPARED: usize = 512;

/// Waits for the disk at the very end only, and moves the log into the database seldom: each page then moves once for
/// many commits.
const UNSYNCED: &str = "PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=16000;";
/// The last checkpoint waits for the disk, whatever the durability until then.
const SYNCED: &str = "PRAGMA synchronous=FULL;";
/// WAL with synchronous=FULL: a commit that was answered survives a power cut. The log is moved into the database beside the writer
/// ([`super::mover`]); the writer itself moves only what is left of a log of 32 MB.
const WRITER: &str =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;
    PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;";
const READER: &str =
    "PRAGMA query_only=ON; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-4096;
    PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;";
/// Only outsiders (a backup, the command line) ever hold the lock.
const BUSY: &str = "PRAGMA busy_timeout=5000;";

/// The write connection. After an unclean stop the file is checked first.
pub(super) fn writer(path: &Path, was_clean: bool, durability: Durability) -> Result<Connection, StoreError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_CREATE, WRITER)?;
    if durability == Durability::WhenClosed {
        let relaxed = connection.execute_batch(UNSYNCED);
        relaxed.map_err(|error| StoreError::Unavailable { reason: error.to_string() })?;
    }
    if !was_clean {
        check(&connection, "PRAGMA quick_check")?;
    }
    Ok(connection)
}

/// The connection that moves the log.
pub(super) fn mover(path: &Path) -> Result<Connection, StoreError> {
    open(path, OpenFlags::empty(), SYNCED)
}

/// A read connection to a database that exists.
pub(super) fn reader(path: &Path) -> Result<Connection, StoreError> {
    open(path, OpenFlags::empty(), READER)
}

fn open(path: &Path, extra: OpenFlags, pragmas: &str) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let unavailable = |error: rusqlite::Error| StoreError::Unavailable { reason: error.to_string() };
    let connection = Connection::open_with_flags(path, flags).map_err(unavailable)?;
    // Otherwise SQLite plans a statement anew whenever a parameter that a plan could rest on gets another value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(unavailable)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    connection.execute_batch(BUSY).map_err(unavailable)?;
    connection.execute_batch(pragmas).map_err(unavailable)?;
    Ok(connection)
}

/// Empties the log into the database at the end, and waits until all of it is on disk.
pub(super) fn finish(connection: &mut Connection) {
    if let Err(failure) = statement::control(connection, SYNCED) {
        tracing::warn!(?failure, "the database is closed without waiting for the disk");
    }
    checkpoint(connection);
}

/// Runs one of SQLite's checks and demands "ok".
pub(super) fn check(connection: &Connection, pragma: &str) -> Result<(), StoreError> {
    let answer: Result<String, _> = connection.query_row(pragma, [], |row| row.get(0));
    match answer {
        Ok(text) if text == "ok" => Ok(()),
        Ok(text) => Err(StoreError::corrupt(format!("{pragma}: {text}"))),
        Err(error) => Err(StoreError::corrupt(format!("{pragma}: {error}"))),
    }
}

/// Moves the write-ahead log into the database. Losing the race to a reader is harmless: the next time will do, and
/// waiting for the reader (a backup may take seconds) would hold up every write behind it.
pub(super) fn checkpoint(connection: &mut Connection) {
    let moved = statement::control(connection, "PRAGMA busy_timeout=0;")
        .and_then(|()| statement::query(connection, "PRAGMA wal_checkpoint(TRUNCATE)", &[]).map(drop));
    match moved.and(statement::control(connection, BUSY)) {
        Ok(_) => {}
        Err(Failure::Plain(error)) => tracing::warn!(%error, "checkpoint failed"),
        Err(Failure::Transient(reason) | Failure::Fatal(reason)) => {
            tracing::warn!(reason, "checkpoint failed")
        }
    }
}
