//! Every document reads the same in every format; what it says is kept as a snapshot.

use std::collections::BTreeSet;

use tongguan_core::process::DocumentKind;
use tongguan_core::words::parse_words;
use tongguan_doc::paper::{Cell, Language, Paper};
use tongguan_doc::{docx, xlsx};

use crate::sample::{LANGUAGES, dunning, empty, filled};
use crate::text::{of_docx, of_paper, of_xlsx, part};

fn language(one: Language) -> &'static str {
    match one {
        Language::Zh => "zh",
        Language::En => "en",
    }
}

fn every(make: fn(DocumentKind, Language) -> Paper, check: impl Fn(&str, &Paper)) {
    for kind in DocumentKind::ALL {
        for one in LANGUAGES {
            check(&format!("{}_{}", kind.code(), language(one)), &make(*kind, one));
        }
    }
}

#[test]
fn every_filled_document_reads_as_its_snapshot() {
    every(filled, |name, paper| {
        let text = of_docx(&docx::write(paper).expect("a document"));
        insta::assert_snapshot!(format!("filled_{name}"), text.join("\n"));
    });
}

#[test]
fn every_blank_form_reads_as_its_snapshot() {
    every(empty, |name, paper| {
        let text = of_docx(&docx::write(paper).expect("a document"));
        insta::assert_snapshot!(format!("blank_{name}"), text.join("\n"));
    });
}

#[test]
fn the_dunning_letter_reads_as_its_snapshot() {
    for one in LANGUAGES {
        let text = of_docx(&docx::write(&dunning(one)).expect("a document"));
        insta::assert_snapshot!(format!("dunning_letter_{}", language(one)), text.join("\n"));
    }
}

#[test]
fn the_dunning_letter_demands_the_same_in_words_and_figures() {
    let text = of_docx(&docx::write(&dunning(Language::Zh)).expect("a document")).join("");
    let (before, after) = text.split_once("（大写：").expect("the sum in words");
    let (words, _) = after.split_once('）').expect("an end");
    let sum = Cell::money(parse_words(words).expect("an amount in words").minor());
    assert!(before.ends_with(&format!("共计人民币 {} 元", sum.text)), "{before}");
    assert_eq!(text.matches(&sum.text).count(), 2, "in the sentence and under the table");
}

/// A workbook says every text and holds every figure of the paper; a document says every text.
fn says_all(name: &str, paper: &Paper) {
    let (texts, figures) = of_paper(paper);
    let book = xlsx::write(paper).expect("a workbook");
    let in_book: BTreeSet<String> = of_xlsx(&book).into_iter().collect();
    let said = of_docx(&docx::write(paper).expect("a document"));
    for text in &texts {
        assert!(in_book.iter().any(|one| one.contains(text)), "{name}: no {text:?} in the workbook");
        for line in text.lines().filter(|line| !line.is_empty()) {
            assert!(said.iter().any(|one| one.contains(line)), "{name}: no {line:?} in the document");
        }
    }
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    for figure in figures {
        assert!(sheet.contains(&format!("<v>{figure}</v>")), "{name}: {figure} is no number");
    }
}

#[test]
fn workbook_and_document_say_all_that_the_paper_says() {
    every(filled, says_all);
    every(empty, says_all);
    LANGUAGES.iter().for_each(|one| says_all("dunning letter", &dunning(*one)));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    every(filled, |name, paper| {
        assert_eq!(xlsx::write(paper).expect("one"), xlsx::write(paper).expect("two"), "{name}");
        assert_eq!(docx::write(paper).expect("one"), docx::write(paper).expect("two"), "{name}");
    });
}
