//! A backup of an installation: a folder with a checked copy of the database, the attached files, and a manifest.
//!
//! Promises: the folder has its name only when it is whole; making one does not stop the server; restoring writes into an empty
//! folder only, and only what the manifest speaks of. PostgreSQL is backed up with its own tools.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_store::backup::{self, Report};
use tongguan_store::file::content::ContentStore;
use uuid::Uuid;

use super::Place;

const DATABASE: &str = "tongguan.db";
const FILES: &str = "files";
const MANIFEST: &str = "manifest.json";
/// Beside the database: when its latest backup was begun. A restored installation has none, as it has no backup of its own.
const LATEST: &str = "last-backup";

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// When it was begun.
    pub made_at: Timestamp,
    /// The schema of its database.
    pub schema_version: i64,
    /// The latest line of the journal of each company.
    pub heads: Vec<JournalHead>,
    /// How many attached files it holds.
    pub files: u64,
    /// Their size together.
    pub file_bytes: u64,
}

/// The end of a journal: whoever wrote it down outside can tell later whether a backup is the one he saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalHead {
    /// Whose journal.
    pub tenant: Uuid,
    /// Its latest command.
    pub command: Uuid,
    /// The hash of its line, in hexadecimal.
    pub hash: String,
}

/// Writes a backup of an installation to `target`, which must not exist.
pub async fn make(place: &Place, target: &Path, now: Timestamp) -> anyhow::Result<Manifest> {
    let live = place
        .database_file()
        .context("PostgreSQL 用 pg_dump --format=custom 备份，用 pg_restore --clean --if-exists 恢复")?;
    ensure!(live.exists(), "数据目录中没有数据库：{}", place.folder().display());
    ensure!(!target.exists(), "备份目录已存在：{}", target.display());
    let partial = target.with_added_extension("partial");
    if partial.exists() {
        fs::remove_dir_all(&partial).context("未完成的旧备份无法删除")?;
    }
    fs::create_dir_all(&partial).context("备份目录无法创建")?;
    let made = fill(place, &live, &partial, now).await.and_then(|manifest| {
        fs::rename(&partial, target).context("备份目录无法命名")?;
        sync(&parent(target))?;
        note(place.folder(), manifest.made_at);
        Ok(manifest)
    });
    if made.is_err() {
        // The first error is the one to report.
        drop(fs::remove_dir_all(&partial));
    }
    made
}

/// Leaves a note of a backup that is whole; without the note it is as good.
fn note(folder: &Path, made_at: Timestamp) {
    if let Err(error) = fs::write(folder.join(LATEST), format!("{made_at}\n")) {
        tracing::warn!(%error, "the time of the backup was not noted");
    }
}

/// When the latest backup of the installation in a folder was begun; none where none is known of.
pub fn latest(folder: &Path) -> Option<Timestamp> {
    fs::read_to_string(folder.join(LATEST)).ok()?.trim().parse().ok()
}

async fn fill(place: &Place, live: &Path, partial: &Path, now: Timestamp) -> anyhow::Result<Manifest> {
    let report = backup::backup_beside(live, &partial.join(DATABASE)).await.context("数据库备份失败")?;
    let copied =
        place.files().copy_to(&ContentStore::new(partial.join(FILES))).await.context("附件备份失败")?;
    let manifest = Manifest {
        made_at: now,
        schema_version: report.schema_version,
        heads: heads(&report),
        files: copied.files,
        file_bytes: copied.bytes,
    };
    let file = partial.join(MANIFEST);
    fs::write(&file, serde_json::to_vec_pretty(&manifest)?).context("备份清单无法写入")?;
    sync(&file)?;
    sync(partial)?;
    Ok(manifest)
}

/// Puts a backup in place as an installation in a folder that is empty or does not exist.
pub async fn restore(source: &Path, place: &Place) -> anyhow::Result<Manifest> {
    let file = place.database_file().context("恢复到 PostgreSQL 用 pg_restore --clean --if-exists")?;
    let text = fs::read(source.join(MANIFEST)).context("备份清单无法读取")?;
    let manifest: Manifest = serde_json::from_slice(&text).context("备份清单有误")?;
    let report = backup::restore(&source.join(DATABASE), &file).await.context("数据库恢复失败")?;
    let checked = check(&report, &manifest, source, place).await;
    if checked.is_err() {
        // A database beside the wrong files is worse than none.
        drop(fs::remove_file(&file));
    }
    checked.map(|()| manifest)
}

async fn check(report: &Report, manifest: &Manifest, source: &Path, place: &Place) -> anyhow::Result<()> {
    ensure!(heads(report) == manifest.heads, "数据库与备份清单不符");
    let copied =
        ContentStore::new(source.join(FILES)).copy_to(&place.files()).await.context("附件恢复失败")?;
    let expected = (manifest.files, manifest.file_bytes);
    ensure!((copied.files, copied.bytes) == expected, "附件与备份清单不符");
    Ok(())
}

fn heads(report: &Report) -> Vec<JournalHead> {
    let head = |(tenant, command, hash): &(Uuid, Uuid, [u8; 32])| JournalHead {
        tenant: *tenant,
        command: *command,
        hash: hex::encode(hash),
    };
    report.heads.iter().map(head).collect()
}

fn parent(path: &Path) -> PathBuf {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_owned()
}

/// Makes a file, or the names in a folder, survive a power cut.
fn sync(path: &Path) -> anyhow::Result<()> {
    fs::File::open(path).and_then(|opened| opened.sync_all()).context("备份无法写入磁盘")
}
