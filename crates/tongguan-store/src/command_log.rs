//! The journal of every attempt, accepted or refused: who tried what on what, from where, and how it ended.
//!
//! Promises: one line per attempt, in the same transaction as what it did; chained per tenant, day and writer. A writer is a node and
//! one of its slots, so that no command waits for another one's line. Must never hold free text or personal data.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use uuid::Uuid;

use crate::chain::{self, GENESIS, Hash, Verdict, Verifier};
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx, Value};

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done; the events that it appended, first and last, if its target is a stream.
    Accepted {
        /// `seq` of the first and last event.
        events: Option<(i64, i64)>,
    },
    /// Refused by a rule.
    Refused {
        /// The refusal's stable code.
        code: String,
    },
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Id of the command.
    pub id: Uuid,
    /// When the server heard of it.
    pub recorded_at: Timestamp,
    /// Who tried; none for the system.
    pub actor_id: Option<Uuid>,
    /// By which way: the browser, an integration key, an import, a scanner.
    pub via: String,
    /// Kind of the target: deal, account, receipt, reference.
    pub target_kind: String,
    /// The target, if it is one thing.
    pub target_id: Option<Uuid>,
    /// Name of the command.
    pub command: String,
    /// How it ended.
    pub outcome: Outcome,
    /// More about it, as canonical JSON.
    pub detail: String,
}

/// A line with its place in its chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Place in the chain, from 1.
    pub seq: i64,
    /// The line.
    pub entry: Entry,
    /// Hash of the line before.
    pub prev_hash: Hash,
    /// Its hash.
    pub hash: Hash,
}

const HEAD: &str = "SELECT seq, hash FROM command_log WHERE tenant_id = $1 AND day = $2 AND writer = $3 ORDER BY seq DESC LIMIT 1";
const INSERT: &str = "INSERT INTO command_log (tenant_id, day, writer, seq, id, recorded_at, actor_id, via, target_kind, target_id, \
    command, outcome, refusal_code, from_seq, to_seq, detail, prev_hash, hash) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
    ON CONFLICT (tenant_id, day, writer, seq) DO NOTHING";
const LOAD: &str = "SELECT seq, id, recorded_at, actor_id, via, target_kind, target_id, command, outcome, refusal_code, from_seq, \
    to_seq, detail, prev_hash, hash FROM command_log WHERE tenant_id = $1 AND day = $2 AND writer = $3 AND seq > $4 \
    ORDER BY seq LIMIT $5";
const CHAINS: &str = "SELECT day, writer FROM command_log WHERE tenant_id = $1 AND day >= $2 AND day <= $3 AND seq = 1 \
    ORDER BY day, writer";
/// Lines per step of [`verify`].
const PAGE: u32 = 1_000;

pub(crate) const STATEMENTS: &[&str] = &[HEAD, INSERT, LOAD, CHAINS];

/// Writes a line. `node` names this process among those that share the database.
pub async fn append(tx: &mut Tx, tenant: Uuid, node: &str, entry: &Entry) -> Result<(), StoreError> {
    let writer = format!("{node}/{}", tx.slot());
    let day = Offset::UTC.to_datetime(entry.recorded_at).date();
    let (last, previous) = match tx.query_opt(HEAD, params![tenant, day, &writer]).await? {
        None => (0, GENESIS),
        Some(row) => (row.get::<i64>(0)?, row.get(1)?),
    };
    let mut columns = columns(tenant, day, &writer, last + 1, entry);
    let hash = chain::link(&previous, &chain::canonical("command_log", &columns));
    columns.extend_from_slice(params![previous, hash]);
    match tx.execute(INSERT, &columns).await? {
        1 => Ok(()),
        // Only when two processes were given one name.
        _ => Err(tx.contended("another process writes this journal under the same node name")),
    }
}

/// The columns that the hash covers.
fn columns(tenant: Uuid, day: Date, writer: &str, seq: i64, entry: &Entry) -> Vec<Value> {
    let Entry { id, recorded_at, actor_id, via, target_kind, target_id, command, outcome, detail } = entry;
    let (word, code, events) = match outcome {
        Outcome::Accepted { events } => ("accepted", None, *events),
        Outcome::Refused { code } => ("refused", Some(code), None),
    };
    let (from, to) = (events.map(|(from, _)| from), events.map(|(_, to)| to));
    let (actor, target) = (actor_id.as_ref(), target_id.as_ref());
    params![
        tenant,
        day,
        writer,
        seq,
        id,
        recorded_at,
        actor,
        via,
        target_kind,
        target,
        command,
        word,
        code,
        from,
        to,
        detail
    ]
    .to_vec()
}

/// Up to `limit` lines of a chain after `after` (0 to begin), in order.
pub async fn load(
    tx: &mut Tx,
    tenant: Uuid,
    (day, writer): (Date, &str),
    after: i64,
    limit: u32,
) -> Result<Vec<StoredEntry>, StoreError> {
    tx.query(LOAD, params![tenant, day, writer, after, limit]).await?.iter().map(stored).collect()
}

fn stored(row: &Row) -> Result<StoredEntry, StoreError> {
    let outcome = match row.get::<String>(8)?.as_str() {
        "accepted" => {
            Outcome::Accepted { events: row.get::<Option<i64>>(10)?.zip(row.get::<Option<i64>>(11)?) }
        }
        _ => Outcome::Refused { code: row.get(9)? },
    };
    let entry = Entry {
        id: row.get(1)?,
        recorded_at: row.get(2)?,
        actor_id: row.get(3)?,
        via: row.get(4)?,
        target_kind: row.get(5)?,
        target_id: row.get(6)?,
        command: row.get(7)?,
        outcome,
        detail: row.get(12)?,
    };
    Ok(StoredEntry { seq: row.get(0)?, entry, prev_hash: row.get(13)?, hash: row.get(14)? })
}

/// The chains of the days from `first` to `last`.
pub async fn chains(
    tx: &mut Tx,
    tenant: Uuid,
    first: Date,
    last: Date,
) -> Result<Vec<(Date, String)>, StoreError> {
    tx.query(CHAINS, params![tenant, first, last])
        .await?
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?)))
        .collect()
}

/// Checks one chain.
pub async fn verify(tx: &mut Tx, tenant: Uuid, day: Date, writer: &str) -> Result<Verdict, StoreError> {
    let (mut verifier, mut after) = (Verifier::new(), 0);
    loop {
        let page = load(tx, tenant, (day, writer), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(verifier.verdict()) };
        after = last.seq;
        for line in &page {
            let bytes = chain::canonical("command_log", &columns(tenant, day, writer, line.seq, &line.entry));
            verifier.take(line.seq, &bytes, &line.prev_hash, &line.hash);
        }
    }
}
