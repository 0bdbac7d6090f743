//! Lists of deals, and the head of one deal.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tongguan_core::deal::Standing;
use tongguan_core::id::{AccountId, DealId, DepartmentId, PersonId};
use uuid::Uuid;

use super::filter::{DealFilter, every_filter};
use super::query::{Page, Sql};
use crate::access::{Access, Scope};
use crate::error::StoreError;
use crate::params;
use crate::projection::{NEVER, NO_DATE};
use crate::sql::{Row, Tx, Value};

/// A deal as lists and cards show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealRow {
    /// Its id.
    pub deal: DealId,
    /// How many events it has.
    pub version: i64,
    /// When the lead was registered.
    pub registered_at: Timestamp,
    /// When something last happened.
    pub updated_at: Timestamp,
    /// The customer.
    pub account: AccountId,
    /// Its owner; absent in the pool.
    pub owner: Option<PersonId>,
    /// Its department.
    pub department: DepartmentId,
    /// Number as a lead (XS).
    pub lead_no: Option<String>,
    /// Number as an opportunity (SJ).
    pub opportunity_no: Option<String>,
    /// Key of its stage.
    pub stage: String,
    /// Since when.
    pub stage_since: Timestamp,
    /// `open`, `closed`, `lost` or `invalid`.
    pub standing: String,
    /// `valid`, `invalid` or `returned`, once screened.
    pub screening: Option<String>,
    /// `A`, `B` or `C`, once reviewed.
    pub grade: Option<String>,
    /// Option of 线索来源.
    pub source_channel: Option<String>,
    /// What it is worth, minor units; 0 while not known.
    pub amount_minor: i64,
    /// When it is expected to be signed.
    pub close_on: Option<Date>,
    /// When it was signed.
    pub won_on: Option<Date>,
    /// When the next duty is due.
    pub next_due_at: Option<Timestamp>,
    /// By which clock.
    pub next_clock: Option<String>,
    /// Open duties.
    pub open_count: i64,
    /// Open duties whose deadline passed and was recorded as missed.
    pub overdue_count: i64,
    /// Open approvals.
    pub approval_count: i64,
    /// Key of the gate ahead.
    pub gate: Option<String>,
    /// Conditions of it that hold.
    pub gate_done: i64,
    /// All its conditions.
    pub gate_total: i64,
    /// Value of signed contracts, minor units.
    pub contract_minor: i64,
    /// Received, minor units.
    pub received_minor: i64,
    /// Still to come, minor units.
    pub outstanding_minor: i64,
    /// Due date of the oldest instalment not fully paid.
    pub unpaid_since: Option<Date>,
}

/// The columns of a [`DealRow`], over `deal d`.
pub(crate) const COLUMNS: &str = "d.deal_id, d.version, d.registered_at, d.updated_at, d.account_id, d.owner_id, d.department_id, \
    d.lead_no, d.opportunity_no, d.stage, d.stage_since, d.standing, d.screening, d.grade, d.source_channel, d.amount_minor, \
    d.close_on, d.won_on, d.next_due_at, d.next_clock, d.open_count, d.overdue_count, d.approval_count, d.gate, d.gate_done, \
    d.gate_total, d.contract_minor, d.received_minor, d.outstanding_minor, d.unpaid_since";

/// How many there are.
pub(crate) const WIDTH: usize = 30;

