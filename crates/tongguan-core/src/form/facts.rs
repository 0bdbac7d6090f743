//! The part of a body that rules may read and events may carry.

use serde_json::{Map, Value};

use super::{FieldProblem, problem};
use crate::money::Money;
use crate::process::{DocumentForm, Field, FieldType};

/// The body without free text and personal data.
pub fn facts_of(form: &DocumentForm, body: &Map<String, Value>) -> Map<String, Value> {
    let fields: Vec<&Field> = form.fields().collect();
    facts_of_record(&fields, body)
}

fn facts_of_record(fields: &[&Field], record: &Map<String, Value>) -> Map<String, Value> {
    fields
        .iter()
        .filter(|field| !field.personal)
        .filter_map(|field| {
            let value = record.get(&field.key).filter(|value| !super::is_empty(value))?;
            Some((field.key.clone(), fact(field, value)?))
        })
        .collect()
}

/// Amounts among the facts of a document, computed ones too, that are larger than anybody may state.
pub fn oversized(form: &DocumentForm, facts: &Map<String, Value>) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    collect_oversized(&form.fields().collect::<Vec<_>>(), facts, "", &mut problems);
    problems
}

fn collect_oversized(
    fields: &[&Field],
    record: &Map<String, Value>,
    within: &str,
    problems: &mut Vec<FieldProblem>,
) {
    for field in fields {
        let path = format!("{within}{}", field.key);
        match (&field.kind, record.get(&field.key)) {
            (FieldType::Money, Some(value))
                if value.as_i64().is_some_and(|minor| Money(minor).is_too_large()) =>
            {
                problems.push(problem(path, "too_large", Some(Money::LARGEST.to_string())));
            }
            (FieldType::Table(columns), Some(Value::Array(rows))) => {
                let columns: Vec<&Field> = columns.iter().collect();
                for (row, at) in rows.iter().filter_map(Value::as_object).zip(0..) {
                    collect_oversized(&columns, row, &format!("{path}[{at}]."), problems);
                }
            }
            _ => {}
        }
    }
}

fn fact(field: &Field, value: &Value) -> Option<Value> {
    match &field.kind {
        FieldType::Line | FieldType::Text => None,
        FieldType::Table(columns) => {
            let columns: Vec<&Field> = columns.iter().collect();
            let rows = value.as_array()?.iter().filter_map(Value::as_object);
            Some(Value::Array(rows.map(|row| Value::Object(facts_of_record(&columns, row))).collect()))
        }
        _ => Some(value.clone()),
    }
}
