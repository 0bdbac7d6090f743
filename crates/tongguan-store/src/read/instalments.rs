//! The ledger of instalments (回款跟踪): what is to come by when, what is overdue, and how old it is.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};
use tongguan_core::id::{AccountId, DealId, DepartmentId, DocumentId, InstalmentId, PersonId};

use super::deals::{COLUMNS, DealRow, WIDTH, every_access};
use super::filter::Found;
use super::query::{Page, Sql};
use crate::access::Access;
use crate::error::StoreError;
use crate::projection::NO_DATE;
use crate::sql::{Row, Tx};

/// An instalment and its deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalmentRow {
    /// Its id.
    pub instalment: InstalmentId,
    /// The contract that pays it, by its approval form.
    pub contract: DocumentId,
    /// Its place in the schedule, from 1.
    pub place: i64,
    /// Key of what makes it payable.
    pub event: String,
    /// Its amount, minor units.
    pub amount_minor: i64,
    /// What came in, minor units.
    pub received_minor: i64,
    /// What was given up, minor units.
    pub written_off_minor: i64,
    /// What is still out, minor units.
    pub outstanding_minor: i64,
    /// What of it is disputed, minor units.
    pub disputed_minor: i64,
    /// The day on which it became payable.
    pub triggered_on: Option<Date>,
    /// By when we ask for it.
    pub due_on: Option<Date>,
    /// By when it was agreed at first.
    pub original_due_on: Option<Date>,
    /// When payment is expected, as last heard.
    pub expected_on: Option<Date>,
    /// The highest level at which dunning is owed.
    pub dunning_owed: Option<i64>,
    /// The highest level at which it was done.
    pub dunning_done: Option<i64>,
    /// Its deal.
    pub deal: DealRow,
}

/// Which instalments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InstalmentFilter {
    /// Of this deal.
    pub deal: Option<DealId>,
    /// Of this customer.
    pub account: Option<AccountId>,
    /// Of deals of this owner.
    pub owner: Option<PersonId>,
    /// Of deals of this department.
    pub department: Option<DepartmentId>,
    /// Not fully paid.
    pub open: bool,
    /// Exactly this is still out, minor units.
    pub outstanding: Option<i64>,
    /// Due on this day or later.
    pub due_from: Option<Date>,
    /// Due before this day (today: overdue, together with [`Self::open`]).
    pub due_before: Option<Date>,
    /// Of deals of these departments; of all where there are none.
    pub departments: Vec<DepartmentId>,
    /// First agreed to be due from the one day to the other, both included.
    pub first_due: Option<(Date, Date)>,
    /// Money came in for it from the one day to the other, both included.
    pub paid_in: Option<(Date, Date)>,
    /// Of deals or customers found by text.
    pub found: Option<Found>,
}

/// Instalments of a filter, counted and summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InstalmentSums {
    /// How many.
    pub instalments: i64,
    /// Planned, minor units.
    pub amount_minor: i64,
    /// Came in, minor units.
    pub received_minor: i64,
    /// Still out, minor units.
    pub outstanding_minor: i64,
}

/// A bucket of [`Ageing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    /// Not due yet.
    NotDue,
    /// 1–30 days overdue.
    To30,
    /// 31–60 days overdue.
    To60,
    /// 61–90 days overdue.
    To90,
    /// 91 days overdue and more.
    Over90,
}

impl Age {
    /// All of them, youngest first.
    pub const ALL: [Age; 5] = [Self::NotDue, Self::To30, Self::To60, Self::To90, Self::Over90];

    /// The days on which its instalments are due: from the first on, before the second.
    pub fn due(self, today: Date) -> (Option<Date>, Option<Date>) {
        let ago = |days: i64| {
            let span: Span = days.days();
            Some(today.saturating_sub(span))
        };
        match self {
            Self::NotDue => (Some(today), None),
            Self::To30 => (ago(30), Some(today)),
            Self::To60 => (ago(60), ago(30)),
            Self::To90 => (ago(90), ago(60)),
            Self::Over90 => (None, ago(90)),
        }
    }
}

/// Where an instalment stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalmentKey {
    /// By when it is due; absent where not known, which comes last.
    pub due_on: Option<Date>,
    /// Its id.
    pub instalment: InstalmentId,
}

