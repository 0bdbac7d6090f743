//! The register of anomalies, page by page: the latest day first.
//!
//! It is for those who watch; the shell asks for nobody else.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tongguan_core::anomaly::Rule;
use tongguan_core::digest::Digest;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::reference::anomaly::Anomaly;
use uuid::Uuid;

use super::query::{Page, Sql};
use crate::error::StoreError;
use crate::params;
use crate::reference::Versioned;
use crate::sql::{Row, Tx};

/// Which findings. All conditions hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnomalyFilter {
    /// By any of these rules; empty means by any.
    pub rules: Vec<Rule>,
    /// Of this person's doing.
    pub person: Option<PersonId>,
    /// Still to be looked into, or settled.
    pub is_open: Option<bool>,
    /// On this day or later.
    pub from: Option<Date>,
    /// Before this day.
    pub to: Option<Date>,
}

/// Where a finding stands in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnomalyKey {
    /// Its day.
    pub on: Date,
    /// Its id.
    pub id: Uuid,
}

const KNOWN: &str = "SELECT id FROM anomaly WHERE tenant_id = $1 AND mark = $2";
const OPEN: &str = "SELECT COUNT(*) FROM anomaly WHERE tenant_id = $1 AND is_open = 1";

/// Up to `limit` findings, the latest first, after a key.
pub async fn page(
    tx: &mut Tx,
    tenant: TenantId,
    filter: &AnomalyFilter,
    after: Option<AnomalyKey>,
    limit: u32,
) -> Result<Page<Versioned<Anomaly>, AnomalyKey>, StoreError> {
    let rows = statement(tenant, filter, after, limit).query(tx).await?;
    let found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(found, limit, |one| AnomalyKey { on: one.state.finding.on, id: one.state.id }))
}

/// Whether a finding was written before.
pub async fn is_known(tx: &mut Tx, tenant: TenantId, mark: Digest) -> Result<bool, StoreError> {
    Ok(tx.query_opt(KNOWN, params![tenant.0, mark.to_string()]).await?.is_some())
}

/// How many nobody has looked into.
pub async fn count_open(tx: &mut Tx, tenant: TenantId) -> Result<i64, StoreError> {
    tx.query_one(OPEN, params![tenant.0]).await?.get(0)
}

fn statement(tenant: TenantId, filter: &AnomalyFilter, after: Option<AnomalyKey>, limit: u32) -> Sql {
    let mut sql = Sql::new("SELECT version, data FROM anomaly");
    let tenant = sql.bind(tenant.0);
    sql.push(&format!(" WHERE tenant_id = {tenant}"));
    if !filter.rules.is_empty() {
        let rules: Vec<String> = filter.rules.iter().map(|rule| sql.bind(rule.key())).collect();
        sql.push(&format!(" AND rule IN ({})", rules.join(", ")));
    }
    sql.and("person_id =", filter.person.map(|person| person.0));
    sql.and("is_open =", filter.is_open.map(i64::from));
    sql.and("found_on >=", filter.from.map(|day| day.to_string()));
    sql.and("found_on <", filter.to.map(|day| day.to_string()));
    if let Some(key) = after {
        let (on, id) = (sql.bind(key.on.to_string()), sql.bind(key.id));
        sql.push(&format!(" AND (found_on, id) < ({on}, {id})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY found_on DESC, id DESC LIMIT {limit}"));
    sql
}

fn read(row: &Row) -> Result<Versioned<Anomaly>, StoreError> {
    let (version, data): (i64, String) = (row.get(0)?, row.get(1)?);
    let state =
        serde_json::from_str(&data).map_err(|_| StoreError::corrupt("a finding that cannot be read"))?;
    let version = u64::try_from(version).map_err(|_| StoreError::corrupt("a negative version"))?;
    Ok(Versioned { version, state })
}

pub(crate) fn statements() -> Vec<String> {
    let (nil, day) = (Uuid::nil(), Some(Date::constant(1970, 1, 1)));
    let all = AnomalyFilter {
        rules: vec![Rule::RevealSpike, Rule::ExportSpike],
        person: Some(PersonId(nil)),
        is_open: Some(true),
        from: day,
        to: day,
    };
    let key = day.map(|on| AnomalyKey { on, id: nil });
    let text =
        |(filter, key): (AnomalyFilter, _)| statement(TenantId(nil), &filter, key, 1).text().to_owned();
    let pages = [(AnomalyFilter::default(), None), (all, key)].map(text);
    pages.into_iter().chain([KNOWN.to_owned(), OPEN.to_owned()]).collect()
}
