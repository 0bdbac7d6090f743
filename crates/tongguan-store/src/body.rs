//! Free text and document bodies, kept apart from the events that refer to them.
//!
//! An event carries `commit(salt, content)` only. Promises: erasing empties salt and content, after which nobody can tell what the
//! commitment stood for, and no chain breaks. Must never be read to decide anything that an event should have recorded.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::chain::Hash;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

/// A body to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBody {
    /// Its id, which events and rows refer to.
    pub id: Uuid,
    /// What it belongs to: a deal, an account.
    pub target_id: Uuid,
    /// Random bytes that keep the commitment from being guessed.
    pub salt: Vec<u8>,
    /// The text.
    pub content: Vec<u8>,
}

/// A stored body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its id.
    pub id: Uuid,
    /// What it belongs to.
    pub target_id: Uuid,
    /// Salt and content, unless erased.
    pub text: Option<Text>,
    /// When it was erased.
    pub erased_at: Option<Timestamp>,
}

/// What erasing takes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Random bytes; empty where a person was taken out.
    pub salt: Vec<u8>,
    /// The text.
    pub content: Vec<u8>,
}

const INSERT: &str = "INSERT INTO body (tenant_id, id, target_id, salt, content) VALUES ($1, $2, $3, $4, $5)";
const LOAD: &str =
    "SELECT id, target_id, salt, content, erased_at FROM body WHERE tenant_id = $1 AND id = $2";
const OF_TARGET: &str = "SELECT id, target_id, salt, content, erased_at FROM body WHERE tenant_id = $1 AND target_id = $2 ORDER BY id";
const ERASE: &str = "UPDATE body SET salt = NULL, content = NULL, erased_at = $3 WHERE tenant_id = $1 AND id = $2 AND erased_at IS NULL";
const ERASE_TARGET: &str = "UPDATE body SET salt = NULL, content = NULL, erased_at = $3 \
    WHERE tenant_id = $1 AND target_id = $2 AND erased_at IS NULL";

pub(crate) const STATEMENTS: &[&str] = &[INSERT, LOAD, OF_TARGET, ERASE, ERASE_TARGET];

/// What an event carries instead of a body: SHA-256 of salt and content.
pub fn commit(salt: &[u8], content: &[u8]) -> Hash {
    Sha256::new().chain_update(salt).chain_update(content).finalize().into()
}

/// Stores a body.
pub async fn store(tx: &mut Tx, tenant: Uuid, body: &NewBody) -> Result<(), StoreError> {
    let NewBody { id, target_id, salt, content } = body;
    tx.execute(INSERT, params![tenant, id, target_id, salt, content]).await.map(drop)
}

/// The bodies with these ids that exist, in the order of `ids`.
pub async fn load_many(tx: &mut Tx, tenant: Uuid, ids: &[Uuid]) -> Result<Vec<Body>, StoreError> {
    let mut bodies = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(row) = tx.query_opt(LOAD, params![tenant, id]).await? {
            bodies.push(stored(&row)?);
        }
    }
    Ok(bodies)
}

/// All bodies of a target, oldest id first.
pub async fn of_target(tx: &mut Tx, tenant: Uuid, target: Uuid) -> Result<Vec<Body>, StoreError> {
    tx.query(OF_TARGET, params![tenant, target]).await?.iter().map(stored).collect()
}

fn stored(row: &Row) -> Result<Body, StoreError> {
    // Of a body from which a person was taken the rest stays, without its salt.
    let text = match (row.get::<Option<Vec<u8>>>(2)?, row.get(3)?) {
        (salt, Some(content)) => Some(Text { salt: salt.unwrap_or_default(), content }),
        _ => None,
    };
    Ok(Body { id: row.get(0)?, target_id: row.get(1)?, text, erased_at: row.get(4)? })
}

/// Erases a body; false when it was erased before or does not exist.
pub async fn erase(tx: &mut Tx, tenant: Uuid, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(ERASE, params![tenant, id, now]).await? == 1)
}

/// Erases all bodies of a target; answers how many there were.
pub async fn erase_target(
    tx: &mut Tx,
    tenant: Uuid,
    target: Uuid,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(ERASE_TARGET, params![tenant, target, now]).await
}
