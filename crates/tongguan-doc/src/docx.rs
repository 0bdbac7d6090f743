//! A paper as a DOCX document that people may go on writing in.
//!
//! Promises that text is text: nothing in a paper becomes a field, a link or a macro. The mark of a copy that is not clean
//! stands at the head of every page. Must never embed what is not in the paper.

mod piece;

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Footer, Header, LineSpacing, NumPages, PageMargin, PageNum, PageOrientationType,
    Paragraph, Pic, Run, RunFonts, Table,
};

use crate::paper::{Block, Column, Line, Logo, Paper, Place};
use piece::{Cells, Kind, ruled, shares};

/// A4 in twentieths of a point.
const SHORT_TWIPS: u32 = 11_906;
const LONG_TWIPS: u32 = 16_838;
/// Left and right margin together.
const MARGINS_TWIPS: u32 = 2_000;
/// Share of a line that a label takes, in hundredths.
const LABEL_PERCENT: u32 = 17;
/// English Metric Units of a pixel.
const PIXEL_EMU: u32 = 9_525;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The writer refused.
    #[error("the document cannot be written: {0}")]
    Writer(String),
}

/// The document.
pub fn write(paper: &Paper) -> Result<Vec<u8>, Error> {
    let (width, height) = if paper.landscape { (LONG_TWIPS, SHORT_TWIPS) } else { (SHORT_TWIPS, LONG_TWIPS) };
    let mut docx = Docx::new()
        .created_at("2000-01-01T00:00:00Z")
        .updated_at("2000-01-01T00:00:00Z")
        .default_fonts(
            RunFonts::new()
                .ascii("Noto Sans CJK SC")
                .hi_ansi("Noto Sans CJK SC")
                .east_asia("Noto Sans CJK SC"),
        )
        .default_size(20)
        .page_size(width, height)
        .page_margin(PageMargin::new().top(1100).bottom(900).left(1000).right(1000).header(500).footer(450));
    if paper.landscape {
        docx = docx.page_orient(PageOrientationType::Landscape);
    }
    docx = docx.header(header(paper)).footer(footer(paper));
    docx = title(docx, paper);
    docx = content(docx, paper, width - MARGINS_TWIPS);
    let mut bytes = Cursor::new(Vec::new());
    docx.pack(&mut bytes).map_err(|error| Error::Writer(error.to_string()))?;
    Ok(bytes.into_inner())
}

fn paragraph(text: &str, size: usize, bold: bool) -> Paragraph {
    let run = Run::new().add_text(text).size(size);
    Paragraph::new().add_run(if bold { run.bold() } else { run })
}

fn header(paper: &Paper) -> Header {
    let letterhead = &paper.letterhead;
    let mut header = Header::new();
    if let Some(picture) = letterhead.logo.as_ref().and_then(picture) {
        header = header.add_paragraph(Paragraph::new().add_run(Run::new().add_image(picture)));
    }
    if !letterhead.company.is_empty() {
        header = header.add_paragraph(paragraph(&letterhead.company, 22, true).align(AlignmentType::Center));
    }
    if !letterhead.address.is_empty() {
        header = header.add_paragraph(paragraph(&letterhead.address, 16, false).align(AlignmentType::Center));
    }
    if let Some(mark) = &paper.watermark {
        let run = Run::new().add_text(mark).size(32).bold().color("C00000");
        header = header.add_paragraph(Paragraph::new().add_run(run).align(AlignmentType::Center));
    }
    header
}

/// The logo, one centimetre high.
fn picture(logo: &Logo) -> Option<Pic> {
    let (width, height) = logo.pixels()?;
    let shown = 38;
    let pic = Pic::new_with_dimensions(logo.bytes()?, width, height);
    Some(pic.size(shown * width / height.max(1) * PIXEL_EMU, shown * PIXEL_EMU))
}

fn footer(paper: &Paper) -> Footer {
    let [before, between, after] = &paper.footer.pages;
    let small = |text: &str| Run::new().add_text(text).size(16);
    let pages = Paragraph::new()
        .align(AlignmentType::Center)
        .add_run(small(before))
        .add_page_num(PageNum::new())
        .add_run(small(between))
        .add_num_pages(NumPages::new())
        .add_run(small(after));
    let texts = [&paper.footer.text, &paper.footer.copy].into_iter().filter(|text| !text.is_empty());
    let said = texts.map(|text| paragraph(text, 16, false).align(AlignmentType::Center));
    said.fold(Footer::new(), Footer::add_paragraph).add_paragraph(pages)
}

