//! A row as one line of JSON: names of columns, numbers and texts as they are, UUIDs as text, bytes in hexadecimal.

use serde_json::{Map, Value as Json};

use super::schema::Table;
use crate::sql::{Kind, Value};

/// The line of a row, without its end.
pub fn write(table: &Table, row: &[Value]) -> String {
    let fields: Map<String, Json> =
        table.columns.iter().zip(row).map(|(column, value)| (column.name.clone(), json(value))).collect();
    Json::Object(fields).to_string()
}

/// The row of a line; none where the line is no row of this table.
pub fn read(table: &Table, line: &str) -> Option<Vec<Value>> {
    let fields: Map<String, Json> = serde_json::from_str(line).ok()?;
    if fields.len() != table.columns.len() {
        return None;
    }
    table.columns.iter().map(|column| value(column.kind, fields.get(&column.name)?)).collect()
}

fn json(value: &Value) -> Json {
    match value {
        Value::Null(_) => Json::Null,
        Value::Int(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Bytes(bytes) => hex::encode(bytes).into(),
        Value::Uuid(id) => id.to_string().into(),
    }
}

fn value(kind: Kind, json: &Json) -> Option<Value> {
    match (kind, json) {
        (kind, Json::Null) => Some(Value::Null(kind)),
        (Kind::Int, Json::Number(number)) => number.as_i64().map(Value::Int),
        (Kind::Text, Json::String(text)) => Some(Value::Text(text.clone())),
        (Kind::Bytes, Json::String(text)) => hex::decode(text).ok().map(Value::Bytes),
        (Kind::Uuid, Json::String(text)) => text.parse().ok().map(Value::Uuid),
        _ => None,
    }
}