/// What is out by age (账龄).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ageing {
    /// Not due yet, or of no known date: instalments and minor units.
    pub not_due: (i64, i64),
    /// 1–30 days overdue.
    pub to_30: (i64, i64),
    /// 31–60 days overdue.
    pub to_60: (i64, i64),
    /// 61–90 days overdue.
    pub to_90: (i64, i64),
    /// 91 days overdue and more.
    pub over_90: (i64, i64),
}

/// Money for instalments whose first due date was in a period (K21).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Collected {
    /// What was due, minor units.
    pub due_minor: i64,
    /// What came in for it until the period ended.
    pub received_minor: i64,
    /// What came in for it by its due date.
    pub in_time_minor: i64,
}

/// Up to `limit` instalments, earliest due first, after a key.
pub async fn list(
    tx: &mut Tx,
    access: &Access,
    filter: &InstalmentFilter,
    after: Option<&InstalmentKey>,
    limit: u32,
) -> Result<Page<InstalmentRow, InstalmentKey>, StoreError> {
    let rows = list_statement(access, filter, after, limit).query(tx).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, limit, |row| InstalmentKey { due_on: row.due_on, instalment: row.instalment }))
}

/// What a filter finds, counted and summed.
pub async fn sums(
    tx: &mut Tx,
    access: &Access,
    filter: &InstalmentFilter,
) -> Result<InstalmentSums, StoreError> {
    let row = sums_statement(access, filter).query_one(tx).await?;
    Ok(InstalmentSums {
        instalments: row.get(0)?,
        amount_minor: row.get(1)?,
        received_minor: row.get(2)?,
        outstanding_minor: row.get(3)?,
    })
}

/// What is out, by age on a day.
pub async fn ageing(
    tx: &mut Tx,
    access: &Access,
    filter: &InstalmentFilter,
    today: Date,
) -> Result<Ageing, StoreError> {
    let row = ageing_statement(access, filter, today).query_one(tx).await?;
    let bucket = |at: usize| Ok::<_, StoreError>((row.get(at * 2)?, row.get(at * 2 + 1)?));
    Ok(Ageing {
        not_due: bucket(0)?,
        to_30: bucket(1)?,
        to_60: bucket(2)?,
        to_90: bucket(3)?,
        over_90: bucket(4)?,
    })
}

/// What was due from `first` to `last`, both included, by first due date, and what came in for it.
pub async fn collected(
    tx: &mut Tx,
    access: &Access,
    filter: &InstalmentFilter,
    (first, last): (Date, Date),
) -> Result<Collected, StoreError> {
    let due = due_statement(access, filter, first, last).query_one(tx).await?;
    let received = received_statement(access, filter, first, last).query_one(tx).await?;
    Ok(Collected {
        due_minor: due.get(0)?,
        received_minor: received.get(0)?,
        in_time_minor: received.get(1)?,
    })
}

/// What came in from `first` to `last`, both included: how many instalments it was for, and minor units.
pub async fn received_in(
    tx: &mut Tx,
    access: &Access,
    filter: &InstalmentFilter,
    (first, last): (Date, Date),
) -> Result<(i64, i64), StoreError> {
    let row = received_in_statement(access, filter, first, last).query_one(tx).await?;
    Ok((row.get(0)?, row.get(1)?))
}

/// What is overdue on a day, minor units by the day on which it was due.
pub async fn overdue(
    tx: &mut Tx,
    access: &Access,
    filter: &InstalmentFilter,
    today: Date,
) -> Result<Vec<(Date, i64)>, StoreError> {
    let rows = overdue_statement(access, filter, today).query(tx).await?;
    let due = |row: &Row| {
        let text: String = row.get(0)?;
        text.parse().map_err(|_| StoreError::corrupt("a due date that is none"))
    };
    rows.iter().map(|row| Ok((due(row)?, row.get(1)?))).collect()
}