fn title(docx: Docx, paper: &Paper) -> Docx {
    let docx = match &paper.form_no {
        Some(no) => docx.add_paragraph(paragraph(no, 20, false).align(AlignmentType::Left)),
        None => docx,
    };
    let spacing = LineSpacing::new().before(60).after(160);
    let title = paragraph(&paper.title, 34, true).align(AlignmentType::Center).line_spacing(spacing);
    docx.add_paragraph(title)
}

fn content(docx: Docx, paper: &Paper, width: u32) -> Docx {
    let mut rows = lines(&paper.head, width);
    let mut docx = docx;
    for section in &paper.sections {
        if !section.title.is_empty() {
            rows.push(vec![(width, section.title.clone(), Kind::Heading)]);
        }
        for block in &section.blocks {
            match block {
                Block::Entries(entries) => rows.extend(lines(entries, width)),
                Block::Table(table) => {
                    docx = flush(docx, &mut rows);
                    docx = docx.add_table(one_table(table, width));
                    // Two tables that touch would become one.
                    docx = docx.add_paragraph(paragraph("", 8, false));
                }
                Block::Picture(picture) => {
                    docx = flush(docx, &mut rows);
                    docx = picture_of(picture, width).into_iter().fold(docx, Docx::add_paragraph);
                }
            }
        }
    }
    if !paper.places.is_empty() {
        rows.push(places(&paper.places, width));
    }
    flush(docx, &mut rows)
}

/// The picture as wide as the sheet allows, and never larger than it was drawn.
fn picture_of(picture: &crate::paper::Picture, width: u32) -> Option<Paragraph> {
    let png = picture.png.as_ref()?.bytes()?;
    let drawn = &picture.drawing;
    // The sheet is measured in twentieths of a point, pictures in 12,700th.
    let share = (f64::from(width) / 20.0 / drawn.width).min(1.0);
    let side = |points: f64| (points * share * 12_700.0).round() as u32;
    let pic = Pic::new_with_dimensions(png, 1, 1).size(side(drawn.width), side(drawn.height));
    Some(Paragraph::new().add_run(Run::new().add_image(pic)).align(AlignmentType::Center))
}

fn flush(docx: Docx, rows: &mut Vec<Cells>) -> Docx {
    match std::mem::take(rows) {
        rows if rows.is_empty() => docx,
        rows => docx.add_table(ruled(&rows, false)).add_paragraph(paragraph("", 8, false)),
    }
}

fn lines(lines: &[Line], width: u32) -> Vec<Cells> {
    let label = width * LABEL_PERCENT / 100;
    let line = |line: &Line| {
        // What has no label takes the whole width.
        if let [entry] = line.as_slice()
            && entry.label.is_empty()
        {
            return vec![(width, entry.value.text.clone(), Kind::Value)];
        }
        let each = width / u32::try_from(line.len().max(1)).unwrap_or(1);
        let cells = line.iter().flat_map(|entry| {
            let value = (each - label, entry.value.text.clone(), Kind::Value);
            [(label, entry.label.clone(), Kind::Label), value]
        });
        cells.collect()
    };
    lines.iter().map(line).collect()
}

fn one_table(table: &crate::paper::Table, width: u32) -> Table {
    let shares = shares(&table.columns.iter().map(|column| column.weight).collect::<Vec<_>>(), width);
    let mut rows: Vec<Cells> = Vec::new();
    if !table.title.is_empty() {
        rows.push(vec![(width, table.title.clone(), Kind::Caption)]);
    }
    let heads = table.columns.iter().zip(&shares);
    rows.push(heads.map(|(column, width)| (*width, column.label.clone(), Kind::Head)).collect());
    let kind = |column: &Column, strong: bool| match (column.right, strong) {
        (true, false) => Kind::Figure,
        (false, false) => Kind::Value,
        (_, true) => Kind::Total,
    };
    for (row, strong) in
        table.rows.iter().map(|row| (row, false)).chain(table.total.iter().map(|row| (row, true)))
    {
        let cells = row.iter().zip(&table.columns).zip(&shares);
        rows.push(
            cells.map(|((cell, column), width)| (*width, cell.text.clone(), kind(column, strong))).collect(),
        );
    }
    ruled(&rows, true)
}

fn places(places: &[Place], width: u32) -> Cells {
    let shares = shares(&vec![1; places.len()], width);
    let text = |place: &Place| format!("{}\n\n{}", place.title, place.lines.join("\n\n"));
    places.iter().zip(shares).map(|(place, width)| (width, text(place), Kind::Value)).collect()
}
