//! What happened to a deal, in people's words.
//!
//! Promises a line for every event, the latest first; texts that people wrote come with their line, and lines about
//! documents that the reader may not open stay without figures. Must never show an erased text.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value, json};
use tongguan_core::deal::{Event, Recorded};
use tongguan_core::id::BodyId;
use uuid::Uuid;

use super::super::files::{Known, NamedFile};
use super::super::reading::{Named, Reading};
use tongguan_service::i18n::terms::Group;

/// Something that happened.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HistoryLine {
    /// Its place in the deal's stream, from 1.
    pub seq: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who caused it; absent for the system.
    pub by: Option<Named>,
    /// The type of the event.
    pub kind: String,
    /// What happened, a sentence.
    pub text: String,
    /// What the person wrote with it.
    pub note: Option<String>,
    /// The document that it is about.
    pub document: Option<Uuid>,
    /// The approval that it is about.
    pub approval: Option<Uuid>,
    /// The obligation that it is about.
    pub obligation: Option<Uuid>,
    /// The files that came with it; those of a document's form stand in the document.
    pub files: Vec<NamedFile>,
}

/// The texts that the events name, so that the caller can load them.
pub fn notes(events: &[Recorded]) -> Vec<BodyId> {
    events.iter().filter_map(|recorded| note_of(&fields(&recorded.event))).collect()
}

/// A line for each event, the latest first.
pub fn view(
    reading: &Reading,
    events: &[Recorded],
    texts: &BTreeMap<BodyId, String>,
    files: &Known,
) -> Vec<HistoryLine> {
    let lines = events.iter().zip(1..).map(|(recorded, seq)| line(reading, texts, files, recorded, seq));
    let mut lines: Vec<_> = lines.collect();
    lines.reverse();
    lines
}

/// The line of the event at `seq`.
pub fn line(
    reading: &Reading,
    texts: &BTreeMap<BodyId, String>,
    files: &Known,
    recorded: &Recorded,
    seq: u64,
) -> HistoryLine {
    let mut data = fields(&recorded.event);
    let kind = data.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    let id = |key: &str| data.get(key).and_then(Value::as_str).and_then(|text| text.parse().ok());
    let (document, approval, obligation) = (id("document"), id("approval"), id("obligation"));
    complete(reading, &mut data, approval, obligation);
    let more = form_of(&kind, &mut data);
    let template = more.and_then(|more| reading.lang.term(Group::Event, &format!("{kind}.{more}")));
    let template = template.or_else(|| reading.lang.term(Group::Event, &kind)).unwrap_or(&kind);
    HistoryLine {
        seq,
        at: recorded.at,
        by: recorded.by.person().map(|person| reading.named(person.0)),
        text: reading.speaker().say(template, &data),
        note: note_of(&data).and_then(|id| texts.get(&id)).map(|text| said(reading, text)),
        kind,
        document,
        approval,
        obligation,
        files: match recorded.event {
            Event::DocumentSubmitted { .. } => Vec::new(),
            _ => files.names(reading, recorded),
        },
    }
}

/// Adds what the sentence may want and the event only refers to: the clock of an obligation, the chain of an approval.
fn complete(
    reading: &Reading,
    data: &mut Map<String, Value>,
    approval: Option<Uuid>,
    obligation: Option<Uuid>,
) {
    let deal = &reading.deal;
    let clock = obligation.and_then(|id| deal.obligations.get(&id.into())).map(|one| json!(one.clock));
    let chain = approval.and_then(|id| deal.approvals.get(&id.into())).map(|one| json!(one.chain));
    for (key, value) in [("clock", clock), ("chain", chain)] {
        if let Some(value) = value {
            data.entry(key).or_insert(value);
        }
    }
}

/// Which other sentence is said, where the event tells more than it must.
fn form_of(kind: &str, data: &mut Map<String, Value>) -> Option<&'static str> {
    let has_author = kind == "past_recorded" && data.get("person").is_some_and(Value::is_string);
    if has_author { Some("person") } else { answered(data).then_some("answers") }
}

/// Brings the sending that somebody answers up beside the rest, so that the sentence can name it; whether there is one.
fn answered(data: &mut Map<String, Value>) -> bool {
    let Some(Value::Object(sent)) = data.get("answers").cloned() else { return false };
    let file = sent.get("file").and_then(Value::as_str).unwrap_or_default();
    let file = json!(file.chars().take(FILE_DIGITS).collect::<String>());
    for (key, value) in
        [("receiver", sent.get("contact")), ("sent_at", sent.get("at")), ("file", Some(&file))]
    {
        data.insert(key.to_owned(), value.cloned().unwrap_or_default());
    }
    true
}

/// Digits of a file's digest in a sentence.
const FILE_DIGITS: usize = 12;

/// What a person wrote: a text as it is, a record in parts as lines.
fn said(reading: &Reading, text: &str) -> String {
    match serde_json::from_str(text) {
        Ok(Value::Object(parts)) => reading.speaker().lines(&parts),
        _ => text.to_owned(),
    }
}

fn fields(event: &Event) -> Map<String, Value> {
    match serde_json::to_value(event) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// The text kept with an event: its `note`, or the `body` of a comment.
fn note_of(data: &Map<String, Value>) -> Option<BodyId> {
    let is_document = data.contains_key("revision");
    let kept = data
        .get("note")
        .filter(|note| !note.is_null())
        .or_else(|| data.get("body").filter(|_| !is_document))?;
    kept.get("id")?.as_str()?.parse().ok().map(BodyId)
}
