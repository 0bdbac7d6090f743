//! The lines of an export, each a JSON object whose `stream` says what it is.

use anyhow::Context;
use jiff::civil::Date;
use serde_json::{Value, json};
use tongguan_store::command_log::{Outcome, StoredEntry};
use tongguan_store::event_log::StoredEvent;
use tongguan_store::reference_log::StoredReferenceEvent;
use uuid::Uuid;

/// An event of a deal.
pub(super) fn event(tenant: Uuid, deal: Uuid, stored: &StoredEvent) -> anyhow::Result<Value> {
    let event = &stored.event;
    let payload: Value = serde_json::from_slice(&event.payload).context("事件内容无法读取")?;
    Ok(json!({
        "stream": "deal",
        "tenant": tenant,
        "deal": deal,
        "seq": stored.seq,
        "recorded_at": event.recorded_at,
        "effective_at": event.effective_at,
        "actor": event.actor_id,
        "command": event.command_id,
        "event": payload,
        "prev_hash": hex::encode(stored.prev_hash),
        "hash": hex::encode(stored.hash),
    }))
}

/// A change of reference data.
pub(super) fn change(tenant: Uuid, stream: &str, stored: &StoredReferenceEvent) -> anyhow::Result<Value> {
    let event = &stored.event;
    let payload: Value = serde_json::from_str(&event.payload).context("变更内容无法读取")?;
    Ok(json!({
        "stream": "reference",
        "tenant": tenant,
        "name": stream,
        "seq": stored.seq,
        "kind": event.kind,
        "recorded_at": event.recorded_at,
        "actor": event.actor_id,
        "command": event.command_id,
        "event": payload,
        "prev_hash": hex::encode(stored.prev_hash),
        "hash": hex::encode(stored.hash),
    }))
}

/// A line of the journal.
pub(super) fn entry(tenant: Uuid, day: Date, writer: &str, stored: &StoredEntry) -> Value {
    let entry = &stored.entry;
    let (outcome, code, events) = match &entry.outcome {
        Outcome::Accepted { events } => ("accepted", None, *events),
        Outcome::Refused { code } => ("refused", Some(code), None),
    };
    json!({
        "stream": "journal",
        "tenant": tenant,
        "day": day,
        "writer": writer,
        "seq": stored.seq,
        "id": entry.id,
        "recorded_at": entry.recorded_at,
        "actor": entry.actor_id,
        "via": entry.via,
        "target": {"kind": entry.target_kind, "id": entry.target_id},
        "command": entry.command,
        "outcome": outcome,
        "refusal": code,
        "events": events,
        "prev_hash": hex::encode(stored.prev_hash),
        "hash": hex::encode(stored.hash),
    })
}
