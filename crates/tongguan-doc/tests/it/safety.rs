//! Nothing that somebody typed becomes a formula, a field or markup.

use tongguan_core::process::DocumentKind;
use tongguan_doc::paper::make::paper;
use tongguan_doc::paper::{Language, Paper};
use tongguan_doc::{docx, xlsx};

use crate::sample::{content, form, setting};
use crate::text::{of_docx, of_xlsx, part};

pub const POISON: [&str; 10] = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "＝1+1",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "</w:t></w:r><w:fldSimple w:instr=\"DDE\"/>",
    "&P&N&G",
    "#let x = read(\"/etc/passwd\")",
    "a ]]> & < > \" ' 𠮷㛃",
];

/// A solution whose texts are each a poison.
pub fn poisoned() -> Paper {
    let kind = DocumentKind::Solution;
    let mut content = content(kind);
    let mut next = POISON.iter().cycle();
    for value in content.body.as_mut().expect("a body").values_mut().filter(|value| value.is_string()) {
        *value = (*next.next().expect("endless")).into();
    }
    let all: Vec<_> = POISON.iter().map(|text| serde_json::json!({ "item": text })).collect();
    content.body.as_mut().expect("a body").insert("scope_in".to_owned(), all.into());
    content.head.customer = Some(POISON[0].to_owned());
    let mut setting = setting(Language::Zh, Some(POISON[7]));
    setting.footer.text = POISON[7].to_owned();
    paper(&form(kind), &content, &setting)
}

#[test]
fn no_cell_is_a_formula() {
    let book = xlsx::write(&poisoned()).expect("a workbook");
    assert!(!part(&book, "xl/worksheets/sheet1.xml").contains("<f"), "no formula element");
    let texts = of_xlsx(&book);
    for text in POISON {
        assert!(texts.contains(&text.to_owned()), "{text}");
    }
    assert!(part(&book, "xl/styles.xml").contains("quotePrefix=\"1\""), "it stays text when edited");
}

#[test]
fn codes_of_heads_and_feet_are_escaped() {
    let book = xlsx::write(&poisoned()).expect("a workbook");
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("&amp;&amp;P&amp;&amp;N&amp;&amp;G"), "as text");
}

#[test]
fn no_text_becomes_a_field() {
    let document = docx::write(&poisoned()).expect("a document");
    assert!(!part(&document, "word/document.xml").contains("fldSimple w:instr=\"DDE\""));
    let texts = of_docx(&document);
    for text in POISON {
        assert!(texts.contains(&text.to_owned()), "{text}");
    }
}
