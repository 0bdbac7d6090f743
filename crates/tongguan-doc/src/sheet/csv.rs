//! Separated text into rows.

use csv::ReaderBuilder;

use super::limits::{Count, place};
use super::{Fault, Format, Limits, Piece, Row, Taker, encoding};

/// Lines that are looked at to find the separator.
const SAMPLE_LINES: usize = 10;
/// What separates, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// How other formats begin that people hand over under the name of a table.
const OTHERS: [(&str, &str); 6] = [
    ("%PDF", "pdf"),
    ("<!DOCTYPE", "html"),
    ("<HTML", "html"),
    ("<?XML", "xml"),
    ("{\\RTF", "rtf"),
    ("<TABLE", "html"),
];

/// Reads separated text.
pub(super) fn read(bytes: &[u8], limits: &Limits, take: &mut Taker<'_>) -> Result<(), Fault> {
    if let Some(found) = other_format(bytes) {
        return Err(Fault::UnknownFormat { found: found.to_owned() });
    }
    let (text, encoding) = encoding::decode(bytes)?;
    let text = text.trim_start_matches('\u{FEFF}');
    judge_characters(text)?;
    give(take, Piece::File { format: Format::Csv, encoding: Some(encoding.to_owned()) })?;
    give(take, Piece::Sheet { name: String::new(), hidden: false })?;
    rows(text, limits, take)
}

fn give(take: &mut Taker<'_>, piece: Piece) -> Result<(), Fault> {
    take(piece).map_err(|_| Fault::Interrupted)
}

fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let begins =
        |mark: &str| start.get(..mark.len()).is_some_and(|s| s.eq_ignore_ascii_case(mark.as_bytes()));
    OTHERS.iter().find(|(mark, _)| begins(mark)).map(|(_, name)| *name)
}

/// Text has no control characters but tabs and line ends; a program's file has them at once.
fn judge_characters(text: &str) -> Result<(), Fault> {
    let is_foreign = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{85}');
    match text.find(is_foreign) {
        None => Ok(()),
        Some(at) => {
            let row = text[..at].bytes().filter(|byte| *byte == b'\n').count() + 1;
            Err(Fault::NotText { row: u32::try_from(row).unwrap_or(u32::MAX) })
        }
    }
}

fn rows(text: &str, limits: &Limits, take: &mut Taker<'_>) -> Result<(), Fault> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut count = Count::default();
    let mut lines = Lines { text: text.as_bytes(), at: 0, number: 1 };
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(_) => return Err(Fault::Damaged),
        }
        let begins = record.position().map_or(0, |position| position.byte() as usize);
        let mut row = Row { number: lines.number(begins), cells: Vec::new() };
        for (index, cell) in record.iter().enumerate() {
            if cell.trim().is_empty() {
                continue;
            }
            let column = u32::try_from(index + 1).unwrap_or(u32::MAX);
            count.cell(limits, (row.number, column), cell)?;
            place(&mut row, column, cell.to_owned());
        }
        if !row.cells.is_empty() {
            give(take, Piece::Row(row))?;
        }
    }
}

/// Counts lines up to where a record begins.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    number: u32,
}

impl Lines<'_> {
    /// The line of the first character of a record that the reader says begins here: it counts a line end before as its own.
    fn number(&mut self, begins: usize) -> u32 {
        let rest = &self.text[begins.min(self.text.len())..];
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let to = begins.min(self.text.len()) + ends;
        let passed = self.text[self.at..to].iter().filter(|byte| **byte == b'\n').count();
        self.number = self.number.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.at = to;
        self.number
    }
}

/// The separator that divides the first lines most alike: the one with the most in the line that has least of it.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE_LINES).collect();
    let outside = |line: &str, mark: u8| {
        let mut quoted = false;
        line.bytes()
            .filter(|byte| {
                quoted ^= *byte == b'"';
                *byte == mark && !quoted
            })
            .count()
    };
    let total = |mark: u8| lines.iter().map(|line| outside(line, mark)).sum::<usize>();
    let least = |mark: u8| lines.iter().map(|line| outside(line, mark)).min().unwrap_or(0);
    let best = SEPARATORS.iter().rev().max_by_key(|mark| (least(**mark), total(**mark)));
    best.copied().unwrap_or(b',')
}
