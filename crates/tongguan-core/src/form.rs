//! Forms judge what people type: the same rules for every document, read from the process definition.
//!
//! A problem names the field by its path (`lines[2].quantity`), a stable code and the numbers of the rule; sentences
//! live in the catalogues. [`facts_of`] is what of a body may go into events: never free text, never personal data.

mod facts;
mod value;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::process::{DocumentForm, Field, FieldType, Requirement, When};

pub use facts::facts_of;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldProblem {
    /// Where, such as `lines[2].quantity`; rows count from 0.
    pub path: String,
    /// What, as a stable code.
    pub code: &'static str,
    /// The limit that was broken, or the option that is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
}

/// Judges a body against its form; every problem is reported, in the order of the form.
pub fn validate(form: &DocumentForm, body: &Map<String, Value>) -> Result<(), Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let fields: Vec<&Field> = form.fields().collect();
    check_record(&fields, body, "", &mut problems);
    match problems.is_empty() {
        true => Ok(()),
        false => Err(problems),
    }
}

fn check_record(fields: &[&Field], record: &Map<String, Value>, at: &str, problems: &mut Vec<FieldProblem>) {
    for field in fields {
        let path = format!("{at}{}", field.key);
        match record.get(&field.key).filter(|value| !is_empty(value)) {
            Some(_) if is_systems(field) => problems.push(problem(path, "not_yours_to_fill", None)),
            Some(value) => check_value(field, value, &path, problems),
            None if is_needed(field, record) => problems.push(problem(path, "required", None)),
            None => {}
        }
    }
    for field in fields.iter().filter(|field| lacks_all(field, record)) {
        problems.push(problem(format!("{at}{}", field.key), "one_of_these", field.check.clone()));
    }
    for key in record.keys().filter(|key| !fields.iter().any(|field| field.key == **key)) {
        problems.push(problem(format!("{at}{key}"), "unknown_field", None));
    }
}

fn check_value(field: &Field, value: &Value, path: &str, problems: &mut Vec<FieldProblem>) {
    if let (FieldType::Table(columns), Value::Array(rows)) = (&field.kind, value) {
        let columns: Vec<&Field> = columns.iter().collect();
        for (number, row) in rows.iter().enumerate() {
            match row {
                Value::Object(row) => check_record(&columns, row, &format!("{path}[{number}]."), problems),
                _ => problems.push(problem(format!("{path}[{number}]"), "not_a_row", None)),
            }
        }
        if let Some(min) = field.min_rows.filter(|min| rows.len() < *min as usize) {
            problems.push(problem(path.to_owned(), "too_few_rows", Some(min.to_string())));
        }
        return;
    }
    if let Err((code, limit)) = value::check(field, value) {
        problems.push(problem(path.to_owned(), code, limit));
    }
}

/// Fields whose value asks for nothing more at submission: those that a later gate needs are asked for there.
fn is_needed(field: &Field, record: &Map<String, Value>) -> bool {
    let now = field.needed_at.is_none();
    match field.required {
        Requirement::Required => now,
        Requirement::Conditional => now && field.when.as_ref().is_some_and(|when| applies(when, record)),
        Requirement::Optional | Requirement::Automatic | Requirement::Computed => false,
    }
}

fn applies(when: &When, record: &Map<String, Value>) -> bool {
    let Some(value) = record.get(&when.field).filter(|value| !is_empty(value)) else { return false };
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (when.is.is_empty() || when.is.contains(&text)) && !when.is_not.contains(&text)
}

/// `any_of(a, b, c)`: at least one of these fields is filled, such as phone, mail or WeCom.
fn lacks_all(field: &Field, record: &Map<String, Value>) -> bool {
    let listed = field.check.as_deref().and_then(|check| check.strip_prefix("any_of(")?.strip_suffix(')'));
    let filled = |key: &str| record.get(key.trim()).is_some_and(|value| !is_empty(value));
    listed.is_some_and(|keys| !keys.split(',').any(filled))
}

fn is_systems(field: &Field) -> bool {
    matches!(field.required, Requirement::Automatic | Requirement::Computed)
}

/// Nothing typed: absent, null, blank text, an empty list.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn problem(path: String, code: &'static str, limit: Option<String>) -> FieldProblem {
    FieldProblem { path, code, limit }
}
