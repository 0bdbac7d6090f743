//! Reading a judged body or the facts of an event: by key, in the type that the form gives it.
//!
//! Judges nothing: what is absent or of another type is simply not there, and whoever asks says what that means.

use std::str::FromStr;

use serde_json::{Map, Value};

/// A body, a row of it, or the facts of a document.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(pub &'a Map<String, Value>);

impl<'a> Reader<'a> {
    /// Whether something was filled in.
    pub fn has(self, key: &str) -> bool {
        self.filled(key).is_some()
    }

    /// A text, an option, a date or an id as typed.
    pub fn text(self, key: &str) -> Option<&'a str> {
        self.filled(key)?.as_str()
    }

    /// What a text reads as: a date, an instant, an id, a price, a quantity, a percentage.
    pub fn parse<T: FromStr>(self, key: &str) -> Option<T> {
        self.text(key)?.trim().parse().ok()
    }

    /// A whole number.
    pub fn whole(self, key: &str) -> Option<i64> {
        self.filled(key)?.as_i64()
    }

    /// A yes; no and nothing are both no.
    pub fn yes(self, key: &str) -> bool {
        self.filled(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// Several ids, options or digests.
    pub fn list<T: FromStr>(self, key: &str) -> Vec<T> {
        let items = self.filled(key).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(|item| item.as_str()?.trim().parse().ok()).collect()
    }

    /// The rows of a sub-table.
    pub fn rows(self, key: &str) -> Vec<Reader<'a>> {
        let rows = self.filled(key).and_then(Value::as_array).into_iter().flatten();
        rows.filter_map(Value::as_object).map(Reader).collect()
    }

    fn filled(self, key: &str) -> Option<&'a Value> {
        self.0.get(key).filter(|value| !super::is_empty(value))
    }
}