fn read(row: &Row) -> Result<InstalmentRow, StoreError> {
    let at = |index: usize| WIDTH + index;
    let known = |index: usize| {
        let text: String = row.get(at(index))?;
        Ok::<_, StoreError>(text.parse::<Date>().ok().filter(|_| text != NO_DATE))
    };
    Ok(InstalmentRow {
        instalment: InstalmentId(row.get(at(0))?),
        contract: DocumentId(row.get(at(1))?),
        place: row.get(at(2))?,
        event: row.get(at(3))?,
        amount_minor: row.get(at(4))?,
        received_minor: row.get(at(5))?,
        written_off_minor: row.get(at(6))?,
        outstanding_minor: row.get(at(7))?,
        disputed_minor: row.get(at(8))?,
        triggered_on: row.get(at(9))?,
        due_on: known(10)?,
        original_due_on: known(11)?,
        expected_on: row.get(at(12))?,
        dunning_owed: row.get(at(13))?,
        dunning_done: row.get(at(14))?,
        deal: DealRow::read(row)?,
    })
}

/// Instalments, `i`, with their deals, `d`.
fn from(sql: &mut Sql, access: &Access, filter: &InstalmentFilter) {
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(
        " FROM instalment i CROSS JOIN deal d WHERE i.tenant_id = {tenant} AND d.tenant_id = i.tenant_id AND d.deal_id = i.deal_id"
    ));
    sql.and("i.deal_id =", filter.deal.map(|deal| deal.0));
    sql.and("d.account_id =", filter.account.map(|account| account.0));
    sql.and("i.owner_id =", filter.owner.map(|owner| owner.0));
    sql.and("i.department_id =", filter.department.map(|department| department.0));
    sql.and("i.outstanding_minor =", filter.outstanding);
    sql.and("i.due_on >=", filter.due_from).and("i.due_on <", filter.due_before);
    if filter.open {
        sql.push(" AND i.outstanding_minor > 0");
    }
    if !filter.departments.is_empty() {
        let list = sql.bind_list(filter.departments.iter().map(|department| department.0));
        sql.push(&format!(" AND i.department_id IN ({list})"));
    }
    sql.and("i.original_due_on >=", filter.first_due.map(|days| days.0));
    sql.and("i.original_due_on <=", filter.first_due.map(|days| days.1));
    if let Some((first, last)) = filter.paid_in {
        sql.push(&format!(" AND EXISTS (SELECT 1 FROM instalment_receipt r WHERE {OF_INSTALMENT}"));
        sql.and("r.received_on >=", Some(first)).and("r.received_on <=", Some(last)).push(")");
    }
    if let Some(found) = &filter.found {
        found.restrict(sql);
    }
    access.restrict(sql, "i");
}

/// The receipts, `r`, of an instalment, `i`.
const OF_INSTALMENT: &str =
    "r.tenant_id = i.tenant_id AND r.deal_id = i.deal_id AND r.instalment_id = i.instalment_id";

