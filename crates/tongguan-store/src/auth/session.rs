//! Sessions: who is signed in, from where, until when.

use jiff::Timestamp;
use tongguan_core::id::{PersonId, TenantId};

use super::Digest;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

const OPEN: &str = "INSERT INTO session (tenant_id, token_digest, person_id, created_at, seen_at, expires_at, address, \
    agent, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const GET: &str = "SELECT token_digest, person_id, created_at, seen_at, expires_at, address, agent, confirmed_at FROM session \
    WHERE tenant_id = $1 AND token_digest = $2";
const OF_PERSON: &str = "SELECT token_digest, person_id, created_at, seen_at, expires_at, address, agent, confirmed_at \
    FROM session WHERE tenant_id = $1 AND person_id = $2 ORDER BY created_at, token_digest LIMIT 100";
const TOUCH: &str =
    "UPDATE session SET seen_at = $3 WHERE tenant_id = $1 AND token_digest = $2 AND seen_at < $3";
const END: &str = "DELETE FROM session WHERE tenant_id = $1 AND token_digest = $2";
const END_ALL: &str = "DELETE FROM session WHERE tenant_id = $1 AND person_id = $2";
const FORGET: &str = "DELETE FROM session WHERE tenant_id = $1 AND expires_at < $2";

pub(super) const STATEMENTS: &[&str] = &[OPEN, GET, OF_PERSON, TOUCH, END, END_ALL, FORGET];

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of its token.
    pub token_digest: Digest,
    /// Whose.
    pub person: PersonId,
    /// When it began.
    pub created_at: Timestamp,
    /// The last request.
    pub seen_at: Timestamp,
    /// When it ends in any case.
    pub expires_at: Timestamp,
    /// The address it began from.
    pub address: Option<String>,
    /// What its browser calls itself.
    pub agent: Option<String>,
    /// When its person last showed who he is.
    pub confirmed_at: Option<Timestamp>,
}

/// Begins a session.
pub async fn open_session(tx: &mut Tx, tenant: TenantId, session: &Session) -> Result<(), StoreError> {
    let Session { token_digest, person, created_at, seen_at, expires_at, address, agent, confirmed_at } =
        session;
    let values = params![
        tenant.0,
        token_digest,
        person.0,
        created_at,
        seen_at,
        expires_at,
        address.as_deref(),
        agent.as_deref(),
        confirmed_at.as_ref()
    ];
    tx.execute(OPEN, values).await.map(drop)
}

/// The session of a token, whether it has expired or not.
pub async fn session(tx: &mut Tx, tenant: TenantId, token: &Digest) -> Result<Option<Session>, StoreError> {
    tx.query_opt(GET, params![tenant.0, token]).await?.as_ref().map(read).transpose()
}

/// A person's sessions, oldest first.
pub async fn sessions_of(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
) -> Result<Vec<Session>, StoreError> {
    tx.query(OF_PERSON, params![tenant.0, person.0]).await?.iter().map(read).collect()
}

/// Notes a request.
pub async fn touch_session(
    tx: &mut Tx,
    tenant: TenantId,
    token: &Digest,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(TOUCH, params![tenant.0, token, now]).await.map(drop)
}

/// Ends a session; answers whether there was one.
pub async fn end_session(tx: &mut Tx, tenant: TenantId, token: &Digest) -> Result<bool, StoreError> {
    Ok(tx.execute(END, params![tenant.0, token]).await? == 1)
}

/// Ends all sessions of a person; answers how many.
pub async fn end_sessions_of(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<u64, StoreError> {
    tx.execute(END_ALL, params![tenant.0, person.0]).await
}

/// Forgets sessions that ended before a moment; answers how many.
pub async fn forget_expired(tx: &mut Tx, tenant: TenantId, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute(FORGET, params![tenant.0, before]).await
}

fn read(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        token_digest: row.get(0)?,
        person: PersonId(row.get(1)?),
        created_at: row.get(2)?,
        seen_at: row.get(3)?,
        expires_at: row.get(4)?,
        address: row.get(5)?,
        agent: row.get(6)?,
        confirmed_at: row.get(7)?,
    })
}
