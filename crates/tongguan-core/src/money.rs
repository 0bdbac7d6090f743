//! Money, percentages, prices and quantities as exact numbers.
//!
//! Promises: every value is a scaled integer or a decimal, every operation is checked, rounding is half up
//! (away from zero) and happens once, where the caller asks for it. Never uses binary floating point.

mod decimal;
mod percent;
mod scaled;

pub use decimal::DecimalError;
pub(crate) use decimal::div_half_up;
pub use percent::Percent;
pub use scaled::{Price, Quantity};

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An amount in the minor unit of its currency (fen for CNY). JSON: an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Money(
    /// Minor units.
    pub i64,
);

impl Money {
    /// Nothing owed.
    pub const ZERO: Money = Money(0);

    /// The largest amount that anybody may state, 100,000,000,000.00: sums of many stay far from overflow.
    pub const LARGEST: Money = Money(10_000_000_000_000);

    /// Whether it is more than anybody may state, to either side of zero.
    pub const fn is_too_large(self) -> bool {
        self.0.unsigned_abs() > Self::LARGEST.0.unsigned_abs()
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// A whole number of yuan, `None` when it does not fit.
    pub fn from_yuan(yuan: i64) -> Option<Money> {
        yuan.checked_mul(100).map(Money)
    }

    /// Sum of two amounts, `None` on overflow.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        self.0.checked_add(other.0).map(Money)
    }

    /// Difference of two amounts, `None` on overflow.
    pub fn checked_sub(self, other: Money) -> Option<Money> {
        self.0.checked_sub(other.0).map(Money)
    }

    /// Sum of many amounts, `None` on overflow.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
        amounts.into_iter().try_fold(Money::ZERO, Money::checked_add)
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Price times quantity, rounded half up to the minor unit; `None` when it does not fit.
    pub fn of(price: Price, quantity: Quantity) -> Option<Money> {
        // Scales 1e-8 and 1e-6 multiply to 1e-14; the minor unit is 1e-2.
        let exact = i128::from(price.scaled()).checked_mul(i128::from(quantity.scaled()))?;
        Money::from_i128(div_half_up(exact, 1_000_000_000_000))
    }

    /// `numerator / denominator` of this amount, rounded half up; `None` when it does not fit or `denominator` is 0.
    pub fn share(self, numerator: i64, denominator: i64) -> Option<Money> {
        if denominator == 0 {
            return None;
        }
        let exact = i128::from(self.0) * i128::from(numerator);
        Money::from_i128(div_half_up(exact, i128::from(denominator)))
    }

    /// A percentage of this amount, rounded half up; `None` when it does not fit.
    pub fn percent(self, percent: Percent) -> Option<Money> {
        self.share(percent.scaled(), Percent::SCALE * 100)
    }

    pub(crate) fn from_i128(minor: i128) -> Option<Money> {
        i64::try_from(minor).ok().map(Money)
    }
}

impl fmt::Display for Money {
    /// `1234.56`: plain figures with two decimals and no grouping.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal::show(self.0, 2, 2))
    }
}

impl FromStr for Money {
    type Err = DecimalError;

    /// Reads `1234.56`, `1234.5`, `1234` or `-0.05`; rejects grouping, exponents and a third decimal.
    fn from_str(text: &str) -> Result<Money, DecimalError> {
        decimal::parse(text, decimal::Shape { scale: 2, digits: 18, negative: true }).map(Money)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_and_reads_figures() {
        for (minor, text) in [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123_456, "1234.56"), (-100, "-1.00")]
        {
            assert_eq!(Money(minor).to_string(), text);
            assert_eq!(text.parse(), Ok(Money(minor)));
        }
        assert_eq!(Money(i64::MIN).to_string(), "-92233720368547758.08");
        assert_eq!("7".parse(), Ok(Money(700)));
        assert_eq!("7.5".parse(), Ok(Money(750)));
    }

    #[test]
    fn rejects_what_is_no_amount() {
        for text in
            ["", ".", "1.", ".5", "1e3", "NaN", "1,000", "1.005", "--1", "+1", "12345678901234567", "1 0"]
        {
            assert!(text.parse::<Money>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn never_wraps() {
        assert_eq!(Money(i64::MAX).checked_add(Money(1)), None);
        assert_eq!(Money(i64::MIN).checked_sub(Money(1)), None);
        assert_eq!(Money::checked_sum([Money(i64::MAX), Money(1)]), None);
        assert_eq!(Money(i64::MAX).share(3, 2), None);
        assert_eq!(Money(1).share(1, 0), None);
    }

    #[test]
    fn rounds_half_up_away_from_zero() {
        for (price, quantity, expected) in [("2.675", "1", 268), ("0.005", "1", 1), ("0.00499999", "1", 0)] {
            let product = Money::of(price.parse().expect("a price"), quantity.parse().expect("a quantity"));
            assert_eq!(product, Some(Money(expected)), "{price} x {quantity}");
        }
        assert_eq!(Money(-5).share(1, 10), Some(Money(-1)));
        assert_eq!(Money(5).share(-1, -10), Some(Money(1)));
    }

    #[test]
    fn is_an_integer_in_json() {
        assert_eq!(serde_json::to_string(&Money(123)).expect("serialises"), "123");
        assert!(serde_json::from_str::<Money>("1.5").is_err());
        assert!(serde_json::from_str::<Money>("\"123\"").is_err());
    }
}
