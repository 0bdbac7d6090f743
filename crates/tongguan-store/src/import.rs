//! Imports beside their records: what became of their rows, how far they are, and how files were understood before.
//!
//! Promises: a part is written in the transaction of what its rows did, so that what is told is what was done, and an import that was
//! broken off goes on behind its last part. Must never decide anything.

pub mod leaning;

use std::collections::BTreeMap;

use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::reference::import::ImportJob;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::reference::{Stored, Versioned};
use crate::sql::{Row, Tx, Value};

/// Which pass over the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// What would become of them.
    Check,
    /// What became of them.
    Run,
    /// What stands in the way of taking them back.
    Undo,
}

impl Phase {
    fn key(self) -> &'static str {
        match self {
            Phase::Check => "check",
            Phase::Run => "run",
            Phase::Undo => "undo",
        }
    }
}

/// How many rows of a part bear each mark, such as a verdict.
pub type Tally = BTreeMap<String, u32>;

/// Some rows that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its place, from 1.
    pub part: i64,
    /// The number of its last row in the file.
    pub last_row: i64,
    /// What its rows are, counted.
    pub tally: Tally,
}

const ADD: &str = "INSERT INTO import_part (tenant_id, import_id, phase, part, last_row, tally, data) \
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const PARTS: &str = "SELECT part, last_row, tally FROM import_part WHERE tenant_id = $1 AND import_id = $2 AND phase = $3 AND part > $4 \
    ORDER BY part LIMIT $5";
const DATA: &str =
    "SELECT data FROM import_part WHERE tenant_id = $1 AND import_id = $2 AND phase = $3 AND part = $4";
const FORGET: &str = "DELETE FROM import_part WHERE tenant_id = $1 AND import_id = $2 AND phase = $3";
const SET_PROGRESS: &str = "INSERT INTO import_progress (tenant_id, import_id, done, total) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (tenant_id, import_id) DO UPDATE SET done = excluded.done, total = excluded.total";
const PROGRESS: &str = "SELECT done, total FROM import_progress WHERE tenant_id = $1 AND import_id = $2";
const OF_PERSON: &str = "SELECT version, data FROM import WHERE tenant_id = $1 AND created_by = $2 AND id < $3 ORDER BY id DESC LIMIT $4";
const OF_ALL: &str =
    "SELECT version, data FROM import WHERE tenant_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
const AT_WORK: &str = "SELECT id FROM import WHERE tenant_id = $1 AND state = $2 ORDER BY id LIMIT 20";
const MAPPING: &str = "SELECT data FROM import_mapping WHERE tenant_id = $1 AND kind = $2 AND head = $3";
const REMEMBER: &str = "INSERT INTO import_mapping (tenant_id, kind, head, data) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (tenant_id, kind, head) DO UPDATE SET data = excluded.data";

pub(crate) const STATEMENTS: &[&str] = &[
    ImportJob::LOAD,
    ImportJob::LIST,
    ImportJob::SAVE,
    ImportJob::DELETE,
    ADD,
    PARTS,
    DATA,
    FORGET,
    SET_PROGRESS,
    PROGRESS,
    OF_PERSON,
    OF_ALL,
    AT_WORK,
    MAPPING,
    REMEMBER,
];

/// Parts that are read at once.
const PAGE: u32 = 1_000;

impl Stored for ImportJob {
    crate::reference::bare!("import");
    const SAVE: &'static str = "INSERT INTO import (tenant_id, id, version, data, state, created_by) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data, state = excluded.state, \
        created_by = excluded.created_by WHERE import.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![self.state.key(), self.by.0].to_vec()
    }
}

/// Adds a part behind the others.
pub async fn add_part(
    tx: &mut Tx,
    tenant: TenantId,
    (import, phase): (Uuid, Phase),
    (part, data): (&Part, &str),
) -> Result<(), StoreError> {
    let tally =
        serde_json::to_string(&part.tally).map_err(|_| StoreError::corrupt("a tally is plain data"))?;
    let columns = params![tenant.0, import, phase.key(), part.part, part.last_row, tally, data];
    tx.execute(ADD, columns).await.map(drop)
}

