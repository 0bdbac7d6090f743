//! Appeals about who owns a deal: those that somebody filed, and those about deals that he sees.
//!
//! Promises that whoever filed an appeal finds it though he does not see the deal. Must never answer anything of the deal itself.

use jiff::Timestamp;
use tongguan_core::id::{AccountId, DealId, PersonId, TenantId};

use super::deals::every_access;
use super::query::{Page, Sql};
use crate::access::Access;
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

/// An appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealRow {
    /// About which deal.
    pub deal: DealId,
    /// The how-manieth of that deal, from 1.
    pub level: u32,
    /// When it was filed.
    pub filed_at: Timestamp,
}

/// Behind which the next page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AppealKey {
    /// When it was filed.
    pub at: Timestamp,
    /// About which deal.
    pub deal: DealId,
    /// The how-manieth of that deal.
    pub level: u32,
}

/// Up to `limit` appeals that somebody filed or whose deals he sees, the latest first.
pub async fn list(
    tx: &mut Tx,
    access: &Access,
    open: bool,
    after: Option<AppealKey>,
    limit: u32,
) -> Result<Page<AppealRow, AppealKey>, StoreError> {
    let rows = statement(access, open, after, limit).query(tx).await?;
    let row = |row: &crate::sql::Row| {
        let level = u32::try_from(row.get::<i64>(1)?);
        Ok(AppealRow {
            deal: DealId(row.get(0)?),
            level: level.map_err(|_| StoreError::corrupt("a level is out of range"))?,
            filed_at: row.get(2)?,
        })
    };
    let rows = rows.iter().map(row).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Page::cut(rows, limit, |row| AppealKey { at: row.filed_at, deal: row.deal, level: row.level }))
}

fn statement(access: &Access, open: bool, after: Option<AppealKey>, limit: u32) -> Sql {
    let mut sql = Sql::new("SELECT a.deal_id, a.level, a.filed_at FROM appeal a WHERE a.tenant_id = ");
    let tenant = sql.bind(access.tenant().0);
    sql.push(&tenant);
    if open {
        sql.push(" AND a.decided_at IS NULL");
    }
    let mine = sql.bind(access.person().0);
    sql.push(&format!(" AND (a.filed_by_id = {mine} OR (1 = 1"));
    access.restrict(&mut sql, "a");
    sql.push("))");
    if let Some(key) = after {
        let (at, deal, level) = (sql.bind(key.at), sql.bind(key.deal.0), sql.bind(key.level));
        sql.push(&format!(" AND (a.filed_at, a.deal_id, a.level) < ({at}, {deal}, {level})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY a.filed_at DESC, a.deal_id DESC, a.level DESC LIMIT {limit}"));
    sql
}

const CONTESTABLE: &str = "SELECT f.deal_id FROM deal_footprint f \
    WHERE f.tenant_id = $1 AND f.account_id = $2 AND f.open = 1 AND f.owner_id IS NOT NULL AND f.owner_id <> $3 \
    ORDER BY f.deal_id LIMIT 1";

/// The open deal with a customer that was registered first and is somebody else's.
pub async fn contestable(
    tx: &mut Tx,
    tenant: TenantId,
    (account, person): (AccountId, PersonId),
) -> Result<Option<DealId>, StoreError> {
    let row = tx.query_opt(CONTESTABLE, params![tenant.0, account.0, person.0]).await?;
    row.map(|row| row.get(0).map(DealId)).transpose()
}

pub(crate) fn statements() -> Vec<String> {
    let key = AppealKey { at: Timestamp::UNIX_EPOCH, deal: DealId(uuid::Uuid::nil()), level: 1 };
    let all = every_access().into_iter().flat_map(|access| {
        [(false, None), (true, Some(key))]
            .map(|(open, after)| statement(&access, open, after, 1).text().to_owned())
    });
    all.chain([CONTESTABLE.to_owned()]).collect()
}
