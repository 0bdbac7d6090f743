//! One value on paper: its text, and the figure behind it where it is one.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tongguan_core::money::Money;

/// A value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// As it is read; lines are parted by `\n`. Empty where there is nothing.
    pub text: String,
    /// The figure, for formats that reckon.
    pub figure: Option<Figure>,
}

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number; of a percentage, its hundredth.
    pub number: Decimal,
    /// Places behind the point that are shown.
    pub places: u32,
    /// Whether it is a percentage.
    pub percent: bool,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), figure: None }
    }

    /// An amount in minor units: `1,234.50`.
    pub fn money(minor: i64) -> Self {
        let number = Decimal::new(minor, 2);
        Self { text: grouped(number, 2), figure: Some(Figure { number, places: 2, percent: false }) }
    }

    /// The sum of some amounts; none where it does not fit.
    pub fn sum(amounts: impl IntoIterator<Item = i64>) -> Option<Self> {
        Money::checked_sum(amounts.into_iter().map(Money)).map(|sum| Self::money(sum.0))
    }

    /// A number with the places it has, at least `least`.
    pub fn number(number: Decimal, least: u32) -> Self {
        let number = number.normalize();
        let places = number.scale().max(least);
        Self { text: grouped(number, places), figure: Some(Figure { number, places, percent: false }) }
    }

    /// A percentage, given as people say it: `12.5` is `12.5%`.
    pub fn percent(number: Decimal) -> Self {
        let said = number.normalize();
        let figure = Figure { number: said / Decimal::ONE_HUNDRED, places: said.scale(), percent: true };
        Self { text: format!("{said}%"), figure: Some(figure) }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A number with its thousands apart.
fn grouped(number: Decimal, places: u32) -> String {
    let plain = format!("{:.*}", places as usize, number.abs());
    let (whole, rest) =
        plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let sign = if number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
    rest.map_or_else(|| format!("{sign}{text}"), |rest| format!("{sign}{text}.{rest}"))
}

/// How wide a text is at its widest line: a Chinese character is as wide as two others.
pub(crate) fn width(text: &str) -> usize {
    let line = |line: &str| line.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    text.lines().map(line).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        let number = |text: &str, least| Cell::number(text.parse().expect("a number"), least).text;
        for (cell, text) in [
            (Cell::money(23_750_000).text, "237,500.00"),
            (Cell::money(-5).text, "-0.05"),
            (Cell::money(99_999).text, "999.99"),
            (Cell::percent("5.0000".parse().expect("a number")).text, "5%"),
            (number("1234567.5", 2), "1,234,567.50"),
            (number("0.00000001", 2), "0.00000001"),
            (number("3.000000", 0), "3"),
        ] {
            assert_eq!(cell, text);
        }
    }

    #[test]
    fn a_sum_that_does_not_fit_is_none() {
        assert_eq!(Cell::sum([1, 2]).map(|cell| cell.text), Some("0.03".to_owned()));
        assert_eq!(Cell::sum([i64::MAX, 1]), None);
    }
}
