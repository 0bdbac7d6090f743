//! PDF: searchable, the same bytes each time, nothing that typst had to remark.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::{LazyLock, Mutex};

use tongguan_core::process::DocumentKind;
use tongguan_doc::paper::{Language, Paper};
use tongguan_doc::pdf::Press;

use crate::safety::{POISON, poisoned};
use crate::sample::{LANGUAGES, empty, filled, form, setting};
use crate::text::of_paper;

static PRESS: LazyLock<Mutex<Press>> = LazyLock::new(|| Mutex::new(Press::new().expect("a press")));

fn print(paper: &Paper) -> Vec<u8> {
    let printed = PRESS.lock().expect("a press").print(paper).expect("a PDF");
    assert_eq!(printed.warnings, [""; 0], "{}", paper.title);
    printed.bytes
}

/// What pdftotext reads; without blanks, since lines are broken where the sheet ends.
fn read(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext (Debian's poppler-utils)");
    let mut input = child.stdin.take().expect("a pipe");
    let bytes = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().expect("an end");
    writer.join().expect("no panic").expect("written");
    assert!(output.status.success());
    squeezed(&String::from_utf8(output.stdout).expect("text"))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn every_document_is_searchable_in_every_word() {
    for kind in DocumentKind::ALL {
        for language in LANGUAGES {
            for paper in [filled(*kind, language), empty(*kind, language)] {
                let text = read(&print(&paper));
                for word in of_paper(&paper).0 {
                    // A cell may break over two pages, and then a foot stands in it: its beginning is enough.
                    let begin: String = squeezed(&word).chars().take(4).collect();
                    assert!(text.contains(&begin), "{}: no {word:?}", kind.code());
                }
            }
        }
    }
}

#[test]
fn rare_characters_of_names_are_there() {
    let text = read(&print(&filled(DocumentKind::SolutionReview, Language::Zh)));
    assert!(text.contains("堃喆镕㛃"), "{text}");
}

#[test]
fn the_same_paper_gives_the_same_bytes_whatever_was_set_between() {
    let paper = filled(DocumentKind::Quotation, Language::Zh);
    let first = print(&paper);
    print(&empty(DocumentKind::Acceptance, Language::En));
    assert!(print(&paper) == first);
    let other = Press::new().expect("another press").print(&paper).expect("a PDF");
    assert!(other.bytes == first);
}

#[test]
fn a_mark_stands_across_and_text_is_no_markup() {
    let kind = DocumentKind::Quotation;
    let marked = tongguan_doc::paper::make::paper(
        &form(kind),
        &crate::sample::content(kind),
        &setting(Language::Zh, Some("未经审批")),
    );
    assert!(read(&print(&marked)).contains("未经审批"));
    assert!(!read(&print(&filled(kind, Language::Zh))).contains("未经审批"));
    let text = read(&print(&poisoned()));
    for poison in POISON {
        assert!(text.contains(&squeezed(poison).chars().take(6).collect::<String>()), "{poison}");
    }
}
