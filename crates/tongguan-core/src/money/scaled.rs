//! Unit prices and quantities: scaled integers inside, decimal strings in JSON.

use super::decimal::{self, DecimalError, Shape};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

macro_rules! scaled {
    ($(#[$doc:meta])* $name:ident, scale $scale:literal, at_least $shown:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(i64);

        impl $name {
            /// Units per one.
            pub const SCALE: i64 = 10i64.pow($scale);
            const SHAPE: Shape = Shape { scale: $scale, digits: 18, negative: false };

            /// From the stored scaled integer; `None` when negative or longer than 18 digits.
            pub fn from_scaled(value: i64) -> Option<$name> {
                (0..10i64.pow(18)).contains(&value).then_some($name(value))
            }

            /// The scaled integer that is stored.
            pub const fn scaled(self) -> i64 {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = DecimalError;

            fn from_str(text: &str) -> Result<$name, DecimalError> {
                decimal::parse(text, $name::SHAPE).map($name)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&decimal::show(self.0, $scale, $shown))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(D::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "pattern": concat!(r"^[0-9]+(\.[0-9]{1,", $scale, "})?$"),
                })
            }
        }
    };
}

scaled! {
    /// A unit price in major units, to 1e-8; never negative. JSON: a decimal string such as `"99.99"`.
    Price, scale 8, at_least 2
}

scaled! {
    /// A quantity, to 1e-6; never negative. JSON: a decimal string such as `"3"`.
    Quantity, scale 6, at_least 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_keep_eight_digits() {
        for (text, scaled, shown) in [
            ("99.99", 9_999_000_000, "99.99"),
            ("0.00000001", 1, "0.00000001"),
            ("-0", 0, "0.00"),
            ("7", 700_000_000, "7.00"),
        ] {
            let price: Price = text.parse().expect("a price");
            assert_eq!((price.scaled(), price.to_string()), (scaled, shown.to_string()));
            let json = serde_json::to_string(&price).expect("serialises");
            assert_eq!(serde_json::from_str::<Price>(&json).expect("reads back"), price);
        }
    }

    #[test]
    fn refuses_what_is_no_price_or_quantity() {
        for (text, error) in [
            ("", DecimalError::Empty),
            ("NaN", DecimalError::NotAFigure),
            ("Infinity", DecimalError::NotAFigure),
            ("1e3", DecimalError::NotAFigure),
            ("-1", DecimalError::Negative),
            ("0.000000001", DecimalError::TooPrecise { max: 8 }),
            ("12345678901", DecimalError::TooLarge { max: 10 }),
        ] {
            assert_eq!(text.parse::<Price>(), Err(error), "{text:?}");
        }
        assert_eq!("0.0000001".parse::<Quantity>(), Err(DecimalError::TooPrecise { max: 6 }));
        assert_eq!("3".parse::<Quantity>().expect("a quantity").to_string(), "3");
        assert!(serde_json::from_str::<Price>("99.99").is_err(), "a binary float is no price");
    }
}
