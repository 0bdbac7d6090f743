//! A list as CSV (RFC 4180): UTF-8 with its mark, as Excel wants it, CRLF, and a `'` before what looks like a formula.

use std::io::Write;

use super::{Cell, Column, Error, begins_like_a_formula};

/// By this Excel knows UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A file in the making.
pub struct Csv<W: Write> {
    out: ::csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    /// Writes the head.
    pub fn new(mut out: W, columns: &[Column]) -> Result<Self, Error> {
        out.write_all(MARK)?;
        let mut out =
            ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(false).from_writer(out);
        out.write_record(columns.iter().map(|column| safe(&column.name)))?;
        Ok(Self { out })
    }

    /// Writes a row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Error> {
        Ok(self.out.write_record(cells.iter().map(text))?)
    }

    /// Gives back what was written to, all of it.
    pub fn finish(self) -> Result<W, Error> {
        self.out.into_inner().map_err(|error| error.into_error().into())
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => safe(text),
        // A figure may begin with a minus: it is a figure for a spreadsheet as well.
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Moment(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

/// NUL ends a text for some programs; nothing of ours holds one.
fn safe(text: &str) -> String {
    let plain = text.replace('\0', "");
    if begins_like_a_formula(text) { format!("'{plain}") } else { plain }
}
