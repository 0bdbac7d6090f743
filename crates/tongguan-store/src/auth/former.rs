//! Passwords that a person had before, as hashes, so that they are not used again.

use jiff::Timestamp;
use tongguan_core::id::{PersonId, TenantId};

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const KEEP: &str = "INSERT INTO former_password (tenant_id, person_id, replaced_at, password_hash) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (tenant_id, person_id, replaced_at) DO NOTHING";
const LAST: &str = "SELECT password_hash FROM former_password WHERE tenant_id = $1 AND person_id = $2 \
    ORDER BY replaced_at DESC LIMIT $3";
const FORGET: &str = "DELETE FROM former_password WHERE tenant_id = $1 AND person_id = $2 AND replaced_at < \
    (SELECT MIN(k.replaced_at) FROM (SELECT f.replaced_at FROM former_password f WHERE f.tenant_id = $1 AND f.person_id = $2 \
    ORDER BY f.replaced_at DESC LIMIT $3) k)";

pub(super) const STATEMENTS: &[&str] = &[KEEP, LAST, FORGET];

/// Keeps a hash that was replaced, and of all of them the last `count`.
pub async fn keep_former(
    tx: &mut Tx,
    tenant: TenantId,
    (person, at): (PersonId, Timestamp),
    hash: &str,
    count: u32,
) -> Result<(), StoreError> {
    tx.execute(KEEP, params![tenant.0, person.0, at, hash]).await?;
    tx.execute(FORGET, params![tenant.0, person.0, i64::from(count)]).await.map(drop)
}

/// The last `count` hashes that were replaced, last first.
pub async fn former_passwords(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    count: u32,
) -> Result<Vec<String>, StoreError> {
    let rows = tx.query(LAST, params![tenant.0, person.0, i64::from(count)]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}
