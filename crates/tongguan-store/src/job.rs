//! Work to be done after the commit: messages, deadlines, reports. A job is queued in the transaction that makes it necessary.
//!
//! Promises: a committed job is done at least once; two workers never hold one at the same time (by the lease, which a worker must
//! outrun or extend); a job that keeps failing waits longer each time and is dead in the end, for a person to look at.
//! Must never be polled across tenants.

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

/// A job to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Its id.
    pub id: Uuid,
    /// What is to be done.
    pub kind: String,
    /// Queued only once while a job of this kind with this key exists; none to queue it anyway.
    pub key: Option<String>,
    /// What the work needs, as JSON.
    pub payload: String,
    /// Not before.
    pub due_at: Timestamp,
    /// Now.
    pub created_at: Timestamp,
}

/// A job in the hands of a worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Whose.
    pub tenant_id: Uuid,
    /// Its id.
    pub id: Uuid,
    /// What is to be done.
    pub kind: String,
    /// What the work needs.
    pub payload: String,
    /// How often it was claimed, this time included; also the fence against a worker that came back too late.
    pub attempts: i64,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadJob {
    /// Its id.
    pub id: Uuid,
    /// What was to be done.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last try said.
    pub last_error: Option<String>,
    /// When it was given up.
    pub dead_at: Timestamp,
}

const ENQUEUE: &str = "INSERT INTO job (tenant_id, id, kind, key, payload, due_at, attempts, created_at) \
    VALUES ($1, $2, $3, $4, $5, $6, 0, $7) ON CONFLICT (tenant_id, kind, key) DO NOTHING";
/// The end of the lease becomes the next due moment, so a crashed worker's job comes back by itself.
const CLAIM: &str = "UPDATE job SET owner = $2, due_at = $3, attempts = attempts + 1 WHERE tenant_id = $1 AND id IN \
    (SELECT id FROM job WHERE tenant_id = $1 AND dead_at IS NULL AND due_at <= $4 ORDER BY due_at, id LIMIT $5 \
    FOR UPDATE SKIP LOCKED) RETURNING id, kind, payload, attempts";
const EXTEND: &str =
    "UPDATE job SET due_at = $4 WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND owner IS NOT NULL";
const DONE: &str = "DELETE FROM job WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND owner IS NOT NULL";
const FAIL: &str = "UPDATE job SET owner = NULL, due_at = $4, last_error = $5, dead_at = $6 \
    WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND owner IS NOT NULL";
const NEXT_DUE: &str = "SELECT MIN(due_at) FROM job WHERE tenant_id = $1 AND dead_at IS NULL";
const DEAD: &str = "SELECT id, kind, attempts, last_error, dead_at FROM job WHERE tenant_id = $1 AND dead_at IS NOT NULL \
    ORDER BY dead_at DESC, id LIMIT $2";
const REVIVE: &str =
    "UPDATE job SET dead_at = NULL, due_at = $3 WHERE tenant_id = $1 AND id = $2 AND dead_at IS NOT NULL";

pub(crate) const STATEMENTS: &[&str] = &[ENQUEUE, CLAIM, EXTEND, DONE, FAIL, NEXT_DUE, DEAD, REVIVE];

/// Pause after the first failure, in microseconds; doubled with each further one.
const FIRST_PAUSE_MICROS: i64 = 10_000_000;
/// The longest pause.
const LONGEST_PAUSE_MICROS: i64 = 3_600_000_000;

/// Queues a job; false when its key is queued already.
pub async fn enqueue(tx: &mut Tx, tenant: Uuid, job: &NewJob) -> Result<bool, StoreError> {
    let NewJob { id, kind, key, payload, due_at, created_at } = job;
    let inserted =
        tx.execute(ENQUEUE, params![tenant, id, kind, key.as_ref(), payload, due_at, created_at]).await?;
    Ok(inserted == 1)
}

/// Takes up to `limit` due jobs for `owner`, who has them for `lease_micros`.
pub async fn claim(
    tx: &mut Tx,
    tenant: Uuid,
    owner: Uuid,
    now: Timestamp,
    lease_micros: i64,
    limit: u32,
) -> Result<Vec<Job>, StoreError> {
    let until = now.as_microsecond() + lease_micros;
    let rows = tx.query(CLAIM, params![tenant, owner, until, now, limit]).await?;
    let mut jobs = rows.iter().map(|row| claimed(tenant, row)).collect::<Result<Vec<_>, _>>()?;
    // The engines return updated rows in any order; ids are made in the order of time.
    jobs.sort_by_key(|job| job.id);
    Ok(jobs)
}

fn claimed(tenant: Uuid, row: &Row) -> Result<Job, StoreError> {
    Ok(Job {
        tenant_id: tenant,
        id: row.get(0)?,
        kind: row.get(1)?,
        payload: row.get(2)?,
        attempts: row.get(3)?,
    })
}

/// Holds a claimed job longer.
pub async fn extend(tx: &mut Tx, job: &Job, now: Timestamp, lease_micros: i64) -> Result<(), StoreError> {
    let until = now.as_microsecond() + lease_micros;
    held(tx.execute(EXTEND, params![job.tenant_id, job.id, job.attempts, until]).await?)
}

/// The job is done; removes it.
pub async fn done(tx: &mut Tx, job: &Job) -> Result<(), StoreError> {
    held(tx.execute(DONE, params![job.tenant_id, job.id, job.attempts]).await?)
}

/// The job failed: it is due again after a pause, or dead after `most` attempts. `error` must hold no personal data.
pub async fn fail(tx: &mut Tx, job: &Job, now: Timestamp, error: &str, most: u32) -> Result<(), StoreError> {
    let due = now.as_microsecond() + pause_micros(job.attempts);
    let dead = (job.attempts >= i64::from(most)).then_some(now);
    held(tx.execute(FAIL, params![job.tenant_id, job.id, job.attempts, due, error, dead]).await?)
}

/// 10 s, 20 s, 40 s, … up to an hour.
pub(crate) fn pause_micros(attempts: i64) -> i64 {
    let doublings = attempts.saturating_sub(1).clamp(0, 20);
    (FIRST_PAUSE_MICROS << doublings).min(LONGEST_PAUSE_MICROS)
}

fn held(changed: u64) -> Result<(), StoreError> {
    if changed == 1 { Ok(()) } else { Err(StoreError::LeaseLost { name: "job".into() }) }
}

/// When the tenant's next job is due.
pub async fn next_due(tx: &mut Tx, tenant: Uuid) -> Result<Option<Timestamp>, StoreError> {
    tx.query_one(NEXT_DUE, params![tenant]).await?.get(0)
}

/// The jobs that were given up, latest first.
pub async fn dead(tx: &mut Tx, tenant: Uuid, limit: u32) -> Result<Vec<DeadJob>, StoreError> {
    let rows = tx.query(DEAD, params![tenant, limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(DeadJob {
                id: row.get(0)?,
                kind: row.get(1)?,
                attempts: row.get(2)?,
                last_error: row.get(3)?,
                dead_at: row.get(4)?,
            })
        })
        .collect()
}

/// Gives a dead job one more attempt; false when it is not dead. Its count goes on, because it is also the fence.
pub async fn revive(tx: &mut Tx, tenant: Uuid, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(REVIVE, params![tenant, id, now]).await? == 1)
}

#[cfg(test)]
mod tests {
    use super::pause_micros;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let seconds = |attempts| pause_micros(attempts) / 1_000_000;
        assert_eq!([1, 2, 3, 8, 9, 10, 1_000].map(seconds), [10, 20, 40, 1280, 2560, 3600, 3600]);
    }
}
