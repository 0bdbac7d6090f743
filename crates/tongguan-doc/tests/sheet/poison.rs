//! The poison corpus: files that are made to hurt are refused by a fault of their own.

use tongguan_doc::sheet::Fault;

use crate::fault;
use crate::package::{package, text, workbook, workbook_with};
use crate::rows;

#[test]
fn the_far_cell() {
    let far =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let book = workbook(&[("s", "", far)]);
    assert!(book.len() < 4096);
    assert_eq!(fault(&book), Fault::TooManyColumns { row: 1_048_576, max: 256 });
    let low = r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#;
    assert_eq!(fault(&workbook(&[("s", "", low)])), Fault::TooManyRows { max: 200_000 });
}

#[test]
fn formats_without_words_far_away_are_no_cells() {
    let far = r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>"#;
    assert_eq!(rows(&workbook(&[("s", "", far)])), ["1: 1"]);
}

#[test]
fn the_zip_bomb() {
    let zeroes = vec![b'0'; 48 << 20];
    let bomb = workbook_with(&[("s", "", "")], &[("xl/sharedStrings.xml", &zeroes)]);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    let Fault::UnpacksTooLarge { max_bytes } = fault(&bomb) else { panic!("a bomb is a bomb") };
    assert!(max_bytes < 20 << 20, "the ratio strikes long before the size: {max_bytes}");
}

#[test]
fn billion_laughs() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>"#;
    let book = workbook_with(&[("s", "", "")], &[("xl/sharedStrings.xml", laughs.as_bytes())]);
    assert_eq!(fault(&book), Fault::DeclaresEntities);
}

#[test]
fn parts_that_lead_outside_and_too_many_of_them() {
    assert_eq!(fault(&workbook_with(&[("s", "", "")], &[("../../etc/cron.d/x", b"x")])), Fault::BadPart);
    assert_eq!(fault(&workbook_with(&[("s", "", "")], &[("/etc/passwd", b"x")])), Fault::BadPart);
    let names: Vec<String> = (0..1_001).map(|index| format!("p{index}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(fault(&workbook_with(&[("s", "", "")], &parts)), Fault::TooManyParts { max: 1_000 });
}

#[test]
fn a_million_columns() {
    let cells = r#"<c><v>1</v></c>"#.repeat(1_000_000);
    let book = workbook(&[("s", "", &format!(r#"<row r="1">{cells}</row>"#))]);
    let refused = fault(&book);
    assert!(
        matches!(refused, Fault::TooManyColumns { row: 1, .. } | Fault::UnpacksTooLarge { .. }),
        "{refused:?}"
    );
    assert_eq!(fault("a,".repeat(1_000_000).as_bytes()), Fault::TooManyColumns { row: 1, max: 256 });
}

#[test]
fn what_is_not_what_its_name_says() {
    let unknown = |found: &str| Fault::UnknownFormat { found: found.to_owned() };
    assert_eq!(fault(b""), Fault::Empty);
    assert_eq!(fault(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), Fault::OldOrProtected);
    assert_eq!(fault(b"%PDF-1.7 1 0 obj"), unknown("pdf"));
    assert_eq!(fault(b"  <html><table><tr><td>1"), unknown("html"));
    assert_eq!(fault(&package(&[("word/document.xml", b"<w/>")])), unknown("zip"));
    let nested = package(&[("inner.zip", &package(&[("a", b"b")]))]);
    assert_eq!(fault(&nested), unknown("zip"));
}

#[test]
fn damaged_packages() {
    let book = workbook(&[("s", "", &format!(r#"<row r="1">{}</row>"#, text("A1", "甲")))]);
    for keep in [4, 40, book.len() / 2, book.len() - 8] {
        assert_eq!(fault(&book[..keep]), Fault::Damaged, "{keep} of {}", book.len());
    }
    let backwards = r#"<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
    assert_eq!(fault(&workbook(&[("s", "", backwards)])), Fault::Damaged);
    assert_eq!(fault(&workbook(&[("s", "", r#"<row r="1"><c r="A1"><v>1</row>"#)])), Fault::Damaged);
}

#[test]
fn what_is_no_text() {
    assert_eq!(fault("名称,电话\n甲\0,1\n".as_bytes()), Fault::NotText { row: 2 });
    assert_eq!(fault(b"\x7fELF\x01\x02\x03"), Fault::NotText { row: 1 });
    assert_eq!(fault(&[0xFF; 9]), Fault::UnknownEncoding);
    let long = format!("a,b\n\"{}\",1\n", "字".repeat(32_768));
    assert_eq!(fault(long.as_bytes()), Fault::CellTooLong { row: 2, column: 1, max_chars: 32_767 });
}
