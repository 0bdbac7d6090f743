//! The next moment of each deal: what the scanner of deadlines looks for.
//!
//! Promises: the rows are projections (`projection::deal_moment`), so they say what the folded deals say; finding what is due costs the rows that are
//! due and no more. Must never decide what happens at a moment.

use jiff::Timestamp;
use tongguan_core::id::{DealId, TenantId};
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::projection::NEVER;
use crate::sql::Tx;

const DUE: &str = "SELECT at, deal_id FROM deal_moment WHERE tenant_id = $1 AND at <= $2 \
    AND (at > $3 OR (at = $3 AND deal_id > $4)) ORDER BY at, deal_id LIMIT $5";
const NEXT: &str = "SELECT MIN(at) FROM deal_moment WHERE tenant_id = $1 AND at > $2";
const WAITING: &str =
    "SELECT deal_id FROM deal_moment WHERE tenant_id = $1 AND deal_id > $2 ORDER BY deal_id LIMIT $3";
const BLOCKED: &str = "SELECT deal_id FROM deal_moment WHERE tenant_id = $1 AND deal_id > $2 AND is_blocked = 1 \
    ORDER BY deal_id LIMIT $3";
pub(crate) const STATEMENTS: &[&str] = &[DUE, NEXT, WAITING, BLOCKED];

/// Where a look through the due deals stands; begin with the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    at: i64,
    deal: Uuid,
}

impl Default for Position {
    fn default() -> Self {
        Self { at: i64::MIN, deal: Uuid::nil() }
    }
}

/// Up to `limit` deals whose moment has come by `now`, the earliest first, after a position. Answers the position behind them.
pub async fn due(
    tx: &mut Tx,
    tenant: TenantId,
    now: Timestamp,
    after: Position,
    limit: u32,
) -> Result<(Vec<DealId>, Position), StoreError> {
    let rows = tx.query(DUE, params![tenant.0, now, after.at, after.deal, limit]).await?;
    let (mut deals, mut behind) = (Vec::with_capacity(rows.len()), after);
    for row in &rows {
        behind = Position { at: row.get(0)?, deal: row.get(1)? };
        deals.push(DealId(behind.deal));
    }
    Ok((deals, behind))
}

/// The first moment of all, passed or not.
pub async fn earliest(tx: &mut Tx, tenant: TenantId) -> Result<Option<Timestamp>, StoreError> {
    next(tx, tenant, Timestamp::MIN).await
}

/// The first moment after `now`.
pub async fn next(tx: &mut Tx, tenant: TenantId, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let next: Option<i64> = tx.query_one(NEXT, params![tenant.0, now]).await?.get(0)?;
    Ok(next.filter(|at| *at != NEVER).and_then(|at| Timestamp::from_microsecond(at).ok()))
}

/// Which deals to go through, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sweep {
    /// All that wait for a moment: the calendar changed.
    Waiting,
    /// Those with an approval that nobody may decide: the organisation changed.
    Blocked,
}

/// Up to `limit` deals of a sweep behind `after` by id ([`Uuid::nil`] to begin).
pub async fn sweep(
    tx: &mut Tx,
    tenant: TenantId,
    which: Sweep,
    after: Uuid,
    limit: u32,
) -> Result<Vec<DealId>, StoreError> {
    let statement = match which {
        Sweep::Waiting => WAITING,
        Sweep::Blocked => BLOCKED,
    };
    tx.query(statement, params![tenant.0, after, limit])
        .await?
        .iter()
        .map(|row| row.get(0).map(DealId))
        .collect()
}
