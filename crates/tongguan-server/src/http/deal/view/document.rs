//! Documents of a deal as a list: what exists, in which revision, approved or not.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use tongguan_core::deal::Document;
use tongguan_core::id::DocumentId;
use uuid::Uuid;

use super::super::reading::{Named, Reading};
use super::super::rights;
use super::drawn;

/// A document, latest revision.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DocumentView {
    /// Its id.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// The standard's code, `D08`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its revision, from 1.
    pub revision: u32,
    /// Its number, where it takes one.
    pub number: Option<String>,
    /// The digest of its content, which an approval names.
    pub digest: String,
    /// Who submitted this revision.
    pub submitted_by: Option<Named>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub submitted_at: Timestamp,
    /// Whether an approval of this revision ended with consent.
    pub approved: bool,
    /// The approval that it is in.
    pub open_approval: Option<Uuid>,
    /// Its figures, dates and choices, without text and personal data.
    #[schema(value_type = Object)]
    pub facts: Map<String, Value>,
}

/// The documents that the reader may open, the standard's order.
pub fn view(reading: &Reading) -> Vec<DocumentView> {
    let visible = reading.deal.documents.iter().filter(|(_, document)| rights::opens(reading, document.kind));
    let mut documents: Vec<_> = visible.map(|(id, document)| one(reading, *id, document)).collect();
    documents.sort_by(|a, b| (&a.code, a.submitted_at, a.id).cmp(&(&b.code, b.submitted_at, b.id)));
    documents
}

/// One document.
pub fn one(reading: &Reading, id: DocumentId, document: &Document) -> DocumentView {
    let form = reading.process.form(document.kind);
    DocumentView {
        id: id.0,
        kind: document.kind.key().to_owned(),
        code: document.kind.code().to_owned(),
        name: form.map_or(document.kind.key(), |form| reading.speaker().label(&form.name)).to_owned(),
        revision: document.revision,
        number: document.number.as_ref().and_then(drawn),
        digest: text(&document.digest),
        submitted_by: document.submitted_by.map(|person| reading.named(person.0)),
        submitted_at: document.submitted_at,
        approved: document.approved,
        open_approval: reading.deal.open_approval(id).map(|approval| approval.0),
        facts: form.map(|form| rights::visible_body(reading, form, &document.facts)).unwrap_or_default(),
    }
}

/// A value that is plain text in JSON.
pub fn text(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
