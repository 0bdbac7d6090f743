//! Reading and writing decimal figures as scaled integers, and the one rounding rule.

use serde::Serialize;

/// Why a text is not a figure of the wanted shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DecimalError {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// Something else than digits with at most one point between digits.
    #[error("not a plain decimal figure")]
    NotAFigure,
    /// Below zero where only zero and more make sense.
    #[error("negative")]
    Negative,
    /// More digits after the point than are kept.
    #[error("more than {max} digits after the point")]
    TooPrecise {
        /// Digits that are kept.
        max: u32,
    },
    /// More digits before the point than fit.
    #[error("more than {max} digits before the point")]
    TooLarge {
        /// Digits that fit.
        max: u32,
    },
}

/// What a figure may look like: digits after the point, digits in all (at most 18), a sign.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub scale: u32,
    pub digits: u32,
    pub negative: bool,
}

/// The figure times 10^scale. Trailing zeros beyond the scale are no loss and are accepted.
pub(super) fn parse(text: &str, shape: Shape) -> Result<i64, DecimalError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DecimalError::Empty);
    }
    let (negative, body) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = split(body).ok_or(DecimalError::NotAFigure)?;
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > shape.scale as usize {
        return Err(DecimalError::TooPrecise { max: shape.scale });
    }
    let max_whole = shape.digits - shape.scale;
    if whole.len() > max_whole as usize {
        return Err(DecimalError::TooLarge { max: max_whole });
    }
    let padding = shape.scale as usize - fraction.len();
    let value = whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat_n(b'0', padding));
    // At most 18 digits were let through, so this fits.
    let value = value.fold(0i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    match negative && value != 0 {
        true if !shape.negative => Err(DecimalError::Negative),
        true => Ok(-value),
        false => Ok(value),
    }
}

fn split(body: &str) -> Option<(&str, &str)> {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match body.split_once('.') {
        Some((whole, fraction)) => (is_digits(whole) && is_digits(fraction)).then_some((whole, fraction)),
        None => is_digits(body).then_some((body, "")),
    }
}

/// `value / 10^scale` with at least `min_decimals` digits after the point.
pub(super) fn show(value: i64, scale: u32, min_decimals: usize) -> String {
    let unit = 10u64.pow(scale);
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    let mut fraction = format!("{rest:0width$}", width = scale as usize);
    while fraction.len() > min_decimals && fraction.ends_with('0') {
        fraction.pop();
    }
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Quotient rounded half up, away from zero. `denominator` must not be 0.
pub(crate) fn div_half_up(numerator: i128, denominator: i128) -> i128 {
    let (quotient, rest) = (numerator / denominator, numerator % denominator);
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    let rest = rest.unsigned_abs();
    if rest >= denominator.unsigned_abs() - rest { quotient + away } else { quotient }
}
