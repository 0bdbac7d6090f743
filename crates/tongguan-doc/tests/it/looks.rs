//! How papers are made: what is numbered, ruled, marked, summed and left out.

use serde_json::json;
use tongguan_core::deal::copy;
use tongguan_core::process::DocumentKind;
use tongguan_doc::paper::make::{Content, paper};
use tongguan_doc::paper::{Block, Language, Layout, Paper, Table};
use tongguan_doc::{docx, xlsx};

use crate::sample::{content, filled, form, setting};
use crate::text::{of_docx, of_xlsx, part};

fn tables(paper: &Paper) -> impl Iterator<Item = &Table> {
    paper.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Entries(_) | Block::Picture(_) => None,
    })
}

fn labels(paper: &Paper) -> Vec<&str> {
    let entries = paper.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Entries(lines) => Some(lines.iter().flatten().map(|entry| entry.label.as_str())),
        Block::Table(_) | Block::Picture(_) => None,
    });
    let columns = tables(paper).flat_map(|table| table.columns.iter().map(|column| column.label.as_str()));
    entries.flatten().chain(columns).collect()
}

#[test]
fn the_five_forms_are_numbered_and_ruled() {
    let numbered: Vec<(String, &str)> = DocumentKind::ALL
        .iter()
        .filter_map(|kind| {
            let paper = filled(*kind, Language::Zh);
            assert_eq!(paper.form_no.is_some(), paper.layout == Layout::Form, "{}", kind.code());
            Some((paper.form_no?, kind.code()))
        })
        .collect();
    let expected = [("表1", "D01"), ("表2", "D04"), ("表3", "D08"), ("表4", "D10"), ("表5", "D15")];
    assert_eq!(numbered, expected.map(|(no, code)| (no.to_owned(), code)));
}

#[test]
fn a_mark_stands_in_every_format() {
    let kind = DocumentKind::Quotation;
    let paper = paper(&form(kind), &content(kind), &setting(Language::Zh, Some("未经审批")));
    let book = xlsx::write(&paper).expect("a workbook");
    assert!(of_xlsx(&book).contains(&"未经审批".to_owned()), "in a cell");
    assert!(part(&book, "xl/worksheets/sheet1.xml").contains("未经审批"), "at the head of every page");
    let document = docx::write(&paper).expect("a document");
    assert!(part(&document, "word/header1.xml").contains("未经审批"), "at the head of every page");
    assert!(
        !of_docx(&docx::write(&filled(kind, Language::Zh)).expect("clean")).contains(&"未经审批".to_owned())
    );
}

#[test]
fn amounts_of_lines_are_summed_under_them() {
    let quotation = filled(DocumentKind::Quotation, Language::Zh);
    let lines = tables(&quotation).next().expect("lines");
    let total = lines.total.as_ref().expect("two lines have a sum");
    assert_eq!(total[0].text, "合计");
    let gross = lines.columns.iter().position(|column| column.label == "价税合计").expect("a column");
    assert_eq!(total[gross].text, "370,370.34", "123,456.78 and twice as much");
    assert!(quotation.landscape, "lines need the long side");
}

#[test]
fn what_a_customer_gets_has_no_cost_floor_or_margin() {
    let kind = DocumentKind::Quotation;
    let paper = paper(&copy::for_customers(&form(kind)), &content(kind), &setting(Language::Zh, None));
    let labels = labels(&paper);
    for secret in ["成本价", "底价", "毛利率", "是否低于底价", "特殊折扣理由"] {
        assert!(!labels.contains(&secret), "{secret}");
    }
    for plain in ["单价", "税率", "税额", "价税合计（大写）", "报价有效期至", "比例"] {
        assert!(labels.contains(&plain), "{plain}");
    }
}

#[test]
fn columns_that_say_nothing_are_left_out() {
    let kind = DocumentKind::Quotation;
    let mut content = content(kind);
    let line =
        json!({"item_name": "软件", "unit": "套", "quantity": "1", "unit_price": "100", "vat_rate": "13"});
    content.body.as_mut().expect("a body")["lines"] = json!([line]);
    content.facts.insert("lines".to_owned(), json!([{"amount_gross": 10_000, "gift": false}]));
    let paper = paper(&form(kind), &content, &setting(Language::Zh, None));
    let columns = tables(&paper).next().expect("lines").columns.iter().map(|column| column.label.clone());
    assert_eq!(columns.collect::<Vec<_>>(), ["序号", "名称", "单位", "数量", "单价", "税率", "价税合计"]);
}

#[test]
fn an_erased_document_says_so_and_keeps_its_figures() {
    let kind = DocumentKind::Quotation;
    let whole = content(kind);
    let erased = Content {
        body: None,
        facts: json!({"total_gross": 100}).as_object().expect("facts").clone(),
        ..whole
    };
    let paper = paper(&form(kind), &erased, &setting(Language::Zh, None));
    let text = of_docx(&docx::write(&paper).expect("a document"));
    assert!(text.contains(&"内容已依法删除".to_owned()) && text.contains(&"1.00".to_owned()));
}
