//! A list as a file, row by row: a workbook or CSV.
//!
//! Promises flat memory whatever the number of rows, that figures stay figures and days stay days, and that no program takes a text
//! for a formula. Must never hold more than one row.

mod csv;
mod xlsx;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

pub use csv::Csv;
pub use xlsx::{MOST_ROWS, Sheet};

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The writer of workbooks refused.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The writer of CSV refused.
    #[error("the file cannot be written: {0}")]
    Csv(#[from] ::csv::Error),
    /// The disk refused.
    #[error("the file cannot be written: {0}")]
    Io(#[from] std::io::Error),
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Numbers with the places that they have.
    Number,
    /// Amounts of two places.
    Money,
    /// Days.
    Date,
    /// Moments, in the company's zone.
    Moment,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A figure.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// A moment, in the company's zone.
    Moment(DateTime),
}

impl Cell {
    /// An amount in minor units.
    pub fn money(minor: i64) -> Self {
        Self::Number(Decimal::new(minor, 2))
    }
}

/// What a spreadsheet may take for a formula once somebody edits the cell, in either width of the signs.
pub(crate) fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}
