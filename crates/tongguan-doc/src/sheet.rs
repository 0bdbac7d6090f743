//! Spreadsheets in: XLSX and CSV into rows of text, piece by piece.
//!
//! Promises that what a file is follows from its content and never from its name, that a row carries its place in the file, and that
//! everything is bounded by [`Limits`] before it is kept. A formula is its stored result; nothing is evaluated, fetched or
//! written. Must never be called on a file of a stranger outside a process with limits of its own: the libraries below may still
//! take more than they should.

mod csv;
mod encoding;
mod fault;
mod limits;
mod number;
mod package;
mod xlsx;

use serde::{Deserialize, Serialize};

pub use fault::Fault;
pub use limits::{FILE_BYTES, Limits};

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// Separated text.
    Csv,
}

/// A row with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number as the sheet shows it, from 1; for text the line on which it begins.
    pub number: u32,
    /// Its cells from the first column, without empty ones at the end.
    pub cells: Vec<String>,
}

/// What a file is read into, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub enum Piece {
    /// What the file is, first of all.
    File {
        /// Its format.
        format: Format,
        /// The name of its encoding, for text.
        encoding: Option<String>,
    },
    /// A sheet begins.
    Sheet {
        /// Its name; empty for text.
        name: String,
        /// Whether it is hidden.
        hidden: bool,
    },
    /// A row of it that is not empty.
    Row(Row),
}

/// Takes the pieces; whoever takes them may refuse to go on.
pub type Taker<'t> = dyn FnMut(Piece) -> std::io::Result<()> + 't;

/// Reads a file.
pub fn read(bytes: &[u8], limits: &Limits, take: &mut Taker<'_>) -> Result<(), Fault> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Fault::FileTooLarge { max_bytes: limits.file_bytes });
    }
    match bytes {
        [] => Err(Fault::Empty),
        [b'P', b'K', 3 | 5 | 7, ..] => xlsx::read(bytes, limits, take),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(Fault::OldOrProtected),
        _ => csv::read(bytes, limits, take),
    }
}
