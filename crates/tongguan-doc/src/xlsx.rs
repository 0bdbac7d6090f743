//! A paper as a workbook of one sheet, ruled and ready to print.
//!
//! Promises that no text is ever taken for a formula: texts are string cells, and those that begin like a formula are
//! quoted, so that they stay text when somebody edits them. Figures are numbers. Must never write a formula.

mod format;
mod grid;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Image, Workbook, Worksheet, XlsxError};

use crate::paper::{Block, Column, Layout, Line, Logo, Paper, Picture, Place, Table};
use format::{Face, Formats};
use grid::{Grid, shares};

/// Units of the sheet's width. Fine enough for the widest table.
const UNITS: u16 = 80;
/// Units of a label.
const LABEL: u16 = 13;

/// Columns beyond which a table is set in smaller type.
const DENSE_COLUMNS: usize = 9;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The writer refused.
    #[error("the workbook cannot be written: {0}")]
    Writer(#[from] XlsxError),
}

/// The workbook.
pub fn write(paper: &Paper) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    // A fixed date: the same paper gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(&paper.title).set_creation_datetime(&made);
    book.set_properties(&properties);
    let sheet = book.add_worksheet();
    page(sheet, paper)?;
    let mut grid = Grid::new(sheet, Formats::new(), paper.landscape)?;
    head(&mut grid, paper)?;
    content(&mut grid, paper)?;
    places(&mut grid, &paper.places)?;
    Ok(book.save_to_buffer()?)
}

