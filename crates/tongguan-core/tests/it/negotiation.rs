//! Strategy, rounds, and legal's word before an important term is offered or accepted.

use serde_json::json;
use tongguan_core::deal::{Command, Event};
use tongguan_core::id::{PersonId, TermChangeId};
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::deal_room::{round, strategy};
use crate::scene::{Buyer, Scene, Who, local, problems};

#[test]
fn a_floor_below_authority_asks_those_above() {
    // The quotation: list 250,000.00, offered 237,500.00, floor prices 200,000.00.
    for (floor, roles) in [
        (23_750_000, vec!["sales_manager"]),
        (22_500_000, vec!["sales_manager"]),
        (22_499_999, vec!["sales_manager", "sales_director"]),
        (20_000_000, vec!["sales_manager", "sales_director"]),
        (19_999_999, vec!["sales_manager", "sales_director", "general_manager"]),
    ] {
        let (mut scene, _) = Scene::contracting();
        let document = scene.submit(Who::Rep, DocumentKind::NegotiationStrategy, strategy(floor));
        let document = document.expect("a good strategy is accepted");
        scene.ask(document).expect("asked");
        assert_eq!(scene.steps_of(document), roles, "{floor}");
    }
}

#[test]
fn price_and_payment_are_mandatory() {
    let (mut scene, _) = Scene::contracting();
    let mut form = strategy(23_750_000);
    form["items"][1]["topic"] = json!("delivery");
    let refusal = scene.submit(Who::Rep, DocumentKind::NegotiationStrategy, form).expect_err("no payment");
    assert_eq!(problems(&refusal), [("items".to_owned(), "topic_missing")]);
}

#[test]
fn each_round_asks_for_the_form_within_a_working_day() {
    let (mut scene, quote) = Scene::negotiated();
    assert_eq!(scene.obligation("T26").due_at, local("2026-12-08T23:59:59.999999"));
    let form = scene.contract_form(quote);
    let contract = scene.submit(Who::Rep, DocumentKind::ContractApproval, form).expect("drafted");
    assert!(!scene.obligation("T26").is_open());
    scene.act(Who::Rep, round("2026-12-07", &["other"], &[])).expect("another round");
    scene.review(contract, true).expect("reviewed");
    let refusal = scene.ask(contract).expect_err("not updated");
    assert!(
        matches!(refusal, Refusal::GateClosed { unmet, .. } if unmet[0].condition == "contract_up_to_date")
    );
}

/// The changes that a round brought up.
fn changes(events: &[Event]) -> Vec<TermChangeId> {
    let found = events.iter().find_map(|event| match event {
        Event::RoundRecorded { changes, .. } => Some(changes.iter().map(|c| c.change).collect()),
        _ => None,
    });
    found.expect("a round was recorded")
}

#[test]
fn an_important_term_waits_for_legal_and_another_does_not() {
    let (mut scene, _) = Scene::negotiated();
    let events = scene.act(Who::Rep, round("2026-12-07", &["payment", "other"], &[])).expect("a round");
    let [payment, other] = changes(&events)[..] else { panic!("two changes") };
    let agreed = &scene.deal().contracting.term_changes;
    assert_eq!((agreed[&payment].important, agreed[&other].important), (true, false));
    let refusal = scene.act(Who::Rep, round("2026-12-07", &[], &[payment])).expect_err("legal first");
    assert_eq!(refusal, Refusal::TermChangeNotPassed { change: payment });
    scene.act(Who::Rep, round("2026-12-07", &[], &[other])).expect("nothing important");
    let opinion = "账期延长可接受".to_owned();
    let review = Command::ReviewTermChange { change: payment, passed: true, opinion };
    assert_eq!(scene.act(Who::Rep, review.clone()).expect_err("not legal").code(), "not_permitted");
    scene.act(Who::Legal, review.clone()).expect("decided");
    let refusal = scene.act(Who::Legal, review).expect_err("decided");
    assert_eq!(refusal, Refusal::TermChangeDecided { change: payment });
    scene.act(Who::Rep, round("2026-12-07", &[], &[payment])).expect("may be accepted");
    assert_eq!(scene.deal().contracting.term_changes[&payment].agreed_in, Some(4));
}

#[test]
fn a_refused_term_is_not_accepted() {
    let (mut scene, _) = Scene::negotiated();
    let events = scene.act(Who::Rep, round("2026-12-07", &["liability_cap"], &[])).expect("a round");
    let change = changes(&events)[0];
    let opinion = "不接受无限责任".to_owned();
    scene.act(Who::Legal, Command::ReviewTermChange { change, passed: false, opinion }).expect("refused");
    let refusal = scene.act(Who::Rep, round("2026-12-07", &[], &[change])).expect_err("refused");
    assert_eq!(refusal, Refusal::TermChangeNotPassed { change });
}

#[test]
fn a_round_names_people_and_terms_that_exist() {
    let (mut scene, _) = Scene::negotiated();
    let refusal = scene.act(Who::Rep, round("2026-12-08", &[], &[])).expect_err("tomorrow");
    assert_eq!(refusal.code(), "in_future");
    let refusal = scene.act(Who::Rep, round("2026-12-07", &["weather"], &[])).expect_err("no such term");
    assert_eq!(refusal, Refusal::UnknownTerm { topic: "weather".to_owned() });
    let mut nobody = round("2026-12-07", &[], &[]);
    if let Command::RecordRound { contacts, .. } = &mut nobody {
        contacts.clear();
    }
    assert_eq!(scene.act(Who::Rep, nobody).expect_err("alone"), Refusal::NobodyNamed);
}

#[test]
fn the_quotation_is_taken_as_it_stands_before_any_round_and_with_evidence() {
    let accept = |evidence| Command::AcceptQuoteAsIs {
        contact: Buyer::Decider.id(),
        evidence,
        note: "客户直接接受报价".to_owned(),
    };
    let (mut scene, _) = Scene::contracting();
    let refusal = scene.act(Who::Rep, accept(vec![])).expect_err("no evidence");
    assert_eq!(refusal, Refusal::EvidenceMissing);
    scene.act(Who::Rep, accept(vec![crate::journey::file()])).expect("accepted");
    assert!(scene.deal().contracting.accepted_at.is_some());
    let (mut scene, _) = Scene::negotiated();
    let refusal = scene.act(Who::Rep, accept(vec![crate::journey::file()])).expect_err("negotiated");
    assert_eq!(refusal, Refusal::AlreadyNegotiated);
}

#[test]
fn what_a_round_names_is_known() {
    let (mut scene, _) = Scene::negotiated();
    let change = TermChangeId(Uuid::from_u128(9));
    let refusal = scene.act(Who::Rep, round("2026-12-07", &[], &[change])).expect_err("nobody asked for it");
    assert_eq!(refusal, Refusal::UnknownTermChange { change });
    let opinion = "账期延长可接受".to_owned();
    let review = Command::ReviewTermChange { change, passed: true, opinion };
    let refusal = scene.act(Who::Legal, review).expect_err("nobody asked for it");
    assert_eq!(refusal, Refusal::UnknownTermChange { change });
    let person = PersonId(Uuid::from_u128(99));
    let mut stranger = round("2026-12-07", &[], &[]);
    if let Command::RecordRound { people, .. } = &mut stranger {
        people.push(person);
    }
    let refusal = scene.act(Who::Rep, stranger).expect_err("a stranger");
    assert_eq!(refusal, Refusal::UnknownPerson { person });
}
