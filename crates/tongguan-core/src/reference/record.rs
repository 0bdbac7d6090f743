//! What was changed: the difference between two states of a row, without personal data.

use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// A row of reference data.
pub trait Record: Serialize {
    /// The word for its kind in logs and guards.
    const KIND: &'static str;
    /// Fields whose values stay out of the log: personal data and free text. Only that they changed is told.
    const PERSONAL: &'static [&'static str];

    /// Its id.
    fn id(&self) -> Uuid;
}

/// The difference as the log keeps it: from and to for each field, and the names of personal fields that differ.
pub fn change<R: Record>(before: Option<&R>, after: &R) -> Value {
    let (before, after) = (before.map(fields).unwrap_or_default(), fields(after));
    let mut changed = Map::new();
    let mut personal = Vec::new();
    for (key, to) in after {
        let from = before.get(&key).cloned().unwrap_or(Value::Null);
        match () {
            _ if from == to => {}
            _ if R::PERSONAL.contains(&key.as_str()) => personal.push(key),
            _ => {
                changed.insert(key, step(&from, &to));
            }
        }
    }
    json!({ "changed": changed, "personal": personal })
}

/// From and to; of two maps, the entries that differ.
fn step(from: &Value, to: &Value) -> Value {
    let (Value::Object(old), Value::Object(new)) = (from, to) else {
        return json!({ "from": from, "to": to });
    };
    let only = |these: &Map<String, Value>, those: &Map<String, Value>| -> Map<String, Value> {
        let differs = |(key, value): &(&String, &Value)| those.get(*key) != Some(*value);
        these.iter().filter(differs).map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    json!({ "from": only(old, new), "to": only(new, old) })
}

fn fields<R: Record>(record: &R) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}
