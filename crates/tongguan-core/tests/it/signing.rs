//! Seal, signature, scan and archive; incidents.

use jiff::civil::date;
use serde_json::json;
use tongguan_core::approval::Verdict;
use tongguan_core::deal::contract::IncidentKind;
use tongguan_core::deal::{Command, Event};
use tongguan_core::digest::Digest;
use tongguan_core::money::Money;
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::refusal::Refusal;

use crate::deal_room::{filing, text};
use crate::scene::{Scene, Who, grading, kinds, local};

#[test]
fn nothing_is_sealed_before_the_last_step() {
    let (mut scene, contract) = Scene::in_chain();
    scene.agree(contract, &[Who::Manager, Who::Director]);
    let refusal = scene.seal(Who::Archivist, contract, text()).expect_err("legal is missing");
    assert_eq!(refusal.code(), "gate_closed");
}

#[test]
fn the_seal_goes_on_the_approved_text_by_a_keeper_who_took_no_part() {
    let (mut scene, contract) = Scene::agreed();
    let refusal = scene.seal(Who::Archivist, contract, Digest::of(b"another")).expect_err("differs");
    assert_eq!(refusal, Refusal::TextDiffers { approved: text() });
    for who in [Who::Rep, Who::Director] {
        assert_eq!(scene.seal(who, contract, text()).expect_err("no keeper").code(), "not_permitted");
    }
    let keeper = scene.organization().posts.iter_mut().find(|p| p.role == "admin_archivist");
    keeper.expect("a keeper").holder = Some(Who::Director.id());
    let refusal = scene.seal(Who::Director, contract, text()).expect_err("approved it");
    assert_eq!(refusal, Refusal::KeeperTookPart { contract });
}

#[test]
fn an_approval_older_than_the_days_set_is_confirmed_again() {
    let (mut scene, contract) = Scene::agreed();
    scene.at("2027-01-08T23:00");
    scene.seal(Who::Archivist, contract, text()).expect("the thirtieth day");
    let (mut scene, contract) = Scene::agreed();
    scene.at("2027-01-09T01:00");
    let refusal = scene.seal(Who::Archivist, contract, text()).expect_err("the day after");
    assert!(matches!(refusal, Refusal::GateClosed { unmet, .. } if unmet[0].condition == "approval_fresh"));
}

#[test]
fn dates_lie_between_approval_and_today_and_inside_the_quotation() {
    for (today, ours, theirs, code) in [
        ("2026-12-18T17:00", "2026-12-09", "2026-12-18", None),
        ("2026-12-18T17:00", "2026-12-08", "2026-12-18", Some("signed_before_approval")),
        ("2026-12-18T17:00", "2026-12-18", "2026-12-19", Some("in_future")),
        ("2027-01-02T17:00", "2026-12-18", "2027-01-02", None),
        ("2027-01-03T17:00", "2026-12-18", "2027-01-03", Some("quote_expired_at_signing")),
    ] {
        let (mut scene, contract) = Scene::sealed();
        scene.at(today);
        let answer = scene.sign(contract, ours, theirs).err().map(|refusal| refusal.code());
        assert_eq!(answer.as_deref(), code, "{ours} {theirs}");
    }
}

#[test]
fn paper_is_sealed_before_it_is_signed() {
    let (mut scene, contract) = Scene::agreed();
    scene.at("2026-12-18T17:00");
    let refusal = scene.sign(contract, "2026-12-18", "2026-12-18").expect_err("no seal");
    assert_eq!(refusal, Refusal::NotSealed { contract });
}

