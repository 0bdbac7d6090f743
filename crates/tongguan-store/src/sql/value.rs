//! Parameters: what may be bound to `$n`.
//!
//! Five kinds reach an engine: integer, text, bytes, UUID, and a null that knows which of these it stands for.
//! Booleans are 0/1, instants integer microseconds UTC, dates ISO text; so both engines store the same thing.

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What a null stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 64-bit integer.
    Int,
    /// UTF-8 text, compared bytewise.
    Text,
    /// Bytes.
    Bytes,
    /// UUID.
    Uuid,
}

/// One parameter or one column of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Null of a kind.
    Null(Kind),
    /// 64-bit integer; also booleans and instants.
    Int(i64),
    /// Text; also dates.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// UUID: 16 bytes in SQLite, UUID in PostgreSQL.
    Uuid(Uuid),
}

/// A Rust type that can be a parameter.
pub trait IntoValue {
    /// The kind of its null.
    const KIND: Kind;
    /// The value to bind.
    fn into_value(self) -> Value;
}

macro_rules! into_value {
    ($($type:ty => $kind:ident, $from:expr;)*) => {$(
        impl IntoValue for $type {
            const KIND: Kind = Kind::$kind;
            fn into_value(self) -> Value {
                let from: fn($type) -> _ = $from;
                Value::$kind(from(self))
            }
        }
    )*};
}

into_value! {
    i64 => Int, |v| v;
    i32 => Int, i64::from;
    u32 => Int, i64::from;
    u8 => Int, i64::from;
    bool => Int, i64::from;
    Timestamp => Int, |v| v.as_microsecond();
    String => Text, |v| v;
    Date => Text, |v| v.to_string();
    Vec<u8> => Bytes, |v| v;
    [u8; 32] => Bytes, |v| v.to_vec();
    Uuid => Uuid, |v| v;
}

impl IntoValue for &str {
    const KIND: Kind = Kind::Text;
    fn into_value(self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl IntoValue for &[u8] {
    const KIND: Kind = Kind::Bytes;
    fn into_value(self) -> Value {
        Value::Bytes(self.to_vec())
    }
}

impl<T: IntoValue + Clone> IntoValue for &T {
    const KIND: Kind = T::KIND;
    fn into_value(self) -> Value {
        self.clone().into_value()
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    const KIND: Kind = T::KIND;
    fn into_value(self) -> Value {
        self.map_or(Value::Null(T::KIND), T::into_value)
    }
}

/// The parameters of one statement: `params![tenant, seq, name]` for `$1, $2, $3`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::sql::IntoValue::into_value($value)),*] as &[$crate::sql::Value]
    };
}
