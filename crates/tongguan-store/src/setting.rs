//! Settings of a tenant: a value, as JSON, under a key. What a setting means and may be is known to the core.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const GET: &str = "SELECT value FROM setting WHERE tenant_id = $1 AND key = $2";
const ALL: &str = "SELECT key, value FROM setting WHERE tenant_id = $1 ORDER BY key";
const PUT: &str = "INSERT INTO setting (tenant_id, key, value, updated_at) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (tenant_id, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at";

pub(crate) const STATEMENTS: &[&str] = &[GET, ALL, PUT];

/// The value of a key.
pub async fn get(tx: &mut Tx, tenant: Uuid, key: &str) -> Result<Option<String>, StoreError> {
    tx.query_opt(GET, params![tenant, key]).await?.map(|row| row.get(0)).transpose()
}

/// All keys with their values, by key.
pub async fn all(tx: &mut Tx, tenant: Uuid) -> Result<Vec<(String, String)>, StoreError> {
    tx.query(ALL, params![tenant]).await?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Sets a value.
pub async fn put(
    tx: &mut Tx,
    tenant: Uuid,
    key: &str,
    value: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(PUT, params![tenant, key, value, now]).await.map(drop)
}
