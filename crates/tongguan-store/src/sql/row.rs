//! Rows: columns by position, converted with a check.

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::value::Value;
use crate::error::StoreError;

/// One row of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub(super) columns: Vec<Value>,
}

impl Row {
    /// All its columns.
    pub(crate) fn into_values(self) -> Vec<Value> {
        self.columns
    }

    /// The column at `index` (from 0) as `T`; an error when it is absent, null for a `T` that is not an `Option`, or of another type.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, StoreError> {
        let value = self
            .columns
            .get(index)
            .ok_or_else(|| StoreError::corrupt(format!("the row has no column {index}")))?;
        T::from_value(value).ok_or_else(|| {
            StoreError::corrupt(format!("column {index} does not hold a {}", std::any::type_name::<T>()))
        })
    }
}

/// A Rust type that a column can be read as.
pub trait FromValue: Sized {
    /// `None` when the value is not of this type.
    fn from_value(value: &Value) -> Option<Self>;
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null(_) => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }
}

macro_rules! from_int {
    ($($type:ty: $convert:expr;)*) => {$(
        impl FromValue for $type {
            fn from_value(value: &Value) -> Option<Self> {
                let convert: fn(i64) -> Option<$type> = $convert;
                convert(i64::from_value(value)?)
            }
        }
    )*};
}

from_int! {
    i32: |v| v.try_into().ok();
    u32: |v| v.try_into().ok();
    u8: |v| v.try_into().ok();
    bool: |v| match v { 0 => Some(false), 1 => Some(true), _ => None };
    Timestamp: |v| Timestamp::from_microsecond(v).ok();
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl FromValue for Date {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }
}

impl FromValue for [u8; 32] {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => bytes.as_slice().try_into().ok(),
            _ => None,
        }
    }
}

impl FromValue for Uuid {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Uuid(id) => Some(*id),
            // SQLite keeps a UUID as its 16 bytes.
            Value::Bytes(bytes) => Uuid::from_slice(bytes).ok(),
            _ => None,
        }
    }
}
