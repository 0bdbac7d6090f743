//! A sheet as a grid of narrow columns over which cells are laid, so that lines of any division stand under each other.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Image, Worksheet, XlsxError};

use super::UNITS;
use super::format::{Face, Formats};
use crate::paper::cell::width;
use crate::paper::{Cell, Figure};
use crate::table::begins_like_a_formula;

/// Pixels of the printable width of A4.
const PORTRAIT_PIXELS: u32 = 700;
const LANDSCAPE_PIXELS: u32 = 1030;
/// Pixels of half a Chinese character at ten points, and at eight.
const LETTER_PIXELS: u32 = 7;
const DENSE_LETTER_PIXELS: u32 = 6;
/// Points of a line of text.
const LINE_POINTS: f64 = 15.0;
/// A pixel of a spreadsheet, in points.
const POINTS_PER_PIXEL: f64 = 0.75;
/// Tallest row that Excel takes.
const MAX_POINTS: f64 = 409.0;

/// What stands in a cell.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    text: &'a str,
    figure: Option<Figure>,
}

impl<'a> From<&'a str> for Said<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, figure: None }
    }
}

impl<'a> From<&'a Cell> for Said<'a> {
    fn from(cell: &'a Cell) -> Self {
        Self { text: &cell.text, figure: cell.figure }
    }
}

/// The grid, and the row that is next.
pub(super) struct Grid<'a> {
    sheet: &'a mut Worksheet,
    formats: Formats,
    unit_pixels: u32,
    row: u32,
    /// Whether cells are set in smaller type.
    pub(super) is_dense: bool,
}

impl<'a> Grid<'a> {
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        formats: Formats,
        landscape: bool,
    ) -> Result<Self, XlsxError> {
        let unit_pixels = if landscape { LANDSCAPE_PIXELS } else { PORTRAIT_PIXELS } / u32::from(UNITS);
        for column in 0..UNITS {
            sheet.set_column_width_pixels(column, unit_pixels)?;
        }
        Ok(Self { sheet, formats, unit_pixels, row: 0, is_dense: false })
    }

    /// A row of cells, each with its units of the width.
    pub(super) fn line(&mut self, cells: &[(u16, Said<'_>, Face)]) -> Result<(), XlsxError> {
        let mut column = 0;
        let mut lines = 1;
        for (units, said, face) in cells {
            self.cell(column, *units, *said, *face)?;
            // A figure shrinks and never breaks.
            lines = lines.max(if said.figure.is_some() { 1 } else { self.lines_of(*units, said.text) });
            column += units;
        }
        let tall = cells.iter().any(|(_, _, face)| matches!(face, Face::Title | Face::Mark));
        let height = f64::from(lines) * LINE_POINTS + if tall { 16.0 } else { 6.0 };
        self.sheet.set_row_height(self.row, height.min(MAX_POINTS))?;
        self.row += 1;
        Ok(())
    }

    /// An empty row between two parts.
    pub(super) fn gap(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, 8)?;
        self.row += 1;
        Ok(())
    }

    /// A picture in a row of its own.
    pub(super) fn picture(&mut self, image: &Image) -> Result<(), XlsxError> {
        self.sheet.insert_image(self.row, 0, image)?.set_row_height(self.row, 34)?;
        self.row += 1;
        Ok(())
    }

    /// A drawing across the sheet, over as many rows as it is high; of `size` points, and never drawn larger.
    pub(super) fn drawing(&mut self, image: &Image, size: (f64, f64)) -> Result<(), XlsxError> {
        let room = f64::from(self.unit_pixels * u32::from(UNITS)) * POINTS_PER_PIXEL;
        let share = (room / size.0).min(1.0);
        let (width, height) = (size.0 * share / POINTS_PER_PIXEL, size.1 * share / POINTS_PER_PIXEL);
        let image = image.clone().set_scale_to_size(width, height, true);
        self.sheet.insert_image(self.row, 0, &image)?;
        let rows = (size.1 * share / LINE_POINTS).ceil().max(1.0) as u32;
        for row in self.row..self.row + rows {
            self.sheet.set_row_height(row, LINE_POINTS)?;
        }
        self.row += rows;
        Ok(())
    }

    fn cell(&mut self, column: u16, units: u16, said: Said<'_>, face: Face) -> Result<(), XlsxError> {
        let mut format = self.formats.of(face, said.figure, self.is_dense);
        if begins_like_a_formula(said.text) && said.figure.is_none() {
            format = format.set_quote_prefix();
        }
        let last = column + units.max(1) - 1;
        if last > column {
            self.sheet.merge_range(self.row, column, self.row, last, "", &format)?;
        }
        match said.figure.and_then(|figure| figure.number.to_f64()) {
            Some(number) => self.sheet.write_number_with_format(self.row, column, number, &format)?,
            None if said.text.is_empty() => self.sheet.write_blank(self.row, column, &format)?,
            None => self.sheet.write_string_with_format(self.row, column, said.text, &format)?,
        };
        Ok(())
    }

    fn lines_of(&self, units: u16, text: &str) -> u32 {
        let letter = if self.is_dense { DENSE_LETTER_PIXELS } else { LETTER_PIXELS };
        let room = (u32::from(units) * self.unit_pixels).saturating_sub(6).max(letter);
        let lines = text.split('\n').map(|line| {
            let pixels = u32::try_from(width(line)).unwrap_or(u32::MAX / letter) * letter;
            pixels.div_ceil(room).max(1)
        });
        lines.sum()
    }
}

/// `units` divided by weight, at least one for each; what is left over goes where most is missing.
pub(super) fn shares(weights: &[u32], units: u16) -> Vec<u16> {
    let (all, units) = (weights.iter().sum::<u32>().max(1), u32::from(units));
    let mut shares: Vec<u32> = weights.iter().map(|weight| (weight * units / all).max(1)).collect();
    let lack = |shares: &[u32], at: usize| i64::from(weights[at] * units) - i64::from(shares[at] * all);
    while shares.iter().sum::<u32>() < units && !shares.is_empty() {
        let neediest = (0..shares.len()).max_by_key(|at| lack(&shares, *at)).unwrap_or(0);
        shares[neediest] += 1;
    }
    while shares.iter().sum::<u32>() > units && shares.iter().any(|share| *share > 1) {
        let richest = (0..shares.len()).filter(|at| shares[*at] > 1).min_by_key(|at| lack(&shares, *at));
        shares[richest.unwrap_or(0)] -= 1;
    }
    shares.into_iter().map(|share| u16::try_from(share).unwrap_or(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fill_the_width_and_leave_nobody_out() {
        for weights in [vec![1], vec![1, 1, 1], vec![30; 18], vec![2, 30, 5, 5, 5], vec![1, 1000]] {
            let shares = shares(&weights, UNITS);
            assert_eq!(shares.iter().sum::<u16>(), UNITS, "{weights:?}");
            assert!(shares.iter().all(|share| *share > 0), "{weights:?}");
        }
    }

    #[test]
    fn signs_of_formulas_are_known_in_both_widths() {
        for text in ["=1+1", "+1", "-1", "@SUM", "\t=1", "＝1", "＠x"] {
            assert!(begins_like_a_formula(text), "{text:?}");
        }
        assert!(!begins_like_a_formula("a=1") && !begins_like_a_formula("（=1）"));
    }
}
