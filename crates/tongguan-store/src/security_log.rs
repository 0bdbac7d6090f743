//! The security log: who came in, from where, and who changed the ways in.
//!
//! Promises: a line is written in the same transaction as what it tells of, and never again changed; chained per tenant, day and writer
//! as the journal is. Whole days go when they are no longer kept. Must never hold a secret: no password, no code, no token.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use tongguan_core::security::Kind;
use uuid::Uuid;

use crate::chain::{self, GENESIS, Verdict, Verifier};
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx, Value};

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub recorded_at: Timestamp,
    /// What about.
    pub kind: Kind,
    /// Whether it was done, or refused.
    pub success: bool,
    /// Who did it; none where nobody had shown who he is.
    pub actor: Option<Uuid>,
    /// Whom it is about.
    pub person: Option<Uuid>,
    /// The login that was typed, where there is such a login: a password typed into its field is not kept.
    pub login: Option<String>,
    /// The address of the connection.
    pub address: Option<String>,
    /// What the browser calls itself.
    pub agent: Option<String>,
    /// The first digits of the session's digest.
    pub session: Option<String>,
    /// More about it, as canonical JSON of codes and ids.
    pub detail: String,
}

const HEAD: &str = "SELECT seq, hash FROM security_log WHERE tenant_id = $1 AND day = $2 AND writer = $3 ORDER BY seq DESC LIMIT 1";
const INSERT: &str = "INSERT INTO security_log (tenant_id, day, writer, seq, id, recorded_at, kind, success, actor_id, person_id, \
    login, address, agent, session, detail, prev_hash, hash) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
    ON CONFLICT (tenant_id, day, writer, seq) DO NOTHING";
const LOAD: &str = "SELECT id, recorded_at, kind, success, actor_id, person_id, login, address, agent, session, detail, seq, \
    prev_hash, hash FROM security_log WHERE tenant_id = $1 AND day = $2 AND writer = $3 AND seq > $4 ORDER BY seq LIMIT $5";
const CHAINS: &str = "SELECT day, writer FROM security_log WHERE tenant_id = $1 AND day >= $2 AND seq = 1 ORDER BY day, writer";
const FORGET: &str = "DELETE FROM security_log WHERE tenant_id = $1 AND day < $2";
/// Lines per step of [`verify`].
const PAGE: u32 = 1_000;

pub(crate) const STATEMENTS: &[&str] = &[HEAD, INSERT, LOAD, CHAINS, FORGET];

/// Writes a line. `node` names this process among those that share the database.
pub async fn append(tx: &mut Tx, tenant: Uuid, node: &str, entry: &Entry) -> Result<(), StoreError> {
    let writer = format!("{node}/{}", tx.slot());
    let day = Offset::UTC.to_datetime(entry.recorded_at).date();
    let (last, previous) = match tx.query_opt(HEAD, params![tenant, day, &writer]).await? {
        None => (0, GENESIS),
        Some(row) => (row.get::<i64>(0)?, row.get(1)?),
    };
    let mut columns = columns(tenant, day, &writer, last + 1, entry);
    let hash = chain::link(&previous, &chain::canonical("security_log", &columns));
    columns.extend_from_slice(params![previous, hash]);
    match tx.execute(INSERT, &columns).await? {
        1 => Ok(()),
        // Only when two processes were given one name.
        _ => Err(tx.contended("another process writes this log under the same node name")),
    }
}

/// The columns that the hash covers.
fn columns(tenant: Uuid, day: Date, writer: &str, seq: i64, entry: &Entry) -> Vec<Value> {
    let Entry { id, recorded_at, kind, success, actor, person, login, address, agent, session, detail } =
        entry;
    let (actor, person) = (actor.as_ref(), person.as_ref());
    let (login, address) = (login.as_deref(), address.as_deref());
    let (agent, session) = (agent.as_deref(), session.as_deref());
    params![
        tenant,
        day,
        writer,
        seq,
        id,
        recorded_at,
        kind.key(),
        success,
        actor,
        person,
        login,
        address,
        agent,
        session,
        detail
    ]
    .to_vec()
}

/// The chains from a day on.
pub async fn chains(tx: &mut Tx, tenant: Uuid, first: Date) -> Result<Vec<(Date, String)>, StoreError> {
    let rows = tx.query(CHAINS, params![tenant, first]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Checks one chain.
pub async fn verify(tx: &mut Tx, tenant: Uuid, day: Date, writer: &str) -> Result<Verdict, StoreError> {
    let (mut verifier, mut after) = (Verifier::new(), 0);
    loop {
        let rows = tx.query(LOAD, params![tenant, day, writer, after, PAGE]).await?;
        let Some(last) = rows.last() else { return Ok(verifier.verdict()) };
        after = last.get(11)?;
        for row in &rows {
            let seq: i64 = row.get(11)?;
            let bytes = chain::canonical("security_log", &columns(tenant, day, writer, seq, &read(row)?));
            verifier.take(seq, &bytes, &row.get(12)?, &row.get(13)?);
        }
    }
}

/// Forgets the days before one; answers how many lines went.
pub async fn forget(tx: &mut Tx, tenant: Uuid, before: Date) -> Result<u64, StoreError> {
    tx.execute(FORGET, params![tenant, before]).await
}

/// A line from `id, recorded_at, kind, success, actor_id, person_id, login, address, agent, session, detail`.
pub(crate) fn read(row: &Row) -> Result<Entry, StoreError> {
    let kind = Kind::of(&row.get::<String>(2)?);
    Ok(Entry {
        id: row.get(0)?,
        recorded_at: row.get(1)?,
        kind: kind.ok_or_else(|| StoreError::corrupt("a line of the security log of an unknown kind"))?,
        success: row.get(3)?,
        actor: row.get(4)?,
        person: row.get(5)?,
        login: row.get(6)?,
        address: row.get(7)?,
        agent: row.get(8)?,
        session: row.get(9)?,
        detail: row.get(10)?,
    })
}
