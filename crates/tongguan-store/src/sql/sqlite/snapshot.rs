//! Whole database files beside the live one: making a copy, and looking into a copy that nobody else has open.

use std::path::{Path, PathBuf};

use rusqlite::OpenFlags;

use super::super::BoxFuture;
use super::super::tx::{Conn, Tx};
use super::{Connection, open, unit};
use crate::error::StoreError;

/// Writes a compact, consistent copy of the live database to a new file. Writers go on meanwhile.
pub(crate) async fn copy(database: PathBuf, copy: PathBuf) -> Result<(), StoreError> {
    blocking(move || {
        let connection = read_only(&database)?;
        let name =
            copy.to_str().ok_or(StoreError::Unsupported { reason: "the name of a copy must be UTF-8" })?;
        let copied = connection.execute("VACUUM INTO ?1", [name]);
        copied.map(drop).map_err(|error| StoreError::file("copy the database", error))
    })
    .await
}

/// Checks every page and index of a database file that is not in use.
pub(crate) async fn check(file: PathBuf) -> Result<(), StoreError> {
    blocking(move || open::check(&read_only(&file)?, "PRAGMA integrity_check")).await
}

/// Reads from a database file, outside of any transaction.
pub(crate) async fn inspect<T, F>(file: PathBuf, work: F) -> Result<T, StoreError>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    T: Send + 'static,
{
    blocking(move || unit::poll_once(work(&mut Tx::new(Conn::Sqlite(read_only(&file)?), None)))).await
}

fn read_only(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(file, flags).map_err(|error| StoreError::file("open a database file", error))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
}
