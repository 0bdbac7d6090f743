//! Deals that were decided in a period (K11): won by the day of the last signature, lost by the manager's consent.

use jiff::Timestamp;
use tongguan_core::approval::ApprovalSubject;
use tongguan_core::deal::aftercare::Ending;

use super::{Slice, count, restrict};
use crate::access::Access;
use crate::error::StoreError;
use crate::read::query::Sql;
use crate::sql::Tx;

/// Deals that were decided in the period (K11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutcomeCounts {
    /// Signed in the period, and their worth in minor units.
    pub won: (i64, i64),
    /// Lost to others in the period, and their worth.
    pub lost: (i64, i64),
    /// 无决策: closed in the period because the customer buys from nobody, and their worth.
    pub undecided: (i64, i64),
}

/// Deals won and lost in the period.
pub async fn outcomes(
    tx: &mut Tx,
    access: &Access,
    slice: &Slice,
    zone: &jiff::tz::TimeZone,
) -> Result<OutcomeCounts, StoreError> {
    let won = won_statement(access, slice, zone).query_one(tx).await?;
    let lost = lost_statement(access, slice).query_one(tx).await?;
    Ok(OutcomeCounts {
        won: (won.get(0)?, won.get(1)?),
        lost: (lost.get(0)?, lost.get(1)?),
        undecided: (lost.get(2)?, lost.get(3)?),
    })
}

pub(super) fn won_statement(access: &Access, slice: &Slice, zone: &jiff::tz::TimeZone) -> Sql {
    let day = |at: Timestamp| zone.to_datetime(at).date();
    let mut sql = Sql::new("SELECT COUNT(*), CAST(COALESCE(SUM(d.amount_minor), 0) AS BIGINT) FROM deal d");
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE d.tenant_id = {tenant}"));
    sql.and("d.won_on >=", Some(day(slice.from))).and("d.won_on <", Some(day(slice.to)));
    restrict(&mut sql, access, slice, "d");
    sql
}

pub(super) fn lost_statement(access: &Access, slice: &Slice) -> Sql {
    let mut sql = Sql::default();
    let nobody = sql.bind(undecided());
    let agreed = format!("{} = {nobody}", AGREED_ENDING);
    let worth = |condition: &str| {
        format!("CAST(COALESCE(SUM(CASE WHEN {condition} THEN d.amount_minor ELSE 0 END), 0) AS BIGINT)")
    };
    let other = format!("COALESCE({AGREED_ENDING}, '') <> {nobody}");
    sql.push(&format!(
        "SELECT {}, {}, {}, {} FROM deal d",
        count(&other),
        worth(&other),
        count(&agreed),
        worth(&agreed)
    ));
    let tenant = sql.bind(access.tenant().0);
    sql.push(&format!(" WHERE d.tenant_id = {tenant} AND d.standing = 'lost'"));
    sql.and("d.ended_at >=", Some(slice.from)).and("d.ended_at <", Some(slice.to));
    restrict(&mut sql, access, slice, "d");
    sql
}

/// As what a deal was agreed to be over.
pub(in crate::read) const AGREED_ENDING: &str = "(SELECT MAX(e.subject) FROM approval e WHERE e.tenant_id = d.tenant_id \
    AND e.deal_id = d.deal_id AND e.chain = 'AL' AND e.result = 'approved')";

/// How the approval of an ending as 无决策 is written down.
pub(in crate::read) fn undecided() -> String {
    let subject = ApprovalSubject::Closing { outcome: Ending::NoDecision };
    serde_json::to_string(&subject).expect("a subject of an approval serialises")
}
