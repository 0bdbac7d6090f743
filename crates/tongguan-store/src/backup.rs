//! Backups of a SQLite database, made while it is written to, and checked before they get their name.
//!
//! Promises: a file under the name asked for is a whole, consistent, checked copy whose journal is the live one's up to some moment.
//! Attached files are not in it: their folder is append-only, so copying it after the database gives a set that fits
//! ([`crate::file::content::ContentStore::copy_to`]).
//! PostgreSQL is backed up with its own tools: `pg_dump --format=custom --file=FILE URL` and `pg_restore --clean --if-exists`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::chain::Hash;
use crate::error::StoreError;
use crate::file::content::sync_folder;
use crate::sql::{Database, Tx, snapshot};
use crate::{migrate, params, tenant};

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Size of the file.
    pub bytes: u64,
    /// Schema version.
    pub schema_version: i64,
    /// The latest journal line of each tenant that has one: id of the command and hash of the line.
    pub heads: Vec<(Uuid, Uuid, Hash)>,
}

const SCHEMA_VERSION: &str = "SELECT MAX(version) FROM schema_migration";
const LATEST_LINE: &str =
    "SELECT id, hash FROM command_log WHERE tenant_id = $1 ORDER BY recorded_at DESC, id DESC LIMIT 1";
const LINE_HASH: &str = "SELECT hash FROM command_log WHERE tenant_id = $1 AND id = $2";

pub(crate) const STATEMENTS: &[&str] = &[SCHEMA_VERSION, LATEST_LINE, LINE_HASH];

const POSTGRES: StoreError = StoreError::Unsupported {
    reason: "back PostgreSQL up with pg_dump --format=custom, and restore it with pg_restore",
};

/// Writes a checked copy of the database to `target`, which must not exist.
pub async fn backup(db: &Database, target: &Path) -> Result<Report, StoreError> {
    backup_beside(db.sqlite_path().ok_or(POSTGRES)?, target).await
}

/// Writes a checked copy of a SQLite database file that another process may be writing to.
pub async fn backup_beside(live: &Path, target: &Path) -> Result<Report, StoreError> {
    let partial = start(target)?;
    let outcome = async {
        snapshot::copy(live.to_owned(), partial.clone()).await?;
        let report = examine(&partial).await?;
        compare(live, &report).await?;
        Ok(report)
    };
    finish(outcome.await, &partial, target)
}

/// Puts a backup in place as the database `file` in a folder that has no database yet, after checking it.
pub async fn restore(backup: &Path, file: &Path) -> Result<Report, StoreError> {
    let folder = folder_of(file)?;
    fs::create_dir_all(folder).map_err(|error| StoreError::file("make the folder", error))?;
    let mut entries =
        fs::read_dir(folder).map_err(|error| StoreError::file("look into the folder", error))?;
    if entries.next().is_some() {
        return Err(StoreError::file("restore", "the folder is not empty"));
    }
    let partial = start(file)?;
    let outcome = async {
        fs::copy(backup, &partial).map_err(|error| StoreError::file("copy the backup", error))?;
        examine(&partial).await
    };
    finish(outcome.await, &partial, file)
}

/// The name to write under until all checks have passed.
fn start(target: &Path) -> Result<PathBuf, StoreError> {
    if target.exists() {
        return Err(StoreError::file("write a database file", "there is one of this name already"));
    }
    let partial = target.with_added_extension("partial");
    match fs::remove_file(&partial) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::file("remove an unfinished file", error))
        }
        _ => Ok(partial),
    }
}

fn finish(outcome: Result<Report, StoreError>, partial: &Path, target: &Path) -> Result<Report, StoreError> {
    let placed = outcome.and_then(|report| {
        let folder = folder_of(target)?;
        fs::rename(partial, target)
            .and_then(|()| sync_folder(folder))
            .map_err(|error| StoreError::file("name the file", error))?;
        Ok(report)
    });
    if placed.is_err() {
        // The first error is the one to report.
        drop(fs::remove_file(partial));
    }
    placed
}

fn folder_of(file: &Path) -> Result<&Path, StoreError> {
    match file.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Ok(Path::new(".")),
        Some(folder) => Ok(folder),
        None => Err(StoreError::file("use a database file", "its path names a folder")),
    }
}

/// Brings a file to the disk, checks every page, and reads what it holds.
async fn examine(file: &Path) -> Result<Report, StoreError> {
    let synced = File::open(file).and_then(|opened| {
        opened.sync_all()?;
        opened.metadata()
    });
    let bytes = synced.map_err(|error| StoreError::file("sync the copy", error))?.len();
    snapshot::check(file.to_owned()).await?;
    let (schema_version, heads) = snapshot::inspect(file.to_owned(), |tx| Box::pin(contents(tx))).await?;
    let known = migrate::newest_version();
    if schema_version > known {
        return Err(StoreError::NewerSchema { found: schema_version, known });
    }
    Ok(Report { bytes, schema_version, heads })
}

async fn contents(tx: &mut Tx) -> Result<(i64, Vec<(Uuid, Uuid, Hash)>), StoreError> {
    let version = tx.query_one(SCHEMA_VERSION, params![]).await?.get::<Option<i64>>(0)?.unwrap_or(0);
    let mut heads = Vec::new();
    for tenant in tenant::all(tx).await? {
        if let Some(row) = tx.query_opt(LATEST_LINE, params![tenant.id]).await? {
            heads.push((tenant.id, row.get(0)?, row.get(1)?));
        }
    }
    Ok((version, heads))
}

/// The journal of the copy must be the live one's: the same hash under the same line.
async fn compare(live: &Path, report: &Report) -> Result<(), StoreError> {
    let heads = report.heads.clone();
    let is_same = snapshot::inspect(live.to_owned(), move |tx| {
        Box::pin(async move {
            for (tenant, line, hash) in heads {
                let row = tx.query_opt(LINE_HASH, params![tenant, line]).await?;
                let live: Option<Hash> = row.map(|row| row.get(0)).transpose()?;
                if live != Some(hash) {
                    return Ok(false);
                }
            }
            Ok(true)
        })
    });
    match is_same.await? {
        true => Ok(()),
        false => Err(StoreError::corrupt("the copy's journal is not the live one's")),
    }
}
