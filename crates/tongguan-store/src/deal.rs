//! Deals as streams: core events in and out of the event log, in one transaction with their bodies and numbers.
//!
//! Promises: what is appended is what replays; a pending number is drawn from its gap-free counter before its event is hashed; free
//! text goes to `body` and never into an event. Must never decide anything: outcomes come from the core.

use tongguan_core::deal::{Deal, Event, Number, Recorded};
use tongguan_core::decision::Outcome;
use tongguan_core::digest::canonical;
use tongguan_core::facts::Actor;
use tongguan_core::id::{CommandId, DealId, PersonId, TenantId};
use tongguan_core::numbering::NumberKind;
use tongguan_core::process::Process;

use crate::body::{self, NewBody};
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

/// Appends what a command led to, behind version `expected`, and writes what lists read of it. Answers the deal with its numbers
/// drawn. `process` is the one that the deal is pinned to.
pub async fn append(
    tx: &mut Tx,
    tenant: TenantId,
    process: &Process,
    command: CommandId,
    expected: u64,
    outcome: &Outcome,
) -> Result<Deal, StoreError> {
    let deal = outcome.deal.id;
    let mut history = events(tx, tenant, deal).await?;
    let before = Deal::replay(deal, &history);
    for kept in &outcome.bodies {
        let (salt, content) = (kept.salt.to_vec(), kept.content.clone());
        body::store(tx, tenant.0, &NewBody { id: kept.id.0, target_id: deal.0, salt, content }).await?;
    }
    let mut entries = Vec::with_capacity(outcome.events.len());
    for event in &outcome.events {
        let mut event = event.clone();
        draw_number(tx, tenant, &mut event.event).await?;
        entries.push(entry(&event, command)?);
        history.push(event);
    }
    let expected = i64::try_from(expected).map_err(|_| StoreError::corrupt("a version is out of range"))?;
    event_log::append(tx, tenant.0, deal.0, expected, &entries).await?;
    let after = Deal::replay(deal, &history);
    let after = after.ok_or_else(|| StoreError::corrupt("a deal without its registration"))?;
    projection::project(tx, tenant, process, before.as_ref(), &after).await?;
    facts::keep(tx, tenant, &after).await?;
    facts::note_claims(tx, tenant, deal, &outcome.events).await?;
    Ok(after)
}

async fn draw_number(tx: &mut Tx, tenant: TenantId, event: &mut Event) -> Result<(), StoreError> {
    let Some(number) = event.number_mut() else { return Ok(()) };
    if let Number::Pending { series, on } = number {
        let kind = NumberKind::of_series(series)
            .ok_or_else(|| StoreError::corrupt("the process names a number series that does not exist"))?;
        let period = kind.period(*on);
        let n = counter::next(tx, tenant.0, kind.prefix(), &period).await?;
        let n = u32::try_from(n).map_err(|_| StoreError::corrupt("a counter is out of range"))?;
        *number = Number::Drawn(kind.format(&period, n));
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
