//! Percentages with four digits.

use super::Money;
use super::decimal::{self, DecimalError, Shape, div_half_up};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

/// A percentage with at most four digits after the point: `12.5` means 12.5 %. JSON: a decimal string; whole
/// percentages may also be written as an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(Decimal);

impl Percent {
    /// Units per one percent.
    pub const SCALE: i64 = 10_000;
    /// 0 %.
    pub const ZERO: Percent = Percent(Decimal::ZERO);
    /// 100 %.
    pub const HUNDRED: Percent = Percent(Decimal::ONE_HUNDRED);
    const SHAPE: Shape = Shape { scale: 4, digits: 18, negative: true };

    /// A whole percentage.
    pub fn whole(percent: i32) -> Percent {
        Percent(Decimal::from(percent))
    }

    /// From ten-thousandths of a percent.
    pub fn from_scaled(value: i64) -> Percent {
        Percent(Decimal::new(value, 4).normalize())
    }

    /// Ten-thousandths of a percent: 12.5 % is 125,000.
    pub fn scaled(self) -> i64 {
        // Both constructors start from an i64 of this scale.
        let mut value = self.0;
        value.rescale(4);
        i64::try_from(value.mantissa()).expect("a percentage is made from an i64")
    }

    /// The percentage as a decimal.
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// `part / whole` as a percentage, rounded half up to four digits; `None` when `whole` is zero or it does not fit.
    pub fn ratio(part: Money, whole: Money) -> Option<Percent> {
        if whole == Money::ZERO {
            return None;
        }
        let exact = i128::from(part.0) * i128::from(100 * Percent::SCALE);
        i64::try_from(div_half_up(exact, i128::from(whole.0))).ok().map(Percent::from_scaled)
    }

    /// Sum, `None` on overflow.
    pub fn checked_add(self, other: Percent) -> Option<Percent> {
        self.scaled().checked_add(other.scaled()).map(Percent::from_scaled)
    }

    /// Difference, `None` on overflow.
    pub fn checked_sub(self, other: Percent) -> Option<Percent> {
        self.scaled().checked_sub(other.scaled()).map(Percent::from_scaled)
    }
}

impl fmt::Display for Percent {
    /// The figure without a sign: `12.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal::show(self.scaled(), 4, 0))
    }
}

impl FromStr for Percent {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Percent, DecimalError> {
        decimal::parse(text, Percent::SHAPE).map(Percent::from_scaled)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Percent, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Whole(i32),
        }
        match Written::deserialize(from)? {
            Written::Text(text) => text.parse().map_err(D::Error::custom),
            Written::Whole(percent) => Ok(Percent::whole(percent)),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Percent {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,4})?$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_four_digits() {
        for (text, scaled) in
            [("12.5", 125_000), ("0.05", 500), ("-3", -30_000), ("33.3333", 333_333), ("100", 1_000_000)]
        {
            let percent: Percent = text.parse().expect("a percentage");
            assert_eq!((percent.scaled(), percent.to_string()), (scaled, text.to_string()));
        }
        assert_eq!("1.23456".parse::<Percent>(), Err(DecimalError::TooPrecise { max: 4 }));
        assert_eq!(Percent::HUNDRED, "100.00".parse().expect("a percentage"));
    }

    #[test]
    fn reads_strings_and_whole_numbers() {
        for (json, scaled) in [("\"12.5\"", 125_000), ("10", 100_000), ("\"10\"", 100_000)] {
            assert_eq!(serde_json::from_str::<Percent>(json).expect("reads").scaled(), scaled);
        }
        assert!(serde_json::from_str::<Percent>("12.5").is_err(), "a binary float is no percentage");
        assert_eq!(serde_json::to_string(&Percent::whole(10)).expect("serialises"), "\"10\"");
    }

    #[test]
    fn takes_a_part_of_an_amount() {
        assert_eq!(Money(100_000_001).percent(Percent::whole(30)), Some(Money(30_000_000)));
        assert_eq!(Percent::ratio(Money(1), Money(3)), Some(Percent::from_scaled(333_333)));
        assert_eq!(Percent::ratio(Money(1), Money::ZERO), None);
    }
}
