//! The part of a body that rules may read and events may carry.

use serde_json::{Map, Value};

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
