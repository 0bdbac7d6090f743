//! The rows that somebody has to look at, back as the same table with a column that says why.
//!
//! Promises that no cell is taken for a formula by the program that opens it, and that the file can be corrected and imported again.

use std::collections::BTreeMap;
use std::io::Write;

use super::book::Sheet;
use super::table::Outcome;
use super::words::Reasons;
use crate::i18n::Lang;

/// How a text begins that a spreadsheet takes for a formula.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

/// Writes the head and the rows of `outcomes` that need a look, as CSV in UTF-8 with its mark.
pub fn write(
    out: impl Write,
    (sheet, head): (&Sheet, usize),
    outcomes: &[Outcome],
    reasons: Reasons<'_>,
) -> Result<(), csv::Error> {
    let mut out = out;
    out.write_all(b"\xEF\xBB\xBF")?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    for line in lines((sheet, head), outcomes, reasons) {
        writer.write_record(line.into_iter().map(|text| harmless(&text)))?;
    }
    writer.flush()?;
    Ok(())
}

/// The same as a workbook; its cells are texts and need no guard against formulas.
pub fn workbook(
    (sheet, head): (&Sheet, usize),
    outcomes: &[Outcome],
    reasons: Reasons<'_>,
) -> Result<Vec<u8>, tongguan_doc::xlsx::Error> {
    let name = if sheet.name.is_empty() { "Sheet1" } else { &sheet.name };
    tongguan_doc::xlsx::texts(name, &lines((sheet, head), outcomes, reasons))
}

/// The head and the rows, each with its number, its verdict and the reason.
fn lines((sheet, head): (&Sheet, usize), outcomes: &[Outcome], reasons: Reasons<'_>) -> Vec<Vec<String>> {
    let headings = sheet.rows.get(head).map_or(&[][..], |row| row.cells.as_slice());
    let needing: BTreeMap<u32, &Outcome> = outcomes
        .iter()
        .filter(|outcome| outcome.verdict.needs_a_look())
        .map(|outcome| (outcome.row, outcome))
        .collect();
    let of_needing = || sheet.rows.iter().skip(head + 1).filter(|row| needing.contains_key(&row.number));
    let width = of_needing().map(|row| row.cells.len()).max().unwrap_or(0).max(headings.len());
    let line = |cells: &[String], more: [&str; 3]| {
        let padded = (0..width).map(|column| cells.get(column).map_or("", String::as_str));
        padded.chain(more).map(str::to_owned).collect::<Vec<String>>()
    };
    let more = match reasons.lang {
        Lang::Zh => ["〔原行号〕", "〔结果〕", "〔原因〕"],
        Lang::En => ["[row]", "[verdict]", "[reason]"],
    };
    let told = of_needing().map(|row| {
        let verdict = &needing[&row.number].verdict;
        let word = super::words::word(reasons.lang, verdict.key()).unwrap_or_default();
        let (number, reason) = (row.number.to_string(), reasons.of(verdict));
        line(&row.cells, [&number, word, &reason])
    });
    std::iter::once(line(headings, more)).chain(told).collect()
}

/// A text that stays a text.
fn harmless(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::names::Names;
    use tongguan_core::import::{Kind, Verdict};
    use tongguan_core::process::Process;
    use tongguan_doc::sheet::Row;

    #[test]
    fn only_what_needs_a_look_comes_back_and_no_formula() {
        let row = |number: u32, cells: &[&str]| Row {
            number,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        let rows = vec![
            row(1, &["客户台账"]),
            row(3, &["客户", "电话"]),
            row(4, &["好公司"]),
            row(5, &["=1+1", "+86 1", "外"]),
        ];
        let sheet = Sheet { name: String::new(), hidden: false, rows };
        let (process, names) = (Process::standard(), Names::new());
        let fields = Kind::Customers.fields(&process);
        let reasons = Reasons { lang: Lang::Zh, fields: &fields, process: &process, names: &names };
        let alike = Verdict::Duplicate { similar: 1, department: None, last_contact: None };
        let outcome = |row, verdict| Outcome { row, title: String::new(), verdict, made: Vec::new() };
        let outcomes = [outcome(4, Verdict::New), outcome(5, alike)];
        let mut out = Vec::new();
        write(&mut out, (&sheet, 1), &outcomes, reasons).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("\u{FEFF}客户,电话,,〔原行号〕,〔结果〕,〔原因〕"));
        let second = lines.next().expect("one row");
        assert!(second.starts_with("'=1+1,'+86 1,外,5,重复,"), "{second}");
        assert_eq!(lines.next(), None);
    }
}
