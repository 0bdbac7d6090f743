//! The contract: equal to the quotation, reviewed before its chain, agreed level by level, held to what was agreed.

use serde_json::{Value, json};
use tongguan_core::approval::{ApprovalResult, LapseReason, Verdict};
use tongguan_core::deal::{Command, Event, Number};
use tongguan_core::digest::Digest;
use tongguan_core::id::{ApprovalId, DocumentId};
use tongguan_core::money::Money;
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;

use crate::deal_room::round;
use crate::scene::{Scene, Who, kinds, problems};

/// The conditions of a closed gate.
fn unmet(refusal: Refusal) -> Vec<String> {
    match refusal {
        Refusal::GateClosed { unmet, .. } => unmet.into_iter().map(|one| one.condition).collect(),
        other => panic!("not about a gate: {other:?}"),
    }
}

fn facts(scene: &Scene, document: DocumentId) -> Value {
    Value::Object(scene.deal().documents[&document].facts.clone())
}

#[test]
fn a_good_contract_goes_through_the_chain_in_strict_order() {
    let (mut scene, contract) = Scene::in_chain();
    let approval = scene.approval_of(contract);
    for (early, next) in
        [(Who::Director, Who::Manager), (Who::Legal, Who::Director), (Who::Manager, Who::Legal)]
    {
        let refusal = scene.decide(early, approval, Verdict::Approve).expect_err("not his turn");
        assert_eq!(refusal.code(), "not_your_step", "{early:?}");
        scene.decide(next, approval, Verdict::Approve).expect("his turn");
    }
    assert!(scene.deal().contracting.consents.contains_key(&contract));
    assert!(scene.deal().documents[&contract].approved);
    assert_eq!(scene.obligation("T19").due_at, crate::scene::local("2027-01-08T00:00") - one_microsecond());
}

fn one_microsecond() -> jiff::SignedDuration {
    jiff::SignedDuration::from_micros(1)
}

#[test]
fn the_contract_takes_one_number_for_ever() {
    let (mut scene, contract) = Scene::in_chain();
    let number = scene.deal().contracting.contracts[&contract].number.clone();
    assert!(matches!(&number, Some(Number::Pending { series, .. }) if series == "contract"));
    let approval = scene.approval_of(contract);
    scene.decide(Who::Manager, approval, Verdict::Reject).expect("rejected");
    let events = scene.ask(contract).expect("asked again");
    assert!(!kinds(&events).contains(&"contract_numbered".to_owned()));
    assert_eq!(scene.deal().approvals[&scene.approval_of(contract)].active, 1, "from step one");
}

#[test]
fn the_gate_names_all_that_is_missing() {
    let (mut scene, quote) = Scene::contracting();
    scene.at("2026-12-07T10:00");
    let mut form = scene.contract_form(quote);
    form["planned_signing_date"] = json!("2027-01-03");
    form["party_reason"] = json!("集团统一采购平台签约");
    form["amount_net"] = json!(20_000_000);
    scene.facts.credit.overdue_days = 61;
    let contract = scene.submit(Who::Rep, DocumentKind::ContractApproval, form).expect("a draft");
    let missing = unmet(scene.ask(contract).expect_err("nothing is ready"));
    assert_eq!(
        missing,
        [
            "strategy_approved",
            "negotiated_or_accepted",
            "quote_valid_at_signing",
            "text_reviewed",
            "credit_clear",
            "contract_matches_quote",
        ]
    );
}

#[test]
fn credit_blocks_above_the_limit_and_the_overdue_days() {
    for (limit, exposure, overdue, blocked) in [
        (None, 900_000_000, 60, false),
        (Some(30_000_000), 6_250_000, 0, false),
        (Some(30_000_000), 6_250_001, 0, true),
        (None, 0, 61, true),
    ] {
        let (mut scene, contract) = Scene::text_reviewed();
        scene.facts.credit.limit = limit.map(Money);
        scene.facts.credit.exposure = Money(exposure);
        scene.facts.credit.overdue_days = overdue;
        match scene.ask(contract) {
            Ok(_) => assert!(!blocked, "{limit:?} {exposure} {overdue}"),
            Err(refusal) => assert_eq!((unmet(refusal), blocked), (vec!["credit_clear".to_owned()], true)),
        }
    }
}

#[test]
fn an_exception_for_credit_goes_through_finance() {
    let (mut scene, contract) = Scene::text_reviewed();
    scene.facts.credit.overdue_days = 90;
    let (gate, condition) = ("G4-a".to_owned(), "credit_clear".to_owned());
    let reason = "已约定先付清欠款再发货".to_owned();
    scene.act(Who::Rep, Command::RequestException { gate, condition, reason }).expect("asked");
    let approval = *scene.deal().approvals.iter().find(|(_, a)| a.is_open()).expect("open").0;
    for who in [Who::Manager, Who::FinanceManager, Who::Director] {
        scene.decide(who, approval, Verdict::Approve).expect("agrees");
    }
    scene.ask(contract).expect("the exception stands in");
}

