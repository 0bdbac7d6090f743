//! Where in a tree of values a fault lies that serde tells without its place.
//!
//! serde reads a tagged enum such as a command into a buffer first, and what goes wrong behind the buffer has no path. The fault
//! is the first one met, so it stays the same without any value but the one that causes it: values are left out in turn.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// The key that says which variant an object is. Without it everything else is another fault, so it is left out last.
const TAG: &str = "type";
/// How many values are left out in turn at most: a fault is worth no more work than that.
const MOST_TRIES: usize = 400;

/// The steps to the value that makes `T` fail with `text`; none where it is the whole.
pub fn path<T: DeserializeOwned>(whole: &Value, text: &str) -> Vec<String> {
    let (mut steps, mut tries) = (Vec::new(), MOST_TRIES);
    let mut at = Vec::new();
    while let Some(key) = next::<T>(whole, &at, text, &mut tries) {
        steps.push(key.step());
        at.push(key);
    }
    steps
}

/// A way down from an object or an array.
enum Key {
    Name(String),
    Index(usize),
}

impl Key {
    fn step(&self) -> String {
        match self {
            Self::Name(name) => format!(".{name}"),
            Self::Index(index) => format!("[{index}]"),
        }
    }
}

/// The one value below `at` without which the fault is another one, or none.
fn next<T: DeserializeOwned>(whole: &Value, at: &[Key], text: &str, tries: &mut usize) -> Option<Key> {
    let mut whole = whole.clone();
    let keys = keys(place(&mut whole, at)?, text.starts_with("missing field"));
    keys.into_iter().find(|key| {
        let is_left = std::mem::replace(tries, tries.saturating_sub(1)) > 0;
        is_left && differs::<T>(&mut whole, at, key, text)
    })
}

/// The ways down that may lead to the fault. What misses a field is an object.
fn keys(value: &Value, is_missing: bool) -> Vec<Key> {
    let may = |value: &Value| !is_missing || value.is_object() || value.is_array();
    match value {
        Value::Object(map) => {
            let mut names: Vec<&String> =
                map.iter().filter(|(_, value)| may(value)).map(|(name, _)| name).collect();
            names.sort_by_key(|name| *name == TAG);
            names.into_iter().cloned().map(Key::Name).collect()
        }
        Value::Array(items) => (0..items.len()).filter(|at| may(&items[*at])).map(Key::Index).collect(),
        _ => Vec::new(),
    }
}

fn differs<T: DeserializeOwned>(whole: &mut Value, at: &[Key], key: &Key, text: &str) -> bool {
    let taken = match (place(whole, at), key) {
        (Some(Value::Object(map)), Key::Name(name)) => map.remove(name),
        (Some(Value::Array(items)), Key::Index(index)) => Some(items.remove(*index)),
        _ => None,
    };
    let Some(taken) = taken else { return false };
    let differs = T::deserialize(&*whole).map_or_else(|error| error.to_string() != text, |_| true);
    match (place(whole, at), key) {
        (Some(Value::Object(map)), Key::Name(name)) => drop(map.insert(name.clone(), taken)),
        (Some(Value::Array(items)), Key::Index(index)) => items.insert(*index, taken),
        _ => {}
    }
    differs
}

fn place<'v>(whole: &'v mut Value, at: &[Key]) -> Option<&'v mut Value> {
    at.iter().try_fold(whole, |value, key| match key {
        Key::Name(name) => value.get_mut(name),
        Key::Index(index) => value.get_mut(*index),
    })
}
