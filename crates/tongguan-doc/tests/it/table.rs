//! Lists as files: what goes in comes out, and no program takes a text for a formula.

use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use tongguan_doc::table::{Cell, Column, Csv, Kind, Sheet};

use crate::safety::POISON;
use crate::text::part;

/// What POISON does not hold: blanks that hide a sign, a line's end, text in quotes.
const MORE: [&str; 5] = ["\t=1+1", "\r=1+1", "\n=1+1", "\"=1+1\"", "a,b;c"];

fn columns() -> Vec<Column> {
    let column = |name: &str, kind| Column { name: name.to_owned(), kind };
    vec![
        column("=名称", Kind::Text),
        column("金额", Kind::Money),
        column("日期", Kind::Date),
        column("时间", Kind::Moment),
    ]
}

fn evil() -> impl Iterator<Item = &'static str> {
    POISON.into_iter().chain(MORE)
}

fn row(text: &str) -> [Cell; 4] {
    let day = date(2026, 11, 20);
    [Cell::Text(text.to_owned()), Cell::money(-123_450), Cell::Date(day), Cell::Moment(day.at(17, 0, 5, 0))]
}

fn book() -> Vec<u8> {
    let mut sheet = Sheet::new("商机[1]", "=某人 导出", &columns()).expect("begun");
    evil().for_each(|text| sheet.row(&row(text)).expect("a row"));
    let mut bytes = Vec::new();
    sheet.save(&mut bytes).expect("saved");
    bytes
}

fn csv() -> Vec<u8> {
    let mut csv = Csv::new(Vec::new(), &columns()).expect("begun");
    evil().for_each(|text| csv.row(&row(text)).expect("a row"));
    csv.finish().expect("finished")
}

#[test]
fn a_workbook_has_figures_and_days_and_no_formula() {
    let book = book();
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f"), "no formula element");
    assert!(sheet.contains("<v>-1234.5</v>") && sheet.contains("<v>46346</v>"), "{sheet}");
    assert!(part(&book, "xl/workbook.xml").contains("商机 1"), "a name that a sheet may have");
    assert!(part(&book, "xl/styles.xml").contains("quotePrefix=\"1\""), "it stays text when edited");
    assert_eq!(book, self::book(), "the same rows give the same bytes");
}

#[test]
fn csv_has_its_mark_its_line_ends_and_a_sign_before_what_looks_like_a_formula() {
    let text = String::from_utf8(csv()).expect("UTF-8");
    assert!(text.starts_with("\u{feff}'=名称,金额,日期,时间\r\n"), "{text}");
    let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.expect("a record")).collect();
    assert_eq!(rows.len(), evil().count());
    for (row, text) in rows.iter().zip(evil()) {
        let cell = row.get(0).expect("a cell");
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{cell}");
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text);
        assert_eq!((row.get(1), row.get(3)), (Some("-1234.50"), Some("2026-11-20 17:00:05")));
    }
}

/// What LibreOffice makes of a file.
fn opened(folder: &Path, name: &str, bytes: &[u8]) -> Vec<::csv::StringRecord> {
    let file = folder.join(name);
    std::fs::write(&file, bytes).expect("written");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let out = folder.join("out");
    let run = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1"])
        .args([if name.ends_with(".csv") { "--infilter=CSV:44,34,76,1" } else { "--calc" }])
        .args(["--outdir".as_ref(), out.as_os_str(), file.as_os_str()])
        .output()
        .expect("LibreOffice runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let made = std::fs::read(out.join(Path::new(name).with_extension("csv"))).expect("converted");
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(made.as_slice());
    reader.records().map(|row| row.expect("a record")).collect()
}

/// `TONGGUAN_OFFICE=1`: LibreOffice is there (scripts/office.sh).
#[test]
fn libreoffice_evaluates_nothing() {
    if std::env::var_os("TONGGUAN_OFFICE").is_none() {
        return;
    }
    let folder = std::env::temp_dir().join(format!("tongguan-office-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    // A lone CR within a cell is a line's end for the other program.
    let plain = |text: &str| text.replace("\r", "\n");
    for (name, bytes, head) in [("list.xlsx", book(), 2), ("list.csv", csv(), 1)] {
        let rows = opened(&folder, name, &bytes);
        assert_eq!(rows.len(), evil().count() + head, "{name}");
        for (row, text) in rows[head..].iter().zip(evil()) {
            let cell = row.get(0).expect("a cell");
            let cell = if name.ends_with("csv") { cell.strip_prefix('\'').unwrap_or(cell) } else { cell };
            assert_eq!(plain(cell), plain(text), "{name}");
            let figure = row.get(1).expect("a figure").replace(',', "");
            assert_eq!(figure.parse::<f64>(), Ok(-1234.5), "{name}");
        }
    }
    std::fs::remove_dir_all(folder).expect("tidied");
}
