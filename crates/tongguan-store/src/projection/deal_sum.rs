//! `deal_sum`: deals counted and summed per standing, stage, department and owner, so that a board over any number of deals reads
//! a few hundred rows.
//!
//! Promises that a deal leaves one sum and enters another in the order of their keys, so that two commands never wait for each
//! other in a circle.

use tongguan_core::deal::Deal;
use tongguan_core::id::TenantId;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const ADD: &str = "INSERT INTO deal_sum (tenant_id, standing, stage, department_id, owner_id, deals, amount_minor, \
    outstanding_minor, since_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
    ON CONFLICT (tenant_id, standing, stage, department_id, owner_id) DO UPDATE SET deals = deal_sum.deals + excluded.deals, \
    amount_minor = deal_sum.amount_minor + excluded.amount_minor, \
    outstanding_minor = deal_sum.outstanding_minor + excluded.outstanding_minor, since_s = deal_sum.since_s + excluded.since_s";
const CLEAR: &str = "DELETE FROM deal_sum WHERE tenant_id = $1";
const COUNTED: &str = "INSERT INTO deal_sum (tenant_id, standing, stage, department_id, owner_id, deals, amount_minor, \
    outstanding_minor, since_s) SELECT tenant_id, standing, stage, department_id, COALESCE(owner_id, $2), COUNT(*), \
    CAST(SUM(amount_minor) AS BIGINT), CAST(SUM(outstanding_minor) AS BIGINT), CAST(SUM(stage_since / 1000000) AS BIGINT) \
    FROM deal WHERE tenant_id = $1 GROUP BY tenant_id, standing, stage, department_id, COALESCE(owner_id, $2)";
const WRONG: &str = "SELECT COUNT(*) FROM (SELECT standing, stage, department_id, COALESCE(owner_id, $2) AS owner_id, \
    COUNT(*) AS deals, CAST(SUM(amount_minor) AS BIGINT) AS amount_minor, CAST(SUM(outstanding_minor) AS BIGINT) AS outstanding_minor, \
    CAST(SUM(stage_since / 1000000) AS BIGINT) AS since_s FROM deal WHERE tenant_id = $1 \
    GROUP BY standing, stage, department_id, COALESCE(owner_id, $2)) counted LEFT JOIN deal_sum s ON s.tenant_id = $1 \
    AND s.standing = counted.standing AND s.stage = counted.stage AND s.department_id = counted.department_id \
    AND s.owner_id = counted.owner_id WHERE s.deals IS NULL OR s.deals <> counted.deals OR s.amount_minor <> counted.amount_minor \
    OR s.outstanding_minor <> counted.outstanding_minor OR s.since_s <> counted.since_s";
const TOTALS: &str = "SELECT CAST(COALESCE(SUM(deals), 0) AS BIGINT), (SELECT COUNT(*) FROM deal WHERE tenant_id = $1) \
    FROM deal_sum WHERE tenant_id = $1";

pub(super) const STATEMENTS: &[&str] = &[ADD, CLEAR, COUNTED, WRONG, TOTALS];

/// What a deal adds to which sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share {
    key: (&'static str, &'static str, Uuid, Uuid),
    deals: i64,
    amount: i64,
    outstanding: i64,
    since_s: i64,
}

impl Share {
    fn of(deal: &Deal) -> Self {
        let owner = deal.owner.map_or(Uuid::nil(), |owner| owner.0);
        Self {
            key: (deal.standing().key(), deal.stage.key(), deal.department.0, owner),
            deals: 1,
            amount: deal.amount().map_or(0, |amount| amount.minor()),
            outstanding: deal.money_owed().outstanding.minor(),
            // Whole seconds as the database divides microseconds: both round towards zero.
            since_s: deal.stage_since.as_microsecond() / 1_000_000,
        }
    }

    fn negated(self) -> Self {
        let Self { key, deals, amount, outstanding, since_s } = self;
        Self { key, deals: -deals, amount: -amount, outstanding: -outstanding, since_s: -since_s }
    }

    /// Both together, where they go to the same sum.
    fn plus(self, other: Self) -> Option<Self> {
        (self.key == other.key).then(|| Self {
            key: self.key,
            deals: self.deals + other.deals,
            amount: self.amount + other.amount,
            outstanding: self.outstanding + other.outstanding,
            since_s: self.since_s + other.since_s,
        })
    }

    fn is_nothing(&self) -> bool {
        (self.deals, self.amount, self.outstanding, self.since_s) == (0, 0, 0, 0)
    }
}

/// Moves a deal from the sum it was in to the one it belongs to.
pub(super) async fn project(
    tx: &mut Tx,
    tenant: TenantId,
    before: Option<&Deal>,
    after: Option<&Deal>,
) -> Result<(), StoreError> {
    let (out, into) = (before.map(Share::of).map(Share::negated), after.map(Share::of));
    let mut shares: Vec<Share> = match (out, into) {
        (Some(out), Some(into)) => out.plus(into).map_or_else(|| vec![out, into], |both| vec![both]),
        (out, into) => out.into_iter().chain(into).collect(),
    };
    shares.retain(|share| !share.is_nothing());
    shares.sort_by_key(|share| share.key);
    for share in shares {
        add(tx, tenant, &share).await?;
    }
    Ok(())
}

async fn add(tx: &mut Tx, tenant: TenantId, share: &Share) -> Result<(), StoreError> {
    let Share { key: (standing, stage, department, owner), deals, amount, outstanding, since_s } = *share;
    let values = params![tenant.0, standing, stage, department, owner, deals, amount, outstanding, since_s];
    tx.execute(ADD, values).await.map(drop)
}

/// Counts all sums again from `deal`.
pub(crate) async fn recount(tx: &mut Tx, tenant: TenantId) -> Result<(), StoreError> {
    tx.execute(CLEAR, params![tenant.0]).await?;
    tx.execute(COUNTED, params![tenant.0, Uuid::nil()]).await.map(drop)
}

/// Whether the sums are those of `deal`.
pub(crate) async fn is_right(tx: &mut Tx, tenant: TenantId) -> Result<bool, StoreError> {
    let wrong: i64 = tx.query_one(WRONG, params![tenant.0, Uuid::nil()]).await?.get(0)?;
    let totals = tx.query_one(TOTALS, params![tenant.0]).await?;
    Ok(wrong == 0 && totals.get::<i64>(0)? == totals.get::<i64>(1)?)
}
