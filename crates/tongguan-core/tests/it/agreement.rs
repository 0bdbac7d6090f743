//! An agreement that grew old, a contract that is given up, and how much our signatory may sign.

use std::sync::Arc;

use jiff::civil::date;
use tongguan_core::approval::{ApprovalResult, Verdict};
use tongguan_core::deal::{Command, Event, Number};
use tongguan_core::digest::Digest;
use tongguan_core::form::OpenField;
use tongguan_core::id::{DocumentId, PersonId};
use tongguan_core::money::Money;
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::DocumentKind;
use tongguan_core::reference::own_entity::Signatory;
use tongguan_core::refusal::Refusal;

use crate::deal_room::text;
use crate::scene::{Scene, Who, kinds};

fn confirm(scene: &mut Scene, who: Who, contract: DocumentId, digest: Digest) -> Result<Vec<Event>, Refusal> {
    let opinion = "内容未变，同意继续签署".to_owned();
    scene.act(who, Command::ReconfirmContract { contract, digest, opinion })
}

fn give_up(scene: &mut Scene, who: Who, contract: DocumentId) -> Result<Vec<Event>, Refusal> {
    scene.act(who, Command::VoidContract { contract, reason: "客户改由分公司签约".to_owned() })
}

fn digest_of(scene: &Scene, contract: DocumentId) -> Digest {
    scene.deal().documents[&contract].digest
}

#[test]
fn whoever_agreed_last_confirms_an_old_agreement_for_the_same_content() {
    let (mut scene, contract) = Scene::agreed();
    let digest = digest_of(&scene, contract);
    scene.at("2027-01-09T10:00");
    assert_eq!(scene.seal(Who::Archivist, contract, text()).expect_err("too old").code(), "gate_closed");
    for (who, digest, code) in [
        (Who::Rep, digest, "not_permitted"),
        (Who::Manager, digest, "not_your_step"),
        (Who::Director, digest, "not_your_step"),
        (Who::Legal, Digest::of(b"another"), "content_changed"),
    ] {
        assert_eq!(confirm(&mut scene, who, contract, digest).expect_err("refused").code(), code, "{who:?}");
    }
    let short = Command::ReconfirmContract { contract, digest, opinion: "行".to_owned() };
    assert_eq!(scene.act(Who::Legal, short).expect_err("says nothing").code(), "bad_text");
    let events = confirm(&mut scene, Who::Legal, contract, digest).expect("legal agreed last");
    assert!(kinds(&events).contains(&"chain_reconfirmed".to_owned()));
    assert_eq!(scene.obligation("T19").state, ObligationState::Open, "signing is owed for as long again");
    scene.seal(Who::Archivist, contract, text()).expect("fresh again");
}

#[test]
fn a_successor_confirms_unless_he_had_a_step_before() {
    for (successor, code) in [(Who::Director, Some("second_step")), (Who::Operations, None)] {
        let (mut scene, contract) = Scene::agreed();
        let post = scene.organization().posts.iter_mut().find(|post| post.role == "legal_specialist");
        post.expect("legal's post").holder = Some(successor.id());
        scene.at("2027-01-09T10:00");
        let digest = digest_of(&scene, contract);
        let refused = confirm(&mut scene, successor, contract, digest).err();
        assert_eq!(refused.map(|refusal| refusal.code()).as_deref(), code, "{successor:?}");
    }
}

#[test]
fn days_between_the_agreement_and_its_confirmation_are_in_neither_span() {
    // Agreed on the 9th, three days to sign, confirmed on the 16th.
    for (signed, code) in [
        ("2026-12-12", None),
        ("2026-12-13", Some("approval_too_old")),
        ("2026-12-15", Some("approval_too_old")),
        ("2026-12-16", None),
    ] {
        let (mut scene, contract) = Scene::sealed();
        let mut process = (*scene.process).clone();
        process.settings.limits.signing_days = 3;
        scene.process = Arc::new(process);
        scene.at("2026-12-16T10:00");
        let digest = digest_of(&scene, contract);
        confirm(&mut scene, Who::Legal, contract, digest).expect("confirmed");
        let answer = scene.sign(contract, signed, signed).err().map(|refusal| refusal.code());
        assert_eq!(answer.as_deref(), code, "{signed}");
    }
}

