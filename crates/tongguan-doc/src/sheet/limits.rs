//! How much of a file is read, and the count of what was.

use super::{Fault, Row};

/// The largest file: a hundred thousand rows with twenty columns filled.
pub const FILE_BYTES: u64 = 32 << 20;

/// The limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The file as it came.
    pub file_bytes: u64,
    /// All parts of a package, unpacked.
    pub unpacked_bytes: u64,
    /// How many times the file a package may unpack to.
    pub ratio: u64,
    /// Parts of a package.
    pub parts: usize,
    /// Sheets.
    pub sheets: usize,
    /// The highest number of a row.
    pub rows: u32,
    /// The highest number of a column.
    pub columns: u32,
    /// Cells that say something, all sheets together.
    pub cells: u64,
    /// Characters of one cell; what a spreadsheet itself can hold.
    pub cell_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: FILE_BYTES,
            unpacked_bytes: 200 << 20,
            ratio: 100,
            parts: 1_000,
            sheets: 50,
            rows: 200_000,
            columns: 256,
            cells: 5_000_000,
            cell_chars: 32_767,
        }
    }
}

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Count {
    cells: u64,
}

impl Count {
    /// Judges a cell that says something before it is kept. Places count from 1.
    pub(super) fn cell(
        &mut self,
        limits: &Limits,
        (row, column): (u32, u32),
        text: &str,
    ) -> Result<(), Fault> {
        self.cells += 1;
        if column > limits.columns {
            return Err(Fault::TooManyColumns { row, max: limits.columns });
        }
        if row > limits.rows {
            return Err(Fault::TooManyRows { max: limits.rows });
        }
        if self.cells > limits.cells {
            return Err(Fault::TooManyCells { max: limits.cells });
        }
        if text.len() > limits.cell_chars && text.chars().count() > limits.cell_chars {
            return Err(Fault::CellTooLong { row, column, max_chars: limits.cell_chars as u64 });
        }
        Ok(())
    }
}

/// Puts a cell at its place of a row; columns count from 1.
pub(super) fn place(row: &mut Row, column: u32, text: String) {
    let at = column as usize - 1;
    if row.cells.len() <= at {
        row.cells.resize(at, String::new());
        row.cells.push(text);
    } else {
        row.cells[at] = text;
    }
}
