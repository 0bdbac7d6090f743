//! What the system knows already when a form is opened: nobody types it again.
//!
//! A field names its source in the definition: a field of an earlier document, such a document itself, or one of a few
//! things that the core knows. What is proposed is no more than that; people may change it before they submit.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{is_empty, is_systems};
use crate::deal::{Deal, screening};
use crate::process::{DocumentKind, Field, FieldType, Process};

/// Where a proposal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// A field of the latest document of a kind.
    Field(DocumentKind, &'a str),
    /// The latest document of a kind.
    Document(DocumentKind),
    /// Today.
    Today,
    /// The owner of the deal.
    Owner,
    /// The intent that the BANT score suggests.
    SuggestedIntent,
}

impl<'a> Source<'a> {
    /// Reads a source as the definition writes it: `visit_plan.location`, `visit_plan`, `today` …
    pub fn parse(text: &'a str) -> Option<Source<'a>> {
        let kind = |key: &str| DocumentKind::ALL.iter().find(|kind| kind.key() == key).copied();
        Some(match text.split_once('.') {
            Some((document, field)) => Source::Field(kind(document)?, field),
            None => match text {
                "today" => Source::Today,
                "owner" => Source::Owner,
                "suggested_intent" => Source::SuggestedIntent,
                document => Source::Document(kind(document)?),
            },
        })
    }
}

/// Proposals for a new document of a kind. `bodies` are the latest bodies by kind, as far as the person may see them.
pub fn prefill(
    deal: &Deal,
    process: &Process,
    kind: DocumentKind,
    bodies: &BTreeMap<DocumentKind, Map<String, Value>>,
    now: Timestamp,
) -> Map<String, Value> {
    let Some(form) = process.form(kind) else { return Map::new() };
    let known = Known { deal, process, bodies, now };
    let open = form.fields().filter(|field| !is_systems(field));
    open.filter_map(|field| Some((field.key.clone(), known.of(field)?))).collect()
}

struct Known<'a> {
    deal: &'a Deal,
    process: &'a Process,
    bodies: &'a BTreeMap<DocumentKind, Map<String, Value>>,
    now: Timestamp,
}

impl Known<'_> {
    fn of(&self, field: &Field) -> Option<Value> {
        match Source::parse(field.prefill.as_deref()?)? {
            Source::Field(kind, key) => {
                let found = self.value(kind, key).filter(|value| !is_empty(value))?;
                Some(fitted(field, found))
            }
            Source::Document(kind) => Some(Value::String(self.deal.document(kind)?.0.to_string())),
            Source::Today => {
                let today = crate::zone::local_date(self.now, &self.process.time_zone());
                Some(Value::String(today.to_string()))
            }
            Source::Owner => {
                let owner = self.deal.owner?.to_string();
                let many = matches!(field.kind, FieldType::References(_));
                Some(if many { Value::Array(vec![Value::String(owner)]) } else { Value::String(owner) })
            }
            Source::SuggestedIntent => {
                let (_, lead) = self.deal.document(DocumentKind::LeadRegistration)?;
                let on = crate::zone::local_date(self.now, &self.process.time_zone());
                Some(screening::bant(&lead.facts, on, self.process)?.1.into())
            }
        }
    }

    /// The typed value, or what the core computed.
    fn value(&self, kind: DocumentKind, key: &str) -> Option<Value> {
        let typed = self.bodies.get(&kind).and_then(|body| body.get(key));
        let computed = self.deal.document(kind).and_then(|(_, document)| document.facts.get(key));
        typed.or(computed).cloned()
    }
}

/// A table keeps the columns that both forms have and that people fill.
fn fitted(field: &Field, value: Value) -> Value {
    let (FieldType::Table(columns), Value::Array(rows)) = (&field.kind, &value) else { return value };
    let typed = |key: &str| columns.iter().any(|column| column.key == key && !is_systems(column));
    let row = |row: &Value| match row {
        Value::Object(row) => {
            let kept = row.iter().filter(|(key, _)| typed(key));
            Value::Object(kept.map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        other => other.clone(),
    };
    Value::Array(rows.iter().map(row).collect())
}