#[test]
fn a_date_before_the_approval_is_an_incident_for_director_and_legal() {
    let (mut scene, contract) = Scene::sealed();
    scene.at("2026-12-20T10:00");
    let kind = IncidentKind::SignedBeforeApproval;
    let reason = "客户会前已先行签字".to_owned();
    let report = Command::ReportIncident { contract, kind, reason };
    scene.act(Who::Rep, report.clone()).expect("reported");
    assert_eq!(scene.act(Who::Rep, report.clone()).expect_err("open").code(), "already_requested");
    let approval = *scene.deal().approvals.iter().find(|(_, a)| a.is_open()).expect("open").0;
    scene.decide(Who::Director, approval, Verdict::Approve).expect("agrees");
    assert_eq!(
        scene.sign(contract, "2026-12-08", "2026-12-08").expect_err("half").code(),
        "signed_before_approval"
    );
    scene.decide(Who::Legal, approval, Verdict::Approve).expect("agrees");
    scene.sign(contract, "2026-12-08", "2026-12-08").expect("as an incident");
    let contracting = &scene.deal().contracting;
    let signing = contracting.contracts[&contract].signing.expect("signed");
    assert_eq!(signing.incident, Some(approval));
    assert_eq!(contracting.incidents.len(), 1, "it stays on record");
    assert_eq!(scene.act(Who::Rep, report).expect_err("accepted").code(), "already_requested");
}

#[test]
fn the_keeper_owes_the_seal_from_the_last_consent_and_sees_the_deal_for_it() {
    let (scene, _) = Scene::in_chain();
    assert!(!scene.deal().participants().contains(&Who::Archivist.id()));
    let (mut scene, contract) = Scene::agreed();
    let owed = scene.obligation("T19-A");
    assert_eq!((owed.debtor, owed.is_open()), (Some(Who::Archivist.id()), true));
    // Agreed on Wednesday, the 9th: the end of Friday.
    assert_eq!(owed.due_at, local("2026-12-11T23:59:59.999999"));
    assert!(scene.deal().participants().contains(&Who::Archivist.id()));
    scene.seal(Who::Archivist, contract, text()).expect("sealed");
    assert_eq!(scene.obligation("T19-A").state, ObligationState::Met);
}

#[test]
fn signing_starts_the_filing_clock_and_opens_stage_five() {
    let (mut scene, contract) = Scene::signed();
    let filing = scene.obligation("T4");
    assert_eq!(filing.due_at, local("2026-12-23T23:59:59.999999"));
    assert_eq!(filing.debtor, Some(Who::Archivist.id()));
    assert_eq!(scene.obligation("T19").state, ObligationState::Met);
    let refusal = scene.sign(contract, "2026-12-18", "2026-12-18").expect_err("twice");
    assert_eq!(refusal, Refusal::ContractSigned { contract });
    let instalments: Vec<_> =
        scene.deal().fulfilment.of_contract(contract).map(|(_, one)| one.amount).collect();
    assert_eq!(instalments, [Money(7_125_000), Money(14_250_000), Money(2_375_000)]);
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("G4 is open");
    assert_eq!(scene.deal().stage, Stage::Fulfilment);
}

#[test]
fn a_grade_is_reviewed_until_the_contract_is_signed_and_not_after() {
    let (mut scene, contract) = Scene::agreed();
    let due = scene.obligation("T20");
    assert!(due.is_open(), "a customer in negotiation is graded again");
    let (document, _) = scene.deal().document(DocumentKind::Grading).expect("graded");
    let Command::SubmitDocument { kind, body, .. } = grading(41, 36, "A") else { panic!("a grading") };
    let again = Command::SubmitDocument { kind, document: Some(document), revision: 1, body };
    let regraded = scene.act(Who::Rep, again).expect("in the stage of the contract too");
    assert!(kinds(&regraded).contains(&"document_submitted".to_owned()));
    scene.at("2026-12-18T17:00");
    scene.seal(Who::Archivist, contract, text()).expect("sealed");
    scene.sign(contract, "2026-12-18", "2026-12-18").expect("signed");
    let all_over = scene.deal().obligations.values().filter(|o| o.clock == "T20").all(|o| !o.is_open());
    assert!(all_over, "the customer is ours");
}

#[test]
fn late_filing_escalates() {
    let (mut scene, _) = Scene::signed();
    scene.at("2026-12-24T00:00");
    let events = scene.tick();
    assert!(kinds(&events).contains(&"obligation_missed".to_owned()));
    let told = events.iter().any(|event| {
        matches!(event, Event::AlarmRaised { to, .. } if to.contains(&Who::Director.id()) && to.contains(&Who::Archivist.id()))
    });
    assert!(told, "director and archivist hear of it");
}

