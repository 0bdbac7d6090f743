//! The ids that a body names, with their places.

use serde_json::{Map, Value};

use super::Reader;
use crate::process::{DocumentForm, Field, FieldType};

/// Every id of one kind (`person`, `contact`, `document` …) in a body, with its path.
pub fn references(form: &DocumentForm, body: &Map<String, Value>, kind: &str) -> Vec<(String, uuid::Uuid)> {
    let fields: Vec<&Field> = form.fields().collect();
    let mut found = Vec::new();
    collect(&fields, Reader(body), "", kind, &mut found);
    found
}

fn collect(
    fields: &[&Field],
    record: Reader<'_>,
    at: &str,
    kind: &str,
    found: &mut Vec<(String, uuid::Uuid)>,
) {
    for field in fields {
        let path = format!("{at}{}", field.key);
        match &field.kind {
            FieldType::Reference(to) if to == kind => {
                found.extend(record.parse(&field.key).map(|id| (path, id)));
            }
            FieldType::References(to) if to == kind => {
                found.extend(record.list(&field.key).into_iter().map(|id| (path.clone(), id)));
            }
            FieldType::Table(columns) => {
                let columns: Vec<&Field> = columns.iter().collect();
                for (number, row) in record.rows(&field.key).into_iter().enumerate() {
                    collect(&columns, row, &format!("{path}[{number}]."), kind, found);
                }
            }
            _ => {}
        }
    }
}
