//! What one reads in a file: the texts of its cells and paragraphs, in order.

use std::io::{Cursor, Read};

use tongguan_doc::paper::Paper;

/// A part of an archive.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

/// The texts between `<tag …>` and `</tag>`.
fn texts(xml: &str, tag: &str) -> Vec<String> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find(&open) {
        rest = &rest[at + open.len()..];
        if !rest.starts_with(['>', ' ']) {
            continue;
        }
        let (Some(begin), Some(end)) = (rest.find('>'), rest.find(&close)) else { break };
        found.push(plain(&rest[begin + 1..end]));
        rest = &rest[end..];
    }
    found
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// The texts of a document: head, content, foot.
pub fn of_docx(bytes: &[u8]) -> Vec<String> {
    let parts = ["word/header1.xml", "word/document.xml", "word/footer1.xml"];
    let said = parts.iter().flat_map(|name| texts(&part(bytes, name), "w:t"));
    said.filter(|text| !text.is_empty()).collect()
}

/// The texts of a workbook. Figures are no texts.
pub fn of_xlsx(bytes: &[u8]) -> Vec<String> {
    texts(&part(bytes, "xl/sharedStrings.xml"), "t")
}

/// Every text of a paper's content, figures apart.
pub fn of_paper(paper: &Paper) -> (Vec<String>, Vec<f64>) {
    use rust_decimal::prelude::ToPrimitive;
    use tongguan_doc::paper::{Block, Cell};
    let mut cells: Vec<&Cell> = Vec::new();
    let mut labels: Vec<String> = vec![paper.title.clone()];
    let mut entries: Vec<_> = paper.head.iter().flatten().collect();
    for section in &paper.sections {
        labels.push(section.title.clone());
        for block in &section.blocks {
            match block {
                Block::Entries(lines) => entries.extend(lines.iter().flatten()),
                // Its words are those of the table beside it.
                Block::Picture(_) => {}
                Block::Table(table) => {
                    labels.push(table.title.clone());
                    labels.extend(table.columns.iter().map(|column| column.label.clone()));
                    cells.extend(table.rows.iter().chain(&table.total).flatten());
                }
            }
        }
    }
    labels.extend(entries.iter().map(|entry| entry.label.clone()));
    cells.extend(entries.iter().map(|entry| &entry.value));
    let figures = cells.iter().filter_map(|cell| cell.figure?.number.to_f64()).collect();
    let words = cells.iter().filter(|cell| cell.figure.is_none()).map(|cell| cell.text.clone());
    (labels.into_iter().chain(words).filter(|text| !text.is_empty()).collect(), figures)
}
