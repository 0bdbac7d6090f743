//! What there is of customers for the pool: who holds how many, what happened with them, which ones nobody works on.

use jiff::Timestamp;
use tongguan_core::id::{AccountId, PersonId, TenantId};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_pool::Activity;
use tongguan_core::reference::subject_request::Kept;

use super::row::load;
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const ACTIVITY: &str = "SELECT COUNT(CASE WHEN d.standing = 'open' THEN 1 END), COUNT(d.won_on), MAX(f.last_contact_at), MAX(d.ended_at) \
    FROM deal_footprint f JOIN deal d ON d.tenant_id = f.tenant_id AND d.deal_id = f.deal_id \
    WHERE f.tenant_id = $1 AND f.account_id = $2";
const HELD: &str = "SELECT COUNT(*) FROM account WHERE tenant_id = $1 AND owner_id = $2";
const IDLE: &str = "SELECT a.id FROM account a WHERE a.tenant_id = $1 AND a.owner_id IS NOT NULL AND a.id > $2 AND NOT EXISTS \
    (SELECT 1 FROM deal d WHERE d.tenant_id = a.tenant_id AND d.account_id = a.id AND (d.standing = 'open' OR d.won_on IS NOT NULL)) \
    ORDER BY a.id LIMIT $3";
const IDLE_OF: &str = "SELECT a.id FROM account a WHERE a.tenant_id = $1 AND a.owner_id = $2 AND NOT EXISTS \
    (SELECT 1 FROM deal d WHERE d.tenant_id = a.tenant_id AND d.account_id = a.id AND (d.standing = 'open' OR d.won_on IS NOT NULL)) \
    ORDER BY a.id LIMIT $3";

const KEPT: &str = "SELECT COUNT(*), COUNT(CASE WHEN standing = 'open' OR won_on IS NOT NULL THEN 1 END), MAX(updated_at) \
    FROM deal WHERE tenant_id = $1 AND account_id = $2";
const WITHOUT_BUSINESS: &str = "SELECT a.id FROM account a WHERE a.tenant_id = $1 AND a.id > $2 AND NOT EXISTS \
    (SELECT 1 FROM deal d WHERE d.tenant_id = a.tenant_id AND d.account_id = a.id AND (d.standing = 'open' OR d.won_on IS NOT NULL)) \
    AND EXISTS (SELECT 1 FROM contact c WHERE c.tenant_id = a.tenant_id AND c.account_id = a.id) ORDER BY a.id LIMIT $3";
const CLAIMED: &str = "SELECT COUNT(*) FROM command_log WHERE tenant_id = $1 AND actor_id = $2 AND recorded_at >= $3 \
    AND command = 'claim_account' AND outcome = 'accepted'";

pub(super) const STATEMENTS: &[&str] = &[ACTIVITY, HELD, IDLE, IDLE_OF, KEPT, WITHOUT_BUSINESS, CLAIMED];

/// What the time rests on for which a customer's people are kept; none where there is no such customer.
pub async fn kept(tx: &mut Tx, tenant: TenantId, account: AccountId) -> Result<Option<Kept>, StoreError> {
    let Some(row) = load::<Account>(tx, tenant, account.0).await? else { return Ok(None) };
    let of_deals = tx.query_one(KEPT, params![tenant.0, account.0]).await?;
    let touched: Option<Timestamp> = of_deals.get(2)?;
    let since = touched.into_iter().chain(row.state.claimed_at).fold(row.state.created_at, Timestamp::max);
    Ok(Some(Kept { deals: of_deals.get(0)?, binding_deals: of_deals.get(1)?, since }))
}

/// Customers with people and without an open or a won deal, by id, behind one of them.
pub async fn accounts_without_business(
    tx: &mut Tx,
    tenant: TenantId,
    after: AccountId,
    limit: u32,
) -> Result<Vec<AccountId>, StoreError> {
    let rows = tx.query(WITHOUT_BUSINESS, params![tenant.0, after.0, limit]).await?;
    rows.iter().map(|row| Ok(AccountId(row.get(0)?))).collect()
}

/// What happened with a customer, over all its deals.
pub async fn activity(tx: &mut Tx, tenant: TenantId, account: AccountId) -> Result<Activity, StoreError> {
    let row = tx.query_one(ACTIVITY, params![tenant.0, account.0]).await?;
    let (last_contact, last_ended): (Option<Timestamp>, Option<Timestamp>) = (row.get(2)?, row.get(3)?);
    Ok(Activity { open_deals: row.get(0)?, won_deals: row.get(1)?, last_contact, last_ended })
}

/// How many customers a person owns.
pub async fn held_accounts(tx: &mut Tx, tenant: TenantId, person: PersonId) -> Result<u32, StoreError> {
    tx.query_one(HELD, params![tenant.0, person.0]).await?.get(0)
}

/// How many customers a person has claimed since a moment, kept or not.
pub async fn claimed_accounts(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    since: Timestamp,
) -> Result<u32, StoreError> {
    tx.query_one(CLAIMED, params![tenant.0, person.0, since]).await?.get(0)
}

/// Customers with an owner and without an open or a won deal, by id, behind one of them.
pub async fn idle_accounts(
    tx: &mut Tx,
    tenant: TenantId,
    after: AccountId,
    limit: u32,
) -> Result<Vec<AccountId>, StoreError> {
    let rows = tx.query(IDLE, params![tenant.0, after.0, limit]).await?;
    rows.iter().map(|row| Ok(AccountId(row.get(0)?))).collect()
}

/// Customers of one person without an open or a won deal, each with what happened with it.
pub async fn idle_accounts_of(
    tx: &mut Tx,
    tenant: TenantId,
    owner: PersonId,
    limit: u32,
) -> Result<Vec<(Account, Activity)>, StoreError> {
    let mut found = Vec::new();
    for row in tx.query(IDLE_OF, params![tenant.0, owner.0, limit]).await? {
        let id = AccountId(row.get(0)?);
        if let Some(row) = load::<Account>(tx, tenant, id.0).await? {
            found.push((row.state, activity(tx, tenant, id).await?));
        }
    }
    Ok(found)
}
