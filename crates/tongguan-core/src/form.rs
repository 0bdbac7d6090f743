//! Forms judge what people type: the same rules for every document, read from the process definition.
//!
//! A problem names the field by its path (`lines[2].quantity`), a stable code and the numbers of the rule; sentences
//! live in the catalogues. [`facts_of`] is what of a body may go into events: never free text, never personal data.

mod check;
pub mod compute;
mod facts;
mod later;
mod prefill;
mod reader;
mod references;
mod rights;
pub mod rule;
mod value;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::process::{DocumentForm, Field, FieldType, Process, Requirement, When};

pub use check::Check;
pub use facts::{facts_of, oversized};
pub(crate) use later::needed_by;
pub use later::{OpenField, open_fields};
pub use prefill::{Opening, Source, prefill};
pub(crate) use prefill::{columns_in, is_same_type};
pub use reader::Reader;
pub use references::references;
pub use rights::{Eye, Plays, fills, in_full, is_masked, redact, redact_state, sees, take_over, visible};

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

/// What a body is judged on besides its form.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The definition: its zone, its words.
    pub process: &'a Process,
    /// The server's time.
    pub now: Timestamp,
}

/// Judges a body against its form; every problem is reported, in the order of the form.
pub fn validate(
    form: &DocumentForm,
    body: &Map<String, Value>,
    ground: Ground<'_>,
) -> Result<(), Vec<FieldProblem>> {
    judge(form, body, ground, true)
}

/// Judges a draft: what is there must be right, what is missing may come later.
pub fn validate_draft(
    form: &DocumentForm,
    body: &Map<String, Value>,
    ground: Ground<'_>,
) -> Result<(), Vec<FieldProblem>> {
    judge(form, body, ground, false)
}

fn judge(
    form: &DocumentForm,
    body: &Map<String, Value>,
    ground: Ground<'_>,
    whole: bool,
) -> Result<(), Vec<FieldProblem>> {
    let mut judgement = Judgement { ground, whole, problems: Vec::new() };
    let fields: Vec<&Field> = form.fields().collect();
    judgement.record(&fields, body, "");
    match judgement.problems.is_empty() {
        true => Ok(()),
        false => Err(judgement.problems),
    }
}

/// A judgement in the making.
struct Judgement<'a> {
    ground: Ground<'a>,
    /// Whether what is missing is a fault, too.
    whole: bool,
    problems: Vec<FieldProblem>,
}

impl Judgement<'_> {
    fn record(&mut self, fields: &[&Field], record: &Map<String, Value>, at: &str) {
        for field in fields {
            let path = format!("{at}{}", field.key);
            match record.get(&field.key).filter(|value| !is_empty(value)) {
                Some(_) if is_systems(field) => self.add(path, "not_yours_to_fill", None),
                Some(value) => self.value(field, value, record, &path),
                None if self.whole && is_needed(field, record) => self.add(path, "required", None),
                None => {}
            }
        }
        let whole = self.whole;
        for field in fields.iter().filter(|field| whole && lacks_all(field, record)) {
            self.add(format!("{at}{}", field.key), "one_of_these", field.check.clone());
        }
        for key in record.keys().filter(|key| !fields.iter().any(|field| field.key == **key)) {
            self.add(format!("{at}{key}"), "unknown_field", None);
        }
    }

    fn value(&mut self, field: &Field, value: &Value, record: &Map<String, Value>, path: &str) {
        if let (FieldType::Table(columns), Value::Array(rows)) = (&field.kind, value) {
            return self.table(field, columns, rows, path);
        }
        if let Value::Array(items) = value {
            self.length(field, items.len(), path);
        }
        if let Err((code, limit)) = value::check(field, value, record, &self.ground) {
            self.add(path.to_owned(), code, limit);
        }
    }

    fn table(&mut self, field: &Field, columns: &[Field], rows: &[Value], path: &str) {
        let columns: Vec<&Field> = columns.iter().collect();
        for (number, row) in rows.iter().enumerate() {
            match row {
                Value::Object(row) => self.record(&columns, row, &format!("{path}[{number}].")),
                _ => self.add(format!("{path}[{number}]"), "not_a_row", None),
            }
        }
        self.length(field, rows.len(), path);
    }

    fn length(&mut self, field: &Field, length: usize, path: &str) {
        if let Some(min) = field.min_rows.filter(|min| self.whole && length < *min as usize) {
            self.add(path.to_owned(), "too_few_rows", Some(min.to_string()));
        }
        if let Some(max) = field.max_rows.filter(|max| length > *max as usize) {
            self.add(path.to_owned(), "too_many_rows", Some(max.to_string()));
        }
    }

    fn add(&mut self, path: String, code: &'static str, limit: Option<String>) {
        self.problems.push(FieldProblem { path, code, limit });
    }
}

/// Whether a field must be filled at submission; what a later gate needs is asked for there.
fn is_needed(field: &Field, record: &Map<String, Value>) -> bool {
    match field.required {
        _ if field.needed_at.is_some() => false,
        Requirement::Required => true,
        Requirement::Conditional => field.when.as_ref().is_some_and(|when| applies(when, record)),
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
    let filled = |key: &&str| record.get(*key).is_some_and(|value| !is_empty(value));
    match field.check.as_deref().and_then(Check::parse) {
        Some(Check::AnyOf(keys)) => !keys.iter().any(filled),
        _ => false,
    }
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

/// A problem with one field.
pub fn problem(path: String, code: &'static str, limit: Option<String>) -> FieldProblem {
    FieldProblem { path, code, limit }
}
