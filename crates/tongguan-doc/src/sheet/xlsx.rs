//! A workbook into rows.
//!
//! Cell by cell and never as a range: a range is as large as its farthest cell, and a file of a kilobyte can name the last one.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};

use super::limits::{Count, place};
use super::{Fault, Format, Limits, Piece, Row, Taker, number, package};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], limits: &Limits, take: &mut Taker<'_>) -> Result<(), Fault> {
    package::judge(bytes, limits)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let sheets = workbook.sheets_metadata().to_vec();
    let sheets: Vec<_> = sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
    if sheets.len() > limits.sheets {
        return Err(Fault::TooManySheets { max: limits.sheets as u64 });
    }
    give(take, Piece::File { format: Format::Xlsx, encoding: None })?;
    let mut count = Count::default();
    for sheet in sheets {
        let hidden = sheet.visible != SheetVisible::Visible;
        give(take, Piece::Sheet { name: sheet.name.clone(), hidden })?;
        rows(&mut workbook, &sheet.name, (limits, &mut count), take)?;
    }
    Ok(())
}

fn give(take: &mut Taker<'_>, piece: Piece) -> Result<(), Fault> {
    take(piece).map_err(|_| Fault::Interrupted)
}

fn rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    (limits, count): (&Limits, &mut Count),
    take: &mut Taker<'_>,
) -> Result<(), Fault> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|_| Fault::Damaged)?;
    let percents: Vec<bool> = cells.styles().iter().map(is_percent).collect();
    let mut row = Row { number: 0, cells: Vec::new() };
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|_| Fault::Damaged)? {
        let text = text_of(cell.get_value(), percents.get(style).copied().unwrap_or(false));
        if text.trim().is_empty() {
            continue;
        }
        let (above, left) = cell.get_position();
        let (number, column) = (above.saturating_add(1), left.saturating_add(1));
        count.cell(limits, (number, column), &text)?;
        if text.contains('\0') {
            return Err(Fault::NotText { row: number });
        }
        // A sheet says its rows in order; one that goes back is none that a spreadsheet wrote.
        if number < row.number {
            return Err(Fault::Damaged);
        }
        if number > row.number {
            let cells = std::mem::take(&mut row.cells);
            finish(Row { number: row.number, cells }, take)?;
            row.number = number;
        }
        place(&mut row, column, text);
    }
    finish(row, take)
}

fn finish(row: Row, take: &mut Taker<'_>) -> Result<(), Fault> {
    if row.cells.is_empty() { Ok(()) } else { give(take, Piece::Row(row)) }
}

fn is_percent(style: &calamine::Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}

fn text_of(value: &DataRef<'_>, percent: bool) -> String {
    match value {
        DataRef::Int(whole) if percent => number::percent(*whole as f64),
        DataRef::Int(whole) => whole.to_string(),
        DataRef::Float(value) if percent => number::percent(*value),
        DataRef::Float(value) => number::plain(*value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is_so) => if *is_so { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => number::moment(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
