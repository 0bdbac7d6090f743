//! Amendments (D19): their own review and chain, and never below what the customer owes by it already.

use jiff::civil::date;
use tongguan_core::deal::fulfilment::Part;
use tongguan_core::deal::{Command, Event};
use tongguan_core::digest::Digest;
use tongguan_core::id::{DocumentId, ReceiptId};
use tongguan_core::money::Money;
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;

use crate::deal_room::amendment;
use crate::scene::{Scene, Who, problems};

/// An amendment by this much, drafted.
fn amended(delta: i64) -> (Scene, DocumentId, Result<DocumentId, Refusal>) {
    let (mut scene, contract) = Scene::signed();
    scene.at("2026-12-21T10:00");
    let drafted = scene.submit(Who::Rep, DocumentKind::Amendment, amendment(contract, delta));
    (scene, contract, drafted)
}

fn sign(amendment: DocumentId, signed_on: jiff::civil::Date) -> Command {
    Command::RecordAmendment { amendment, signed_on, file: Digest::of(b"signed amendment") }
}

/// So much of the second instalment arrived.
fn receive(scene: &mut Scene, contract: DocumentId, received: i64) {
    let instalment = scene.deal().fulfilment.of_contract(contract).nth(1).expect("the second").0;
    let receipt = ReceiptId(uuid::Uuid::from_u128(501));
    let parts = vec![Part { instalment, amount_minor: Money(received) }];
    let received_on = date(2026, 12, 21);
    scene.by_events(Who::Finance, |decision| {
        decision.emit(Event::ReceiptAllocated { receipt, received_on, parts, note: None });
    });
}

#[test]
fn an_amendment_takes_its_own_review_and_chain() {
    let (mut scene, contract, drafted) = amended(1_000_000);
    let document = drafted.expect("a good amendment is accepted");
    let refusal = scene.ask(document).expect_err("no review");
    assert_eq!(refusal, Refusal::TextNotReviewed { document });
    scene.review(document, true).expect("reviewed");
    scene.ask(document).expect("asked");
    let sign = |on| sign(document, on);
    let refusal = scene.act(Who::Rep, sign(date(2026, 12, 21))).expect_err("no chain");
    assert_eq!(refusal, Refusal::NotAgreed { document });
    scene.agree(document, &[Who::Manager, Who::Director, Who::Legal]);
    let refusal = scene.act(Who::Rep, sign(date(2026, 12, 20))).expect_err("before");
    assert_eq!(refusal.code(), "signed_before_approval");
    let events = scene.act(Who::Rep, sign(date(2026, 12, 21))).expect("signed");
    let Some(Event::ContractAmended { amount, schedule, .. }) =
        events.iter().find(|event| matches!(event, Event::ContractAmended { .. }))
    else {
        panic!("the contract is amended")
    };
    assert_eq!((*amount, schedule.len()), (Money(24_750_000), 1));
    let planned = scene.deal().fulfilment.of_contract(contract).map(|(_, one)| one.outstanding());
    assert_eq!(Money::checked_sum(planned), Some(Money(24_750_000)), "the schedule follows");
    let owed = scene.deal().money_owed();
    assert_eq!((owed.contract, owed.outstanding), (*amount, *amount), "the instalments follow");
    for refusal in [scene.review(document, false).err(), scene.ask(document).err()] {
        assert_eq!(refusal, Some(Refusal::ContractSigned { contract: document }), "it is signed");
    }
    let next = scene.submit(Who::Rep, DocumentKind::Amendment, amendment(contract, 5)).expect_err("old base");
    assert_eq!(problems(&next), [("new_amount_gross".to_owned(), "sum_differs")]);
}

#[test]
fn an_amendment_never_goes_below_what_was_received() {
    for (received, delta, fault) in [(14_250_000, -9_500_000, false), (14_250_001, -9_500_000, true)] {
        let (mut scene, contract) = Scene::signed();
        scene.at("2026-12-21T10:00");
        receive(&mut scene, contract, received);
        let answer = scene.submit(Who::Rep, DocumentKind::Amendment, amendment(contract, delta));
        match answer {
            Ok(_) => assert!(!fault, "{received}"),
            Err(refusal) => {
                assert_eq!(problems(&refusal), [("new_amount_gross".to_owned(), "too_small")]);
                assert!(fault, "{received}");
            }
        }
    }
}

#[test]
fn an_amendment_changes_only_what_is_signed() {
    let (mut scene, contract) = Scene::sealed();
    let refusal = scene.submit(Who::Rep, DocumentKind::Amendment, amendment(contract, 1)).expect_err("early");
    assert_eq!(refusal, Refusal::ContractNotSigned { contract });
}

#[test]
fn money_that_arrives_while_an_amendment_is_agreed_on_counts_when_it_is_signed() {
    for (received, least) in [(14_250_000, None), (14_250_001, Some(14_250_001))] {
        let (mut scene, contract, drafted) = amended(-9_500_000);
        let document = drafted.expect("nothing has arrived");
        scene.review(document, true).expect("reviewed");
        scene.ask(document).expect("asked");
        scene.agree(document, &[Who::Manager, Who::Director, Who::Legal]);
        receive(&mut scene, contract, received);
        let answer = scene.act(Who::Rep, sign(document, date(2026, 12, 21)));
        let refusal = least.map(|least| Refusal::BelowClaims { least: Money(least) });
        assert_eq!(answer.err(), refusal, "{received}");
    }
}
