//! Amounts in capital numerals (大写金额), as 支付结算办法 wants them on bills and contracts.
//!
//! Writes one canonical form and reads every form that the rule permits (圆 for 元, 正 for 整, optional 零,
//! 整 left out after 角, traditional characters). A form that is understood but not permitted is refused with the
//! canonical one. Both work on the same [`template`], so they cannot drift apart.

mod read;
mod template;

pub use read::parse_words;

use crate::money::Money;
use serde::Serialize;
use template::{Part, template};

/// The largest amount that has a form here: 9,999,999,999,999.99 either way.
pub const MAX_WORDS: Money = Money(999_999_999_999_999);

/// Why there are no capitals for an amount, or no amount for the capitals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum WordsError {
    /// Beyond [`MAX_WORDS`].
    #[error("beyond 9,999,999,999,999.99")]
    TooLarge,
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// A character that has no place in an amount in capitals.
    #[error("{found:?} at {at} is no capital numeral")]
    NotACapital {
        /// The character.
        found: char,
        /// Its place, counted from 1.
        at: usize,
    },
    /// The characters are right, their order is not.
    #[error("not an amount")]
    NotAnAmount,
    /// Understood, but not written in a permitted way.
    #[error("not a permitted form of {amount}; write {canonical}")]
    NotPermitted {
        /// What was understood.
        amount: Money,
        /// How it is written.
        canonical: String,
    },
}

/// The canonical capitals: `人民币壹仟肆佰零玖元伍角整`. Inside the whole yuan an optional 零 is left out:
/// 100,005,000 is `人民币壹亿伍仟元整` (its 万 is missing, its 千 is not), and 壹亿零伍仟 reads as well.
pub fn to_words(amount: Money) -> Result<String, WordsError> {
    let parts = template(amount)?;
    let written = parts.iter().filter(|part| part.is_canonical()).map(Part::text);
    Ok(written.collect())
}
