//! How many deals a filter finds, and what they are worth.

use super::deals::every_access;
use super::filter::{DealFilter, every_filter};
use super::query::Sql;
use crate::access::{Access, Scope};
use crate::error::StoreError;
use crate::sql::{Row, Tx};

/// Deals of a filter, counted and summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many.
    pub deals: i64,
    /// What they are worth, minor units.
    pub amount_minor: i64,
    /// What their customers still owe, due or not, minor units.
    pub outstanding_minor: i64,
    /// The sum of the starts of their present stays, seconds since 1970: what average dwell is made of.
    pub since_s: i64,
}

impl Sums {
    /// Average seconds in the present stage, at a moment; 0 for none.
    pub fn average_dwell_s(&self, now: jiff::Timestamp) -> i64 {
        match self.deals {
            0 => 0,
            deals => now.as_second() - self.since_s / deals,
        }
    }

    fn plus(self, other: Sums) -> Sums {
        Sums {
            deals: self.deals + other.deals,
            amount_minor: self.amount_minor + other.amount_minor,
            outstanding_minor: self.outstanding_minor + other.outstanding_minor,
            since_s: self.since_s + other.since_s,
        }
    }

    fn read(row: &Row, from: usize) -> Result<Self, StoreError> {
        Ok(Self {
            deals: row.get(from)?,
            amount_minor: row.get(from + 1)?,
            outstanding_minor: row.get(from + 2)?,
            since_s: row.get(from + 3)?,
        })
    }
}

const SUMMED: &str = "CAST(SUM(s.deals) AS BIGINT), CAST(SUM(s.amount_minor) AS BIGINT), \
    CAST(SUM(s.outstanding_minor) AS BIGINT), CAST(SUM(s.since_s) AS BIGINT)";
const COUNTED: &str = "COUNT(*), CAST(SUM(d.amount_minor) AS BIGINT), CAST(SUM(d.outstanding_minor) AS BIGINT), \
    CAST(SUM(d.stage_since / 1000000) AS BIGINT)";

/// The sums of a filter.
pub async fn sums(tx: &mut Tx, access: &Access, filter: &DealFilter) -> Result<Sums, StoreError> {
    Ok(by_stage(tx, access, filter).await?.into_iter().fold(Sums::default(), |all, (_, one)| all.plus(one)))
}

/// The sums of a filter for each stage that has deals, by the stage's key.
pub async fn by_stage(
    tx: &mut Tx,
    access: &Access,
    filter: &DealFilter,
) -> Result<Vec<(String, Sums)>, StoreError> {
    let mut found: Vec<(String, Sums)> = Vec::new();
    for statement in statements_for(access, filter) {
        for row in statement.query(tx).await? {
            let (stage, sums) = (row.get::<String>(0)?, Sums::read(&row, 1)?);
            match found.iter_mut().find(|(known, _)| *known == stage) {
                Some((_, known)) => *known = known.plus(sums),
                None => found.push((stage, sums)),
            }
        }
    }
    Ok(found)
}

/// The summed table where it knows the answer, and the deals themselves where it does not.
fn statements_for(access: &Access, filter: &DealFilter) -> Vec<Sql> {
    match (filter.is_summed(), access.scope()) {
        (true, Scope::All) => vec![summed(access, filter)],
        (true, Scope::Departments(_)) => vec![summed(access, filter), own(access, filter)],
        (_, Scope::Own) => vec![own(access, filter)],
        (false, _) => vec![counted(access, filter)],
    }
}

fn summed(access: &Access, filter: &DealFilter) -> Sql {
    let mut sql = Sql::new(&format!("SELECT s.stage, {SUMMED} FROM deal_sum s"));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE s.tenant_id = {tenant} AND s.deals > 0"));
    filter.restrict_sum(&mut sql);
    if let Some(list) = access.departments(&mut sql) {
        sql.push(&format!(" AND s.department_id IN ({list})"));
    }
    sql.push(" GROUP BY s.stage");
    sql
}

/// The deals that somebody takes part in, but those of his departments.
fn own(access: &Access, filter: &DealFilter) -> Sql {
    let mut sql = Sql::new(&format!("SELECT d.stage, {COUNTED}"));
    access.over_own_deals(&mut sql);
    filter.restrict(&mut sql);
    if let Some(list) = access.departments(&mut sql) {
        sql.push(&format!(" AND d.department_id NOT IN ({list})"));
    }
    sql.push(" GROUP BY d.stage");
    sql
}

fn counted(access: &Access, filter: &DealFilter) -> Sql {
    let mut sql = Sql::new(&format!("SELECT d.stage, {COUNTED} FROM deal d"));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE d.tenant_id = {tenant}"));
    filter.restrict(&mut sql);
    access.restrict(&mut sql, "d");
    sql.push(" GROUP BY d.stage");
    sql
}

pub(crate) fn statements() -> Vec<String> {
    let mut found = Vec::new();
    for access in every_access() {
        for filter in every_filter() {
            found.extend(statements_for(&access, &filter).iter().map(|sql| sql.text().to_owned()));
        }
    }
    found
}
