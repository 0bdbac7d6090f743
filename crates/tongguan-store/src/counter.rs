//! Gap-free numbers. The increment belongs to the transaction that uses the number, so a rolled-back number is given again.
//!
//! Promises: within a kind and period the numbers are 1, 2, 3, … without gap or double. The price: those who want one wait for each other.

use jiff::civil::Date;
use tongguan_core::numbering::NumberKind;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const NEXT: &str = "INSERT INTO counter (tenant_id, kind, period, n) VALUES ($1, $2, $3, 1) \
    ON CONFLICT (tenant_id, kind, period) DO UPDATE SET n = counter.n + 1";
/// Not by `RETURNING`: for that SQLite makes a table of its own each time.
const GIVEN: &str = "SELECT n FROM counter WHERE tenant_id = $1 AND kind = $2 AND period = $3";

pub(crate) const STATEMENTS: &[&str] = &[NEXT, GIVEN];

/// The next number of a kind (the prefix of a document number) in a period (a year, a month).
pub async fn next(tx: &mut Tx, tenant: Uuid, kind: &str, period: &str) -> Result<i64, StoreError> {
    tx.execute(NEXT, params![tenant, kind, period]).await?;
    tx.query_one(GIVEN, params![tenant, kind, period]).await?.get(0)
}

/// The next number of a kind for a day, as people write it.
pub async fn draw(tx: &mut Tx, tenant: Uuid, kind: NumberKind, on: Date) -> Result<String, StoreError> {
    let period = kind.period(on);
    let n = next(tx, tenant, kind.prefix(), &period).await?;
    let n = u32::try_from(n).map_err(|_| StoreError::corrupt("a counter is out of range"))?;
    Ok(kind.format(&period, n))
}
