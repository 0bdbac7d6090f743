//! Failed attempts to sign in, counted within a window for each login and each address.

use jiff::{SignedDuration, Timestamp};
use tongguan_core::id::TenantId;

use super::Digest;
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const GET: &str = "SELECT window_start, count FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2";
const NOTE: &str = "INSERT INTO sign_in_failure (tenant_id, subject, window_start, count) VALUES ($1, $2, $3, 1) \
    ON CONFLICT (tenant_id, subject) DO UPDATE SET count = CASE WHEN sign_in_failure.window_start < $4 THEN 1 \
    ELSE sign_in_failure.count + 1 END, window_start = CASE WHEN sign_in_failure.window_start < $4 THEN $3 \
    ELSE sign_in_failure.window_start END RETURNING count";
const CLEAR: &str = "DELETE FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2";

pub(super) const STATEMENTS: &[&str] = &[GET, NOTE, CLEAR];

/// How often a subject (the digest of a login or an address) failed within the window that still runs.
pub async fn failures(
    tx: &mut Tx,
    tenant: TenantId,
    subject: &Digest,
    now: Timestamp,
    window: SignedDuration,
) -> Result<u32, StoreError> {
    let Some(row) = tx.query_opt(GET, params![tenant.0, subject]).await? else { return Ok(0) };
    let runs = row.get::<Timestamp>(0)? >= begin(now, window);
    if runs { row.get(1) } else { Ok(0) }
}

/// Counts a failure; answers how many there are in the window.
pub async fn note_failure(
    tx: &mut Tx,
    tenant: TenantId,
    subject: &Digest,
    now: Timestamp,
    window: SignedDuration,
) -> Result<u32, StoreError> {
    tx.query_one(NOTE, params![tenant.0, subject, now, begin(now, window)]).await?.get(0)
}

/// Forgets the failures of a subject.
pub async fn clear_failures(tx: &mut Tx, tenant: TenantId, subject: &Digest) -> Result<(), StoreError> {
    tx.execute(CLEAR, params![tenant.0, subject]).await.map(drop)
}

fn begin(now: Timestamp, window: SignedDuration) -> Timestamp {
    now.saturating_sub(window).unwrap_or(Timestamp::MIN)
}
