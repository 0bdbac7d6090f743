//! Attached files: their rows here, their bytes in [`content`] on disk.

pub mod content;

use jiff::Timestamp;
use uuid::Uuid;

use crate::chain::Hash;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

/// What is known about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// SHA-256 of its bytes: its name in the content store.
    pub sha256: Hash,
    /// Length in bytes.
    pub size_bytes: i64,
    /// What its uploader said it is, checked at the edge.
    pub media_type: String,
    /// Who brought it; none for the system.
    pub created_by: Option<Uuid>,
    /// When it came first.
    pub created_at: Timestamp,
}

const INSERT: &str = "INSERT INTO file (tenant_id, sha256, size_bytes, media_type, created_by, created_at) \
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, sha256) DO NOTHING";
const FIND: &str = "SELECT sha256, size_bytes, media_type, created_by, created_at FROM file WHERE tenant_id = $1 AND sha256 = $2";
const PAGE: &str = "SELECT sha256, size_bytes, media_type, created_by, created_at FROM file \
    WHERE tenant_id = $1 AND sha256 > $2 ORDER BY sha256 LIMIT $3";

const CALL: &str = "INSERT INTO file_name (tenant_id, sha256, person_id, name) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (tenant_id, sha256, person_id) DO UPDATE SET name = excluded.name";
const NAMES: &str =
    "SELECT person_id, name FROM file_name WHERE tenant_id = $1 AND sha256 = $2 ORDER BY person_id";

pub(crate) const STATEMENTS: &[&str] = &[INSERT, FIND, PAGE, CALL, NAMES];

/// Keeps what a person calls a file.
pub async fn call(
    tx: &mut Tx,
    tenant: Uuid,
    (sha256, person): (&Hash, Uuid),
    name: &str,
) -> Result<(), StoreError> {
    tx.execute(CALL, params![tenant, sha256, person, name]).await.map(drop)
}

/// What people call a file, by person.
pub async fn names(tx: &mut Tx, tenant: Uuid, sha256: &Hash) -> Result<Vec<(Uuid, String)>, StoreError> {
    let rows = tx.query(NAMES, params![tenant, sha256]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Those of these files that are known, each with what people call it.
pub async fn known(
    tx: &mut Tx,
    tenant: Uuid,
    wanted: &[Hash],
) -> Result<Vec<(File, Vec<(Uuid, String)>)>, StoreError> {
    let mut known = Vec::new();
    for sha256 in wanted {
        if let Some(file) = find(tx, tenant, sha256).await? {
            known.push((file, names(tx, tenant, sha256).await?));
        }
    }
    Ok(known)
}

/// Records a file whose bytes are in the content store already; false when it was known.
pub async fn record(tx: &mut Tx, tenant: Uuid, file: &File) -> Result<bool, StoreError> {
    let File { sha256, size_bytes, media_type, created_by, created_at } = file;
    let columns = params![tenant, sha256, size_bytes, media_type, created_by.as_ref(), created_at];
    Ok(tx.execute(INSERT, columns).await? == 1)
}

/// What is known about the file with this hash.
pub async fn find(tx: &mut Tx, tenant: Uuid, sha256: &Hash) -> Result<Option<File>, StoreError> {
    tx.query_opt(FIND, params![tenant, sha256]).await?.as_ref().map(stored).transpose()
}

/// The next files after `after` by hash (all zeros to begin), for backups and checks.
pub async fn page(tx: &mut Tx, tenant: Uuid, after: &Hash, limit: u32) -> Result<Vec<File>, StoreError> {
    tx.query(PAGE, params![tenant, after, limit]).await?.iter().map(stored).collect()
}

fn stored(row: &Row) -> Result<File, StoreError> {
    Ok(File {
        sha256: row.get(0)?,
        size_bytes: row.get(1)?,
        media_type: row.get(2)?,
        created_by: row.get(3)?,
        created_at: row.get(4)?,
    })
}
