//! The register of sensitive reads, page by page: who looked at what, last first.
//!
//! It is for the auditor; the shell asks for nobody else.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::reference::sensitive_read::SensitiveRead;
use uuid::Uuid;

use super::query::{Page, Sql};
use crate::error::StoreError;
use crate::sql::{Row, Tx};

/// Which reads. All conditions hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadFilter {
    /// By this person.
    pub by: Option<PersonId>,
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
    /// `contact` or `document`.
    pub kind: Option<&'static str>,
}

/// Where a read stands in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadKey {
    /// When it was.
    pub read_at: Timestamp,
    /// Its id.
    pub id: Uuid,
}

/// Up to `limit` reads, last first, after a key.
pub async fn page(
    tx: &mut Tx,
    tenant: TenantId,
    filter: &ReadFilter,
    after: Option<ReadKey>,
    limit: u32,
) -> Result<Page<SensitiveRead, ReadKey>, StoreError> {
    let rows = statement(tenant, filter, after, limit).query(tx).await?;
    let reads = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(reads, limit, |one| ReadKey { read_at: one.read_at, id: one.id }))
}

fn statement(tenant: TenantId, filter: &ReadFilter, after: Option<ReadKey>, limit: u32) -> Sql {
    let mut sql = Sql::new("SELECT data FROM sensitive_read");
    let tenant = sql.bind(tenant.0);
    sql.push(&format!(" WHERE tenant_id = {tenant}"));
    sql.and("read_by =", filter.by.map(|person| person.0));
    sql.and("read_at >=", filter.from);
    sql.and("read_at <", filter.to);
    sql.and("kind =", filter.kind);
    if let Some(key) = after {
        let (at, id) = (sql.bind(key.read_at), sql.bind(key.id));
        sql.push(&format!(" AND (read_at, id) < ({at}, {id})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY read_at DESC, id DESC LIMIT {limit}"));
    sql
}

fn read(row: &Row) -> Result<SensitiveRead, StoreError> {
    let data: String = row.get(0)?;
    serde_json::from_str(&data).map_err(|_| StoreError::corrupt("a read that cannot be read"))
}

pub(crate) fn statements() -> Vec<String> {
    let (at, nil) = (Some(Timestamp::UNIX_EPOCH), Uuid::nil());
    let all = ReadFilter { by: Some(PersonId(nil)), from: at, to: at, kind: Some("contact") };
    let key = at.map(|read_at| ReadKey { read_at, id: nil });
    let filters = [(ReadFilter::default(), None), (all, key)];
    let text = |(filter, key)| statement(TenantId(nil), &filter, key, 1).text().to_owned();
    filters.map(text).to_vec()
}
