//! What may be submitted at all, whatever its content: which forms there are, how often, under which process.

use std::sync::Arc;

use tongguan_core::deal::Command;
use tongguan_core::process::{DocumentKind, Process, Requirement};
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who, grading, submission};

fn with_process(scene: &mut Scene, change: impl FnOnce(&mut Process)) {
    let mut process = (*scene.process).clone();
    change(&mut process);
    scene.process = Arc::new(process);
}

#[test]
fn a_document_that_there_is_once_is_revised_and_not_submitted_again() {
    let (mut scene, _) = Scene::graded();
    let kind = DocumentKind::Grading;
    let (document, _) = scene.deal().document(kind).expect("graded");
    let refusal = scene.act(Who::Rep, grading(41, 36, "A")).expect_err("it is there");
    assert_eq!(refusal, Refusal::DocumentExists { kind, document });
}

#[test]
fn a_process_without_a_form_takes_no_such_document() {
    let mut scene = Scene::screened();
    let kind = DocumentKind::Grading;
    with_process(&mut scene, |process| drop(process.documents.remove(&kind)));
    let refusal = scene.act(Who::Rep, grading(41, 36, "A")).expect_err("no such form");
    assert_eq!(refusal, Refusal::UnknownForm { kind });
}

/// Where the form itself does not ask for evidence, grade A does, and no other grade.
#[test]
fn grade_a_shows_evidence_whatever_the_form_says() {
    for (fit, intent, grade, refused) in [(41, 36, "A", true), (30, 20, "B", false)] {
        let mut scene = Scene::screened();
        with_process(&mut scene, |process| {
            let form = process.documents.get_mut(&DocumentKind::Grading).expect("D02");
            let fields = form.sections.iter_mut().flat_map(|section| &mut section.fields);
            fields.filter(|field| field.key == "evidence").for_each(|f| f.required = Requirement::Optional);
        });
        let Command::SubmitDocument { kind, mut body, .. } = grading(fit, intent, grade) else {
            panic!("a grading is a document")
        };
        body.remove("evidence");
        let answer = scene.act(Who::Rep, submission(kind, body.into())).err();
        assert_eq!(answer, refused.then_some(Refusal::GradeEvidenceMissing), "{grade}");
    }
}

/// A deal keeps the version of the process under which it began.
#[test]
fn a_deal_is_judged_by_the_process_that_it_is_pinned_to() {
    let mut scene = Scene::registered();
    let pinned = scene.process.version;
    with_process(&mut scene, |process| process.version += 1);
    let refusal = scene.act(Who::Rep, Command::AdvanceStage {}).expect_err("another version");
    assert_eq!(refusal, Refusal::WrongProcess { pinned, given: pinned + 1 });
}
