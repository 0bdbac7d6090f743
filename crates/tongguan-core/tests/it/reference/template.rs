//! The company's own templates: they ask for nothing that their document lacks, and show under which code a copy is found.

use tongguan_core::digest::Digest;
use tongguan_core::label::Language;
use tongguan_core::process::DocumentKind;
use tongguan_core::reference::Refusal;
use tongguan_core::reference::issued_copy::CopyFormat;
use tongguan_core::reference::paper_template::{Command, PaperTemplate, decide, places};

use super::{Office, code};
use crate::scene::Who;

fn add(format: CopyFormat, places: &[&str]) -> Command {
    let places = places.iter().map(|place| (*place).to_owned()).collect();
    let (name, kind) = ("报价单（集团版）".to_owned(), DocumentKind::Quotation);
    Command::AddPaperTemplate { name, kind, format, file: Digest::of(b"template"), places }
}

fn given(who: Who, template: Option<&PaperTemplate>, command: &Command) -> Result<PaperTemplate, Refusal> {
    Office::new().at(who, |desk| decide(desk, template, command))
}

#[test]
fn a_template_is_added_and_retired() {
    let asked = ["doc_number", "lines.no", "lines.item_name", "approval.opinion", "copy_note"];
    let added = given(Who::Operations, None, &add(CopyFormat::Docx, &asked)).expect("added");
    assert_eq!((added.active, added.added_by), (true, Some(Who::Operations.id())));
    let retired = given(Who::Operations, Some(&added), &Command::RetirePaperTemplate {}).expect("retired");
    assert!(!retired.active);
    assert_eq!(code(given(Who::Operations, Some(&retired), &Command::RetirePaperTemplate {})), "no_change");
    assert_eq!(code(given(Who::Operations, Some(&added), &add(CopyFormat::Docx, &asked))), "already_exists");
}

#[test]
fn what_a_template_must_not_be() {
    for (who, command, expected) in [
        (Who::Rep, add(CopyFormat::Docx, &["copy_note"]), "not_permitted"),
        (Who::Operations, add(CopyFormat::Pdf, &["copy_note"]), "template_format"),
        (Who::Operations, add(CopyFormat::Xlsx, &["doc_number"]), "no_copy_note"),
        (
            Who::Operations,
            add(CopyFormat::Xlsx, &["copy_note", "lines.nmae", "valid_untl"]),
            "unknown_places",
        ),
    ] {
        assert_eq!(code(given(who, None, &command)), expected);
    }
    let unknown = given(Who::Operations, None, &add(CopyFormat::Xlsx, &["copy_note", "lines.nmae"]));
    assert_eq!(unknown, Err(Refusal::UnknownPlaces { places: vec!["lines.nmae".to_owned()] }));
    let mut office = Office::new();
    let mut process = tongguan_core::process::Process::clone(&office.process);
    process.documents.remove(&DocumentKind::Quotation);
    office.process = process.into();
    let decided =
        office.at(Who::Operations, |desk| decide(desk, None, &add(CopyFormat::Docx, &["copy_note"])));
    assert_eq!(code(decided), "unknown_form");
}

#[test]
fn every_field_of_every_form_has_its_place() {
    let office = Office::new();
    for (kind, form) in &office.process.documents {
        let places = places(form, Language::Zh);
        let mut names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
        for field in form.sections.iter().flat_map(|section| &section.fields) {
            let is_there = |name: &&str| *name == field.key || name.starts_with(&format!("{}.", field.key));
            assert!(names.iter().any(is_there), "{kind:?} {}", field.key);
        }
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(all, names.len(), "{kind:?}: two places of one name");
    }
}
