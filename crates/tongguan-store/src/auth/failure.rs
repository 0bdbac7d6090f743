//! Failed attempts to sign in: counted within a window for each login and each address, and the locks that follow from them.
//!
//! How many are too many, and how long a lock lasts, is not known here.

use jiff::{SignedDuration, Timestamp};
use tongguan_core::id::TenantId;

use super::Digest;
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const LOCK_OF: &str = "SELECT locked_until FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2";
const NOTE: &str = "INSERT INTO sign_in_failure (tenant_id, subject, window_start, count, locks) VALUES ($1, $2, $3, 1, 0) \
    ON CONFLICT (tenant_id, subject) DO UPDATE SET count = CASE WHEN sign_in_failure.window_start < $4 THEN 1 \
    ELSE sign_in_failure.count + 1 END, window_start = CASE WHEN sign_in_failure.window_start < $4 THEN $3 \
    ELSE sign_in_failure.window_start END RETURNING count, locks, locked_until";
const LOCK: &str = "UPDATE sign_in_failure SET count = 0, locks = $3, locked_until = $4 WHERE tenant_id = $1 AND subject = $2";
const CLEAR: &str = "DELETE FROM sign_in_failure WHERE tenant_id = $1 AND subject = $2";

pub(super) const STATEMENTS: &[&str] = &[LOCK_OF, NOTE, LOCK, CLEAR];

/// What is known of a subject (the digest of a login or an address) after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    /// Failures within the window that runs.
    pub count: u32,
    /// Locks so far.
    pub locks: u32,
    /// The end of the last lock.
    pub locked_until: Option<Timestamp>,
}

/// The end of the last lock of a subject, past or not.
pub async fn locked_until(
    tx: &mut Tx,
    tenant: TenantId,
    subject: &Digest,
) -> Result<Option<Timestamp>, StoreError> {
    match tx.query_opt(LOCK_OF, params![tenant.0, subject]).await? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}

/// Counts a failure. The row stays locked until the transaction ends, so that of two failures at once both count.
pub async fn note_failure(
    tx: &mut Tx,
    tenant: TenantId,
    subject: &Digest,
    now: Timestamp,
    window: SignedDuration,
) -> Result<Noted, StoreError> {
    let begin = now.saturating_sub(window).unwrap_or(Timestamp::MIN);
    let row = tx.query_one(NOTE, params![tenant.0, subject, now, begin]).await?;
    let locks = row.get::<Option<u32>>(1)?.unwrap_or(0);
    Ok(Noted { count: row.get(0)?, locks, locked_until: row.get(2)? })
}

/// Locks a subject, as its so manieth lock.
pub async fn lock_out(
    tx: &mut Tx,
    tenant: TenantId,
    subject: &Digest,
    (locks, until): (u32, Timestamp),
) -> Result<(), StoreError> {
    tx.execute(LOCK, params![tenant.0, subject, i64::from(locks), until]).await.map(drop)
}

/// Forgets the failures of a subject.
pub async fn clear_failures(tx: &mut Tx, tenant: TenantId, subject: &Digest) -> Result<(), StoreError> {
    tx.execute(CLEAR, params![tenant.0, subject]).await.map(drop)
}
