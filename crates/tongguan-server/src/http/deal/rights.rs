//! What of a document a person reads and fills: the definition's `readers`, `visible` and `fillers`, applied.
//!
//! Promises that a value which the definition keeps from a person leaves the server in no answer. Must never hold a
//! list of fields of its own.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};
use tongguan_core::process::{
    DocumentForm, DocumentKind, Field, FieldType, Process, Requirement, Visibility,
};

use super::reading::Reading;

/// What a person may do with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldRight {
    /// Its key.
    pub key: String,
    /// Whether the person sees its value.
    pub readable: bool,
    /// Whether the person may fill it.
    pub writable: bool,
}

/// What the reader may do with the top-level fields of a form.
pub fn of_form(reading: &Reading, form: &DocumentForm) -> Vec<FieldRight> {
    let right = |field: &Field| FieldRight {
        key: field.key.clone(),
        readable: sees(reading, field),
        writable: fills(reading, form, field),
    };
    form.fields().map(right).collect()
}

/// Whether the reader may open documents of a kind at all.
pub fn opens(reading: &Reading, kind: DocumentKind) -> bool {
    let Some(form) = reading.process.form(kind) else { return false };
    form.readers.is_empty()
        || form.readers.iter().chain(&form.fillers).any(|role| plays(reading, role))
        || reading.roles().any(|role| role == "auditor")
}

fn sees(reading: &Reading, field: &Field) -> bool {
    match &field.visible {
        Visibility::All => true,
        Visibility::Roles(roles) => {
            roles.iter().any(|role| plays(reading, role)) || reading.roles().any(|role| role == "auditor")
        }
    }
}

fn fills(reading: &Reading, form: &DocumentForm, field: &Field) -> bool {
    let fillers = if field.fillers.is_empty() { &form.fillers } else { &field.fillers };
    !matches!(field.required, Requirement::Automatic | Requirement::Computed)
        && fillers.iter().any(|role| plays(reading, role))
}

/// Whether the reader holds a role towards this deal, or is its owner.
fn plays(reading: &Reading, role: &str) -> bool {
    let Some(person) = reading.context.actor.person() else { return false };
    match role {
        "owner" => reading.deal.owner == Some(person),
        role => reading.facts.organization.holds(person, role, reading.deal.department),
    }
}

/// A body of a form without what the reader may not see.
pub fn visible_body(reading: &Reading, form: &DocumentForm, body: &Map<String, Value>) -> Map<String, Value> {
    let fields: Vec<&Field> = form.fields().collect();
    visible_record(reading, &fields, body)
}

fn visible_record(reading: &Reading, fields: &[&Field], record: &Map<String, Value>) -> Map<String, Value> {
    let hidden = |key: &str| fields.iter().any(|field| field.key == key && !sees(reading, field));
    let shown = record.iter().filter(|(key, _)| !hidden(key));
    shown.map(|(key, value)| (key.clone(), visible_value(reading, fields, key, value))).collect()
}

fn visible_value(reading: &Reading, fields: &[&Field], key: &str, value: &Value) -> Value {
    let field = fields.iter().find(|field| field.key == key);
    let (Some(FieldType::Table(columns)), Value::Array(rows)) = (field.map(|field| &field.kind), value)
    else {
        return value.clone();
    };
    let columns: Vec<&Field> = columns.iter().collect();
    let row = |row: &Value| match row {
        Value::Object(row) => Value::Object(visible_record(reading, &columns, row)),
        other => other.clone(),
    };
    rows.iter().map(row).collect()
}

/// Keys of values that some form keeps from the reader: state that the core folded from forms is stripped of them too.
pub fn hidden_keys(reading: &Reading) -> BTreeSet<String> {
    let mut hidden = BTreeSet::new();
    let process: &Process = &reading.process;
    for form in process.documents.values() {
        collect_hidden(reading, form.fields(), &mut hidden);
    }
    hidden
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
