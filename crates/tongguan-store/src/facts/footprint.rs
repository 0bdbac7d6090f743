//! Writes what one deal counts for in limits across deals: with its events, and again when projections are rebuilt.

use tongguan_core::deal::{Deal, Event, Footprint, OwnerChange, Quoted, Recorded};
use tongguan_core::id::{DealId, TenantId};

use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

const KEEP: &str = "INSERT INTO deal_footprint (tenant_id, deal_id, account_id, owner_id, open, holder_id, quoted_at, \
    quote_list_minor, quote_gross_minor, exposure_minor, oldest_due_on, last_contact_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (tenant_id, deal_id) DO UPDATE \
    SET account_id = excluded.account_id, owner_id = excluded.owner_id, open = excluded.open, holder_id = excluded.holder_id, \
    quoted_at = excluded.quoted_at, quote_list_minor = excluded.quote_list_minor, \
    quote_gross_minor = excluded.quote_gross_minor, exposure_minor = excluded.exposure_minor, \
    oldest_due_on = excluded.oldest_due_on, last_contact_at = excluded.last_contact_at";
const FREE: &str = "DELETE FROM busy_time WHERE tenant_id = $1 AND deal_id = $2";
const BUSY: &str = "INSERT INTO busy_time (tenant_id, person_id, start_at, end_at, deal_id) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (tenant_id, person_id, start_at, end_at, deal_id) DO NOTHING";
const CLAIM: &str = "INSERT INTO lead_claim (tenant_id, person_id, claimed_at, deal_id) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (tenant_id, person_id, claimed_at, deal_id) DO NOTHING";

pub(super) const STATEMENTS: &[&str] = &[KEEP, FREE, BUSY, CLAIM];

/// Keeps what a step of a deal changed of what it counts for.
pub async fn follow(
    tx: &mut Tx,
    tenant: TenantId,
    before: Option<&Deal>,
    after: &Deal,
) -> Result<(), StoreError> {
    let counts = |deal: &Deal| (deal.account, deal.owner, deal.footprint());
    match before.map(counts) == Some(counts(after)) {
        true => Ok(()),
        false => keep(tx, tenant, after).await,
    }
}

/// Keeps what a deal counts for.
pub async fn keep(tx: &mut Tx, tenant: TenantId, deal: &Deal) -> Result<(), StoreError> {
    let Footprint { open, holder, quote, exposure, oldest_due_on, busy, last_contact_at } = deal.footprint();
    let (owner, holder) = (deal.owner.map(|owner| owner.0), holder.map(|holder| holder.0));
    let (at, list, gross) = match quote {
        Some(Quoted { at, list, gross }) => (Some(at), Some(list.0), Some(gross.0)),
        None => (None, None, None),
    };
    tx.execute(
        KEEP,
        params![
            tenant.0,
            deal.id.0,
            deal.account.0,
            owner,
            open,
            holder,
            at,
            list,
            gross,
            exposure.0,
            oldest_due_on,
            last_contact_at
        ],
    )
    .await?;
    tx.execute(FREE, params![tenant.0, deal.id.0]).await?;
    for (person, start, end) in busy {
        tx.execute(BUSY, params![tenant.0, person.0, start, end, deal.id.0]).await?;
    }
    Ok(())
}

/// Notes leads that were taken from the pool.
pub async fn note_claims(
    tx: &mut Tx,
    tenant: TenantId,
    deal: DealId,
    events: &[Recorded],
) -> Result<(), StoreError> {
    for recorded in events {
        if let Event::OwnerChanged { to: Some(to), change: OwnerChange::Claimed, .. } = &recorded.event {
            tx.execute(CLAIM, params![tenant.0, to.0, recorded.at, deal.0]).await?;
        }
    }
    Ok(())
}