fn list_statement(
    access: &Access,
    filter: &InstalmentFilter,
    after: Option<&InstalmentKey>,
    limit: u32,
) -> Sql {
    let mut sql = Sql::new(&format!(
        "SELECT {COLUMNS}, i.instalment_id, i.contract_id, i.place, i.event, i.amount_minor, i.received_minor, i.written_off_minor, \
         i.outstanding_minor, i.disputed_minor, i.triggered_on, i.due_on, i.original_due_on, i.expected_on, i.dunning_owed, \
         i.dunning_done"
    ));
    from(&mut sql, access, filter);
    if let Some(key) = after {
        let due_on = key.due_on.map_or(NO_DATE.to_owned(), |day| day.to_string());
        let (due_on, id) = (sql.bind(due_on), sql.bind(key.instalment.0));
        sql.push(&format!(" AND (i.due_on, i.instalment_id) > ({due_on}, {id})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY i.due_on, i.instalment_id LIMIT {limit}"));
    sql
}

fn sums_statement(access: &Access, filter: &InstalmentFilter) -> Sql {
    let sum = |column: &str| format!("CAST(COALESCE(SUM(i.{column}), 0) AS BIGINT)");
    let sums = ["amount_minor", "received_minor", "outstanding_minor"].map(sum).join(", ");
    let mut sql = Sql::new(&format!("SELECT COUNT(*), {sums}"));
    from(&mut sql, access, filter);
    sql
}

fn ageing_statement(access: &Access, filter: &InstalmentFilter, today: Date) -> Sql {
    let mut sql = Sql::new("SELECT ");
    let mut columns = Vec::new();
    for age in Age::ALL {
        let (from, before) = age.due(today);
        let from = from.map(|day| format!("i.due_on >= {}", sql.bind(day)));
        let before = before.map(|day| format!("i.due_on < {}", sql.bind(day)));
        let bound = [from, before].into_iter().flatten().collect::<Vec<_>>().join(" AND ");
        columns.extend(["1", "i.outstanding_minor"].map(|what| {
            format!("CAST(COALESCE(SUM(CASE WHEN {bound} THEN {what} ELSE 0 END), 0) AS BIGINT)")
        }));
    }
    sql.push(&columns.join(", "));
    from(&mut sql, access, &InstalmentFilter { open: true, ..filter.clone() });
    sql
}

fn due_statement(access: &Access, filter: &InstalmentFilter, first: Date, last: Date) -> Sql {
    let mut sql = Sql::new("SELECT CAST(COALESCE(SUM(i.amount_minor), 0) AS BIGINT)");
    from(&mut sql, access, filter);
    sql.and("i.original_due_on >=", Some(first)).and("i.original_due_on <=", Some(last));
    sql
}

fn received_statement(access: &Access, filter: &InstalmentFilter, first: Date, last: Date) -> Sql {
    let mut sql = Sql::new(
        "SELECT CAST(COALESCE(SUM(r.amount_minor), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN r.received_on <= q.original_due_on THEN r.amount_minor ELSE 0 END), 0) AS BIGINT) \
         FROM (SELECT i.tenant_id, i.deal_id, i.instalment_id, i.original_due_on",
    );
    from(&mut sql, access, filter);
    sql.and("i.original_due_on >=", Some(first)).and("i.original_due_on <=", Some(last));
    sql.push(
        ") q CROSS JOIN instalment_receipt r WHERE r.tenant_id = q.tenant_id AND r.deal_id = q.deal_id \
         AND r.instalment_id = q.instalment_id",
    );
    sql.and("r.received_on <=", Some(last));
    sql
}

fn received_in_statement(access: &Access, filter: &InstalmentFilter, first: Date, last: Date) -> Sql {
    let mut sql = Sql::new(
        "SELECT COUNT(DISTINCT i.instalment_id), CAST(COALESCE(SUM(r.amount_minor), 0) AS BIGINT) \
         FROM (SELECT i.tenant_id, i.deal_id, i.instalment_id",
    );
    from(&mut sql, access, filter);
    sql.push(&format!(") i CROSS JOIN instalment_receipt r WHERE {OF_INSTALMENT}"));
    sql.and("r.received_on >=", Some(first)).and("r.received_on <=", Some(last));
    sql
}

fn overdue_statement(access: &Access, filter: &InstalmentFilter, today: Date) -> Sql {
    let mut sql = Sql::new("SELECT i.due_on, CAST(SUM(i.outstanding_minor) AS BIGINT)");
    from(&mut sql, access, &InstalmentFilter { open: true, due_before: Some(today), ..filter.clone() });
    sql.push(" GROUP BY i.due_on ORDER BY i.due_on");
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let (nil, day) = (uuid::Uuid::nil(), Date::constant(2026, 1, 1));
    let all = InstalmentFilter {
        deal: Some(DealId(nil)),
        account: Some(AccountId(nil)),
        owner: Some(PersonId(nil)),
        department: Some(DepartmentId(nil)),
        open: true,
        outstanding: Some(1),
        due_from: Some(day),
        due_before: Some(day),
        departments: vec![DepartmentId(nil)],
        first_due: Some((day, day)),
        paid_in: Some((day, day)),
        found: Some(Found { deals: vec![DealId(nil)], accounts: vec![AccountId(nil)] }),
    };
    let key = InstalmentKey { due_on: Some(day), instalment: InstalmentId(nil) };
    let mut found = Vec::new();
    for (access, filter) in every_access()
        .into_iter()
        .flat_map(|access| [(access.clone(), InstalmentFilter::default()), (access, all.clone())])
    {
        let statements = [
            list_statement(&access, &filter, Some(&key), 1),
            ageing_statement(&access, &filter, day),
            sums_statement(&access, &filter),
            due_statement(&access, &filter, day, day),
            received_statement(&access, &filter, day, day),
            received_in_statement(&access, &filter, day, day),
            overdue_statement(&access, &filter, day),
        ];
        found.extend(statements.iter().map(|sql| sql.text().to_owned()));
    }
    found
}
