//! What is read: cells as the sheet shows them, encodings, separators, places.

use tongguan_doc::sheet::{Format, Limits, Piece, read};

use crate::package::{text, workbook};
use crate::{pieces, rows};

#[test]
fn cells_are_as_the_sheet_shows_them() {
    let cells = [
        text("A2", "杭州示例智能制造有限公司"),
        r#"<c r="B2"><v>13800000000</v></c>"#.to_owned(),
        r#"<c r="C2" s="1"><v>46348</v></c>"#.to_owned(),
        r#"<c r="D2" s="2"><v>0.13</v></c>"#.to_owned(),
        r#"<c r="E2"><f>1+1</f><v>2</v></c>"#.to_owned(),
        r#"<c r="F2" t="b"><v>1</v></c>"#.to_owned(),
        r#"<c r="G2"><v>0.30000000000000004</v></c>"#.to_owned(),
        r#"<c r="H2" t="e"><v>#REF!</v></c>"#.to_owned(),
        r#"<c r="J2" s="3"><v>46348.5</v></c>"#.to_owned(),
    ];
    let book = workbook(&[("客户", "", &format!(r#"<row r="2">{}</row>"#, cells.concat()))]);
    assert_eq!(
        rows(&book),
        ["2: 杭州示例智能制造有限公司|13800000000|2026-11-22|13%|2|TRUE|0.3|#REF!||2026-11-22 12:00:00"]
    );
}

#[test]
fn sheets_are_told_apart_and_empty_rows_left_out() {
    let row = |number: u32, value: &str| {
        format!(r#"<row r="{number}">{}</row>"#, text(&format!("A{number}"), value))
    };
    let first = format!(r#"{}<row r="3"><c r="A3"/></row>{}"#, row(1, "甲"), row(7, "乙"));
    let book = workbook(&[("一", "", &first), ("二", r#"state="hidden""#, &row(1, "丙"))]);
    let said: Vec<String> = pieces(&book)
        .expect("read")
        .into_iter()
        .map(|piece| match piece {
            Piece::File { format, encoding } => format!("{format:?} {encoding:?}"),
            Piece::Sheet { name, hidden } => format!("{name} {hidden}"),
            Piece::Row(row) => format!("{}={}", row.number, row.cells.join("|")),
        })
        .collect();
    assert_eq!(said, ["Xlsx None", "一 false", "1=甲", "7=乙", "二 true", "1=丙"]);
}

/// `text` in an encoding is read, and the encoding named.
fn check_encoding(bytes: &[u8], expected: &str) {
    let first = pieces(bytes).expect("read").swap_remove(0);
    assert_eq!(first, Piece::File { format: Format::Csv, encoding: Some(expected.to_owned()) });
    assert_eq!(rows(bytes), ["1: 客户名称|电话", "2: 镕堃科技，有限公司|0571"], "{expected}");
}

#[test]
fn encodings_are_recognised() {
    let table = "客户名称,电话\r\n\"镕堃科技，有限公司\",0571\r\n";
    check_encoding(table.as_bytes(), "UTF-8");
    check_encoding(&[b"\xEF\xBB\xBF", table.as_bytes()].concat(), "UTF-8");
    let (gbk, _, lossy) = encoding_rs::GB18030.encode(table);
    assert!(!lossy);
    check_encoding(&gbk, "gb18030");
    let wide = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        [mark.to_vec(), table.encode_utf16().flat_map(unit).collect()].concat()
    };
    check_encoding(&wide(b"\xFF\xFE", u16::to_le_bytes), "UTF-16LE");
    check_encoding(&wide(b"\xFE\xFF", u16::to_be_bytes), "UTF-16BE");
    check_encoding(&wide(b"", u16::to_le_bytes), "UTF-16LE");
}

#[test]
fn separators_quotes_and_lines_are_recognised() {
    assert_eq!(rows("名称\t电话\n甲,乙\t1\n".as_bytes()), ["1: 名称|电话", "2: 甲,乙|1"]);
    assert_eq!(rows("名称;电话\n甲,乙;1\n".as_bytes()), ["1: 名称|电话", "2: 甲,乙|1"]);
    let quoted = "名称,备注\n\"甲\n\"\"公司\"\"\",好\n\n丙,,\n";
    assert_eq!(rows(quoted.as_bytes()), ["1: 名称|备注", "2: 甲\n\"公司\"|好", "5: 丙"]);
    assert_eq!(rows("只有一列\n甲".as_bytes()), ["1: 只有一列", "2: 甲"]);
}

#[test]
fn whoever_takes_the_rows_may_stop() {
    let mut taken = 0;
    let stopped = read("甲\n乙\n丙\n".as_bytes(), &Limits::default(), &mut |_| {
        taken += 1;
        if taken == 3 { Err(std::io::Error::other("enough")) } else { Ok(()) }
    });
    assert_eq!((stopped.is_err(), taken), (true, 3));
}
