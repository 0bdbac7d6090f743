//! Plain data as CEL values; whole numbers are signed, so that they compare with literals.

use std::collections::HashMap;

use cel::Value;
use serde_json::Value as Json;

pub(super) fn of(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(bool) => Value::Bool(*bool),
        Json::Number(number) => number.as_i64().map_or(Value::Null, Value::Int),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::from(items.iter().map(of).collect::<Vec<_>>()),
        Json::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| (key.clone(), of(value)));
            Value::from(fields.collect::<HashMap<String, Value>>())
        }
    }
}
