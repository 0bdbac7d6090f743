//! Taking a company in: the whole file is checked before the first row is written, and the company is there once all of it is.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, bail, ensure};
use tongguan_core::id::TenantId;
use tongguan_store::archive::{self, Table};
use tongguan_store::file::content::ContentStore;
use tongguan_store::rebuild;
use tongguan_store::sql::Value;
use tongguan_store::{Database, StoreError};
use zip::ZipArchive;

use super::entry::Hashing;
use super::{LAYOUT, MANIFEST, Manifest, PAGE, of_file, of_table};
use crate::installation::Place;
use crate::installation::checkup::{self, Checkup};
use crate::world::World;

/// The largest manifest.
const MANIFEST_BYTES: u64 = 64 << 20;

type Archive = ZipArchive<BufReader<File>>;

/// What was taken in.
#[derive(Debug)]
pub struct Loaded {
    /// Rows.
    pub rows: u64,
    /// Files.
    pub files: u64,
    /// Whether people can sign in with their passwords.
    pub credentials: bool,
    /// What the check-up says afterwards.
    pub checkup: Checkup,
}

/// Makes an installation out of an archive, where there is none.
pub async fn load(source: &Path, place: &Place, world: &World) -> anyhow::Result<Loaded> {
    let file = File::open(source).with_context(|| format!("文件无法读取：{}", source.display()))?;
    let mut archive = ZipArchive::new(BufReader::new(file)).context("这不是完整的公司导出文件")?;
    let manifest = manifest(&mut archive)?;
    check(&mut archive, &manifest)?;
    let db = place.open(world).await?;
    let loaded = into(&mut archive, &manifest, (&db, &place.files())).await;
    db.close().await;
    loaded
}

fn manifest(archive: &mut Archive) -> anyhow::Result<Manifest> {
    let mut text = String::new();
    let entry = archive.by_name(MANIFEST).with_context(|| format!("缺少条目 {MANIFEST}"))?;
    entry.take(MANIFEST_BYTES).read_to_string(&mut text).with_context(|| damaged(MANIFEST))?;
    // What a later release adds must not be passed over: its version is read first.
    let said: serde_json::Value = serde_json::from_str(&text).with_context(|| damaged(MANIFEST))?;
    let (layout, schema) = (said["layout"].as_u64().unwrap_or(0), said["schema"].as_i64().unwrap_or(0));
    ensure!(
        layout <= u64::from(LAYOUT) && schema <= archive::schema(),
        "文件由更新的版本导出，需要先升级本程序"
    );
    ensure!(
        layout == u64::from(LAYOUT) && schema == archive::schema(),
        "文件由较旧的版本导出；用那个版本导入后，再运行 tongguan migrate"
    );
    serde_json::from_str(&text).with_context(|| damaged(MANIFEST))
}

fn damaged(name: &str) -> String {
    format!("条目已损坏：{name}")
}

/// Reads every entry through, and looks whether each table is there.
fn check(archive: &mut Archive, manifest: &Manifest) -> anyhow::Result<()> {
    for table in archive::tables(manifest.credentials) {
        let name = of_table(&table.name);
        ensure!(manifest.entries.contains_key(&name), "缺少条目 {name}");
    }
    for (name, wanted) in &manifest.entries {
        let entry = archive.by_name(name).with_context(|| format!("缺少条目 {name}"))?;
        let mut through = Hashing::new(entry);
        std::io::copy(&mut through, &mut std::io::sink()).with_context(|| damaged(name))?;
        let found = through.entry(wanted.rows);
        ensure!(found == *wanted, damaged(name));
    }
    Ok(())
}

async fn into(
    archive: &mut Archive,
    manifest: &Manifest,
    (db, files): (&Database, &ContentStore),
) -> anyhow::Result<Loaded> {
    let in_use: Result<_, StoreError> = db.read(|tx| Box::pin(archive::first_in_use(tx))).await;
    if let Some(table) = in_use? {
        bail!("目标里已有数据（{table}），只能导入到空的安装");
    }
    let attached = attached(archive, manifest, files).await?;
    let mut rows = 0;
    for table in archive::tables(manifest.credentials) {
        rows += self::table(archive, manifest, db, &table).await?;
    }
    let processes = checkup::processes();
    rebuild::rebuild_all(db, TenantId(manifest.company), &processes).await?;
    let checkup = checkup::examine(db, files, &processes).await?;
    Ok(Loaded { rows, files: attached, credentials: manifest.credentials, checkup })
}

async fn table(
    archive: &mut Archive,
    manifest: &Manifest,
    db: &Database,
    table: &Table,
) -> anyhow::Result<u64> {
    let name = of_table(&table.name);
    let entry = archive.by_name(&name).with_context(|| format!("缺少条目 {name}"))?;
    let (mut rows, mut count) = (Vec::new(), 0_u64);
    for line in BufReader::new(entry).lines() {
        let line = line.with_context(|| damaged(&name))?;
        rows.push(
            archive::read(table, &line)
                .with_context(|| format!("{}，第 {} 行", damaged(&name), count + 1))?,
        );
        count += 1;
        if rows.len() >= PAGE as usize {
            put(db, table, std::mem::take(&mut rows)).await?;
        }
    }
    put(db, table, rows).await?;
    let wanted = manifest.entries.get(&name).map_or(0, |entry| entry.rows);
    ensure!(count == wanted, damaged(&name));
    Ok(count)
}

async fn put(db: &Database, table: &Table, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
    let work = std::sync::Arc::new((table.clone(), rows));
    db.write(move |tx| {
        let work = work.clone();
        Box::pin(async move { archive::put(tx, &work.0, &work.1).await })
    })
    .await
}

async fn attached(archive: &mut Archive, manifest: &Manifest, files: &ContentStore) -> anyhow::Result<u64> {
    let prefix = of_file("");
    let mut count = 0;
    for (name, wanted) in manifest.entries.iter().filter(|(name, _)| name.starts_with(&prefix)) {
        let mut bytes = Vec::new();
        archive.by_name(name)?.take(wanted.bytes).read_to_end(&mut bytes).with_context(|| damaged(name))?;
        files.put(manifest.company, bytes).await?;
        count += 1;
    }
    Ok(count)
}
