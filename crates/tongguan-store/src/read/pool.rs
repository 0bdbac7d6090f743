//! The pools (公海): leads and customers that nobody owns, for those who look into the pool in which they lie.
//!
//! Promises nothing of their people: a name, where it is, since when. Which pool holds a record is [`Marks`] as SQL, in the core's order;
//! list and counts are narrowed by the same words, so that what is shut to somebody is absent from both.

use jiff::Timestamp;
use tongguan_core::id::{DepartmentId, TenantId};
use tongguan_core::pool::Marks;
use uuid::Uuid;

use super::query::{Page, Sql};
use crate::error::StoreError;
use crate::sql::{Row, Tx};

/// Which part of the pools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Leads.
    Leads,
    /// Customers.
    Accounts,
}

/// The pools of a company, and into which of them somebody looks; the company's own lies behind all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What each pool holds.
    pub marks: Vec<Marks>,
    /// Places of those that are seen.
    pub into: Vec<usize>,
}

/// What of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Leads or customers.
    pub part: Part,
    /// In which pools.
    pub look: Look,
    /// Of this department.
    pub department: Option<DepartmentId>,
    /// Behind this one.
    pub after: Option<Uuid>,
    /// Up to so many.
    pub limit: u32,
}

/// Something in a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolRow {
    /// The deal, or the customer.
    pub id: Uuid,
    /// The customer.
    pub account: Uuid,
    /// Its department.
    pub department: Uuid,
    /// Its version.
    pub version: i64,
    /// A, B or C, of a lead that was graded.
    pub grade: Option<String>,
    /// Last contact over all deals with the customer.
    pub last_contact: Option<Timestamp>,
    /// The place of its pool.
    pub pool: usize,
}

/// What lies in the pools behind one of them, by id, latest first.
pub async fn list(tx: &mut Tx, tenant: TenantId, asked: &Asked) -> Result<Page<PoolRow, Uuid>, StoreError> {
    let rows = list_statement(tenant, asked).query(tx).await?;
    let row = |row: &Row| {
        Ok(PoolRow {
            id: row.get(0)?,
            account: row.get(1)?,
            department: row.get(2)?,
            version: row.get(3)?,
            grade: row.get(4)?,
            last_contact: row.get(5)?,
            pool: place(row.get(6)?)?,
        })
    };
    let rows = rows.iter().map(row).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Page::cut(rows, asked.limit, |row: &PoolRow| row.id))
}

/// How many lie in each pool that is looked into, by its place; one that is empty is absent.
pub async fn counts(
    tx: &mut Tx,
    tenant: TenantId,
    part: Part,
    look: &Look,
) -> Result<Vec<(usize, u32)>, StoreError> {
    let rows = count_statement(tenant, part, look).query(tx).await?;
    rows.iter().map(|row| Ok((place(row.get(0)?)?, row.get(1)?))).collect()
}

fn place(stored: i64) -> Result<usize, StoreError> {
    usize::try_from(stored).map_err(|_| StoreError::corrupt("a pool that has no place"))
}

/// The names of a part: its table with the customer beside it as `a`, its id, and what lies in the pool.
struct Words {
    from: &'static str,
    id: &'static str,
    account: &'static str,
    grade: &'static str,
    lies: &'static str,
}

const LEADS: Words = Words {
    from: "deal p JOIN account a ON a.tenant_id = p.tenant_id AND a.id = p.account_id",
    id: "p.deal_id",
    account: "p.account_id",
    grade: "p.grade",
    lies: "p.standing = 'open' AND p.stage = 'screening' AND p.owner_id IS NULL AND p.tenant_id =",
};
const ACCOUNTS: Words = Words {
    from: "account p JOIN account a ON a.tenant_id = p.tenant_id AND a.id = p.id",
    id: "p.id",
    account: "p.id",
    grade: "CAST(NULL AS TEXT)",
    lies: "p.owner_id IS NULL AND p.tenant_id =",
};

fn words(part: Part) -> &'static Words {
    match part {
        Part::Leads => &LEADS,
        Part::Accounts => &ACCOUNTS,
    }
}

