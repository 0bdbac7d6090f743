//! A list as a workbook of one sheet: a line that says whose copy it is, the headings, the rows.
//!
//! Rows go to a temporary file as they come. Must never write a formula, a link or a picture.

use std::io::Write;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Column, Error, Kind, begins_like_a_formula};

/// Rows that a sheet holds beside its line and its headings.
pub const MOST_ROWS: u32 = 1_048_574;
/// Characters that a cell holds.
const MOST_CHARS: usize = 32_767;
/// Rows above the list.
const HEAD_ROWS: u32 = 2;

/// A workbook in the making.
pub struct Sheet {
    book: Workbook,
    formats: Vec<Format>,
    quoted: Format,
    row: u32,
}

impl Sheet {
    /// Writes the head. `line` says who took the copy, when and why.
    pub fn new(name: &str, line: &str, columns: &[Column]) -> Result<Self, Error> {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(name).set_creation_datetime(&made));
        let plain = || Format::new().set_font_name("Noto Sans CJK SC").set_font_size(10);
        let formats = columns.iter().map(|column| plain().set_num_format(shape(column.kind))).collect();
        let sheet = book.add_worksheet_with_constant_memory()?;
        page(sheet, name, line, columns)?;
        let small = plain().set_font_size(9).set_font_color(Color::RGB(0x00C0_0000));
        let heading = plain().set_bold().set_background_color(Color::RGB(0x00F2_F2F2));
        sheet.write_string_with_format(0, 0, cut(line), &small)?;
        for (place, column) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(1, place, cut(&column.name), &heading)?;
        }
        Ok(Self { book, formats, quoted: plain().set_quote_prefix(), row: HEAD_ROWS })
    }

    /// Writes a row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Error> {
        let sheet = self.book.worksheet_from_index(0)?;
        for ((place, cell), format) in (0_u16..).zip(cells).zip(&self.formats) {
            write(sheet, (self.row, place), cell, (format, &self.quoted))?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes the workbook.
    pub fn save<W: Write + Send>(mut self, out: W) -> Result<(), Error> {
        Ok(self.book.save_to_writer(out)?)
    }
}

fn page(sheet: &mut Worksheet, name: &str, line: &str, columns: &[Column]) -> Result<(), XlsxError> {
    let plain: String =
        name.chars().map(|letter| if "[]:*?/\\'".contains(letter) { ' ' } else { letter }).collect();
    sheet.set_name(plain.chars().take(31).collect::<String>())?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_freeze_panes(HEAD_ROWS, 0)?;
    sheet.set_repeat_rows(0, HEAD_ROWS - 1)?;
    // In heads and feet `&` begins a code; a foot holds 255 characters.
    let foot: String = line.replace('&', "&&").chars().take(200).collect();
    sheet.set_footer(format!("&L&8{foot}&R&8&P / &N"));
    for (place, column) in (0_u16..).zip(columns) {
        sheet.set_column_width(place, width(column.kind))?;
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, place): (u32, u16),
    cell: &Cell,
    (format, quoted): (&Format, &Format),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let format = if begins_like_a_formula(text) { quoted } else { format };
            sheet.write_string_with_format(row, place, cut(text), format)?;
        }
        Cell::Number(number) => {
            sheet.write_number_with_format(row, place, number.to_f64().unwrap_or_default(), format)?;
        }
        Cell::Date(date) => {
            let at =
                ExcelDateTime::from_ymd(date.year().unsigned_abs(), part(date.month()), part(date.day()))?;
            sheet.write_datetime_with_format(row, place, at, format)?;
        }
        Cell::Moment(at) => {
            let day = ExcelDateTime::from_ymd(at.year().unsigned_abs(), part(at.month()), part(at.day()))?;
            let at =
                day.and_hms(at.hour().unsigned_abs().into(), part(at.minute()), at.second().unsigned_abs())?;
            sheet.write_datetime_with_format(row, place, at, format)?;
        }
    }
    Ok(())
}

fn part(of: i8) -> u8 {
    of.unsigned_abs()
}

fn cut(text: &str) -> String {
    text.chars().take(MOST_CHARS).collect()
}

fn shape(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Number => "General",
        Kind::Money => "#,##0.00",
        Kind::Date => "yyyy-mm-dd",
        Kind::Moment => "yyyy-mm-dd hh:mm",
    }
}

fn width(kind: Kind) -> f64 {
    match kind {
        Kind::Text => 20.0,
        Kind::Number => 10.0,
        Kind::Money => 16.0,
        Kind::Date => 12.0,
        Kind::Moment => 17.0,
    }
}
