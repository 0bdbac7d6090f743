//! A file that was read: its sheets of rows, and which of them is meant.

use tongguan_core::import::{Field, Kind, Mapping};
use tongguan_doc::sheet::{Format, Piece, Row};

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Book {
    /// What the file is.
    pub format: Option<Format>,
    /// The name of its encoding, for text.
    pub encoding: Option<String>,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for text.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its rows that are not empty.
    pub rows: Vec<Row>,
}

/// Rows from the top of a sheet that a guess looks at.
const TOP: usize = 50;

impl Book {
    /// Takes a piece.
    pub fn take(&mut self, piece: Piece) {
        match piece {
            Piece::File { format, encoding } => (self.format, self.encoding) = (Some(format), encoding),
            Piece::Sheet { name, hidden } => self.sheets.push(Sheet { name, hidden, rows: Vec::new() }),
            Piece::Row(row) => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.rows.push(row);
                }
            }
        }
    }

    /// The sheet of a name; without one the first that is shown and not empty.
    pub fn sheet(&self, name: Option<&str>) -> Option<&Sheet> {
        match name {
            Some(name) => self.sheets.iter().find(|sheet| sheet.name == name),
            None => self.shown(None).next(),
        }
    }

    /// The mapping of the first sheet that is shown and has a head.
    pub fn guess(&self, kind: Kind, fields: &[Field], name: Option<&str>) -> Option<Mapping> {
        self.shown(name).find_map(|sheet| {
            let mapping = Mapping::guess(kind, fields, &sheet.top())?;
            Some(Mapping { sheet: Some(sheet.name.clone()).filter(|name| !name.is_empty()), ..mapping })
        })
    }

    /// The sheets that are shown and not empty; only the one of a name where one is given.
    pub fn shown(&self, name: Option<&str>) -> impl Iterator<Item = &Sheet> {
        let is_meant = move |sheet: &&Sheet| name.is_none_or(|name| sheet.name == name);
        self.sheets.iter().filter(|sheet| !sheet.hidden && !sheet.rows.is_empty()).filter(is_meant)
    }
}

impl Sheet {
    /// The first rows.
    pub fn top(&self) -> Vec<&[String]> {
        self.rows.iter().take(TOP).map(|row| row.cells.as_slice()).collect()
    }
}