/// The parts of a phase without their rows.
pub async fn parts(
    tx: &mut Tx,
    tenant: TenantId,
    (import, phase): (Uuid, Phase),
) -> Result<Vec<Part>, StoreError> {
    let mut parts: Vec<Part> = Vec::new();
    loop {
        let after = parts.last().map_or(0, |last| last.part);
        let rows = tx.query(PARTS, params![tenant.0, import, phase.key(), after, PAGE]).await?;
        if rows.is_empty() {
            return Ok(parts);
        }
        for row in &rows {
            parts.push(part_of(row)?);
        }
    }
}

fn part_of(row: &Row) -> Result<Part, StoreError> {
    let tally = serde_json::from_str(&row.get::<String>(2)?);
    let tally = tally.map_err(|_| StoreError::corrupt("a tally that cannot be read"))?;
    Ok(Part { part: row.get(0)?, last_row: row.get(1)?, tally })
}

/// The rows of a part, as they were written.
pub async fn part_data(
    tx: &mut Tx,
    tenant: TenantId,
    (import, phase): (Uuid, Phase),
    part: i64,
) -> Result<Option<String>, StoreError> {
    let row = tx.query_opt(DATA, params![tenant.0, import, phase.key(), part]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// Forgets the rows of a phase, before it is gone through anew.
pub async fn forget_parts(
    tx: &mut Tx,
    tenant: TenantId,
    (import, phase): (Uuid, Phase),
) -> Result<(), StoreError> {
    tx.execute(FORGET, params![tenant.0, import, phase.key()]).await.map(drop)
}

/// Says how far an import is.
pub async fn set_progress(
    tx: &mut Tx,
    tenant: TenantId,
    import: Uuid,
    (done, total): (u64, u64),
) -> Result<(), StoreError> {
    let place = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    tx.execute(SET_PROGRESS, params![tenant.0, import, place(done), place(total)]).await.map(drop)
}

/// How far an import is: rows done, and all.
pub async fn progress(tx: &mut Tx, tenant: TenantId, import: Uuid) -> Result<(u64, u64), StoreError> {
    let row = tx.query_opt(PROGRESS, params![tenant.0, import]).await?;
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    row.map_or(Ok((0, 0)), |row| Ok((count(row.get(0)?), count(row.get(1)?))))
}

/// Imports of somebody, or of all, the latest first, before `before`.
pub async fn list(
    tx: &mut Tx,
    tenant: TenantId,
    by: Option<PersonId>,
    before: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Versioned<ImportJob>>, StoreError> {
    let before = before.unwrap_or(Uuid::max());
    let rows = match by {
        Some(person) => tx.query(OF_PERSON, params![tenant.0, person.0, before, limit]).await?,
        None => tx.query(OF_ALL, params![tenant.0, before, limit]).await?,
    };
    rows.iter().map(crate::reference::read).collect()
}

/// Imports that wait for their work to be done, the oldest first.
pub async fn at_work(tx: &mut Tx, tenant: TenantId) -> Result<Vec<Uuid>, StoreError> {
    let mut found: Vec<Uuid> = Vec::new();
    for state in ["checking", "running", "undoing"] {
        for row in tx.query(AT_WORK, params![tenant.0, state]).await? {
            found.push(row.get(0)?);
        }
    }
    found.sort();
    Ok(found)
}

/// How a file of this kind and head was understood before.
pub async fn remembered(
    tx: &mut Tx,
    tenant: TenantId,
    (kind, head): (&str, &str),
) -> Result<Option<String>, StoreError> {
    let row = tx.query_opt(MAPPING, params![tenant.0, kind, head]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// Remembers how a file of this kind and head is understood.
pub async fn remember(
    tx: &mut Tx,
    tenant: TenantId,
    (kind, head): (&str, &str),
    mapping: &str,
) -> Result<(), StoreError> {
    tx.execute(REMEMBER, params![tenant.0, kind, head, mapping]).await.map(drop)
}