#[test]
fn nothing_is_confirmed_that_was_not_agreed_or_is_signed() {
    let (mut scene, contract) = Scene::in_chain();
    let digest = digest_of(&scene, contract);
    let refusal = confirm(&mut scene, Who::Legal, contract, digest).expect_err("open");
    assert_eq!(refusal, Refusal::NotAgreed { document: contract });
    let (mut scene, contract) = Scene::signed();
    let digest = digest_of(&scene, contract);
    let refusal = confirm(&mut scene, Who::Legal, contract, digest).expect_err("signed");
    assert_eq!(refusal, Refusal::ContractSigned { contract });
}

#[test]
fn a_contract_given_up_takes_its_approvals_along_and_keeps_its_number() {
    let (mut scene, contract) = Scene::in_chain();
    let approval = scene.approval_of(contract);
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("agrees");
    let number = scene.deal().contracting.contracts[&contract].number.clone();
    assert!(matches!(number, Some(Number::Pending { .. })));
    give_up(&mut scene, Who::Rep, contract).expect("his own");
    let deal = scene.deal();
    assert_eq!(deal.approvals[&approval].result, Some(ApprovalResult::Lapsed));
    assert_eq!(deal.contracting.contracts[&contract].number, number, "the number stays");
    assert!(deal.contracting.is_voided(contract) && !deal.contracting.texts.contains_key(&contract));
    assert!(deal.document(DocumentKind::ContractApproval).is_none());
    let refused = Refusal::ContractVoided { contract };
    assert_eq!(give_up(&mut scene, Who::Rep, contract), Err(refused.clone()));
    assert_eq!(scene.ask(contract), Err(refused.clone()));
    assert_eq!(scene.review(contract, true), Err(refused.clone()));
    assert_eq!(scene.seal(Who::Archivist, contract, text()), Err(refused.clone()));
    let (quote, _) = scene.deal().document(DocumentKind::Quotation).expect("the quotation");
    let form = scene.contract_form(quote);
    let revised = scene.revise(DocumentKind::ContractApproval, contract, form.clone());
    assert_eq!(revised.map(|_| ()), Err(refused));
    let next = scene.submit(Who::Rep, DocumentKind::ContractApproval, form).expect("another contract");
    scene.review(next, true).expect("reviewed");
    scene.ask(next).expect("G4-a is open for the new one");
    scene.agree(next, &[Who::Manager, Who::Director, Who::Legal]);
    scene.seal(Who::Archivist, next, text()).expect("the new one is agreed");
}

#[test]
fn what_is_sealed_is_given_up_by_the_keeper_and_what_is_signed_by_nobody() {
    let (mut scene, contract) = Scene::sealed();
    for who in [Who::Rep, Who::Legal] {
        let refusal = give_up(&mut scene, who, contract).expect_err("copies are out");
        assert_eq!(refusal, Refusal::AlreadySealed { contract });
    }
    assert_eq!(give_up(&mut scene, Who::Manager, contract).expect_err("not his").code(), "not_permitted");
    give_up(&mut scene, Who::Archivist, contract).expect("takes the copies back");
    assert!(scene.deal().contracting.contracts[&contract].seal.is_none());
    assert_eq!(scene.obligation("T19").state, ObligationState::Cancelled);
    let (mut scene, contract) = Scene::signed();
    for who in [Who::Rep, Who::Archivist] {
        let refusal = give_up(&mut scene, who, contract).expect_err("both have signed");
        assert_eq!(refusal, Refusal::ContractSigned { contract });
    }
}

/// A register with one entry.
fn register(scene: &mut Scene, person: PersonId, limit: Option<i64>, until: Option<jiff::civil::Date>) {
    let entry = Signatory { person, limit: limit.map(Money), from: date(2026, 1, 1), until };
    scene.facts.own_entities[0].signatories = vec![entry];
}

#[test]
fn our_signatory_signs_what_the_register_lets_him() {
    let (rep, other) = (Who::Rep.id(), Who::Director.id());
    for (person, limit, until, good) in [
        (rep, None, None, true),
        (rep, Some(23_750_000), None, true),
        (rep, Some(23_749_999), None, false),
        (rep, None, Some(date(2026, 12, 18)), true),
        (rep, None, Some(date(2026, 12, 17)), false),
        (other, None, None, false),
    ] {
        let (mut scene, quote) = Scene::negotiated();
        register(&mut scene, person, limit, until);
        let form = scene.contract_form(quote);
        let answer = scene.submit(Who::Rep, DocumentKind::ContractApproval, form);
        let code = answer.err().map(|refusal| refusal.code());
        assert_eq!(code.as_deref(), (!good).then_some("signatory_not_authorised"), "{limit:?} {until:?}");
    }
}

