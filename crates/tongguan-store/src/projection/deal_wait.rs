//! `deal_wait`: who is waited for in a deal beside its owner, debtors and turns, so that nobody leaves with it.

use tongguan_core::deal::Deal;
use tongguan_core::id::{DealId, TenantId};
use uuid::Uuid;

use super::table::{Cells, Table};
use crate::error::StoreError;
use crate::params;
use crate::sql::{Database, Tx};
use crate::{deal, event_log, tenant};

pub(super) static TABLE: Table = Table::new("deal_wait", &["person_id", "kind"], &[], |view| rows(view.deal));

/// Whether there is a deal and nobody is waited for: so it is before the table was filled for the first time.
const LACKS: &str = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM deal LIMIT 1) held WHERE NOT EXISTS (SELECT 1 FROM deal_wait)";

pub(super) const STATEMENTS: &[&str] = &[LACKS];

/// Deals read at once.
const PAGE: u32 = 500;

fn rows(deal: &Deal) -> Vec<Cells> {
    let waits = deal.waits().into_iter();
    waits.map(|(person, wait)| params![person.0, wait.key()].to_vec()).collect()
}

/// Fills the table where it is empty although there are deals, as after the update that brought it: one transaction, so that it is whole
/// or empty.
pub(crate) async fn fill_if_empty(db: &Database) -> Result<(), StoreError> {
    let lacks: Result<bool, StoreError> = db
        .read(|tx| Box::pin(async move { Ok(tx.query_one(LACKS, params![]).await?.get::<i64>(0)? > 0) }))
        .await;
    match lacks? {
        true => db.write(|tx| Box::pin(fill(tx))).await,
        false => Ok(()),
    }
}

async fn fill(tx: &mut Tx) -> Result<(), StoreError> {
    for company in tenant::all(tx).await? {
        let mut after = Uuid::nil();
        loop {
            let page = event_log::deals(tx, company.id, after, PAGE).await?;
            for id in &page {
                of_deal(tx, TenantId(company.id), DealId(*id)).await?;
            }
            match page.last() {
                Some(last) if page.len() == PAGE as usize => after = *last,
                _ => break,
            }
        }
    }
    Ok(())
}

async fn of_deal(tx: &mut Tx, tenant: TenantId, id: DealId) -> Result<(), StoreError> {
    match deal::load(tx, tenant, id).await {
        Ok(Some(deal)) => TABLE.write(tx, tenant, id, &[], &rows(&deal)).await,
        // A deal that cannot be read stops no other; `tongguan doctor` tells of it.
        Ok(None) | Err(StoreError::Corrupt { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}
