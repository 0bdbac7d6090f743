//! 统一社会信用代码 (GB 32100-2015 with amendment XG1-2016): the identity of a Chinese organisation.
//!
//! A [`Uscc`] is always normalised and its check character holds. Doubts that a genuine code could raise (the older
//! organisation code inside, the division digits) are warnings. Nothing is corrected silently: a correction is offered.
//! The check character finds every single wrong character; it is not promised to find every swap of two.

mod check;

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{fmt, str::FromStr};

const LENGTH: usize = 18;

/// A valid unified social credit code. JSON: the 18 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Uscc(String);

/// Why a text is no unified social credit code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum UsccError {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// Not 18 characters.
    #[error("{length} characters instead of 18")]
    WrongLength {
        /// Characters found.
        length: usize,
    },
    /// A character outside the code's alphabet, which has no I, O, S, V and Z.
    #[error("{found:?} at {at} is not in the alphabet")]
    BadCharacter {
        /// Place, counted from 1.
        at: usize,
        /// The character, normalised.
        found: char,
        /// The code with O read as 0 and I as 1, if that is a valid one. To be confirmed by a person.
        suggestion: Option<Uscc>,
    },
    /// The last character does not follow from the others.
    #[error("check character {found:?} instead of {expected:?}")]
    WrongCheck {
        /// What the first 17 characters ask for.
        expected: char,
        /// What was typed.
        found: char,
    },
}

/// A doubt about a code whose check character holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UsccWarning {
    /// Places 3–8, the administrative division, are not all digits.
    DivisionNotDigits,
    /// Places 9–17, the organisation code of GB 11714, fail their own check.
    OrganisationCheck,
}

impl Uscc {
    /// Reads a code as people type it: surrounding space, lower case and full-width characters are no matter.
    pub fn parse(text: &str) -> Result<Uscc, UsccError> {
        let code: String = text.trim().chars().map(normalised).collect();
        if code.is_empty() {
            return Err(UsccError::Empty);
        }
        let length = code.chars().count();
        if length != LENGTH {
            return Err(UsccError::WrongLength { length });
        }
        if let Some((index, found)) =
            code.chars().enumerate().find(|(_, found)| check::value(*found).is_none())
        {
            return Err(UsccError::BadCharacter { at: index + 1, found, suggestion: corrected(&code) });
        }
        let (expected, found) = check::check_character(&code);
        if expected == found { Ok(Uscc(code)) } else { Err(UsccError::WrongCheck { expected, found }) }
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a person should look at, although the code is valid.
    pub fn warnings(&self) -> Vec<UsccWarning> {
        let mut warnings = Vec::new();
        if !self.0[2..8].bytes().all(|b| b.is_ascii_digit()) {
            warnings.push(UsccWarning::DivisionNotDigits);
        }
        if !check::organisation_holds(&self.0[8..17]) {
            warnings.push(UsccWarning::OrganisationCheck);
        }
        warnings
    }
}

/// Upper case and half width.
fn normalised(typed: char) -> char {
    let half = match typed {
        '！'..='～' => char::from_u32(typed as u32 - 0xFEE0).expect("full-width forms mirror ASCII"),
        other => other,
    };
    half.to_ascii_uppercase()
}

fn corrected(code: &str) -> Option<Uscc> {
    if !code.contains(['O', 'I']) {
        return None;
    }
    Uscc::parse(&code.replace('O', "0").replace('I', "1")).ok()
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Uscc {
    type Err = UsccError;

    fn from_str(text: &str) -> Result<Uscc, UsccError> {
        Uscc::parse(text)
    }
}

impl<'de> Deserialize<'de> for Uscc {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Uscc, D::Error> {
        Uscc::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}
