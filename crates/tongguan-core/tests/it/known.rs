//! What a paper shows that was not known when its form was filled in.

use serde_json::{Map, Value, json};
use tongguan_core::approval::Verdict;
use tongguan_core::deal::fulfilment::report::Channel;
use tongguan_core::deal::{Command, known};
use tongguan_core::id::DocumentId;
use tongguan_core::process::DocumentKind;

use crate::acceptance::accepted;
use crate::invoice::delivered;
use crate::progress::progress;
use crate::scene::{Buyer, Scene, Who};
use crate::signed::{file, instalment};
use crate::{delivery, journey};

fn known_of(scene: &Scene, id: DocumentId) -> Map<String, Value> {
    known::fields((scene.deal(), &scene.process), &scene.events, (id, &scene.deal().documents[&id]))
}

fn latest(scene: &Scene, kind: DocumentKind) -> DocumentId {
    scene.deal().document(kind).expect("it was submitted").0
}

#[test]
fn a_confirmation_comes_with_its_evidence() {
    let (scene, solution) = Scene::confirmed();
    assert_eq!(known_of(&scene, solution)["customer_confirm_evidence"], json!([journey::file()]));
    let scene = delivery::confirmed();
    let plan = known_of(&scene, latest(&scene, DocumentKind::DeliveryPlan));
    assert_eq!(plan["customer_confirmed_by"], json!(Buyer::Decider.id()));
    assert_eq!(plan["customer_confirm_evidence"], json!([file("确认邮件")]));
    assert_eq!(plan["customer_confirm_due_at"], json!(scene.obligation("T5").due_at));
}

#[test]
fn clocks_say_by_when_it_was_wanted() {
    let scene = Scene::registered();
    let lead = known_of(&scene, latest(&scene, DocumentKind::LeadRegistration));
    assert_eq!(lead["screening_due_at"], json!(scene.obligation("T1").due_at));
    let (scene, _) = Scene::reviewed();
    let review = known_of(&scene, latest(&scene, DocumentKind::SolutionReview));
    assert_eq!(review["minutes_due_at"], json!(scene.obligation("T10").due_at));
}

#[test]
fn a_report_says_to_whom_it_went_and_how() {
    let mut scene = delivery::started();
    let report =
        scene.submit(Who::Rep, DocumentKind::ProgressReport, progress("0", "green")).expect("a report");
    assert_eq!(known_of(&scene, report).get("sent_to"), None);
    let (to, evidence) = (vec![Buyer::Engineer.id()], vec![file("送达")]);
    let send =
        Command::SendReport { document: report, revision: 1, to, channel: Channel::Declared, evidence };
    scene.act(Who::Rep, send).expect("sent");
    let told = known_of(&scene, report);
    assert_eq!(told["sent_to"], json!([Buyer::Engineer.id()]));
    assert_eq!((&told["channel"], &told["delivery_receipt"]), (&json!("declared"), &json!([file("送达")])));
    assert!(told.contains_key("sent_at"));
}

#[test]
fn an_acceptance_names_what_it_made_payable_and_nothing_else() {
    let scene = accepted();
    let told = known_of(&scene, latest(&scene, DocumentKind::Acceptance));
    let mut wanted = vec![json!(instalment(&scene, 3).0), json!(instalment(&scene, 4).0)];
    wanted.sort_by_key(ToString::to_string);
    let mut found = told["triggers"].as_array().expect("instalments").clone();
    found.sort_by_key(ToString::to_string);
    assert_eq!(found, wanted);
}

#[test]
fn an_invoice_names_who_agreed_and_the_receipt() {
    let (scene, invoice) = delivered();
    let told = known_of(&scene, invoice);
    assert_eq!(told["approver"], json!(Who::Finance.id()));
    assert_eq!(told["delivery_receipt"], json!([file("签收")]));
}

#[test]
fn opinions_and_guidance_are_found_where_they_were_written() {
    let (mut scene, approval) = Scene::graded();
    let document = latest(&scene, DocumentKind::Grading);
    let texts =
        |scene: &Scene, id| known::texts(scene.deal(), &scene.events, (id, &scene.deal().documents[&id]));
    assert_eq!(texts(&scene, document), []);
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("agreed");
    assert_eq!(texts(&scene, document).iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["review_opinion"]);

    let (mut scene, _) = Scene::understood();
    let report = latest(&scene, DocumentKind::VisitReport);
    assert_eq!(texts(&scene, report), []);
    scene.act(Who::Manager, Command::GuideNeeds { guidance: "先核实对账口径".to_owned() }).expect("guided");
    assert_eq!(texts(&scene, report).iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["manager_comment"]);
}
