//! Who fills and who sees a field: by his role, and by the stage in which the deal stands.
//!
//! What somebody may not fill or see stays as it stands when he submits a further revision; he cannot lose what others
//! filled, nor change it. A role is played by its holders; `owner` is the owner of the deal.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{FieldProblem, is_empty, is_systems, problem};
use crate::process::{DocumentForm, Field, FieldLimit, FieldType, Limiting, Process, Stage, Visibility};
use crate::reference::contact::mask;

/// Whether a person plays a role towards the deal.
pub type Plays<'a> = &'a dyn Fn(&str) -> bool;

/// Somebody before a form: the roles that he plays, and the stage of the deal.
#[derive(Clone, Copy)]
pub struct Eye<'a> {
    /// Where the deal stands.
    pub stage: Stage,
    /// Whether he plays a role towards it.
    pub plays: Plays<'a>,
}

/// Nobody changes what his stage keeps from him in any way.
const ANY: &[Limiting] = &[Limiting::Fixed, Limiting::Masked, Limiting::Hidden];

impl Eye<'_> {
    /// Whether the stage keeps him from a field in one of these ways.
    fn is_limited(&self, field: &Field, ways: &[Limiting]) -> bool {
        let holds = |limit: &FieldLimit| {
            let in_stage = limit.stages.is_empty() || limit.stages.contains(&self.stage);
            ways.contains(&limit.to) && in_stage && !limit.except.iter().any(|role| (self.plays)(role))
        };
        field.limits.iter().any(holds)
    }
}

/// Whether a person who may submit the form fills this field.
pub fn fills(field: &Field, eye: &Eye<'_>) -> bool {
    let is_his = field.fillers.is_empty() || field.fillers.iter().any(|role| (eye.plays)(role));
    !is_systems(field) && is_his && !eye.is_limited(field, ANY)
}

/// Whether a person who sees the document sees this field, be it masked.
pub fn sees(field: &Field, eye: &Eye<'_>) -> bool {
    let is_his = match &field.visible {
        Visibility::All => true,
        Visibility::Roles(roles) => roles.iter().any(|role| (eye.plays)(role)),
    };
    is_his && !eye.is_limited(field, &[Limiting::Hidden])
}

/// Whether he sees only that there is a value.
pub fn is_masked(field: &Field, eye: &Eye<'_>) -> bool {
    eye.is_limited(field, &[Limiting::Masked])
}

fn is_seen_in_full(field: &Field, eye: &Eye<'_>) -> bool {
    sees(field, eye) && !is_masked(field, eye)
}

/// A form without the fields and columns that a person may not see in full: what is printed for him is drawn from it.
pub fn visible(form: &DocumentForm, eye: &Eye<'_>) -> DocumentForm {
    crate::deal::copy::form_of(form, &|field| is_seen_in_full(field, eye))
}

/// A body, or the facts of one, without what a person may not see.
pub fn redact(form: &DocumentForm, body: &Map<String, Value>, eye: &Eye<'_>) -> Map<String, Value> {
    redact_record(&form.fields().collect::<Vec<_>>(), body, (eye, false))
}

/// The same without what he sees masked: what is written on from it.
pub fn in_full(form: &DocumentForm, body: &Map<String, Value>, eye: &Eye<'_>) -> Map<String, Value> {
    redact_record(&form.fields().collect::<Vec<_>>(), body, (eye, true))
}

fn redact_record(
    fields: &[&Field],
    record: &Map<String, Value>,
    (eye, in_full): (&Eye<'_>, bool),
) -> Map<String, Value> {
    let is_shown = |field: &&Field| if in_full { is_seen_in_full(field, eye) } else { sees(field, eye) };
    let shown = record.iter().filter_map(|(key, value)| {
        let field = fields.iter().find(|field| field.key == *key);
        let value = || (key.clone(), redact_value(field, value, (eye, in_full)));
        field.is_none_or(is_shown).then(value)
    });
    shown.collect()
}

fn redact_value(field: Option<&&Field>, value: &Value, (eye, in_full): (&Eye<'_>, bool)) -> Value {
    if let Some(field) = field.filter(|field| is_masked(field, eye)) {
        return masked(field, value);
    }
    let (Some(FieldType::Table(columns)), Value::Array(rows)) = (field.map(|field| &field.kind), value)
    else {
        return value.clone();
    };
    let columns: Vec<&Field> = columns.iter().collect();
    let row = |row: &Value| match row {
        Value::Object(row) => Value::Object(redact_record(&columns, row, (eye, in_full))),
        other => other.clone(),
    };
    Value::Array(rows.iter().map(row).collect())
}

/// A text with what tells two apart; of anything else, only that it is there.
fn masked(field: &Field, value: &Value) -> Value {
    match (value, field.check.as_deref()) {
        (Value::String(text), _) if text.is_empty() => value.clone(),
        (Value::String(text), Some("phone")) => mask::phone(text).into(),
        (Value::String(text), Some("email")) => mask::email(text).into(),
        (Value::String(text), _) if matches!(field.kind, FieldType::Line | FieldType::Text) => {
            mask::handle(text).into()
        }
        (Value::Null, _) => Value::Null,
        _ => mask::STARS.into(),
    }
}

/// What was folded from forms, without the values that some form keeps from a person, at any depth.
pub fn redact_state(process: &Process, state: Value, eye: &Eye<'_>) -> Value {
    let mut hidden = BTreeSet::new();
    for form in process.documents.values() {
        collect_hidden(form.fields(), eye, &mut hidden);
    }
    strip(state, &hidden)
}

fn collect_hidden<'f>(
    fields: impl Iterator<Item = &'f Field>,
    eye: &Eye<'_>,
    hidden: &mut BTreeSet<&'f str>,
) {
    for field in fields {
        if !is_seen_in_full(field, eye) {
            hidden.insert(&field.key);
        }
        if let FieldType::Table(columns) = &field.kind {
            collect_hidden(columns.iter(), eye, hidden);
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
    eye: &Eye<'_>,
) -> Result<Map<String, Value>, Vec<FieldProblem>> {
    let mut whole = body.clone();
    let mut problems = Vec::new();
    let others = |field: &&Field| !(is_systems(field) || fills(field, eye) && sees(field, eye));
    for field in form.fields().filter(others) {
        let filled = |record: &Map<String, Value>| record.get(&field.key).filter(|v| !is_empty(v)).cloned();
        match (filled(body), standing.and_then(filled)) {
            (None, Some(value)) => drop(whole.insert(field.key.clone(), value)),
            // Of what he does not see in full nothing is said, not even that it is the same.
            (Some(typed), stands) if stands.as_ref() != Some(&typed) || !is_seen_in_full(field, eye) => {
                let roles = Some(field.fillers.join(",")).filter(|roles| !roles.is_empty());
                let code = if eye.is_limited(field, ANY) { "fixed_in_stage" } else { "others_fill" };
                problems.push(problem(field.key.clone(), code, roles));
            }
            _ => {}
        }
    }
    if problems.is_empty() { Ok(whole) } else { Err(problems) }
}