impl DealRow {
    pub(crate) fn read(row: &Row) -> Result<Self, StoreError> {
        let date =
            |at: usize| Ok::<_, StoreError>(Some(row.get::<String>(at)?).filter(|text| text != NO_DATE));
        let parse = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
        let next_due_at = Some(row.get::<i64>(18)?).filter(|at| *at != NEVER);
        Ok(Self {
            deal: DealId(row.get(0)?),
            version: row.get(1)?,
            registered_at: row.get(2)?,
            updated_at: row.get(3)?,
            account: AccountId(row.get(4)?),
            owner: row.get::<Option<_>>(5)?.map(PersonId),
            department: DepartmentId(row.get(6)?),
            lead_no: row.get(7)?,
            opportunity_no: row.get(8)?,
            stage: row.get(9)?,
            stage_since: row.get(10)?,
            standing: row.get(11)?,
            screening: row.get(12)?,
            grade: row.get(13)?,
            source_channel: row.get(14)?,
            amount_minor: row.get(15)?,
            close_on: parse(date(16)?),
            won_on: row.get(17)?,
            next_due_at: next_due_at.and_then(|at| Timestamp::from_microsecond(at).ok()),
            next_clock: row.get(19)?,
            open_count: row.get(20)?,
            overdue_count: row.get(21)?,
            approval_count: row.get(22)?,
            gate: row.get(23)?,
            gate_done: row.get(24)?,
            gate_total: row.get(25)?,
            contract_minor: row.get(26)?,
            received_minor: row.get(27)?,
            outstanding_minor: row.get(28)?,
            unpaid_since: parse(date(29)?),
        })
    }
}

/// The orders that a list offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DealOrder {
    /// Last change first.
    #[default]
    Updated,
    /// Newest lead first.
    Registered,
    /// Largest first.
    Amount,
    /// Earliest expected signing first.
    Close,
    /// What is due next first.
    Due,
}

impl DealOrder {
    /// All of them.
    pub const ALL: [DealOrder; 5] = [Self::Updated, Self::Registered, Self::Amount, Self::Close, Self::Due];

    /// The column it sorts by, with ties by id, and whether downwards. Ids are made in the order of registration.
    fn column(self) -> (Option<&'static str>, bool) {
        match self {
            Self::Updated => (Some("d.updated_at"), true),
            Self::Registered => (None, true),
            Self::Amount => (Some("d.amount_minor"), true),
            Self::Close => (Some("d.close_on"), false),
            Self::Due => (Some("d.next_due_at"), false),
        }
    }

    /// Where a row stands in it.
    pub fn key(self, row: &DealRow) -> DealKey {
        let value = match self {
            Self::Updated => Some(SortValue::Number(row.updated_at.as_microsecond())),
            Self::Registered => None,
            Self::Amount => Some(SortValue::Number(row.amount_minor)),
            Self::Close => Some(SortValue::Text(row.close_on.map_or(NO_DATE.to_owned(), |d| d.to_string()))),
            Self::Due => Some(SortValue::Number(row.next_due_at.map_or(NEVER, |at| at.as_microsecond()))),
        };
        DealKey { value, deal: row.deal }
    }
}

/// Where a row stands in an order; the server hands it out as an opaque cursor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealKey {
    /// Its value in the sorted column; absent where the order is that of ids.
    pub value: Option<SortValue>,
    /// Its id.
    pub deal: DealId,
}

/// A value that lists sort by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SortValue {
    /// Money or a moment.
    Number(i64),
    /// A date.
    Text(String),
}

const HEAD: &str = "SELECT 1 FROM deal d WHERE d.tenant_id = $1 AND d.deal_id = $2";

pub(crate) const STATEMENTS: &[&str] = &[HEAD];

/// Up to this many departments are read one after the other, each along its own index; of more, most deals are visible anyway.
const SEPARATE_DEPARTMENTS: usize = 8;

/// Up to `limit` deals of a filter in an order, after a key.
pub async fn list(
    tx: &mut Tx,
    access: &Access,
    filter: &DealFilter,
    order: DealOrder,
    after: Option<&DealKey>,
    limit: u32,
) -> Result<Page<DealRow, DealKey>, StoreError> {
    let rows = statement(access, filter, order, after, limit).query(tx).await?;
    let rows = rows.iter().map(DealRow::read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, limit, |row| order.key(row)))
}

/// One deal; none for one that is not visible.
pub async fn head(tx: &mut Tx, access: &Access, deal: DealId) -> Result<Option<DealRow>, StoreError> {
    let rows = head_statement(access, deal).query(tx).await?;
    rows.first().map(DealRow::read).transpose()
}

