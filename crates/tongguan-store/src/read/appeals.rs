//! Appeals about whose a deal or a customer is: those that somebody filed, and those about what he sees, in one order.
//!
//! Promises that whoever filed an appeal finds it though he does not see what it is about. Must never answer anything of a deal itself.

use jiff::Timestamp;
use jiff::civil::Date;
use tongguan_core::id::{AccountAppealId, AccountId, DealId, PersonId, TenantId};
use uuid::Uuid;

use super::accounts::visible;
use super::deals::every_access;
use super::query::{Page, Sql};
use crate::access::Access;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

/// An appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppealRow {
    /// About what.
    pub about: AppealAbout,
    /// The how-manieth of that deal or customer, from 1.
    pub level: u32,
    /// When it was filed.
    pub filed_at: Timestamp,
}

/// What an appeal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppealAbout {
    /// A deal and its customer.
    Deal(DealId),
    /// A customer without business; the appeal has a row of its own.
    Account(AccountAppealId),
}

impl AppealRow {
    fn key(&self) -> AppealKey {
        let id = match self.about {
            AppealAbout::Deal(id) => id.0,
            AppealAbout::Account(id) => id.0,
        };
        AppealKey { at: self.filed_at, id, level: self.level }
    }
}

/// Where an appeal stands among appeals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct AppealKey {
    /// When it was filed.
    pub at: Timestamp,
    /// The deal that it is about, or the appeal itself.
    pub id: Uuid,
    /// The how-manieth.
    pub level: u32,
}

/// Which appeals.
#[derive(Debug, Clone, Copy)]
pub struct AppealFilter {
    /// Only those that nobody decided.
    pub open: bool,
    /// The day on which they are read: people are named for customers from one day to another.
    pub today: Date,
}

/// Up to `limit` appeals that somebody filed or about what he sees, the latest first.
pub async fn list(
    tx: &mut Tx,
    access: &Access,
    filter: AppealFilter,
    after: Option<AppealKey>,
    limit: u32,
) -> Result<Page<AppealRow, AppealKey>, StoreError> {
    let mut rows = Vec::new();
    for row in of_deals(access, filter, after, limit).query(tx).await? {
        rows.push(appeal(&row, |id| AppealAbout::Deal(DealId(id)))?);
    }
    for row in of_accounts(access, filter, after, limit).query(tx).await? {
        rows.push(appeal(&row, |id| AppealAbout::Account(AccountAppealId(id)))?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.key()));
    rows.truncate(limit as usize + 1);
    Ok(Page::cut(rows, limit, AppealRow::key))
}

fn appeal(row: &Row, about: impl FnOnce(Uuid) -> AppealAbout) -> Result<AppealRow, StoreError> {
    let level = u32::try_from(row.get::<i64>(1)?);
    Ok(AppealRow {
        about: about(row.get(0)?),
        level: level.map_err(|_| StoreError::corrupt("a level is out of range"))?,
        filed_at: row.get(2)?,
    })
}

fn of_deals(access: &Access, filter: AppealFilter, after: Option<AppealKey>, limit: u32) -> Sql {
    let mut sql = Sql::new("SELECT a.deal_id, a.level, a.filed_at FROM appeal a WHERE a.tenant_id = ");
    let tenant = sql.bind(access.tenant().0);
    sql.push(&tenant);
    if filter.open {
        sql.push(" AND a.decided_at IS NULL");
    }
    let mine = sql.bind(access.person().0);
    sql.push(&format!(" AND (a.filed_by_id = {mine} OR (1 = 1"));
    access.restrict(&mut sql, "a");
    sql.push("))");
    behind(&mut sql, ("a", "deal_id"), after, limit);
    sql
}

fn of_accounts(access: &Access, filter: AppealFilter, after: Option<AppealKey>, limit: u32) -> Sql {
    let mut sql = Sql::new(
        "SELECT p.id, p.level, p.filed_at FROM account_appeal p CROSS JOIN account a WHERE p.tenant_id = ",
    );
    let tenant = sql.bind(access.tenant().0);
    sql.push(&tenant);
    sql.push(" AND a.tenant_id = p.tenant_id AND a.id = p.account_id");
    if filter.open {
        sql.push(" AND p.open = 1");
    }
    let mine = sql.bind(access.person().0);
    sql.push(&format!(" AND (p.filed_by_id = {mine} OR p.against_id = {mine}"));
    // Whoever stands above where it was filed follows it, though the customer is elsewhere by now.
    if let Some(list) = access.departments(&mut sql) {
        sql.push(&format!(" OR p.department_id IN ({list})"));
    }
    sql.push(" OR (1 = 1");
    visible(&mut sql, access, filter.today);
    sql.push("))");
    behind(&mut sql, ("p", "id"), after, limit);
    sql
}

/// The latest first, behind a key.
fn behind(sql: &mut Sql, (alias, id): (&str, &str), after: Option<AppealKey>, limit: u32) {
    if let Some(key) = after {
        let (at, of, level) = (sql.bind(key.at), sql.bind(key.id), sql.bind(key.level));
        sql.push(&format!(" AND ({alias}.filed_at, {alias}.{id}, {alias}.level) < ({at}, {of}, {level})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(
        " ORDER BY {alias}.filed_at DESC, {alias}.{id} DESC, {alias}.level DESC LIMIT {limit}"
    ));
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
    let key = AppealKey { at: Timestamp::UNIX_EPOCH, id: Uuid::nil(), level: 1 };
    let filter = |open| AppealFilter { open, today: Date::constant(2026, 1, 1) };
    let all = every_access().into_iter().flat_map(|access| {
        [(false, None), (true, Some(key))].into_iter().flat_map(move |(open, after)| {
            [
                of_deals(&access, filter(open), after, 1).text().to_owned(),
                of_accounts(&access, filter(open), after, 1).text().to_owned(),
            ]
        })
    });
    all.chain([CONTESTABLE.to_owned()]).collect()
}