#[test]
fn an_authority_that_ended_since_stops_seal_and_signature() {
    let (mut scene, contract) = Scene::agreed();
    register(&mut scene, Who::Rep.id(), Some(1), None);
    let refusal = scene.seal(Who::Archivist, contract, text()).expect_err("lowered since");
    let amount = Money(23_750_000);
    let (person, limit) = (Some(Who::Rep.id()), Some(Money(1)));
    assert_eq!(refusal, Refusal::SignatoryNotAuthorised { person, amount, limit, on: Some(scene.today()) });
    let (mut scene, contract) = Scene::sealed();
    register(&mut scene, Who::Rep.id(), None, Some(date(2026, 12, 16)));
    scene.at("2026-12-18T17:00");
    let refusal = scene.sign(contract, "2026-12-17", "2026-12-18").expect_err("over since");
    assert_eq!(refusal.code(), "signatory_not_authorised");
    scene.sign(contract, "2026-12-16", "2026-12-18").expect("his last day");
}

#[test]
fn the_lead_form_is_not_asked_for_what_is_known_of_the_customer() {
    for (field, size, asked) in
        [("uscc", None, false), ("size_class", Some("unknown"), false), ("industry", Some("medium"), true)]
    {
        let (mut scene, contract) = Scene::text_reviewed();
        scene.facts.account.as_mut().expect("a customer").size_class = size.map(str::to_owned);
        let deal = scene.deal.as_mut().expect("a deal");
        let lead = deal.document(DocumentKind::LeadRegistration).expect("a lead").0;
        let open = OpenField { path: field.to_owned(), gate: "G3".to_owned() };
        deal.documents.get_mut(&lead).expect("the lead").to_mut().open_fields.push(open);
        match scene.ask(contract) {
            Ok(_) => assert!(!asked, "{field}"),
            Err(Refusal::GateClosed { unmet, .. }) => {
                assert!(asked, "{field}");
                assert_eq!(
                    (unmet[0].condition.as_str(), &unmet[0].fields),
                    ("customer_known", &vec![field.to_owned()])
                );
            }
            Err(other) => panic!("{field}: {other:?}"),
        }
    }
}

#[test]
fn a_code_that_nobody_knows_is_asked_for() {
    let (mut scene, contract) = Scene::text_reviewed();
    scene.facts.account.as_mut().expect("a customer").uscc = None;
    let deal = scene.deal.as_mut().expect("a deal");
    let lead = deal.document(DocumentKind::LeadRegistration).expect("a lead").0;
    let open = OpenField { path: "uscc".to_owned(), gate: "G3".to_owned() };
    deal.documents.get_mut(&lead).expect("the lead").to_mut().open_fields.push(open);
    let refusal = scene.ask(contract).expect_err("nobody knows it");
    assert!(matches!(refusal, Refusal::GateClosed { unmet, .. } if unmet[0].fields == ["uscc"]));
}

#[test]
fn only_a_contract_is_reviewed_sealed_and_signed() {
    let (mut scene, _) = Scene::agreed();
    let (document, standing) = scene.deal().document(DocumentKind::Quotation).expect("the quotation");
    let (digest, opinion) = (standing.digest, "文本已逐条审核".to_owned());
    let review = Command::ReviewText { document, digest, passed: true, opinion };
    let refusals = [
        scene.act(Who::Legal, review).err(),
        scene.seal(Who::Archivist, document, text()).err(),
        scene.sign(document, "2026-12-09", "2026-12-09").err(),
        give_up(&mut scene, Who::Rep, document).err(),
    ];
    for refusal in refusals {
        assert_eq!(refusal, Some(Refusal::NotAContract { document }));
    }
}

#[test]
fn a_text_that_legal_returns_takes_the_agreement_along() {
    let (mut scene, contract) = Scene::agreed();
    scene.review(contract, false).expect("legal has second thoughts");
    assert!(scene.deal().contracting.consents.is_empty());
    assert!(
        scene.seal(Who::Archivist, contract, text()).is_err()
            && scene.sign(contract, "2026-12-09", "2026-12-09").is_err()
    );
    scene.review(contract, true).expect("mended by word of mouth");
    assert!(scene.sign(contract, "2026-12-09", "2026-12-09").is_err(), "the chain is asked again");
}