/// The heads of those of these deals that are visible, in no order.
pub async fn heads(tx: &mut Tx, access: &Access, deals: &[DealId]) -> Result<Vec<DealRow>, StoreError> {
    let mut found = Vec::with_capacity(deals.len());
    // A list of a hundred and more is asked for in parts, so that few texts are prepared.
    for part in deals.chunks(128) {
        for row in heads_statement(access, part).query(tx).await? {
            found.push(DealRow::read(&row)?);
        }
    }
    Ok(found)
}

/// Whether a deal exists and is visible.
pub async fn is_visible(tx: &mut Tx, access: &Access, deal: DealId) -> Result<bool, StoreError> {
    if access.sees_all() {
        return Ok(tx.query_opt(HEAD, params![access.tenant().0, deal.0]).await?.is_some());
    }
    Ok(head(tx, access, deal).await?.is_some())
}

fn head_statement(access: &Access, deal: DealId) -> Sql {
    let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM deal d"));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE d.tenant_id = {tenant}")).and("d.deal_id =", Some(deal.0));
    access.restrict(&mut sql, "d");
    sql
}

fn heads_statement(access: &Access, deals: &[DealId]) -> Sql {
    let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM deal d"));
    let (tenant, list) = (sql.bind(access.tenant().0), sql.bind_list(deals.iter().map(|deal| deal.0)));
    sql.push(&format!(" WHERE d.tenant_id = {tenant} AND d.deal_id IN ({list})"));
    access.restrict(&mut sql, "d");
    sql
}

/// The statement of a list: each range of an index on its own, and the deals that somebody takes part in, then all in order.
fn statement(
    access: &Access,
    filter: &DealFilter,
    order: DealOrder,
    after: Option<&DealKey>,
    limit: u32,
) -> Sql {
    let page = Part { filter, order, after, limit };
    let mut sql = Sql::default();
    match access.scope() {
        Scope::Own => page.own(&mut sql, access, |_| {}),
        Scope::All => page.ranges(&mut sql, access, &[None], false),
        Scope::Departments(departments) if departments.len() > SEPARATE_DEPARTMENTS => {
            page.part(&mut sql, access, |sql| access.restrict(sql, "d"));
        }
        Scope::Departments(departments) => {
            let each: Vec<_> = departments.iter().map(|department| Some(department.0)).collect();
            page.ranges(&mut sql, access, &each, true);
        }
    }
    sql
}

/// A page to be read from some of the deals.
struct Part<'a> {
    filter: &'a DealFilter,
    order: DealOrder,
    after: Option<&'a DealKey>,
    limit: u32,
}

