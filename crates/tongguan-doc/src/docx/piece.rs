//! Rows of ruled cells.

use docx_rs::{
    AlignmentType, Paragraph, Run, Shading, Table, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, WidthType,
};

/// The cells of a row: width in twips, text, kind.
pub(super) type Cells = Vec<(u32, String, Kind)>;

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A section's heading.
    Heading,
    /// A table's caption.
    Caption,
    /// A column's heading.
    Head,
    /// A label beside a value.
    Label,
    /// A value.
    Value,
    /// A figure.
    Figure,
    /// A sum.
    Total,
}

/// A table of rows. Rows of different division stand in one table: each cell says which of the grid's columns it spans.
pub(super) fn ruled(rows: &[Cells], is_small: bool) -> Table {
    let edges = edges(rows);
    let grid = edges.windows(2).map(|pair| (pair[1] - pair[0]) as usize).collect();
    let size = if is_small && rows.iter().any(|row| row.len() > 8) { 14 } else { 18 };
    let rows = rows.iter().map(|row| {
        let mut from = 0;
        let cells = row.iter().map(|(width, text, kind)| {
            let to = from + width;
            let span = edges.iter().filter(|edge| **edge > from && **edge <= to).count();
            from = to;
            cell(text, *kind, size).grid_span(span.max(1)).width(*width as usize, WidthType::Dxa)
        });
        TableRow::new(cells.collect()).cant_split()
    });
    let rows: Vec<TableRow> = rows.collect();
    let width = edges.last().copied().unwrap_or(0) as usize;
    let margins = TableCellMargins::new().margin(40, 80, 40, 80);
    Table::new(rows)
        .set_grid(grid)
        .width(width, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(margins)
}

/// Where cells begin and end, over all rows.
fn edges(rows: &[Cells]) -> Vec<u32> {
    let mut edges = vec![0];
    for row in rows {
        let mut at = 0;
        edges.extend(row.iter().map(|(width, _, _)| {
            at += width;
            at
        }));
    }
    edges.sort_unstable();
    edges.dedup();
    edges
}

fn cell(text: &str, kind: Kind, size: usize) -> TableCell {
    let bold = matches!(kind, Kind::Heading | Kind::Caption | Kind::Total);
    let align = match kind {
        Kind::Caption | Kind::Head => AlignmentType::Center,
        Kind::Figure | Kind::Total => AlignmentType::Right,
        Kind::Heading | Kind::Label | Kind::Value => AlignmentType::Left,
    };
    let paragraph = |line: &str| {
        let run = Run::new().add_text(line).size(size);
        Paragraph::new().align(align).add_run(if bold { run.bold() } else { run })
    };
    let cell = TableCell::new().vertical_align(VAlignType::Center);
    let cell = text.split('\n').map(paragraph).fold(cell, TableCell::add_paragraph);
    match kind {
        Kind::Heading | Kind::Head | Kind::Label => cell.shading(Shading::new().fill("F2F2F2")),
        Kind::Caption | Kind::Value | Kind::Figure | Kind::Total => cell,
    }
}

/// `width` divided by weight, to the last twip.
pub(super) fn shares(weights: &[u32], width: u32) -> Vec<u32> {
    let all: u32 = weights.iter().sum::<u32>().max(1);
    let mut shares: Vec<u32> = weights.iter().map(|weight| width * weight / all).collect();
    let left = width - shares.iter().sum::<u32>();
    if let Some(last) = shares.last_mut() {
        *last += left;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_different_division_share_one_grid() {
        let row = |widths: &[u32]| widths.iter().map(|width| (*width, String::new(), Kind::Value)).collect();
        assert_eq!(edges(&[row(&[100]), row(&[17, 33, 17, 33]), row(&[17, 83])]), [0, 17, 50, 67, 100]);
    }

    #[test]
    fn shares_add_up() {
        assert_eq!(shares(&[1, 1, 1], 100), [33, 33, 34]);
        assert_eq!(shares(&[], 100), [0_u32; 0]);
    }
}