#[test]
fn a_deal_is_won_when_a_second_person_finds_the_scan_to_match() {
    let (mut scene, contract) = Scene::signed();
    let refusal = scene.compare(Who::Archivist, contract, true).expect_err("no scan");
    assert_eq!(refusal, Refusal::ScanMissing { contract });
    let executed = scene.executed(contract).expect("the scan is handed in");
    let facts = &scene.deal().documents[&executed].facts;
    assert_eq!((&facts["signed_date_ours"], &facts["sign_method"]), (&json!("2026-12-17"), &json!("paper")));
    assert_eq!(scene.compare(Who::Rep, contract, true).expect_err("himself").code(), "not_permitted");
    assert_eq!(scene.deal().contracting.won_on(), None);
    let events = scene.compare(Who::Archivist, contract, false).expect("differs");
    assert!(kinds(&events).contains(&"scan_differed".to_owned()));
    assert_eq!(scene.deal().contracting.won_on(), None, "a scan that differs wins nothing");
    scene.compare(Who::Archivist, contract, true).expect("matches");
    assert_eq!(scene.deal().won_on(), Some(date(2026, 12, 18)));
    let refusal = scene.compare(Who::Archivist, contract, true).expect_err("once");
    assert_eq!(refusal, Refusal::ScanAccepted { contract });
}

#[test]
fn the_scan_is_compared_with_the_approved_text() {
    let (mut scene, contract) = Scene::signed();
    scene.executed(contract).expect("handed in");
    let command = Command::CompareScan {
        contract,
        scan: crate::deal_room::scan(),
        text: Digest::of(b"some draft"),
        matches: true,
        note: "与草稿核对一致".to_owned(),
    };
    let refusal = scene.act(Who::Legal, command).expect_err("not the approved one");
    assert_eq!(refusal, Refusal::TextDiffers { approved: text() });
}

#[test]
fn a_signed_contract_is_not_revised() {
    let (mut scene, contract) = Scene::signed();
    let (quote, _) = scene.deal().document(DocumentKind::Quotation).expect("the quotation");
    let form = scene.contract_form(quote);
    let refusal = scene.revise(DocumentKind::ContractApproval, contract, form).expect_err("signed");
    assert_eq!(refusal, Refusal::ContractSigned { contract });
    for passed in [true, false] {
        let refusal = scene.review(contract, passed).expect_err("the word that it was signed on stands");
        assert_eq!(refusal, Refusal::ContractSigned { contract });
    }
}

#[test]
fn the_archivist_files_what_is_complete_and_lends_it() {
    let (mut scene, contract) = Scene::signed();
    scene.at("2026-12-21T10:00");
    let refusal = scene.file(Who::Rep, contract, filing()).expect_err("no archivist");
    assert_eq!(refusal.code(), "not_permitted");
    let mut half = filing();
    half["page_check"] = json!(["pages", "seams", "amount"]);
    let refusal = scene.file(Who::Archivist, contract, half).expect_err("incomplete");
    assert_eq!(
        refusal,
        Refusal::FilingIncomplete { missing: vec!["annexes".to_owned(), "dates".to_owned()] }
    );
    let loan = Command::LoanOriginal {
        contract,
        to: Who::Legal.id(),
        until: date(2027, 1, 5),
        reason: "诉讼准备".to_owned() + "借阅",
    };
    let refusal = scene.act(Who::Archivist, loan.clone()).expect_err("not filed");
    assert_eq!(refusal, Refusal::OriginalNotFiled { contract });
    scene.file(Who::Archivist, contract, filing()).expect("filed");
    assert_eq!(scene.obligation("T4").state, ObligationState::Met);
    let record = scene.deal().contracting.contracts[&contract].filing.expect("filed");
    assert_eq!(record.retention_until, date(2037, 12, 19));
    assert_eq!(scene.file(Who::Archivist, contract, filing()).expect_err("twice").code(), "original_filed");
    scene.act(Who::Archivist, loan.clone()).expect("lent");
    assert_eq!(scene.act(Who::Archivist, loan).expect_err("out").code(), "original_out");
    scene.act(Who::Archivist, Command::ReturnOriginal { contract }).expect("back");
    let refusal = scene.act(Who::Archivist, Command::ReturnOriginal { contract }).expect_err("in");
    assert_eq!(refusal, Refusal::OriginalNotOut { contract });
}
