//! What of a document a person reads and fills: the definition's `readers`, `visible` and `fillers`, asked of the core.
//!
//! Promises that a value which the definition keeps from a person leaves the server in no answer. An auditor reads all
//! and fills nothing. Must never hold a list of fields of its own.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};
use tongguan_core::deal::{Deal, Document};
use tongguan_core::form;
use tongguan_core::process::{DocumentForm, DocumentKind, Field, FieldType, Process};

use super::reading::Reading;
use crate::auth::session::SignedIn;

/// The role that reads everything.
const AUDITOR: &str = "auditor";

/// What a person may do with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldRight {
    /// Its key.
    pub key: String,
    /// Whether the person sees its value.
    pub sees: bool,
    /// Whether the person may fill it, where he may submit the form at all.
    pub fills: bool,
}

/// What the reader may do with the top-level fields of a form.
pub fn of_form(reading: &Reading, form: &DocumentForm) -> Vec<FieldRight> {
    let may_submit = form.fillers.iter().any(|role| plays(reading, role));
    let right = |field: &Field| FieldRight {
        key: field.key.clone(),
        sees: sees(reading, field),
        fills: may_submit && form::fills(field, &|role| plays(reading, role)),
    };
    form.fields().map(right).collect()
}

/// Whether the reader may open documents of a kind at all.
pub fn opens(reading: &Reading, kind: DocumentKind) -> bool {
    let Some(form) = reading.process.form(kind) else { return false };
    form.readers.is_empty() || form.readers.iter().chain(&form.fillers).any(|role| reads_as(reading, role))
}

/// A body of a form, or its facts, without what the reader may not see.
pub fn visible_body(reading: &Reading, form: &DocumentForm, body: &Map<String, Value>) -> Map<String, Value> {
    form::redact(form, body, &|role| reads_as(reading, role))
}

/// The facts of a document as somebody sees them in a list; none where he may not open documents of this kind.
pub fn facts_for(
    who: &SignedIn,
    process: &Process,
    deal: &Deal,
    document: &Document,
) -> Option<Map<String, Value>> {
    let form = process.form(document.kind)?;
    let plays = |role: &str| match role {
        "owner" => deal.owner == Some(who.person),
        role => who.organization.holds(who.person, role, deal.department),
    };
    let reads_as = |role: &str| plays(role) || who.roles().any(|held| held == AUDITOR);
    let opens =
        form.readers.is_empty() || form.readers.iter().chain(&form.fillers).any(|role| reads_as(role));
    opens.then(|| form::redact(form, &document.facts, &reads_as))
}

/// Keys of values that some form keeps from the reader: state that the core folded from forms is stripped of them too.
pub fn hidden_keys(reading: &Reading) -> BTreeSet<String> {
    let mut hidden = BTreeSet::new();
    for form in reading.process.documents.values() {
        collect_hidden(reading, form.fields(), &mut hidden);
    }
    hidden
}

/// `value` without the hidden keys, at any depth.
pub fn strip(value: Value, hidden: &BTreeSet<String>) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(key, _)| !hidden.contains(key))
            .map(|(key, value)| (key, strip(value, hidden)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.into_iter().map(|item| strip(item, hidden)).collect(),
        other => other,
    }
}

fn collect_hidden<'f>(
    reading: &Reading,
    fields: impl Iterator<Item = &'f Field>,
    hidden: &mut BTreeSet<String>,
) {
    for field in fields {
        if !sees(reading, field) {
            hidden.insert(field.key.clone());
        }
        if let FieldType::Table(columns) = &field.kind {
            collect_hidden(reading, columns.iter(), hidden);
        }
    }
}

fn sees(reading: &Reading, field: &Field) -> bool {
    form::sees(field, &|role| reads_as(reading, role))
}

/// Whether the reader plays a role, or may read as if he did.
fn reads_as(reading: &Reading, role: &str) -> bool {
    plays(reading, role) || reading.roles().any(|held| held == AUDITOR)
}

/// Whether the reader holds a role towards this deal, or is its owner: as the core's `Decision::plays` says it.
fn plays(reading: &Reading, role: &str) -> bool {
    let Some(person) = reading.context.actor.person() else { return false };
    match role {
        "owner" => reading.deal.owner == Some(person),
        role => reading.facts.organization.holds(person, role, reading.deal.department),
    }
}
