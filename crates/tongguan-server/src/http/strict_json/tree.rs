//! Bytes to a tree of values, refusing what two programs might read differently.

use super::faults;
use crate::http::error::ApiError;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::{cell::RefCell, fmt};
use tongguan_service::day;

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: usize = 64;

/// Where the reader stands, and the first fault it met (serde carries only text).
#[derive(Default)]
struct Place {
    path: Vec<String>,
    fault: Option<ApiError>,
}

/// Reads one JSON document.
pub fn read(bytes: &[u8]) -> Result<Value, ApiError> {
    let place = RefCell::new(Place::default());
    let mut source = serde_json::Deserializer::from_slice(bytes);
    let read = Node(&place).deserialize(&mut source).and_then(|value| source.end().map(|()| value));
    read.map_err(|error| {
        let Place { path, fault } = place.into_inner();
        fault.unwrap_or_else(|| faults::from_syntax(&error, faults::path(&path)))
    })
}

/// Marks that make a text read in another order than it is written: a name could show as another one.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

struct Node<'a>(&'a RefCell<Place>);

impl Node<'_> {
    fn refuse<E: Error>(&self, fault: impl FnOnce(String) -> ApiError) -> E {
        let mut place = self.0.borrow_mut();
        let path = faults::path(&place.path);
        place.fault.get_or_insert_with(|| fault(path));
        E::custom("refused")
    }

    fn enter<E: Error>(&self, step: String) -> Result<(), E> {
        if self.0.borrow().path.len() >= MAX_DEPTH {
            return Err(self.refuse(|_| ApiError::TooDeep { max_depth: MAX_DEPTH }));
        }
        self.0.borrow_mut().path.push(step);
        Ok(())
    }

    fn leave(&self) {
        self.0.borrow_mut().path.pop();
    }

    fn check<E: Error>(&self, text: &str) -> Result<(), E> {
        // Line breaks and tabs are what people type; the other control characters hide or break text.
        let is_bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || turns_text(c);
        if text.contains(is_bad) {
            return Err(self.refuse(|path| ApiError::InvalidText { path }));
        }
        match day::is_out_of_range(text) {
            true => Err(self.refuse(|path| ApiError::DateOutOfRange { path })),
            false => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        // serde_json has already refused what is not finite; `from_f64` says no as well.
        let number = serde_json::Number::from_f64(value);
        number.map(Value::Number).ok_or_else(|| self.refuse(|path| ApiError::InvalidValue { path }))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.check(text)?;
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            self.enter(format!("[{}]", values.len()))?;
            let next = items.next_element_seed(Node(self.0))?;
            self.leave();
            match next {
                Some(value) => values.push(value),
                None => return Ok(Value::Array(values)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(key) = items.next_key::<String>()? {
            self.check(&key)?;
            if values.contains_key(&key) {
                return Err(self.refuse(|path| ApiError::DuplicateKey { field: faults::cut(&key), path }));
            }
            self.enter(format!(".{key}"))?;
            let value = items.next_value_seed(Node(self.0))?;
            self.leave();
            values.insert(key, value);
        }
        Ok(Value::Object(values))
    }
}
