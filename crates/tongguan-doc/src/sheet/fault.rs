//! Why a file is not read: a code with data.

use serde::{Deserialize, Serialize};

/// A fault of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(missing_docs, reason = "a field of a fault is a parameter of its sentence and named there")]
pub enum Fault {
    /// Nothing is in it.
    Empty,
    /// The file itself is larger than is taken.
    FileTooLarge { max_bytes: u64 },
    /// An .xls of old, or a workbook that a password protects: both are packed alike.
    OldOrProtected,
    /// Neither a workbook nor separated text: what it looks like.
    UnknownFormat { found: String },
    /// A workbook that is damaged, or made to look like one.
    Damaged,
    /// A package that unpacks to more than is taken.
    UnpacksTooLarge { max_bytes: u64 },
    /// A package of too many parts.
    TooManyParts { max: u64 },
    /// A part of the package that leads outside of it.
    BadPart,
    /// A part that declares entities.
    DeclaresEntities,
    /// More sheets than are read.
    TooManySheets { max: u64 },
    /// A cell below the last row that is read.
    TooManyRows { max: u32 },
    /// A cell beyond the last column that is read.
    TooManyColumns { row: u32, max: u32 },
    /// More cells than are read.
    TooManyCells { max: u64 },
    /// A cell with more text than a spreadsheet can hold.
    CellTooLong { row: u32, column: u32, max_chars: u64 },
    /// Characters that no text has.
    NotText { row: u32 },
    /// Neither UTF-8, UTF-16 nor GB 18030.
    UnknownEncoding,
    /// Whoever takes the rows did not want to go on.
    Interrupted,
}
