//! Deals as streams: core events in and out of the event log, in one transaction with their bodies and numbers.
//!
//! Promises: what is appended is what replays; a pending number is drawn from its gap-free counter before its event is hashed; free
//! text goes to `body` and never into an event; a deal that was folded before is only taken up again where the stream still ends with
//! the same hash. Must never decide anything: outcomes come from the core.

use std::sync::Arc;

use tongguan_core::deal::{Deal, Event, Number, Recorded};
use tongguan_core::decision::Outcome;
use tongguan_core::digest::{Digest, canonical};
use tongguan_core::facts::Actor;
use tongguan_core::id::{CommandId, DealId, PersonId, TenantId};
use tongguan_core::numbering::NumberKind;
use tongguan_core::process::Process;

use crate::body::{self, NewBody};
use crate::chain::Hash;
use crate::counter;
use crate::error::StoreError;
use crate::event_log::{self, NewEvent, StoredEvent};
use crate::facts;
use crate::projection;
use crate::sql::Tx;

/// A deal's events, in order; none for a deal that does not exist.
pub async fn events(tx: &mut Tx, tenant: TenantId, deal: DealId) -> Result<Vec<Recorded>, StoreError> {
    let stored = event_log::load(tx, tenant.0, deal.0, 0).await?;
    stored.iter().map(recorded).collect()
}

/// A deal as its stream tells it; none for one that does not exist.
pub async fn load(tx: &mut Tx, tenant: TenantId, deal: DealId) -> Result<Option<Deal>, StoreError> {
    let events = events(tx, tenant, deal).await?;
    Ok(Deal::replay(deal, &events))
}

/// The hash that a deal's stream ends with: it names everything that happened in it.
pub async fn digest(tx: &mut Tx, tenant: TenantId, deal: DealId) -> Result<Digest, StoreError> {
    Ok(Digest(event_log::head(tx, tenant.0, deal.0).await?.hash))
}

/// A folded deal and the hash that its stream ended with, which names everything that was folded.
#[derive(Debug, Clone)]
pub struct Folded {
    /// The deal.
    pub deal: Arc<Deal>,
    hash: Hash,
}

/// A deal as its stream tells it now; of what was `folded` before, only later events are read. None for one that does not exist.
pub async fn fold(
    tx: &mut Tx,
    tenant: TenantId,
    id: DealId,
    folded: Option<Folded>,
) -> Result<Option<Folded>, StoreError> {
    let Some(folded) = folded else { return fold_all(tx, tenant, id).await };
    let head = event_log::head(tx, tenant.0, id.0).await?;
    let seen = version(folded.deal.version)?;
    if head.seq == seen && head.hash == folded.hash {
        return Ok(Some(folded));
    }
    let later = event_log::load(tx, tenant.0, id.0, seen).await?;
    match later.first().is_some_and(|event| event.prev_hash == folded.hash) {
        true => {
            let mut deal = Arc::unwrap_or_clone(folded.deal);
            for event in &later {
                deal.fold(&recorded(event)?);
            }
            Ok(Some(Folded { deal: Arc::new(deal), hash: head.hash }))
        }
        // What was folded was rolled back, or the stream is another one.
        false => fold_all(tx, tenant, id).await,
    }
}

async fn fold_all(tx: &mut Tx, tenant: TenantId, id: DealId) -> Result<Option<Folded>, StoreError> {
    let stored = event_log::load(tx, tenant.0, id.0, 0).await?;
    let events = stored.iter().map(recorded).collect::<Result<Vec<_>, _>>()?;
    let hash = stored.last().map(|last| last.hash);
    let deal = Deal::replay(id, &events).map(Arc::new);
    Ok(deal.zip(hash).map(|(deal, hash)| Folded { deal, hash }))
}

/// Appends what a command led to behind `before`, the deal as it is now, and writes what lists read of it. Answers the deal with
/// its numbers drawn. `process` is the one that the deal is pinned to.
pub async fn append(
    tx: &mut Tx,
    tenant: TenantId,
    process: &Process,
    command: CommandId,
    before: Option<&Deal>,
    outcome: &Outcome,
) -> Result<Folded, StoreError> {
    let deal = outcome.deal.id;
    for kept in &outcome.bodies {
        let (salt, content) = (kept.salt.to_vec(), kept.content.clone());
        body::store(tx, tenant.0, &NewBody { id: kept.id.0, target_id: deal.0, salt, content }).await?;
    }
    let (events, entries) = numbered(tx, tenant, command, &outcome.events).await?;
    let expected = before.map_or(Ok(0), |deal| version(deal.version))?;
    let head = event_log::append(tx, tenant.0, deal.0, expected, &entries).await?;
    let after = after(deal, before, &events)?;
    projection::project(tx, tenant, process, before, &after).await?;
    facts::follow(tx, tenant, before, &after).await?;
    facts::note_claims(tx, tenant, deal, &outcome.events).await?;
    Ok(Folded { deal: Arc::new(after), hash: head.hash })
}

/// The events with their numbers drawn, and as the log keeps them.
async fn numbered(
    tx: &mut Tx,
    tenant: TenantId,
    command: CommandId,
    events: &[Recorded],
) -> Result<(Vec<Recorded>, Vec<NewEvent>), StoreError> {
    let mut events = events.to_vec();
    let mut entries = Vec::with_capacity(events.len());
    for event in &mut events {
        draw_number(tx, tenant, &mut event.event).await?;
        entries.push(entry(event, command)?);
    }
    Ok((events, entries))
}

/// The deal behind `before` and the events.
fn after(id: DealId, before: Option<&Deal>, events: &[Recorded]) -> Result<Deal, StoreError> {
    let Some(before) = before else {
        let deal = Deal::replay(id, events);
        return deal.ok_or_else(|| StoreError::corrupt("a deal without its registration"));
    };
    let mut deal = before.clone();
    events.iter().for_each(|event| deal.fold(event));
    Ok(deal)
}

fn version(version: u64) -> Result<i64, StoreError> {
    i64::try_from(version).map_err(|_| StoreError::corrupt("a version is out of range"))
}

async fn draw_number(tx: &mut Tx, tenant: TenantId, event: &mut Event) -> Result<(), StoreError> {
    let Some(number) = event.number_mut() else { return Ok(()) };
    if let Number::Pending { series, on } = number {
        let kind = NumberKind::of_series(series)
            .ok_or_else(|| StoreError::corrupt("the process names a number series that does not exist"))?;
        *number = Number::Drawn(counter::draw(tx, tenant.0, kind, *on).await?);
    }
    Ok(())
}

fn entry(recorded: &Recorded, command: CommandId) -> Result<NewEvent, StoreError> {
    let value = serde_json::to_value(&recorded.event)
        .map_err(|_| StoreError::corrupt("an event that is no plain data"))?;
    let kind = value.get("type").and_then(|kind| kind.as_str()).unwrap_or_default().to_owned();
    Ok(NewEvent {
        kind,
        recorded_at: recorded.at,
        effective_at: None,
        actor_id: recorded.by.person().map(|person| person.0),
        command_id: command.0,
        payload: canonical(&value),
    })
}

/// An event of the log as the core knows it.
pub(crate) fn recorded(stored: &StoredEvent) -> Result<Recorded, StoreError> {
    let event = serde_json::from_slice(&stored.event.payload)
        .map_err(|_| StoreError::corrupt("an event that this version cannot read"))?;
    let by = stored.event.actor_id.map_or(Actor::System, |person| Actor::Person(PersonId(person)));
    Ok(Recorded { at: stored.event.recorded_at, by, event })
}
