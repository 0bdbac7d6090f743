//! What changed in the reference data (people, organisation, customers, prices, calendars, processes), one chain per stream.
//!
//! Promises: the same chaining as the event log. Who keeps the tables consistent is their caller; two transactions that append to one
//! stream at once are put in order by running the later one again.

use jiff::Timestamp;
use uuid::Uuid;

use crate::chain::{self, GENESIS, Hash, Verdict, Verifier};
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx, Value};

/// A change to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReferenceEvent {
    /// What happened, in the past tense.
    pub kind: String,
    /// When.
    pub recorded_at: Timestamp,
    /// Who did it; none for the system.
    pub actor_id: Option<Uuid>,
    /// The command that led to it.
    pub command_id: Uuid,
    /// Canonical JSON, without personal data.
    pub payload: String,
}

/// A change of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReferenceEvent {
    /// Its place in the stream, from 1.
    pub seq: i64,
    /// The change.
    pub event: NewReferenceEvent,
    /// Hash of the entry before.
    pub prev_hash: Hash,
    /// Its hash.
    pub hash: Hash,
}

const HEAD: &str =
    "SELECT seq, hash FROM reference_event WHERE tenant_id = $1 AND stream = $2 ORDER BY seq DESC LIMIT 1";
const INSERT: &str = "INSERT INTO reference_event (tenant_id, stream, seq, kind, recorded_at, actor_id, command_id, payload, \
    prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (tenant_id, stream, seq) DO NOTHING";
const LOAD: &str = "SELECT seq, kind, recorded_at, actor_id, command_id, payload, prev_hash, hash \
    FROM reference_event WHERE tenant_id = $1 AND stream = $2 AND seq > $3 ORDER BY seq LIMIT $4";
const STREAMS: &str = "SELECT stream FROM reference_event WHERE tenant_id = $1 AND stream > $2 AND seq = 1 ORDER BY stream LIMIT $3";
/// Entries per step of [`verify`].
const PAGE: u32 = 1_000;

pub(crate) const STATEMENTS: &[&str] = &[HEAD, INSERT, LOAD, STREAMS];

/// Appends a change; answers its `seq`.
pub async fn append(
    tx: &mut Tx,
    tenant: Uuid,
    stream: &str,
    event: &NewReferenceEvent,
) -> Result<i64, StoreError> {
    let (last, previous) = match tx.query_opt(HEAD, params![tenant, stream]).await? {
        None => (0, GENESIS),
        Some(row) => (row.get::<i64>(0)?, row.get(1)?),
    };
    let mut columns = columns(tenant, stream, last + 1, event);
    let hash = chain::link(&previous, &chain::canonical("reference_event", &columns));
    columns.extend_from_slice(params![previous, hash]);
    match tx.execute(INSERT, &columns).await? {
        1 => Ok(last + 1),
        _ => Err(tx.contended("another change of this reference data was faster")),
    }
}

/// The columns that the hash covers.
fn columns(tenant: Uuid, stream: &str, seq: i64, event: &NewReferenceEvent) -> Vec<Value> {
    let NewReferenceEvent { kind, recorded_at, actor_id, command_id, payload } = event;
    params![tenant, stream, seq, kind, recorded_at, actor_id.as_ref(), command_id, payload].to_vec()
}

/// Up to `limit` changes of a stream after `after` (0 to begin), in order.
pub async fn load(
    tx: &mut Tx,
    tenant: Uuid,
    stream: &str,
    after: i64,
    limit: u32,
) -> Result<Vec<StoredReferenceEvent>, StoreError> {
    tx.query(LOAD, params![tenant, stream, after, limit]).await?.iter().map(stored).collect()
}

fn stored(row: &Row) -> Result<StoredReferenceEvent, StoreError> {
    let event = NewReferenceEvent {
        kind: row.get(1)?,
        recorded_at: row.get(2)?,
        actor_id: row.get(3)?,
        command_id: row.get(4)?,
        payload: row.get(5)?,
    };
    Ok(StoredReferenceEvent { seq: row.get(0)?, event, prev_hash: row.get(6)?, hash: row.get(7)? })
}

/// The next streams of a tenant after `after` by name (empty to begin).
pub async fn streams(tx: &mut Tx, tenant: Uuid, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
    tx.query(STREAMS, params![tenant, after, limit]).await?.iter().map(|row| row.get(0)).collect()
}

/// Checks the chain of a stream.
pub async fn verify(tx: &mut Tx, tenant: Uuid, stream: &str) -> Result<Verdict, StoreError> {
    let (mut verifier, mut after) = (Verifier::new(), 0);
    loop {
        let page = load(tx, tenant, stream, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(verifier.verdict()) };
        after = last.seq;
        for entry in &page {
            let bytes =
                chain::canonical("reference_event", &columns(tenant, stream, entry.seq, &entry.event));
            verifier.take(entry.seq, &bytes, &entry.prev_hash, &entry.hash);
        }
    }
}
