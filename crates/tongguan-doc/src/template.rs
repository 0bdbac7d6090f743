//! A customer's own template: a Word or Excel file with places to fill, `{{key}}` for a value and `{{table.column}}` for a line of a table.
//!
//! Promises that the file is given back as it came but for its places, that no value can become a formula, a field or markup, and that a
//! file with macros, formulas or parts from elsewhere is refused. Runs in a child process: the file is a stranger's.

mod docx;
mod open;
mod place;
mod tree;
mod xlsx;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use place::names_in;

use crate::paper::Cell;

/// What is filled in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// By key.
    pub cells: BTreeMap<String, Cell>,
    /// Tables: lines of values by column.
    pub tables: BTreeMap<String, Vec<BTreeMap<String, Cell>>>,
}

/// Why a template is not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It is neither a Word nor an Excel file of the kind without macros.
    #[error("neither DOCX nor XLSX")]
    NotATemplate,
    /// It unpacks to more than is taken.
    #[error("too large")]
    TooLarge,
    /// It is broken inside.
    #[error("broken")]
    Broken,
    /// It holds macros, embedded objects or parts from elsewhere.
    #[error("active content: {0}")]
    Active(String),
    /// It reckons by itself, in this cell: what is filled in would not be reckoned with.
    #[error("a formula in {0}")]
    Formula(String),
}

/// What kind of file a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
}

/// What a template asks for: its kind, and the names of its places.
pub fn look(file: &[u8]) -> Result<(Kind, BTreeSet<String>), Fault> {
    let package = open::open(file)?;
    let names = match package.kind {
        Kind::Docx => docx::names(&package)?,
        Kind::Xlsx => xlsx::names(&package)?,
    };
    Ok((package.kind, names))
}

/// The template filled. A place that no value is known for is left empty.
pub fn fill(file: &[u8], values: &Values) -> Result<Vec<u8>, Fault> {
    let mut package = open::open(file)?;
    match package.kind {
        Kind::Docx => docx::fill(&mut package, values)?,
        Kind::Xlsx => xlsx::fill(&mut package, values)?,
    }
    package.pack()
}
