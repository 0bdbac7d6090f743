//! The register of exports, page by page: who took what out, last first.
//!
//! Who sees all deals reads all of it; everybody else reads his own.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::PersonId;
use tongguan_core::reference::export::Export;
use uuid::Uuid;

use super::deals::every_access;
use super::query::{Page, Sql};
use crate::access::Access;
use crate::error::StoreError;
use crate::sql::{Row, Tx};

/// Which exports. All conditions hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportFilter {
    /// By this person.
    pub by: Option<PersonId>,
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
}

/// Where an export stands in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportKey {
    /// When it was made.
    pub exported_at: Timestamp,
    /// Its id.
    pub id: Uuid,
}

/// Up to `limit` exports, last first, after a key.
pub async fn page(
    tx: &mut Tx,
    access: &Access,
    filter: &ExportFilter,
    after: Option<ExportKey>,
    limit: u32,
) -> Result<Page<Export, ExportKey>, StoreError> {
    let rows = statement(access, filter, after, limit).query(tx).await?;
    let exports = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(exports, limit, |export| ExportKey { exported_at: export.exported_at, id: export.id }))
}

fn statement(access: &Access, filter: &ExportFilter, after: Option<ExportKey>, limit: u32) -> Sql {
    let mut sql = Sql::new("SELECT data FROM export");
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE tenant_id = {tenant}"));
    sql.and("exported_by =", (!access.sees_all()).then_some(access.person().0));
    sql.and("exported_by =", filter.by.map(|person| person.0));
    sql.and("exported_at >=", filter.from);
    sql.and("exported_at <", filter.to);
    if let Some(key) = after {
        let (at, id) = (sql.bind(key.exported_at), sql.bind(key.id));
        sql.push(&format!(" AND (exported_at, id) < ({at}, {id})"));
    }
    let limit = sql.bind(i64::from(limit) + 1);
    sql.push(&format!(" ORDER BY exported_at DESC, id DESC LIMIT {limit}"));
    sql
}

fn read(row: &Row) -> Result<Export, StoreError> {
    let data: String = row.get(0)?;
    serde_json::from_str(&data).map_err(|_| StoreError::corrupt("an export that cannot be read"))
}

pub(crate) fn statements() -> Vec<String> {
    let (at, nil) = (Some(Timestamp::UNIX_EPOCH), Uuid::nil());
    let all = ExportFilter { by: Some(PersonId(nil)), from: at, to: at };
    let key = at.map(|exported_at| ExportKey { exported_at, id: nil });
    let filters = [(ExportFilter::default(), None), (all, key)];
    let statements = every_access().into_iter().flat_map(|access| {
        filters.map(|(filter, key)| statement(&access, &filter, key, 1).text().to_owned())
    });
    statements.collect()
}