#[test]
fn a_contract_that_differs_from_the_quotation_does_not_start() {
    type Change = fn(&mut Value);
    let cases: [Change; 4] = [
        |form| {
            form["amount_gross"] = json!(23_750_001);
            form["payment_schedule"][2]["amount"] = json!(2_375_001);
        },
        |form| form["amount_net"] = json!(1),
        |form| form["payment_schedule"][0]["days"] = json!(11),
        |form| {
            form["payment_schedule"][0]["amount"] = json!(7_125_001);
            form["payment_schedule"][1]["amount"] = json!(14_249_999);
        },
    ];
    for (number, change) in cases.into_iter().enumerate() {
        let (mut scene, quote) = Scene::negotiated();
        let mut form = scene.contract_form(quote);
        change(&mut form);
        let contract = scene.submit(Who::Rep, DocumentKind::ContractApproval, form).expect("a draft");
        scene.review(contract, true).expect("reviewed");
        let missing = unmet(scene.ask(contract).expect_err("differs"));
        assert_eq!(missing, ["contract_matches_quote"], "{number}");
    }
}

#[test]
fn the_schedule_adds_up_and_another_party_is_explained() {
    let (mut scene, quote) = Scene::negotiated();
    let mut form = scene.contract_form(quote);
    form["payment_schedule"][0]["amount"] = json!(1);
    let refusal = scene.submit(Who::Rep, DocumentKind::ContractApproval, form).expect_err("off");
    assert_eq!(problems(&refusal), [("payment_schedule".to_owned(), "sum_differs")]);
    let mut form = scene.contract_form(quote);
    form["cp_uscc"] = json!("91310000MA1000076Y");
    let refusal = scene.submit(Who::Rep, DocumentKind::ContractApproval, form.clone()).expect_err("who");
    assert_eq!(problems(&refusal), [("party_reason".to_owned(), "required")]);
    form["party_reason"] = json!("付款方为集团公司");
    let contract = scene.submit(Who::Rep, DocumentKind::ContractApproval, form).expect("explained");
    assert_eq!(facts(&scene, contract)["party_differs"], true);
}

#[test]
fn the_form_computes_words_tax_and_warnings() {
    let (mut scene, contract) = Scene::drafted();
    let found = facts(&scene, contract);
    assert_eq!(found["amount_in_words"], "人民币贰拾叁万柒仟伍佰元整");
    assert_eq!(found["tax"], 23_750_000 - found["amount_net"].as_i64().expect("net"));
    assert_eq!((&found["statutory_term"], &found["cap_missing"]), (&json!("none"), &json!(false)));
    let (id, _) = scene.deal().document(DocumentKind::Quotation).expect("the quotation");
    for (nature, days, warning) in [
        ("enterprise", 60, "none"),
        ("enterprise", 61, "needs_custom_of_trade"),
        ("government", 30, "none"),
        ("government", 31, "needs_agreement"),
        ("institution", 61, "beyond_maximum"),
    ] {
        scene.facts.account.as_mut().expect("an account").nature = Some(nature.to_owned());
        let mut form = scene.contract_form(id);
        form["payment_schedule"][1]["days"] = json!(days);
        form.as_object_mut().expect("a form").remove("liability_cap");
        form["term_start"] = json!("2026-12-17");
        scene.revise(DocumentKind::ContractApproval, contract, form).expect("a warning refuses nothing");
        let found = facts(&scene, contract);
        assert_eq!(found["statutory_term"], warning, "{nature} {days}");
        assert_eq!((&found["cap_missing"], &found["starts_before_signing"]), (&json!(true), &json!(true)));
    }
}

#[test]
fn the_text_is_reviewed_by_legal_who_did_not_draft_it_and_only_as_it_stands() {
    let (mut scene, contract) = Scene::drafted();
    let digest = scene.deal().documents[&contract].digest;
    let review = |digest| Command::ReviewText {
        document: contract,
        digest,
        passed: true,
        opinion: "可以签署".to_owned(),
    };
    for who in [Who::Rep, Who::Manager, Who::Director] {
        assert_eq!(scene.act(who, review(digest)).expect_err("not legal").code(), "not_permitted");
    }
    let refusal = scene.act(Who::Legal, review(Digest::of(b"x"))).expect_err("another content");
    assert_eq!(refusal.code(), "stale_revision");
    scene.review(contract, false).expect("returned");
    assert_eq!(unmet(scene.ask(contract).expect_err("returned")), ["text_reviewed"]);
    let (id, _) = scene.deal().document(DocumentKind::Quotation).expect("the quotation");
    let mut form = scene.contract_form(id);
    form["contract_file"] = json!(Digest::of(b"drafted by legal"));
    let command = Command::SubmitDocument {
        kind: DocumentKind::ContractApproval,
        document: Some(contract),
        revision: 1,
        body: crate::scene::object(form),
    };
    scene.act(Who::Legal, command).expect("legal puts in another text");
    assert_eq!(scene.review(contract, true).expect_err("his own text").code(), "own_work");
}