impl Part<'_> {
    /// Whether the index of the order is read range by range: it begins with the standing, and nothing narrower is asked for.
    fn is_split(&self) -> bool {
        let DealFilter { standing, account, found, owner, .. } = self.filter;
        let is_narrow = standing.is_some() || account.is_some() || found.is_some() || owner.is_some();
        !is_narrow && self.order.column().0.is_some()
    }

    /// From whole departments (none: all), each standing apart where needed, and those that somebody takes part in besides.
    fn ranges(&self, sql: &mut Sql, access: &Access, departments: &[Option<Uuid>], has_own: bool) {
        let standings: Vec<_> = match self.is_split() {
            true => Standing::ALL.iter().map(|standing| Some(standing.key())).collect(),
            false => vec![None],
        };
        let one = |sql: &mut Sql, department: Option<Uuid>, standing: Option<&str>| {
            self.part(sql, access, |sql| {
                sql.and("d.department_id =", department).and("d.standing =", standing);
            });
        };
        if let ([department], [standing], false) = (departments, standings.as_slice(), has_own) {
            return one(sql, *department, *standing);
        }
        let columns = format!("SELECT {COLUMNS} FROM (");
        let mut between = columns.clone();
        for department in departments {
            for standing in &standings {
                sql.push(&between).push(&columns);
                one(sql, *department, *standing);
                sql.push(") d");
                between = " UNION ALL ".to_owned();
            }
        }
        if has_own {
            sql.push(&between).push(&columns);
            self.own(sql, access, |sql| {
                let list = sql.bind_list(departments.iter().flatten().copied());
                sql.push(&format!(" AND d.department_id NOT IN ({list})"));
            });
            sql.push(") d");
        }
        sql.push(") d");
        self.order(sql);
    }

    fn part(&self, sql: &mut Sql, access: &Access, further: impl FnOnce(&mut Sql)) {
        let tenant = sql.bind(access.tenant().0);
        sql.push(&format!("SELECT {COLUMNS} FROM deal d WHERE d.tenant_id = {tenant}"));
        self.rest(sql, further);
    }

    /// From the deals that somebody takes part in: few, so they are found by him and sorted.
    fn own(&self, sql: &mut Sql, access: &Access, further: impl FnOnce(&mut Sql)) {
        sql.push(&format!("SELECT {COLUMNS}"));
        access.over_own_deals(sql);
        self.rest(sql, further);
    }

    fn rest(&self, sql: &mut Sql, further: impl FnOnce(&mut Sql)) {
        self.filter.restrict(sql);
        further(sql);
        self.behind(sql);
        self.order(sql);
    }

    fn behind(&self, sql: &mut Sql) {
        let Some(DealKey { value, deal }) = self.after else { return };
        let (column, down) = self.order.column();
        let sign = if down { "<" } else { ">" };
        let value: Option<Value> = value.as_ref().map(|value| match value {
            SortValue::Number(number) => Value::Int(*number),
            SortValue::Text(text) => Value::Text(text.clone()),
        });
        match column.zip(value) {
            Some((column, value)) => {
                let (value, deal) = (sql.bind_value(value), sql.bind(deal.0));
                sql.push(&format!(" AND ({column}, d.deal_id) {sign} ({value}, {deal})"));
            }
            None => {
                sql.and(&format!("d.deal_id {sign}"), Some(deal.0));
            }
        }
    }

    fn order(&self, sql: &mut Sql) {
        let (column, down) = self.order.column();
        let way = if down { " DESC" } else { "" };
        let first = column.map(|column| format!("{column}{way}, ")).unwrap_or_default();
        let limit = sql.bind(i64::from(self.limit) + 1);
        sql.push(&format!(" ORDER BY {first}d.deal_id{way} LIMIT {limit}"));
    }
}

/// Accesses of every shape, for the test that prepares every statement.
pub(crate) fn every_access() -> Vec<Access> {
    use tongguan_core::id::TenantId;
    use tongguan_core::sight::{ByPosts, Sight};
    let nil = uuid::Uuid::nil();
    let departments = |count: usize| Scope::Departments(vec![DepartmentId(nil); count]);
    let scopes = [Scope::All, Scope::Own, departments(2), departments(SEPARATE_DEPARTMENTS + 1)];
    let bare = scopes.into_iter().map(|scope| Access::of(TenantId(nil), PersonId(nil), scope));
    let in_place = |by_posts: ByPosts| {
        let stands_in_for = [PersonId(nil)].into();
        Access::seeing(TenantId(nil), PersonId(nil), Sight { by_posts, stands_in_for })
    };
    bare.chain([ByPosts::Own, ByPosts::Departments([DepartmentId(nil)].into())].map(in_place)).collect()
}

pub(crate) fn statements() -> Vec<String> {
    let mut found = Vec::new();
    for access in every_access() {
        found.push(head_statement(&access, DealId(uuid::Uuid::nil())).text().to_owned());
        found.push(heads_statement(&access, &[DealId(uuid::Uuid::nil())]).text().to_owned());
        for order in DealOrder::ALL {
            let value = match order {
                DealOrder::Close => Some(SortValue::Text(NO_DATE.to_owned())),
                DealOrder::Registered => None,
                _ => Some(SortValue::Number(0)),
            };
            let key = DealKey { value, deal: DealId(uuid::Uuid::nil()) };
            for filter in every_filter() {
                found.push(statement(&access, &filter, order, Some(&key), 50).text().to_owned());
            }
        }
    }
    found
}
