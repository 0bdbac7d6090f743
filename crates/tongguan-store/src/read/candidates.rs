//! Deals that a receipt may pay, looked up by what speaks for them: a number, the payer's name, the amount.
//!
//! Promises few statements by index and a bounded answer. Must never rank: that is said in the core.

use std::collections::BTreeSet;

use tongguan_core::id::{DealId, TenantId};
use tongguan_core::money::Money;
use tongguan_core::receivable::proposal::{Candidate, Incoming, Outstanding, numbers_in};
use tongguan_core::reference::account::Account;

use super::filter::Found;
use super::instalments::{InstalmentFilter, InstalmentRow, list};
use crate::access::Access;
use crate::error::StoreError;
use crate::params;
use crate::reference;
use crate::sql::Tx;

const OF_NUMBER: &str =
    "SELECT deal_id FROM deal_number WHERE tenant_id = $1 AND number = $2 ORDER BY deal_id LIMIT $3";
const OF_DEAL: &str =
    "SELECT number FROM deal_number WHERE tenant_id = $1 AND deal_id = $2 ORDER BY number LIMIT $3";

pub(crate) const STATEMENTS: &[&str] = &[OF_NUMBER, OF_DEAL];

/// Deals that are looked at.
const DEALS: usize = 20;
/// Instalments read by one statement.
const ROWS: u32 = 200;
/// Numbers that are read of one deal.
const NUMBERS: u32 = 100;

/// A deal that may be paid, and its open instalments.
#[derive(Debug, Clone)]
pub struct Payable {
    /// What the core ranks.
    pub candidate: Candidate,
    /// What it was read from.
    pub rows: Vec<InstalmentRow>,
}

/// The deals with money out that a receipt may pay, as far as the reader sees them.
pub async fn candidates(
    tx: &mut Tx,
    access: &Access,
    incoming: Incoming<'_>,
) -> Result<Vec<Payable>, StoreError> {
    let tenant = access.tenant();
    let mut found = Found::default();
    for number in incoming.note.map(numbers_in).unwrap_or_default() {
        for row in tx.query(OF_NUMBER, params![tenant.0, number, DEALS as u32]).await? {
            found.deals.push(DealId(row.get(0)?));
        }
    }
    found.accounts = reference::accounts_named(tx, tenant, incoming.payer).await?;
    let mut deals: BTreeSet<DealId> = BTreeSet::new();
    if !found.deals.is_empty() || !found.accounts.is_empty() {
        let named = InstalmentFilter { open: true, found: Some(found), ..InstalmentFilter::default() };
        gather(tx, access, &named, &mut deals).await?;
    }
    let exact = InstalmentFilter {
        open: true,
        outstanding: Some(incoming.amount.minor()),
        ..InstalmentFilter::default()
    };
    gather(tx, access, &exact, &mut deals).await?;
    let mut payable = Vec::new();
    for deal in deals {
        let all = InstalmentFilter { open: true, deal: Some(deal), ..InstalmentFilter::default() };
        let rows = list(tx, access, &all, None, ROWS).await?.items;
        payable.extend(of_deal(tx, tenant, deal, rows).await?);
    }
    Ok(payable)
}

async fn gather(
    tx: &mut Tx,
    access: &Access,
    filter: &InstalmentFilter,
    deals: &mut BTreeSet<DealId>,
) -> Result<(), StoreError> {
    for row in list(tx, access, filter, None, ROWS).await?.items {
        if deals.len() < DEALS {
            deals.insert(row.deal.deal);
        }
    }
    Ok(())
}

async fn of_deal(
    tx: &mut Tx,
    tenant: TenantId,
    deal: DealId,
    rows: Vec<InstalmentRow>,
) -> Result<Option<Payable>, StoreError> {
    let Some(account) = rows.first().map(|row| row.deal.account) else { return Ok(None) };
    let account = reference::load::<Account>(tx, tenant, account.0).await?.map(|row| row.state);
    let Some(account) = account else { return Ok(None) };
    let numbers = tx.query(OF_DEAL, params![tenant.0, deal.0, NUMBERS]).await?;
    let numbers = numbers.iter().map(|row| row.get(0)).collect::<Result<Vec<String>, _>>()?;
    let outstanding = |row: &InstalmentRow| Outstanding {
        instalment: row.instalment,
        amount: Money(row.outstanding_minor),
        due_on: row.due_on,
    };
    let candidate = Candidate {
        deal,
        party: account.name,
        former_names: account.former_names.into_iter().map(|former| former.name).collect(),
        numbers,
        instalments: rows.iter().map(outstanding).collect(),
    };
    Ok(Some(Payable { candidate, rows }))
}
