//! Customers as a list shows them: what they are, and what the deals with them that the reader sees come to.
//!
//! A customer is seen by its owner, within the reader's departments, by whoever is named for it on the day, and by whoever sees one of its
//! deals: `Sight::sees_account` as SQL.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tongguan_core::id::{AccountId, DepartmentId, PersonId, TenantId};
use tongguan_core::reference::account::Account;
use tongguan_core::sight::Involved;

use super::deals::every_access;
use super::filter::OwnerFilter;
use super::query::{Page, Sql};
use crate::access::Access;
use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

/// A customer and its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Its version.
    pub version: i64,
    /// The customer.
    pub account: Account,
    /// Running deals with it.
    pub open_deals: i64,
    /// Value of its signed contracts, minor units.
    pub contract_minor: i64,
    /// What it still owes, minor units.
    pub outstanding_minor: i64,
}

/// Which customers. All conditions hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// Owner, or the pool.
    pub owner: Option<OwnerFilter>,
    /// Department.
    pub department: Option<DepartmentId>,
    /// Found by text.
    pub found: Option<Vec<AccountId>>,
    /// Only those who owe something.
    pub owes: bool,
    /// The day on which it is read: people are named from one day to another.
    pub today: Date,
}

/// Where a customer stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountKey(pub AccountId);

/// Up to `limit` customers, newest first, after a key.
pub async fn list(
    tx: &mut Tx,
    access: &Access,
    filter: &AccountFilter,
    after: Option<AccountKey>,
    limit: u32,
) -> Result<Page<AccountRow, AccountKey>, StoreError> {
    let rows = statement(access, filter, after, limit).query(tx).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, limit, |row| AccountKey(row.account.id)))
}

fn read(row: &Row) -> Result<AccountRow, StoreError> {
    let data: String = row.get(1)?;
    let account = serde_json::from_str(&data).map_err(|_| StoreError::corrupt("a customer that is none"))?;
    Ok(AccountRow {
        version: row.get(0)?,
        account,
        open_deals: row.get(2)?,
        contract_minor: row.get(3)?,
        outstanding_minor: row.get(4)?,
    })
}

/// A figure over the visible deals, `d`, of customer `a`.
fn figure(sql: &mut Sql, access: &Access, what: &str, further: &str) {
    sql.push(&format!(
        ", (SELECT {what} FROM deal d WHERE d.tenant_id = a.tenant_id AND d.account_id = a.id{further}"
    ));
    access.restrict(sql, "d");
    sql.push(")");
}

fn statement(access: &Access, filter: &AccountFilter, after: Option<AccountKey>, limit: u32) -> Sql {
    let sum = |column: &str| format!("CAST(COALESCE(SUM(d.{column}), 0) AS BIGINT)");
    let mut sql = Sql::new("SELECT a.version, a.data");
    figure(&mut sql, access, "COUNT(*)", " AND d.standing = 'open'");
    figure(&mut sql, access, &sum("contract_minor"), "");
    figure(&mut sql, access, &sum("outstanding_minor"), "");
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" FROM account a WHERE a.tenant_id = {tenant}"));
    match filter.owner {
        Some(OwnerFilter::Person(person)) => sql.and("a.owner_id =", Some(person.0)),
        Some(OwnerFilter::Pool) => sql.push(" AND a.owner_id IS NULL"),
        None => &mut sql,
    };
    sql.and("a.department_id =", filter.department.map(|department| department.0));
    if let Some(found) = &filter.found {
        let list = sql.bind_list(found.iter().map(|account| account.0));
        sql.push(&format!(" AND a.id IN ({list})"));
    }
    if filter.owes {
        sql.push(" AND EXISTS (SELECT 1 FROM deal d WHERE d.tenant_id = a.tenant_id AND d.account_id = a.id AND d.outstanding_minor > 0");
        access.restrict(&mut sql, "d");
        sql.push(")");
    }
    visible(&mut sql, access, filter.today);
    sql.and("a.id <", after.map(|key| key.0.0));
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY a.id DESC LIMIT {limit}"));
    sql
}

/// Adds that customer `a` must be visible.
pub(super) fn visible(sql: &mut Sql, access: &Access, today: Date) {
    if access.sees_all() {
        return;
    }
    let person = sql.bind(access.person().0);
    sql.push(&format!(" AND (a.owner_id = {person}"));
    if let Some(list) = access.departments(sql) {
        sql.push(&format!(" OR a.department_id IN ({list})"));
    }
    let today = sql.bind(today);
    sql.push(&format!(
        " OR EXISTS (SELECT 1 FROM account_reader r WHERE r.tenant_id = a.tenant_id AND r.account_id = a.id \
         AND r.person_id = {person} AND r.from_on <= {today} AND (r.until_on IS NULL OR r.until_on >= {today}))"
    ));
    sql.push(" OR EXISTS (SELECT 1 FROM deal e WHERE e.tenant_id = a.tenant_id AND e.account_id = a.id");
    access.restrict(sql, "e");
    sql.push("))");
}

const PEOPLE: &str = "SELECT DISTINCT p.person_id FROM deal d CROSS JOIN deal_person p \
    WHERE d.tenant_id = $1 AND d.account_id = $2 AND p.tenant_id = d.tenant_id AND p.deal_id = d.deal_id";
const TURNS: &str = "SELECT DISTINCT w.person_id FROM deal d CROSS JOIN approval_person w WHERE d.tenant_id = $1 AND d.account_id = $2 \
    AND w.tenant_id = d.tenant_id AND w.deal_id = d.deal_id AND w.part = 'turn'";
const DEPARTMENTS: &str = "SELECT DISTINCT department_id FROM deal WHERE tenant_id = $1 AND account_id = $2";

pub(super) const STATEMENTS: &[&str] = &[PEOPLE, TURNS, DEPARTMENTS];

/// Whom the deals with a customer concern, for the core to judge who sees it.
pub async fn involved(tx: &mut Tx, tenant: TenantId, account: AccountId) -> Result<Involved, StoreError> {
    let people = tx.query(PEOPLE, params![tenant.0, account.0]).await?;
    let turns = tx.query(TURNS, params![tenant.0, account.0]).await?;
    let departments = tx.query(DEPARTMENTS, params![tenant.0, account.0]).await?;
    Ok(Involved {
        people: people.iter().map(|row| row.get(0).map(PersonId)).collect::<Result<_, _>>()?,
        turns: turns.iter().map(|row| row.get(0).map(PersonId)).collect::<Result<_, _>>()?,
        departments: departments.iter().map(|row| row.get(0).map(DepartmentId)).collect::<Result<_, _>>()?,
    })
}

pub(crate) fn statements() -> Vec<String> {
    let nil = uuid::Uuid::nil();
    let all = AccountFilter {
        owner: Some(OwnerFilter::Person(PersonId(nil))),
        department: Some(DepartmentId(nil)),
        found: Some(vec![AccountId(nil)]),
        owes: true,
        today: Date::constant(2026, 1, 1),
    };
    let pool = AccountFilter { owner: Some(OwnerFilter::Pool), ..AccountFilter::default() };
    let filters = [AccountFilter::default(), all, pool];
    let key = Some(AccountKey(AccountId(nil)));
    let texts = every_access().into_iter().flat_map(|access| {
        let text = |filter: &AccountFilter| statement(&access, filter, key, 1).text().to_owned();
        filters.iter().map(text).collect::<Vec<_>>()
    });
    texts.collect()
}
