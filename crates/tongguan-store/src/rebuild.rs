//! Making the tables again from the streams, and comparing them with what stands there (`tongguan doctor`).

use std::sync::Arc;

use tongguan_core::id::{DealId, TenantId};
use tongguan_core::process::Process;
use uuid::Uuid;

use crate::error::StoreError;
use crate::projection::table::Table;
use crate::projection::{TABLES, View, deal_sum};
use crate::read::search;
use crate::sql::{Database, Tx};
use crate::{deal, event_log, facts};

/// Deals per transaction.
const BATCH: u32 = 200;

/// The process definition of a version; none for a version that is not known.
pub type Processes = Arc<dyn Fn(u32) -> Option<Arc<Process>> + Send + Sync>;

/// A table that does not say what the stream of a deal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The deal; absent for the sums.
    pub deal: Option<DealId>,
    /// The table.
    pub table: &'static str,
}

/// Makes the rows of the next deals after `after` again. Answers the last one done, and how many; none at the end.
async fn rebuild_batch(
    tx: &mut Tx,
    tenant: TenantId,
    processes: &Processes,
    after: Uuid,
) -> Result<Option<(Uuid, u64)>, StoreError> {
    let deals = event_log::deals(tx, tenant.0, after, BATCH).await?;
    for id in &deals {
        let (deal, process) = replayed(tx, tenant, processes, DealId(*id)).await?;
        let view = View::whole(&deal, &process);
        for table in TABLES {
            let stored = table.stored(tx, tenant, deal.id).await?;
            table.write(tx, tenant, deal.id, &stored, &table.rows(&view)).await?;
        }
        facts::keep(tx, tenant, &deal).await?;
        let events = deal::events(tx, tenant, deal.id).await?;
        facts::note_claims(tx, tenant, deal.id, &events).await?;
    }
    Ok(deals.last().map(|last| (*last, deals.len() as u64)))
}

/// Makes all tables of a tenant again, in batches, and the index of names; answers how many deals there were.
pub async fn rebuild_all(db: &Database, tenant: TenantId, processes: &Processes) -> Result<u64, StoreError> {
    let (mut after, mut count) = (Uuid::nil(), 0);
    loop {
        let processes = processes.clone();
        let step: Result<_, StoreError> = db
            .write(move |tx| {
                let processes = processes.clone();
                Box::pin(async move { rebuild_batch(tx, tenant, &processes, after).await })
            })
            .await;
        match step? {
            Some((last, done)) => (after, count) = (last, count + done),
            None => break,
        }
    }
    db.write(move |tx| Box::pin(deal_sum::recount(tx, tenant))).await?;
    search::refill(db).await?;
    Ok(count)
}

/// What the tables say otherwise than the streams.
pub async fn compare(
    db: &Database,
    tenant: TenantId,
    processes: &Processes,
) -> Result<Vec<Difference>, StoreError> {
    let (mut after, mut found) = (Uuid::nil(), Vec::new());
    loop {
        let processes = processes.clone();
        let step: Result<_, StoreError> = db
            .read(move |tx| {
                let processes = processes.clone();
                Box::pin(async move { compare_batch(tx, tenant, &processes, after).await })
            })
            .await;
        let (last, differences) = step?;
        found.extend(differences);
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    if !db.read(move |tx| Box::pin(deal_sum::is_right(tx, tenant))).await? {
        found.push(Difference { deal: None, table: "deal_sum" });
    }
    Ok(found)
}

async fn compare_batch(
    tx: &mut Tx,
    tenant: TenantId,
    processes: &Processes,
    after: Uuid,
) -> Result<(Option<Uuid>, Vec<Difference>), StoreError> {
    let (deals, mut found) = (event_log::deals(tx, tenant.0, after, BATCH).await?, Vec::new());
    for id in &deals {
        let (deal, process) = replayed(tx, tenant, processes, DealId(*id)).await?;
        let view = View::whole(&deal, &process);
        for table in TABLES {
            if !Table::equal(&table.stored(tx, tenant, deal.id).await?, &table.rows(&view)) {
                found.push(Difference { deal: Some(deal.id), table: table.name });
            }
        }
    }
    Ok((deals.last().copied(), found))
}

async fn replayed(
    tx: &mut Tx,
    tenant: TenantId,
    processes: &Processes,
    id: DealId,
) -> Result<(tongguan_core::deal::Deal, Arc<Process>), StoreError> {
    let deal = deal::load(tx, tenant, id).await?;
    let deal = deal.ok_or_else(|| StoreError::corrupt("a stream that does not begin with a registration"))?;
    let process = processes(deal.process_version);
    let process = process.ok_or_else(|| StoreError::corrupt("a deal is pinned to an unknown process"))?;
    Ok((deal, process))
}
