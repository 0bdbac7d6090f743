//! Who fills and who sees a field, where a form is filled by several roles.
//!
//! What somebody may not fill or see stays as it stands when he submits a further revision; he cannot lose what others
//! filled, nor change it. A role is played by its holders; `owner` is the owner of the deal.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{FieldProblem, is_empty, is_systems, problem};
use crate::process::{DocumentForm, Field, FieldType, Process, Visibility};

/// Whether a person plays a role towards the deal.
pub type Plays<'a> = &'a dyn Fn(&str) -> bool;

/// Whether a person who may submit the form fills this field.
pub fn fills(field: &Field, plays: Plays<'_>) -> bool {
    !is_systems(field) && (field.fillers.is_empty() || field.fillers.iter().any(|role| plays(role)))
}

/// Whether a person who sees the document sees this field.
pub fn sees(field: &Field, plays: Plays<'_>) -> bool {
    match &field.visible {
        Visibility::All => true,
        Visibility::Roles(roles) => roles.iter().any(|role| plays(role)),
    }
}

/// A form without the fields and columns that a person may not see: what is printed for him is drawn from it.
pub fn visible(form: &DocumentForm, plays: Plays<'_>) -> DocumentForm {
    crate::deal::copy::form_of(form, &|field| sees(field, plays))
}

/// A body, or the facts of one, without what a person may not see.
pub fn redact(form: &DocumentForm, body: &Map<String, Value>, plays: Plays<'_>) -> Map<String, Value> {
    redact_record(&form.fields().collect::<Vec<_>>(), body, plays)
}

fn redact_record(fields: &[&Field], record: &Map<String, Value>, plays: Plays<'_>) -> Map<String, Value> {
    let shown = record.iter().filter_map(|(key, value)| {
        let field = fields.iter().find(|field| field.key == *key);
        field.is_none_or(|field| sees(field, plays)).then(|| (key.clone(), redact_value(field, value, plays)))
    });
    shown.collect()
}

fn redact_value(field: Option<&&Field>, value: &Value, plays: Plays<'_>) -> Value {
    let (Some(FieldType::Table(columns)), Value::Array(rows)) = (field.map(|field| &field.kind), value)
    else {
        return value.clone();
    };
    let columns: Vec<&Field> = columns.iter().collect();
    let row = |row: &Value| match row {
        Value::Object(row) => Value::Object(redact_record(&columns, row, plays)),
        other => other.clone(),
    };
    Value::Array(rows.iter().map(row).collect())
}

/// What was folded from forms, without the values that some form keeps from a person, at any depth.
pub fn redact_state(process: &Process, state: Value, plays: Plays<'_>) -> Value {
    let mut hidden = BTreeSet::new();
    for form in process.documents.values() {
        collect_hidden(form.fields(), plays, &mut hidden);
    }
    strip(state, &hidden)
}

fn collect_hidden<'f>(
    fields: impl Iterator<Item = &'f Field>,
    plays: Plays<'_>,
    hidden: &mut BTreeSet<&'f str>,
) {
    for field in fields {
        if !sees(field, plays) {
            hidden.insert(&field.key);
        }
        if let FieldType::Table(columns) = &field.kind {
            collect_hidden(columns.iter(), plays, hidden);
        }
    }
}

fn strip(value: Value, hidden: &BTreeSet<&str>) -> Value {
    match value {
        Value::Object(map) => {
            let shown = map.into_iter().filter(|(key, _)| !hidden.contains(key.as_str()));
            shown.map(|(key, value)| (key, strip(value, hidden))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.into_iter().map(|item| strip(item, hidden)).collect(),
        other => other,
    }
}

/// The body as it is after somebody filled his part: the parts of others are taken over from the standing revision.
/// A part of others that he would change is a problem.
pub fn take_over(
    form: &DocumentForm,
    body: &Map<String, Value>,
    standing: Option<&Map<String, Value>>,
    plays: Plays<'_>,
) -> Result<Map<String, Value>, Vec<FieldProblem>> {
    let mut whole = body.clone();
    let mut problems = Vec::new();
    let others = |field: &&Field| !(is_systems(field) || fills(field, plays) && sees(field, plays));
    for field in form.fields().filter(others) {
        let filled = |record: &Map<String, Value>| record.get(&field.key).filter(|v| !is_empty(v)).cloned();
        match (filled(body), standing.and_then(filled)) {
            (None, Some(value)) => drop(whole.insert(field.key.clone(), value)),
            (Some(typed), stands) if stands.as_ref() != Some(&typed) => {
                let roles = Some(field.fillers.join(",")).filter(|roles| !roles.is_empty());
                problems.push(problem(field.key.clone(), "others_fill", roles));
            }
            _ => {}
        }
    }
    if problems.is_empty() { Ok(whole) } else { Err(problems) }
}
