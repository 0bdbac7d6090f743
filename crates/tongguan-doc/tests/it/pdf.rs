//! PDF: searchable, the same bytes each time, nothing that typst had to remark.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::{LazyLock, Mutex};

use tongguan_core::process::DocumentKind;
use tongguan_doc::paper::{Block, Language, Logo, Paper, Picture};
use tongguan_doc::pdf::Press;
use tongguan_doc::{docx, xlsx};

use crate::safety::{POISON, poisoned};
use crate::sample::{LANGUAGES, dunning, empty, filled, form, setting};
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
    for language in LANGUAGES {
        is_searchable(&dunning(language));
        for kind in DocumentKind::ALL {
            is_searchable(&filled(*kind, language));
            is_searchable(&empty(*kind, language));
        }
    }
}

fn is_searchable(paper: &Paper) {
    let text = read(&print(paper));
    for word in of_paper(paper).0 {
        // A cell may break over two pages, and then a foot stands in it: its beginning is enough.
        let begin: String = squeezed(&word).chars().take(4).collect();
        assert!(text.contains(&begin), "{}: no {word:?}", paper.title);
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

/// The picture of a paper.
fn picture_of(paper: &mut Paper) -> &mut Picture {
    let mut blocks = paper.sections.iter_mut().flat_map(|section| &mut section.blocks);
    let found = blocks.find_map(|block| match block {
        Block::Picture(picture) => Some(picture),
        _ => None,
    });
    found.expect("a picture")
}

#[test]
fn a_drawing_stands_in_every_format() {
    for (kind, word) in
        [(DocumentKind::DecisionChain, "最终决策人"), (DocumentKind::DeliveryPlan, "环境准备")]
    {
        let mut paper = filled(kind, Language::Zh);
        let drawing = picture_of(&mut paper).drawing.clone();
        let bare = {
            let mut bare = paper.clone();
            bare.sections
                .retain(|section| section.blocks.iter().all(|block| !matches!(block, Block::Picture(_))));
            bare
        };
        assert!(
            read(&print(&paper)).matches(word).count() > read(&print(&bare)).matches(word).count(),
            "{word}"
        );
        let png = PRESS.lock().expect("a press").draw(&drawing).expect("a PNG");
        let logo = Logo::of(&png).expect("of a size that is drawn");
        let (width, height) = logo.pixels().expect("a size");
        let ratio = f64::from(width) / f64::from(height) / (drawing.width / drawing.height);
        assert!((0.8..1.25).contains(&ratio), "{width} x {height}");
        for (name, without) in [
            ("word/media/", docx::write(&paper).expect("a document")),
            ("xl/media/", xlsx::write(&paper).expect("a workbook")),
        ] {
            assert!(!parts(&without).iter().any(|part| part.starts_with(name)), "no drawing, no picture");
        }
        picture_of(&mut paper).png = Some(logo);
        for (name, with) in [
            ("word/media/", docx::write(&paper).expect("a document")),
            ("xl/media/", xlsx::write(&paper).expect("a workbook")),
        ] {
            assert!(parts(&with).iter().any(|part| part.starts_with(name)), "{name}");
        }
    }
}

fn parts(file: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a package");
    archive.file_names().map(str::to_owned).collect()
}
