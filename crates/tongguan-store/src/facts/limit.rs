//! What other deals count for in a limit. The guard of the limit is held by the caller.

use jiff::Timestamp;
use jiff::civil::Date;
use tongguan_core::deal::{Deal, Standing};
use tongguan_core::facts::{BusyTime, Credit, GroupQuote};
use tongguan_core::id::{AccountId, DealId, PersonId, TenantId};
use tongguan_core::money::Money;
use tongguan_core::process::Stage;
use uuid::Uuid;

use crate::error::StoreError;
use crate::params;
use crate::sql::{Row, Tx};

const HELD: &str = "SELECT CAST(COALESCE(SUM(deals), 0) AS BIGINT) FROM deal_sum WHERE tenant_id = $1 AND owner_id = $2 \
    AND standing = $3 AND stage = $4";
const CLAIMED: &str =
    "SELECT COUNT(*) FROM lead_claim WHERE tenant_id = $1 AND person_id = $2 AND claimed_at >= $3";
const BUSY: &str = "SELECT start_at, end_at, deal_id FROM busy_time WHERE tenant_id = $1 AND person_id = $2 AND deal_id <> $3 \
    ORDER BY start_at, end_at, deal_id";
const QUOTES: &str = "SELECT f.deal_id, f.quoted_at, f.quote_list_minor, f.quote_gross_minor FROM account a \
    JOIN deal_footprint f ON f.tenant_id = a.tenant_id AND f.account_id = a.id \
    WHERE a.tenant_id = $1 AND a.group_id = $2 AND f.quoted_at >= $3 AND f.deal_id <> $4 ORDER BY f.deal_id";
const OWED: &str = "SELECT exposure_minor, oldest_due_on FROM deal_footprint WHERE tenant_id = $1 AND account_id = $2 \
    AND deal_id <> $3 ORDER BY deal_id";

const NUMBERED: &str =
    "SELECT COUNT(*) FROM deal_number WHERE tenant_id = $1 AND number = $2 AND deal_id <> $3";

pub(super) const STATEMENTS: &[&str] = &[HELD, CLAIMED, BUSY, QUOTES, OWED, NUMBERED];

/// The id that stands for no deal.
fn other_than(deal: Option<DealId>) -> Uuid {
    deal.map_or(Uuid::nil(), |deal| deal.0)
}

/// Leads that a person holds, `deal` not counted: as many as the sums count, so a file of leads is not counted again for each row.
pub(super) async fn held(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    deal: Option<&Deal>,
) -> Result<u32, StoreError> {
    let of_a_lead = params![tenant.0, person.0, Standing::Open.key(), Stage::Screening.key()];
    let all: i64 = tx.query_one(HELD, of_a_lead).await?.get(0)?;
    let itself = deal.is_some_and(|deal| deal.footprint().holder == Some(person));
    u32::try_from(all - i64::from(itself)).map_err(|_| StoreError::corrupt("a negative number of leads"))
}

/// Whether another deal has this number.
pub(super) async fn invoice_number_taken(
    tx: &mut Tx,
    tenant: TenantId,
    number: &str,
    deal: Option<DealId>,
) -> Result<bool, StoreError> {
    let row = tx.query_one(NUMBERED, params![tenant.0, number, other_than(deal)]).await?;
    Ok(row.get::<i64>(0)? > 0)
}

/// Leads that a person has claimed since a moment.
pub(super) async fn claimed_since(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    since: Timestamp,
) -> Result<u32, StoreError> {
    tx.query_one(CLAIMED, params![tenant.0, person.0, since]).await?.get(0)
}

/// Visits of people in other deals.
pub(super) async fn busy(
    tx: &mut Tx,
    tenant: TenantId,
    people: &[PersonId],
    deal: Option<DealId>,
) -> Result<Vec<BusyTime>, StoreError> {
    let mut times = Vec::new();
    for person in people {
        for row in tx.query(BUSY, params![tenant.0, person.0, other_than(deal)]).await? {
            let (start, end) = (row.get(0)?, row.get(1)?);
            times.push(BusyTime { person: *person, start, end, deal: DealId(row.get(2)?) });
        }
    }
    Ok(times)
}

/// Quotations of a group's other deals since a moment.
pub(super) async fn group_quotes(
    tx: &mut Tx,
    tenant: TenantId,
    group: AccountId,
    since: Timestamp,
    deal: Option<DealId>,
) -> Result<Vec<GroupQuote>, StoreError> {
    let rows = tx.query(QUOTES, params![tenant.0, group.0, since, other_than(deal)]).await?;
    rows.iter().map(group_quote).collect()
}

fn group_quote(row: &Row) -> Result<GroupQuote, StoreError> {
    let (list, gross) = (Money(row.get(2)?), Money(row.get(3)?));
    Ok(GroupQuote { deal: DealId(row.get(0)?), at: row.get(1)?, list, gross })
}

/// What a customer owes us in other deals.
pub(super) async fn credit(
    tx: &mut Tx,
    tenant: TenantId,
    account: AccountId,
    limit: Option<Money>,
    (deal, today): (Option<DealId>, Date),
) -> Result<Credit, StoreError> {
    let mut credit = Credit { limit, ..Credit::default() };
    for row in tx.query(OWED, params![tenant.0, account.0, other_than(deal)]).await? {
        let sum = credit.exposure.checked_add(Money(row.get(0)?));
        credit.exposure = sum.ok_or_else(|| StoreError::corrupt("what a customer owes does not fit"))?;
        if let Some(due) = row.get::<Option<Date>>(1)? {
            let days = u32::try_from((today - due).get_days()).unwrap_or(0);
            credit.overdue_days = credit.overdue_days.max(days);
        }
    }
    Ok(credit)
}
