//! Files that are made to hurt: refused with a reason, or isolated within the child's limits, while the server goes on answering.

use std::io::{Cursor, Write};

use tongguan_testkit::for_each_engine;
use zip::write::SimpleFileOptions;

use super::super::company::company;
use super::gbk;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="一" sheetId="1" r:id="s1"/></sheets></workbook>"#;
const PARTS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook of one sheet, which is this XML.
fn workbook(sheet: &str, more: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, bytes: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    };
    part("_rels/.rels", RELATIONS.as_bytes());
    part("xl/workbook.xml", BOOK.as_bytes());
    part("xl/_rels/workbook.xml.rels", PARTS.as_bytes());
    part("xl/worksheets/sheet1.xml", sheet.as_bytes());
    more.iter().for_each(|(name, bytes)| part(name, bytes));
    zip.finish().expect("a package").into_inner()
}

fn sheet(rows: &str) -> String {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn cell(at: &str) -> String {
    format!(
        r#"<row r="{}"><c r="{at}" t="inlineStr"><is><t>x</t></is></c></row>"#,
        at.trim_start_matches(char::is_alphabetic)
    )
}

/// Billion laughs.
fn laughs() -> String {
    let mut text = String::from("<?xml version=\"1.0\"?><!DOCTYPE z [<!ENTITY a0 \"ha\">");
    for level in 1..30 {
        text += &format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10));
    }
    text + "]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&a29;</t></is></c></row></sheetData></worksheet>"
}

#[tokio::test]
async fn files_made_to_hurt_hurt_nobody() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "ops"]).await;
        let corpus: Vec<(&str, Vec<u8>)> = vec![
            ("a zip bomb", workbook(&sheet(""), &[("xl/media/bomb.bin", vec![0; 300 << 20])])),
            ("a far row", workbook(&sheet(&cell("A1048576")), &[])),
            ("a far column", workbook(&sheet(&cell("XFD1")), &[])),
            ("billion laughs", workbook(&laughs(), &[])),
            ("a million columns", "a,".repeat(1_000_000).into_bytes()),
            ("NULs", b"\0\0\0\0name\0\0\n\0\0".to_vec()),
            ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
            ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec()),
            ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec()),
            ("a page", b"<html><body><table><tr><td>x".to_vec()),
            ("half a workbook", workbook(&sheet(&cell("A1")), &[])[..200].to_vec()),
            ("nothing", Vec::new()),
        ];
        for (what, bytes) in corpus {
            let reply = server.bring("ops", "customers", bytes).await;
            assert_eq!(
                (reply.status, reply.code()),
                (422, "import_file_refused"),
                "{what}: {:#}",
                reply.body
            );
            let said = reply.body["detail"].as_str().unwrap_or_default();
            assert!(!said.is_empty() && !said.contains('{'), "{what}: {said}");
            server.ask("GET", "/healthz").send().await.expect(200);
        }
        let list = server.get("ops", "/api/v1/imports").send().await.expect(200).body;
        assert_eq!(list["items"].as_array().map(Vec::len), Some(0), "nothing of them is kept");
        let large = server.bring("ops", "customers", vec![b'a'; (32 << 20) + 1]).await;
        assert_eq!(large.status, 413);
        // What only looks bad is good.
        server.bring("ops", "customers", gbk("客户,电话\n堃镕喆有限公司,0571-88880001\n")).await.expect(201);
        server.bring("ops", "customers", workbook(&sheet(&cell("A1")), &[])).await.expect(201);
    })
    .await;
}