fn list_statement(tenant: TenantId, asked: &Asked) -> Sql {
    let Words { from, id, account, grade, lies } = words(asked.part);
    let mut sql = Sql::new(&format!(
        "SELECT q.id, q.account_id, q.department_id, q.version, q.grade, (SELECT MAX(f.last_contact_at) FROM deal_footprint f \
         WHERE f.tenant_id = q.tenant_id AND f.account_id = q.account_id), q.pool FROM (SELECT p.tenant_id, {id} AS id, \
         {account} AS account_id, p.department_id, p.version, {grade} AS grade, "
    ));
    which(&mut sql, &asked.look.marks);
    sql.push(&format!(" AS pool FROM {from} WHERE {lies} "));
    let bound = sql.bind(tenant.0);
    sql.push(&bound);
    sql.and("p.department_id =", asked.department.map(|department| department.0));
    sql.and(&format!("{id} <"), asked.after);
    sql.push(") q WHERE ");
    within(&mut sql, &asked.look.into);
    let limit = sql.bind(i64::from(asked.limit) + 1);
    sql.push(&format!(" ORDER BY q.id DESC LIMIT {limit}"));
    sql
}

fn count_statement(tenant: TenantId, part: Part, look: &Look) -> Sql {
    let Words { from, lies, .. } = words(part);
    let mut sql = Sql::new("SELECT q.pool, COUNT(*) FROM (SELECT ");
    which(&mut sql, &look.marks);
    sql.push(&format!(" AS pool FROM {from} WHERE {lies} "));
    let bound = sql.bind(tenant.0);
    sql.push(&bound).push(") q WHERE ");
    within(&mut sql, &look.into);
    sql.push(" GROUP BY q.pool");
    sql
}

/// The place of the first pool whose marks a row bears.
fn which(sql: &mut Sql, marks: &[Marks]) {
    if marks.is_empty() {
        sql.push("CAST(0 AS BIGINT)");
        return;
    }
    sql.push("CAST(CASE");
    for (place, marks) in marks.iter().enumerate() {
        sql.push(" WHEN 1 = 1");
        begins(sql, "a.region", &marks.regions);
        begins(sql, "a.industry", &marks.industries);
        if !marks.departments.is_empty() {
            let list = sql.bind_list(marks.departments.iter().map(|department| department.0));
            sql.push(&format!(" AND p.department_id IN ({list})"));
        }
        sql.push(&format!(" THEN {place}"));
    }
    sql.push(&format!(" ELSE {} END AS BIGINT)", marks.len()));
}

/// A column begins with one of these; a column without a value with none.
fn begins(sql: &mut Sql, column: &str, stems: &[String]) {
    for (at, stem) in stems.iter().enumerate() {
        let (from, to) = (sql.bind(stem.as_str()), sql.bind(format!("{stem}\u{10FFFF}")));
        let before = if at == 0 { " AND (" } else { " OR " };
        sql.push(&format!("{before}({column} >= {from} AND {column} < {to})"));
    }
    if !stems.is_empty() {
        sql.push(")");
    }
}

fn within(sql: &mut Sql, into: &[usize]) {
    let places: Vec<String> = into.iter().map(ToString::to_string).collect();
    match places.is_empty() {
        true => sql.push("1 = 0"),
        false => sql.push(&format!("q.pool IN ({})", places.join(", "))),
    };
}

pub(crate) fn statements() -> Vec<String> {
    let (tenant, department) = (TenantId(Uuid::nil()), DepartmentId(Uuid::nil()));
    let marks = Marks {
        regions: vec!["33".to_owned(), "31".to_owned()],
        industries: vec!["C".to_owned()],
        departments: vec![department],
    };
    let own = Look { marks: Vec::new(), into: vec![0] };
    let many = Look { marks: vec![marks, Marks::default()], into: vec![0, 2] };
    let none = Look { marks: Vec::new(), into: Vec::new() };
    let texts = [Part::Leads, Part::Accounts].into_iter().flat_map(|part| {
        [&own, &many, &none].into_iter().flat_map(move |look| {
            let asked = |is_narrow: bool| Asked {
                part,
                look: look.clone(),
                department: is_narrow.then_some(department),
                after: is_narrow.then_some(Uuid::nil()),
                limit: 1,
            };
            [
                list_statement(tenant, &asked(false)),
                list_statement(tenant, &asked(true)),
                count_statement(tenant, part, look),
            ]
        })
    });
    texts.map(|sql| sql.text().to_owned()).collect()
}
