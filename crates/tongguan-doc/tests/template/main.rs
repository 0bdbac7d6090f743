//! Templates of the company's own: filled where they ask for it, and refused where they act by themselves.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use tongguan_doc::paper::Cell;
use tongguan_doc::template::{Fault, Kind, Values, fill, look};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const X: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content.as_bytes()).expect("written");
    }
    writer.finish().expect("a package").into_inner()
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("a package");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

fn word(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>");
    let header = format!("<w:hdr {W}><w:p><w:r><w:t>{{{{company}}}}</w:t></w:r></w:p></w:hdr>");
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/header1.xml", &header),
    ])
}

fn excel(rows: &str, strings: &[&str], after: &str) -> Vec<u8> {
    let items: String = strings.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let sheet =
        format!("<worksheet {X}><dimension ref=\"A1:C9\"/><sheetData>{rows}</sheetData>{after}</worksheet>");
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/sharedStrings.xml", &format!("<sst {X}>{items}</sst>")),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn values() -> Values {
    let line = |name: &str, minor| {
        BTreeMap::from([("name".to_owned(), Cell::text(name)), ("amount".to_owned(), Cell::money(minor))])
    };
    Values {
        cells: BTreeMap::from([
            ("number".to_owned(), Cell::text("BJ-1")),
            ("company".to_owned(), Cell::text("甲 & 乙 <公司>")),
            ("terms".to_owned(), Cell::text("第一行\n第二行")),
            ("total".to_owned(), Cell::money(123_450)),
            ("evil".to_owned(), Cell::text("=HYPERLINK(\"http://x\")")),
        ]),
        tables: BTreeMap::from([
            ("lines".to_owned(), vec![line("软件", 100_000), line("实施{{total}}", 23_450)]),
            ("none".to_owned(), Vec::new()),
        ]),
    }
}

fn filled(file: &[u8]) -> Vec<u8> {
    fill(file, &values()).expect("filled")
}

#[test]
fn a_place_is_found_although_word_cuts_it_into_runs() {
    let file = word(
        "<w:p><w:r><w:t>编号：{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{num</w:t></w:r><w:r><w:t>ber}} 止</w:t></w:r></w:p>",
    );
    let (kind, names) = look(&file).expect("a template");
    assert_eq!(
        (kind, names.into_iter().collect::<Vec<_>>()),
        (Kind::Docx, vec!["company".into(), "number".into()])
    );
    let filled = filled(&file);
    let text = part(&filled, "word/document.xml");
    assert!(text.contains("编号：BJ-1</w:t>") && text.contains(" 止</w:t>") && !text.contains('{'), "{text}");
    assert!(part(&filled, "word/header1.xml").contains("甲 &amp; 乙 &lt;公司&gt;"));
}

#[test]
fn a_line_of_a_table_is_repeated_and_lines_of_a_text_are_broken() {
    let row = |cells: &str| format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>");
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let file = word(&format!(
        "{}{}<w:p><w:r><w:t>{{{{terms}}}}</w:t></w:r></w:p>",
        row(&(cell("{{lines.name}}") + &cell("{{lines.amount}} / {{total}}"))),
        row(&cell("{{none.name}}"))
    ));
    let text = part(&filled(&file), "word/document.xml");
    assert_eq!(text.matches("<w:tr>").count(), 3, "two lines, and an empty one: {text}");
    assert!(
        text.contains("软件") && text.contains("1,000.00 / 1,234.50") && text.contains("234.50 / 1,234.50")
    );
    assert!(text.contains("实施{{total}}"), "what is filled in is not read again");
    assert!(text.contains("第一行</w:t><w:br/><w:t xml:space=\"preserve\">第二行"), "{text}");
}

#[test]
fn a_row_of_a_sheet_is_repeated_and_what_stands_below_moves_down() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
        <row r=\"3\"><c r=\"A3\" s=\"4\" t=\"s\"><v>1</v></c><c r=\"B3\" t=\"s\"><v>2</v></c></row>\
        <row r=\"5\"><c r=\"B5\" t=\"s\"><v>3</v></c><c r=\"C5\" t=\"s\"><v>4</v></c></row>";
    let strings = ["单号 {{number}}", "{{lines.name}}", "{{lines.amount}}", "{{ total }}", "{{evil}}"];
    let after = "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A5:A6\"/></mergeCells>";
    let file = excel(rows, &strings, after);
    assert_eq!(look(&file).expect("a template").0, Kind::Xlsx);
    let text = part(&filled(&file), "xl/worksheets/sheet1.xml");
    assert!(text.contains("单号 BJ-1"));
    assert!(
        text.contains("<c r=\"A3\" s=\"4\" t=\"inlineStr\">") && text.contains("<c r=\"A4\" s=\"4\""),
        "{text}"
    );
    assert!(text.contains("<c r=\"B4\"><v>234.50</v></c>"), "figures stay figures: {text}");
    assert!(text.contains("<c r=\"B6\"><v>1234.50</v></c>"), "{text}");
    assert!(text.contains("ref=\"A1:C1\"") && text.contains("ref=\"A6:A7\""), "{text}");
    assert!(
        text.contains("<c r=\"C6\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK"),
        "text, no formula"
    );
}

#[test]
fn what_acts_or_reckons_by_itself_is_refused() {
    let formula = excel("<row r=\"2\"><c r=\"B2\"><f>SUM(A1:A9)</f><v>1</v></c></row>", &[], "");
    assert_eq!(look(&formula), Err(Fault::Formula("B2".into())));
    let with = |name: &str, content: &str| {
        package(&[
            ("word/document.xml", "<w:document/>"),
            ("[Content_Types].xml", "<Types/>"),
            (name, content),
        ])
    };
    let external = |kind: &str| {
        format!("<Relationship Type=\"http://x/{kind}\" TargetMode=\"External\" Target=\"http://x\"/>")
    };
    for (name, content) in [
        ("word/vbaProject.bin", ""),
        ("word/embeddings/oleObject1.bin", ""),
        ("word/_rels/settings.xml.rels", external("attachedTemplate").as_str()),
        ("word/_rels/document.xml.rels", external("image").as_str()),
    ] {
        assert_eq!(look(&with(name, content)), Err(Fault::Active(name.to_owned())));
    }
    look(&with("word/_rels/document.xml.rels", &external("hyperlink"))).expect("a link waits for a click");
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document>&a;</w:document>";
    let laughs = package(&[("word/document.xml", entities)]);
    assert_eq!(look(&laughs), Err(Fault::Active("DOCTYPE".into())));
    let macros = package(&[
        ("word/document.xml", "<w:document/>"),
        (
            "[Content_Types].xml",
            "<Types ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>",
        ),
    ]);
    assert_eq!(look(&macros), Err(Fault::Active("[Content_Types].xml".into())));
}

#[test]
fn what_is_no_sound_template_is_refused() {
    let bomb = " ".repeat(65 << 20);
    let deep = "<a>".repeat(10_000);
    let open = |content: &str| look(&package(&[("word/document.xml", content)]));
    assert_eq!(look(b"PK nothing"), Err(Fault::NotATemplate));
    assert_eq!(look(&package(&[("a.txt", "x")])), Err(Fault::NotATemplate));
    assert_eq!(open("<w:document><w:body></w:document>"), Err(Fault::Broken));
    assert_eq!(open("<w:document>&unknown;</w:document>"), Err(Fault::Broken));
    assert_eq!(open(&bomb), Err(Fault::TooLarge));
    assert_eq!(open(&deep), Err(Fault::TooLarge));
}
