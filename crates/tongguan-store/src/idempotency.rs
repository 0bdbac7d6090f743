//! Answers that are remembered, so that a repeated request is answered and not done again.
//!
//! Promises: of two transactions with one key, one is done and the other is run again and then finds the answer. Must never hold a
//! body: only the digest of the request and the outcome (event range or refusal).

use jiff::Timestamp;
use uuid::Uuid;

use crate::chain::Hash;
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

/// A remembered answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// SHA-256 of the request; the same key with another digest is a mistake of the caller.
    pub request_digest: Hash,
    /// The outcome, in the caller's encoding.
    pub outcome: String,
    /// When it was answered.
    pub created_at: Timestamp,
}

const FIND: &str = "SELECT request_digest, outcome, created_at FROM idempotency WHERE tenant_id = $1 AND actor_id = $2 AND key = $3";
const INSERT: &str = "INSERT INTO idempotency (tenant_id, actor_id, key, request_digest, outcome, created_at) \
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, actor_id, key) DO NOTHING";
const FORGET: &str = "DELETE FROM idempotency WHERE tenant_id = $1 AND created_at < $2";

pub(crate) const STATEMENTS: &[&str] = &[FIND, INSERT, FORGET];

/// The answer to an earlier request with this key.
pub async fn find(
    tx: &mut Tx,
    tenant: Uuid,
    actor: Uuid,
    key: &str,
) -> Result<Option<Remembered>, StoreError> {
    let row = tx.query_opt(FIND, params![tenant, actor, key]).await?;
    row.map(|row| {
        Ok(Remembered { request_digest: row.get(0)?, outcome: row.get(1)?, created_at: row.get(2)? })
    })
    .transpose()
}

/// Remembers an answer. [`find`] comes first in the same transaction; if another one was faster since, the whole is run again.
pub async fn remember(
    tx: &mut Tx,
    tenant: Uuid,
    actor: Uuid,
    key: &str,
    answer: &Remembered,
) -> Result<(), StoreError> {
    let Remembered { request_digest, outcome, created_at } = answer;
    match tx.execute(INSERT, params![tenant, actor, key, request_digest, outcome, created_at]).await? {
        1 => Ok(()),
        _ => Err(tx.contended("the same request is being answered already")),
    }
}

/// Forgets answers older than `before`; answers how many.
pub async fn forget(tx: &mut Tx, tenant: Uuid, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute(FORGET, params![tenant, before]).await
}
