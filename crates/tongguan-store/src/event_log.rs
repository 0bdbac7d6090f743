//! The event streams of deals: the truth of the product.
//!
//! Promises: a stream has no gap and no fork (two writers with one expected version: one wins, the other hears the current version);
//! each entry is chained to the one before; `recorded_at` never decreases within a stream. Must never know what an event means.

use jiff::Timestamp;
use uuid::Uuid;

use crate::chain::{self, GENESIS, Hash, Verdict, Verifier};
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx, Value};

/// An event to be appended. The payload is its canonical JSON in UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Name of the variant, for reports and for reading a stream by eye.
    pub kind: String,
    /// When the server heard of it.
    pub recorded_at: Timestamp,
    /// When it happened, if that was earlier (imports).
    pub effective_at: Option<Timestamp>,
    /// Who did it; none for the system.
    pub actor_id: Option<Uuid>,
    /// The command that led to it.
    pub command_id: Uuid,
    /// Canonical JSON.
    pub payload: Vec<u8>,
}

/// An event of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its place in the stream, from 1.
    pub seq: i64,
    /// The event as it was appended, its `recorded_at` not before the previous one's.
    pub event: NewEvent,
    /// Hash of the event before, or [`GENESIS`].
    pub prev_hash: Hash,
    /// Its hash.
    pub hash: Hash,
}

/// The end of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The version of the deal: `seq` of the last event, 0 for an empty stream.
    pub seq: i64,
    /// Its hash, or [`GENESIS`].
    pub hash: Hash,
    /// When it was recorded.
    pub recorded_at: Option<Timestamp>,
}

const HEAD: &str = "SELECT seq, hash, recorded_at FROM deal_event WHERE tenant_id = $1 AND deal_id = $2 \
    ORDER BY seq DESC LIMIT 1";
const INSERT: &str = "INSERT INTO deal_event (tenant_id, deal_id, seq, kind, recorded_at, effective_at, actor_id, command_id, \
    payload, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
    ON CONFLICT (tenant_id, deal_id, seq) DO NOTHING";
const LOAD: &str = "SELECT seq, kind, recorded_at, effective_at, actor_id, command_id, payload, prev_hash, hash \
    FROM deal_event WHERE tenant_id = $1 AND deal_id = $2 AND seq > $3 ORDER BY seq";
const DEALS: &str = "SELECT deal_id FROM deal_event WHERE tenant_id = $1 AND deal_id > $2 AND seq = 1 ORDER BY deal_id LIMIT $3";

const BEFORE: &str = "SELECT seq, kind, recorded_at, effective_at, actor_id, command_id, payload, prev_hash, hash \
    FROM deal_event WHERE tenant_id = $1 AND deal_id = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4";

pub(crate) const STATEMENTS: &[&str] = &[HEAD, INSERT, LOAD, DEALS, BEFORE];

/// The end of a deal's stream.
pub async fn head(tx: &mut Tx, tenant: Uuid, deal: Uuid) -> Result<Head, StoreError> {
    match tx.query_opt(HEAD, params![tenant, deal]).await? {
        None => Ok(Head { seq: 0, hash: GENESIS, recorded_at: None }),
        Some(row) => Ok(Head { seq: row.get(0)?, hash: row.get(1)?, recorded_at: row.get(2)? }),
    }
}

/// Appends events to a stream that is at version `expected`, else [`StoreError::Conflict`]. Answers the new end.
pub async fn append(
    tx: &mut Tx,
    tenant: Uuid,
    deal: Uuid,
    expected: i64,
    events: &[NewEvent],
) -> Result<Head, StoreError> {
    let mut end = head(tx, tenant, deal).await?;
    if end.seq != expected {
        return Err(StoreError::Conflict { current: end.seq });
    }
    for event in events {
        match insert(tx, tenant, deal, &end, event).await? {
            Some(next) => end = next,
            // Another transaction has just committed this place.
            None => return Err(StoreError::Conflict { current: head(tx, tenant, deal).await?.seq }),
        }
    }
    Ok(end)
}

/// Inserts one event behind `end`; none when the place is taken.
async fn insert(
    tx: &mut Tx,
    tenant: Uuid,
    deal: Uuid,
    end: &Head,
    event: &NewEvent,
) -> Result<Option<Head>, StoreError> {
    let recorded_at = end.recorded_at.map_or(event.recorded_at, |last| last.max(event.recorded_at));
    let seq = end.seq + 1;
    let mut columns = columns(tenant, deal, seq, recorded_at, event)?;
    let hash = chain::link(&end.hash, &chain::canonical("deal_event", &columns));
    columns.extend_from_slice(params![end.hash, hash]);
    let inserted = tx.execute(INSERT, &columns).await?;
    Ok((inserted == 1).then_some(Head { seq, hash, recorded_at: Some(recorded_at) }))
}

/// The columns that the hash covers.
fn columns(
    tenant: Uuid,
    deal: Uuid,
    seq: i64,
    recorded_at: Timestamp,
    event: &NewEvent,
) -> Result<Vec<Value>, StoreError> {
    let payload = std::str::from_utf8(&event.payload)
        .map_err(|_| StoreError::corrupt("the payload of an event is not UTF-8"))?;
    let (kind, effective_at) = (&event.kind, event.effective_at);
    let columns = params![
        tenant,
        deal,
        seq,
        kind,
        recorded_at,
        effective_at,
        event.actor_id,
        event.command_id,
        payload
    ];
    Ok(columns.to_vec())
}

/// A deal's events after version `after` (0 for all), in order.
pub async fn load(tx: &mut Tx, tenant: Uuid, deal: Uuid, after: i64) -> Result<Vec<StoredEvent>, StoreError> {
    tx.query(LOAD, params![tenant, deal, after]).await?.iter().map(stored).collect()
}

/// Up to `limit` events of a deal before version `before`, last first.
pub async fn load_before(
    tx: &mut Tx,
    tenant: Uuid,
    deal: Uuid,
    before: i64,
    limit: u32,
) -> Result<Vec<StoredEvent>, StoreError> {
    tx.query(BEFORE, params![tenant, deal, before, limit]).await?.iter().map(stored).collect()
}

fn stored(row: &Row) -> Result<StoredEvent, StoreError> {
    let event = NewEvent {
        kind: row.get(1)?,
        recorded_at: row.get(2)?,
        effective_at: row.get(3)?,
        actor_id: row.get(4)?,
        command_id: row.get(5)?,
        payload: row.get::<String>(6)?.into_bytes(),
    };
    Ok(StoredEvent { seq: row.get(0)?, event, prev_hash: row.get(7)?, hash: row.get(8)? })
}

/// The next deals of a tenant after `after` in id order, for rebuilding and checking ([`Uuid::nil`] to begin).
pub async fn deals(tx: &mut Tx, tenant: Uuid, after: Uuid, limit: u32) -> Result<Vec<Uuid>, StoreError> {
    tx.query(DEALS, params![tenant, after, limit]).await?.iter().map(|row| row.get(0)).collect()
}

/// Checks the chain of a deal.
pub async fn verify(tx: &mut Tx, tenant: Uuid, deal: Uuid) -> Result<Verdict, StoreError> {
    let mut verifier = Verifier::new();
    for entry in load(tx, tenant, deal, 0).await? {
        let columns = columns(tenant, deal, entry.seq, entry.event.recorded_at, &entry.event)?;
        verifier.take(entry.seq, &chain::canonical("deal_event", &columns), &entry.prev_hash, &entry.hash);
    }
    Ok(verifier.verdict())
}
