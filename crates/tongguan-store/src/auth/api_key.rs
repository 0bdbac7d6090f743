//! API keys: by which programs of the company speak for a person.

use jiff::Timestamp;
use tongguan_core::id::{PersonId, TenantId};
use uuid::Uuid;

use super::Digest;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

const BY_DIGEST: &str = "SELECT id, digest, hint, name, person_id, scopes, starts_at, ends_at, created_by, created_at, revoked_by, \
    revoked_at, used_at, used_from FROM api_key WHERE tenant_id = $1 AND digest = $2";
const ALL: &str = "SELECT id, digest, hint, name, person_id, scopes, starts_at, ends_at, created_by, created_at, revoked_by, \
    revoked_at, used_at, used_from FROM api_key WHERE tenant_id = $1 ORDER BY created_at DESC, id LIMIT 500";
const PUT: &str = "INSERT INTO api_key (tenant_id, id, digest, hint, name, person_id, scopes, starts_at, ends_at, created_by, \
    created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const REVOKE: &str = "UPDATE api_key SET revoked_by = $3, revoked_at = $4 WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL";
const USED: &str = "UPDATE api_key SET used_at = $3, used_from = $4 WHERE tenant_id = $1 AND id = $2";

pub(super) const STATEMENTS: &[&str] = &[BY_DIGEST, ALL, PUT, REVOKE, USED];

/// A key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of its secret.
    pub digest: Digest,
    /// The first letters of its secret, by which people tell keys apart.
    pub hint: String,
    /// What it is for.
    pub name: String,
    /// For whom it speaks.
    pub person: PersonId,
    /// What it may do, words parted by spaces.
    pub scopes: String,
    /// From when on.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Timestamp,
    /// Who made it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Timestamp,
    /// Who revoked it.
    pub revoked_by: Option<PersonId>,
    /// When.
    pub revoked_at: Option<Timestamp>,
    /// About when it was last used.
    pub used_at: Option<Timestamp>,
    /// From which address.
    pub used_from: Option<String>,
}

/// The key of a secret, whether it still counts or not.
pub async fn api_key(tx: &mut Tx, tenant: TenantId, digest: &Digest) -> Result<Option<ApiKey>, StoreError> {
    tx.query_opt(BY_DIGEST, params![tenant.0, digest]).await?.as_ref().map(read).transpose()
}

/// All keys, last made first.
pub async fn api_keys(tx: &mut Tx, tenant: TenantId) -> Result<Vec<ApiKey>, StoreError> {
    tx.query(ALL, params![tenant.0]).await?.iter().map(read).collect()
}

/// Keeps a new key.
pub async fn put_api_key(tx: &mut Tx, tenant: TenantId, key: &ApiKey) -> Result<(), StoreError> {
    let ApiKey { id, digest, hint, name, person, scopes, starts_at, ends_at, created_by, created_at, .. } =
        key;
    let values = params![
        tenant.0,
        id,
        digest,
        hint,
        name,
        person.0,
        scopes,
        starts_at,
        ends_at,
        created_by.0,
        created_at
    ];
    tx.execute(PUT, values).await.map(drop)
}

/// Revokes a key; false where there is none, or it was revoked before.
pub async fn revoke_api_key(
    tx: &mut Tx,
    tenant: TenantId,
    id: Uuid,
    (by, at): (PersonId, Timestamp),
) -> Result<bool, StoreError> {
    Ok(tx.execute(REVOKE, params![tenant.0, id, by.0, at]).await? == 1)
}

/// Notes that a key was used.
pub async fn note_key_use(
    tx: &mut Tx,
    tenant: TenantId,
    id: Uuid,
    (at, from): (Timestamp, Option<&str>),
) -> Result<(), StoreError> {
    tx.execute(USED, params![tenant.0, id, at, from]).await.map(drop)
}

fn read(row: &Row) -> Result<ApiKey, StoreError> {
    Ok(ApiKey {
        id: row.get(0)?,
        digest: row.get(1)?,
        hint: row.get(2)?,
        name: row.get(3)?,
        person: PersonId(row.get(4)?),
        scopes: row.get(5)?,
        starts_at: row.get(6)?,
        ends_at: row.get(7)?,
        created_by: PersonId(row.get(8)?),
        created_at: row.get(9)?,
        revoked_by: row.get::<Option<Uuid>>(10)?.map(PersonId),
        revoked_at: row.get(11)?,
        used_at: row.get(12)?,
        used_from: row.get(13)?,
    })
}
