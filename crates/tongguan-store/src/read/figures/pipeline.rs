//! Running opportunities by stage, and how such ones ended before (K13).

use tongguan_core::process::Stage;

use super::{Slice, restrict, stays};
use crate::access::Access;
use crate::error::StoreError;
use crate::read::query::Sql;
use crate::sql::{Row, Tx};

/// Deals that passed through a stage since a moment and are decided by now: how many, and how many of them were won (K13).
pub async fn decided(
    tx: &mut Tx,
    access: &Access,
    slice: &Slice,
    stage: Stage,
) -> Result<(i64, i64), StoreError> {
    let row = decided_statement(access, slice, stage).query_one(tx).await?;
    Ok((row.get(0)?, row.get(1)?))
}

pub(super) fn decided_statement(access: &Access, slice: &Slice, stage: Stage) -> Sql {
    let columns =
        "COUNT(DISTINCT p.deal_id), COUNT(DISTINCT CASE WHEN d.won_on IS NOT NULL THEN p.deal_id END)";
    let mut sql = stays(access, slice, stage, columns);
    sql.and("p.entered_at >=", Some(slice.from)).and("p.entered_at <", Some(slice.to));
    sql.push(" AND (d.won_on IS NOT NULL OR d.standing = 'lost')");
    sql
}

/// Opportunities that are running and not signed, by stage: how many, and what they are worth (K13).
pub async fn pipeline(
    tx: &mut Tx,
    access: &Access,
    slice: &Slice,
) -> Result<Vec<(Stage, i64, i64)>, StoreError> {
    let rows = pipeline_statement(access, slice).query(tx).await?;
    let read = |row: &Row| {
        let key: String = row.get(0)?;
        let stage = Stage::ALL.into_iter().find(|stage| stage.key() == key);
        let stage = stage.ok_or_else(|| StoreError::corrupt("a stage that this version does not know"))?;
        Ok((stage, row.get(1)?, row.get(2)?))
    };
    rows.iter().map(read).collect()
}

pub(super) fn pipeline_statement(access: &Access, slice: &Slice) -> Sql {
    let mut sql =
        Sql::new("SELECT d.stage, COUNT(*), CAST(COALESCE(SUM(d.amount_minor), 0) AS BIGINT) FROM deal d");
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE d.tenant_id = {tenant}{PIPELINE}"));
    restrict(&mut sql, access, slice, "d");
    sql.push(" GROUP BY d.stage ORDER BY d.stage");
    sql
}

/// What counts as open pipeline.
pub(in crate::read) const PIPELINE: &str =
    " AND d.standing = 'open' AND d.opportunity_no IS NOT NULL AND d.won_on IS NULL";