/// A workbook of one sheet of texts, the first line its head.
pub fn texts(name: &str, lines: &[Vec<String>]) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    // A name that a workbook cannot bear is left to the writer.
    if rust_xlsxwriter::utility::check_sheet_name(name).is_ok() {
        sheet.set_name(name)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, line) in (0_u32..).zip(lines) {
        for (column, text) in (0_u16..).zip(line).filter(|(_, text)| !text.is_empty()) {
            // A cell holds so many characters and no more.
            let text: String = text.chars().take(32_000).collect();
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

fn page(sheet: &mut Worksheet, paper: &Paper) -> Result<(), XlsxError> {
    sheet.set_name(name(&paper.title))?.set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3).set_print_center_horizontally(true);
    sheet.set_screen_gridlines(false);
    if paper.landscape {
        sheet.set_landscape();
    }
    if let Some(mark) = &paper.watermark {
        sheet.set_header(format!("&C&14&\"-,Bold\"&KC00000{}", escaped(mark))).protect();
    }
    let [before, between, after] = paper.footer.pages.each_ref().map(|text| escaped(text));
    let pages = format!("{before}&P{between}&N{after}");
    let foot = [&paper.footer.text, &paper.footer.copy].map(|text| escaped(text)).join("  ");
    // A foot holds 255 characters.
    let foot: String = foot.trim().chars().take(160).collect();
    sheet.set_footer(format!("&L&8{foot}&R&8{pages}"));
    Ok(())
}

/// In heads and feet `&` begins a code.
fn escaped(text: &str) -> String {
    text.replace('&', "&&")
}

/// A name that a sheet may have.
fn name(title: &str) -> String {
    let plain = title.chars().map(|letter| if "[]:*?/\\'".contains(letter) { ' ' } else { letter });
    plain.take(31).collect()
}

fn head(grid: &mut Grid<'_>, paper: &Paper) -> Result<(), XlsxError> {
    let letterhead = &paper.letterhead;
    if let Some(logo) = letterhead.logo.as_ref().and_then(|logo| logo.bytes()) {
        let image = Image::new_from_buffer(&logo)?.set_scale_to_size(160, 40, true);
        grid.picture(&image)?;
    }
    if !letterhead.company.is_empty() {
        grid.line(&[(UNITS, letterhead.company.as_str().into(), Face::Company)])?;
    }
    if !letterhead.address.is_empty() {
        grid.line(&[(UNITS, letterhead.address.as_str().into(), Face::Small)])?;
    }
    if let Some(mark) = &paper.watermark {
        grid.line(&[(UNITS, mark.as_str().into(), Face::Mark)])?;
    }
    let title = match &paper.form_no {
        Some(no) => format!("{no}  {}", paper.title),
        None => paper.title.clone(),
    };
    grid.line(&[(UNITS, title.as_str().into(), Face::Title)])?;
    lines(grid, &paper.head)
}

fn content(grid: &mut Grid<'_>, paper: &Paper) -> Result<(), XlsxError> {
    for section in &paper.sections {
        if paper.layout == Layout::Document {
            grid.gap()?;
        }
        if !section.title.is_empty() {
            grid.line(&[(UNITS, section.title.as_str().into(), Face::Heading)])?;
        }
        for block in &section.blocks {
            match block {
                Block::Entries(entries) => lines(grid, entries)?,
                Block::Table(one) => table(grid, one)?,
                Block::Picture(picture) => drawing(grid, picture)?,
            }
        }
    }
    Ok(())
}

fn drawing(grid: &mut Grid<'_>, picture: &Picture) -> Result<(), XlsxError> {
    let Some(png) = picture.png.as_ref().and_then(Logo::bytes) else { return Ok(()) };
    grid.drawing(&Image::new_from_buffer(&png)?, (picture.drawing.width, picture.drawing.height))
}

fn lines(grid: &mut Grid<'_>, lines: &[Line]) -> Result<(), XlsxError> {
    for line in lines {
        // What has no label takes the whole width.
        if let [entry] = line.as_slice()
            && entry.label.is_empty()
        {
            grid.line(&[(UNITS, (&entry.value).into(), Face::Value)])?;
            continue;
        }
        let each = UNITS / u16::try_from(line.len().max(1)).unwrap_or(1);
        let cells = line.iter().flat_map(|entry| {
            let label = (LABEL, entry.label.as_str().into(), Face::Label);
            [label, (each - LABEL, (&entry.value).into(), Face::Value)]
        });
        grid.line(&cells.collect::<Vec<_>>())?;
    }
    Ok(())
}

fn table(grid: &mut Grid<'_>, table: &Table) -> Result<(), XlsxError> {
    grid.is_dense = table.columns.len() > DENSE_COLUMNS;
    if !table.title.is_empty() {
        grid.line(&[(UNITS, table.title.as_str().into(), Face::Caption)])?;
    }
    let shares = shares(&table.columns.iter().map(|column| column.weight).collect::<Vec<_>>(), UNITS);
    let heads = table.columns.iter().zip(&shares);
    grid.line(
        &heads.map(|(column, units)| (*units, column.label.as_str().into(), Face::Head)).collect::<Vec<_>>(),
    )?;
    let face = |column: &Column, strong: bool| match (column.right, strong) {
        (true, false) => Face::Figure,
        (false, false) => Face::Value,
        (_, true) => Face::Total,
    };
    let rows = table.rows.iter().map(|row| (row, false)).chain(table.total.iter().map(|row| (row, true)));
    for (row, strong) in rows {
        let cells = row.iter().zip(&table.columns).zip(&shares);
        let cells = cells.map(|((cell, column), units)| (*units, cell.into(), face(column, strong)));
        grid.line(&cells.collect::<Vec<_>>())?;
    }
    grid.is_dense = false;
    Ok(())
}

fn places(grid: &mut Grid<'_>, places: &[Place]) -> Result<(), XlsxError> {
    if places.is_empty() {
        return Ok(());
    }
    grid.gap()?;
    let shares = shares(&vec![1; places.len()], UNITS);
    let texts: Vec<String> =
        places.iter().map(|place| format!("{}\n\n{}", place.title, place.lines.join("\n\n"))).collect();
    let cells = texts.iter().zip(&shares).map(|(text, units)| (*units, text.as_str().into(), Face::Value));
    grid.line(&cells.collect::<Vec<_>>())
}
