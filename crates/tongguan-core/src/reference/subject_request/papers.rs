//! Files and copies in which a person may stand, where no search of texts reaches: a scan is a picture, a copy is out of the house.
//!
//! Promises what the events of a deal name, and nothing of what is in it. Must never take a file for the person's: people look.

use std::collections::BTreeSet;

use serde_json::Value;
use uuid::Uuid;

use crate::deal::{Event, Recorded};
use crate::digest::Digest;
use crate::id::{BodyId, ContactId, DocumentId};

/// The digests that a deal's events name: of its files, and of other things that are no files.
pub fn digests(events: &[Recorded]) -> BTreeSet<Digest> {
    let mut found = BTreeSet::new();
    for recorded in events {
        let said = serde_json::to_value(&recorded.event).unwrap_or_default();
        collect(&said, &mut found);
    }
    found
}

fn collect(value: &Value, found: &mut BTreeSet<Digest>) {
    match value {
        Value::String(text) => found.extend(Digest::parse(text)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// The revisions of documents whose texts are among these.
pub fn revisions_with(events: &[Recorded], bodies: &BTreeSet<BodyId>) -> BTreeSet<(DocumentId, u32)> {
    let of = |recorded: &Recorded| match &recorded.event {
        Event::DocumentSubmitted { document, revision, body, .. } if bodies.contains(&body.id) => {
            Some((*document, *revision))
        }
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

/// The copies that were mailed to one of these people.
pub fn copies_mailed_to(events: &[Recorded], people: &[ContactId]) -> BTreeSet<Uuid> {
    let of = |recorded: &Recorded| match &recorded.event {
        Event::CopyMailed { copy, to, .. } if to.iter().any(|one| people.contains(one)) => Some(*copy),
        _ => None,
    };
    events.iter().filter_map(of).collect()
}
