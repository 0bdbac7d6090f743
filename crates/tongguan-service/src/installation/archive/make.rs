//! Taking a company out: all tables on one snapshot, then the files that they name.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use sha2::{Digest, Sha256};
use tongguan_core::id::TenantId;
use tongguan_store::archive::{self, Table};
use tongguan_store::file::content::ContentStore;
use tongguan_store::sql::Value;
use tongguan_store::{Database, StoreError, Tx, file};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::entry::Hashing;
use super::{Heads, LAYOUT, MANIFEST, Manifest, PAGE, of_file, of_table};

/// What was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Rows.
    pub rows: u64,
    /// Files.
    pub files: u64,
}

/// A file in the making.
struct Archive {
    zip: ZipWriter<BufWriter<File>>,
    manifest: Manifest,
}

/// Why an archive could not be made.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    #[error("没有公司，或不止一家")]
    NoCompany,
}

/// Writes the company of a database to a new file. Made beside a running server; never changes anything.
pub async fn make(
    db: &Database,
    files: &ContentStore,
    target: &Path,
    credentials: bool,
) -> anyhow::Result<Made> {
    anyhow::ensure!(!target.exists(), "文件已存在：{}", target.display());
    // What is not whole has another name.
    let part = Arc::new(target.with_extension("part"));
    let made = whole(db, files, part.clone(), credentials).await;
    match made {
        Ok(made) => {
            std::fs::rename(part.as_path(), target).context("文件无法写入")?;
            Ok(made)
        }
        Err(error) => {
            drop(std::fs::remove_file(part.as_path()));
            Err(error)
        }
    }
}

async fn whole(
    db: &Database,
    files: &ContentStore,
    part: Arc<PathBuf>,
    credentials: bool,
) -> anyhow::Result<Made> {
    let from = part.clone();
    let tables = db.read(move |tx| {
        let from = from.clone();
        // A run of its own for each try: the file begins anew.
        Box::pin(async move { tables(tx, &from, credentials).await })
    });
    let mut archive: Archive = tables.await?;
    let rows = archive.manifest.entries.values().map(|entry| entry.rows).sum();
    let attached = attached(db, files, &mut archive).await?;
    archive.end().context("文件无法写入")?;
    Ok(Made { rows, files: attached })
}

async fn tables(tx: &mut Tx, part: &Path, credentials: bool) -> Result<Archive, Failed> {
    let company = archive::only_company(tx).await?.ok_or(Failed::NoCompany)?;
    let manifest = Manifest {
        layout: LAYOUT,
        schema: archive::schema(),
        company,
        credentials,
        entries: Default::default(),
        heads: Default::default(),
    };
    let zip = ZipWriter::new(BufWriter::new(File::create(part)?));
    let mut made = Archive { zip, manifest };
    for table in archive::tables(credentials) {
        made.table(tx, TenantId(company), &table).await?;
    }
    Ok(made)
}

impl Archive {
    async fn table(&mut self, tx: &mut Tx, tenant: TenantId, table: &Table) -> Result<(), Failed> {
        let name = of_table(&table.name);
        self.zip.start_file(&name, options())?;
        let mut out = Hashing::new(&mut self.zip);
        let (mut after, mut rows) = (None::<Vec<Value>>, 0);
        let mut heads = table.chain().map(Ends::new);
        loop {
            let page = archive::page(tx, tenant, table, after.as_deref(), PAGE).await?;
            for row in &page {
                writeln!(out, "{}", archive::write(table, row))?;
                heads.iter_mut().for_each(|heads| heads.see(row));
            }
            rows += page.len() as u64;
            let is_last = page.len() < PAGE as usize;
            after = page.into_iter().next_back();
            if is_last {
                break;
            }
        }
        let entry = out.entry(rows);
        self.manifest.entries.insert(name, entry);
        let heads = heads.map(Ends::end);
        self.manifest.heads.extend(heads.map(|heads| (table.name.clone(), heads)));
        Ok(())
    }

    fn end(mut self) -> Result<(), Failed> {
        self.zip.start_file(MANIFEST, options())?;
        let text = serde_json::to_string_pretty(&self.manifest).map_err(std::io::Error::from)?;
        self.zip.write_all(text.as_bytes())?;
        let mut out = self.zip.finish()?;
        out.flush()?;
        Ok(out.get_ref().sync_all()?)
    }
}

/// The last hash of every chain of a table that is read in order.
struct Ends {
    stream: usize,
    hash: usize,
    last: Option<(Value, Value)>,
    chains: u64,
    digest: Sha256,
}

impl Ends {
    fn new((stream, hash): (usize, usize)) -> Self {
        Self { stream, hash, last: None, chains: 0, digest: Sha256::new() }
    }

    fn see(&mut self, row: &[Value]) {
        let next = row[self.stream].clone();
        if self.last.as_ref().is_some_and(|(stream, _)| *stream != next) {
            self.pass();
        }
        self.last = Some((next, row[self.hash].clone()));
    }

    fn pass(&mut self) {
        if let Some((_, Value::Bytes(hash))) = self.last.take() {
            self.chains += 1;
            self.digest.update(hash);
        }
    }

    fn end(mut self) -> Heads {
        self.pass();
        Heads { chains: self.chains, sha256: hex::encode(self.digest.finalize()) }
    }
}

async fn attached(db: &Database, files: &ContentStore, archive: &mut Archive) -> anyhow::Result<u64> {
    let tenant = archive.manifest.company;
    let (mut after, mut count) = ([0; 32], 0);
    loop {
        let page = db.read(move |tx| Box::pin(async move { file::page(tx, tenant, &after, PAGE).await }));
        let page: Result<Vec<file::File>, StoreError> = page.await;
        let page = page?;
        for file in &page {
            let name = of_file(&hex::encode(file.sha256));
            let bytes =
                files.get(tenant, file.sha256).await.with_context(|| format!("附件缺失或已损坏：{name}"))?;
            archive.zip.start_file(&name, options())?;
            let mut out = Hashing::new(&mut archive.zip);
            out.write_all(&bytes)?;
            let entry = out.entry(1);
            archive.manifest.entries.insert(name, entry);
            count += 1;
        }
        let Some(last) = page.last() else { return Ok(count) };
        after = last.sha256;
    }
}

/// The same content gives the same bytes: no times, no owners.
fn options() -> SimpleFileOptions {
    let plain = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    plain.compression_method(CompressionMethod::Deflated).large_file(true).unix_permissions(0o600)
}