#[test]
fn filling_his_own_fields_makes_legal_no_drafter() {
    let (mut scene, contract) = Scene::drafted();
    let (id, _) = scene.deal().document(DocumentKind::Quotation).expect("the quotation");
    let mut form = scene.contract_form(id);
    form["ip_terms"] = json!("知识产权归我方,客户得使用权");
    form["liability_cap"] = json!(20_000_000);
    let command = Command::SubmitDocument {
        kind: DocumentKind::ContractApproval,
        document: Some(contract),
        revision: 1,
        body: crate::scene::object(form),
    };
    scene.act(Who::Legal, command).expect("legal fills");
    scene.review(contract, true).expect("and reviews");
    scene.ask(contract).expect("asked");
    scene.agree(contract, &[Who::Manager, Who::Director, Who::Legal]);
}

/// The approvals that lapsed, with their reasons.
fn lapsed(events: &[Event]) -> Vec<(ApprovalId, Option<LapseReason>)> {
    let lapse = |event: &Event| match event {
        Event::ApprovalFinished { approval, result: ApprovalResult::Lapsed, reason } => {
            Some((*approval, *reason))
        }
        _ => None,
    };
    events.iter().filter_map(lapse).collect()
}

#[test]
fn one_payment_day_changed_after_step_three_voids_review_and_chain() {
    let (mut scene, contract) = Scene::in_chain();
    let approval = scene.agree(contract, &[Who::Manager, Who::Director]);
    let (id, _) = scene.deal().document(DocumentKind::Quotation).expect("the quotation");
    let mut form = scene.contract_form(id);
    form["payment_schedule"][1]["days"] = json!(31);
    let events = scene.revise(DocumentKind::ContractApproval, contract, form).expect("revised");
    assert_eq!(lapsed(&events), [(approval, Some(LapseReason::ContentChanged))]);
    assert!(kinds(&events).contains(&"text_review_voided".to_owned()));
    let refusal = scene.decide(Who::Legal, approval, Verdict::Approve).expect_err("over");
    assert_eq!(refusal, Refusal::ApprovalClosed { approval });
    assert_eq!(unmet(scene.ask(contract).expect_err("void")), ["text_reviewed", "contract_matches_quote"]);
}

#[test]
fn a_change_after_the_chain_voids_consent_and_seal() {
    let (mut scene, contract) = Scene::sealed();
    let consent = scene.deal().contracting.consents[&contract];
    let (id, _) = scene.deal().document(DocumentKind::Quotation).expect("the quotation");
    let mut form = scene.contract_form(id);
    form["contract_file"] = json!(Digest::of(b"one word changed"));
    let events = scene.revise(DocumentKind::ContractApproval, contract, form).expect("revised");
    assert_eq!(lapsed(&events), [(consent.approval, Some(LapseReason::ContentChanged))]);
    let contracting = &scene.deal().contracting;
    assert!(contracting.consents.is_empty() && contracting.contracts[&contract].seal.is_none());
    assert!(!scene.deal().documents[&contract].approved);
    assert!(!scene.obligation("T19").is_open());
    scene.at("2026-12-18T17:00");
    let refusal = scene.sign(contract, "2026-12-18", "2026-12-18").expect_err("void");
    assert_eq!(unmet(refusal), ["contract_approved"]);
}

#[test]
fn the_same_content_again_voids_nothing() {
    let (mut scene, contract) = Scene::in_chain();
    let (id, _) = scene.deal().document(DocumentKind::Quotation).expect("the quotation");
    let form = scene.contract_form(id);
    let events = scene.revise(DocumentKind::ContractApproval, contract, form).expect("nothing new");
    assert_eq!(lapsed(&events), []);
    scene.agree(contract, &[Who::Manager, Who::Director, Who::Legal]);
    assert!(scene.deal().documents[&contract].approved);
}

#[test]
fn returning_to_a_step_resumes_there_and_rejecting_starts_again() {
    let (mut scene, contract) = Scene::in_chain();
    let approval = scene.agree(contract, &[Who::Manager, Who::Director]);
    scene.decide(Who::Legal, approval, Verdict::Return(2)).expect("back to the director");
    let refusal = scene.decide(Who::Manager, approval, Verdict::Approve).expect_err("still stands");
    assert_eq!(refusal.code(), "not_your_step");
    scene.agree(contract, &[Who::Director, Who::Legal]);
    assert!(scene.deal().documents[&contract].approved);
}

#[test]
fn an_important_term_in_a_round_voids_what_was_agreed() {
    let (mut scene, contract) = Scene::agreed();
    let consent = scene.deal().contracting.consents[&contract];
    let events = scene.act(Who::Rep, round("2026-12-09", &["other"], &[])).expect("a round");
    assert_eq!(lapsed(&events), [], "nothing important");
    let events = scene.act(Who::Rep, round("2026-12-09", &["payment"], &[])).expect("a round");
    assert_eq!(lapsed(&events), [(consent.approval, Some(LapseReason::TermChanged))]);
    scene.review(contract, true).expect("reviewed again");
    let missing = unmet(scene.ask(contract).expect_err("open points"));
    assert_eq!(missing, ["term_changes_reviewed", "contract_up_to_date"]);
}
