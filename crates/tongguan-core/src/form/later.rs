//! Fields that a gate after submission needs: which of them still stand empty, and what a gate asks for.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{applies, is_empty, is_systems};
use crate::process::{DocumentForm, Field, FieldType, GateKey, Process};

/// A field that stands empty and that a gate needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenField {
    /// Where, such as `lines[2].quantity`; rows count from 0.
    pub path: String,
    /// The gate that first needs it.
    pub gate: GateKey,
}

/// The fields of a body that stand empty and that a gate needs, in the order of the form.
pub fn open_fields(form: &DocumentForm, body: &Map<String, Value>) -> Vec<OpenField> {
    let mut open = Vec::new();
    collect(&form.fields().collect::<Vec<_>>(), body, "", &mut open);
    open
}

fn collect(fields: &[&Field], record: &Map<String, Value>, at: &str, open: &mut Vec<OpenField>) {
    for field in fields {
        let path = format!("{at}{}", field.key);
        let value = record.get(&field.key).filter(|value| !is_empty(value));
        match (value, &field.needed_at) {
            (None, Some(gate)) if is_asked(field, record) => {
                open.push(OpenField { path, gate: gate.clone() });
            }
            (Some(Value::Array(rows)), _) => {
                let FieldType::Table(columns) = &field.kind else { continue };
                let columns: Vec<&Field> = columns.iter().collect();
                for (number, row) in rows.iter().enumerate() {
                    if let Value::Object(row) = row {
                        collect(&columns, row, &format!("{path}[{number}]."), open);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A field named with a gate is needed there; under its `when`, where it has one.
fn is_asked(field: &Field, record: &Map<String, Value>) -> bool {
    !is_systems(field) && field.when.as_ref().is_none_or(|when| applies(when, record))
}

/// The paths that `gate` needs: its own and those of gates before it (of earlier stages, or of its stage and before
/// it in the order of keys).
pub(crate) fn needed_by(process: &Process, gate: &GateKey, open: &[OpenField]) -> Vec<String> {
    let place = |key: &GateKey| process.gates.get(key).map(|gate| (gate.stage, key.clone()));
    let here = place(gate);
    let due = |field: &&OpenField| place(&field.gate).is_some_and(|there| Some(there) <= here);
    open.iter().filter(due).map(|field| field.path.clone()).collect()
}
