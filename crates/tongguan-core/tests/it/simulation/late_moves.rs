//! What somebody might ask of a deal in contract, delivery, collection and after-care.

use jiff::Span;
use serde_json::{Value, json};
use tongguan_core::id::DocumentId;
use tongguan_core::process::DocumentKind;

use super::dice::Dice;
use super::moves::{Move, REASON, approval, document, fresh, person};
use crate::deal_room::{amendment, filing, form, scan, strategy, text};
use crate::scene::{Buyer, Scene, Who};
use crate::{acceptance, aftercare, collection, delivery, invoice, progress};

/// The contract that the forms of these stages name.
const CONTRACT_OF_TESTS: DocumentId = crate::signed::CONTRACT;
const CONTRACT: &[DocumentKind] = &[DocumentKind::ContractApproval];

/// Commands of stages 4 and 5 and of after-care, by type.
pub const MOVES: &[(&str, Move)] = &[
    ("submit_for_approval", |scene, dice| {
        let (document, revision) = document(scene, dice, DocumentKind::ALL);
        json!({"document": document, "revision": revision})
    }),
    ("copy_approval", |scene, dice| json!({"approval": approval(scene, dice).0, "to": [person(dice)]})),
    ("record_round", |scene, dice| {
        let topics = ["price", "payment", "delivery"];
        let changes: Vec<Value> = topics
            .iter()
            .take(dice.below(3))
            .map(|t| json!({"topic": t, "old": "原", "new": "新"}))
            .collect();
        json!({"on": scene.today(), "people": [Who::Rep.id()], "contacts": [Buyer::Decider.id()], "offers": REASON,
            "asks": REASON, "result": dice.pick(&["agreed", "continues", "broken_off"]), "changes": changes})
    }),
    (
        "accept_quote_as_is",
        |_, _| json!({"contact": Buyer::Decider.id(), "evidence": [text()], "note": REASON}),
    ),
    ("review_term_change", |scene, dice| {
        let change = scene.deal().contracting.term_changes.keys().last().map_or(fresh(dice), |id| json!(id));
        json!({"change": change, "passed": dice.below(4) > 0, "opinion": REASON})
    }),
    ("review_text", |scene, dice| {
        let (id, _) = document(scene, dice, CONTRACT);
        let digest = scene.deal().document(DocumentKind::ContractApproval).map_or(text(), |(_, d)| d.digest);
        json!({"document": id, "digest": digest, "passed": dice.below(4) > 0, "opinion": REASON})
    }),
    (
        "seal_contract",
        |scene, dice| json!({"contract": document(scene, dice, CONTRACT).0, "text": text(), "copies": 4}),
    ),
    ("reconfirm_contract", |scene, dice| {
        let contract = document(scene, dice, CONTRACT).0;
        let consent = scene.deal().contracting.consents.values().last();
        json!({"contract": contract, "digest": consent.map_or_else(text, |one| one.digest), "opinion": REASON})
    }),
    ("void_contract", |scene, dice| {
        // Seldom, so that most deals still come to a signature.
        let contract = match dice.below(8) {
            0 => document(scene, dice, CONTRACT).0,
            _ => fresh(dice),
        };
        json!({"contract": contract, "reason": REASON})
    }),
    ("record_signing", |scene, dice| {
        let day = scene.today().saturating_sub(Span::new().days(dice.below(5) as i64));
        json!({"contract": document(scene, dice, CONTRACT).0, "ours": day, "theirs": scene.today(), "method": "paper"})
    }),
    ("compare_scan", |scene, dice| {
        json!({"contract": document(scene, dice, CONTRACT).0, "scan": scan(), "text": text(),
            "matches": dice.below(3) > 0, "note": REASON})
    }),
    ("report_incident", |scene, dice| {
        let kind = dice.pick(&["signed_before_approval", "text_differs", "performed_before_signing"]);
        json!({"contract": document(scene, dice, CONTRACT).0, "kind": kind, "reason": REASON})
    }),
    ("file_original", |scene, dice| json!({"contract": document(scene, dice, CONTRACT).0, "body": filing()})),
    ("loan_original", |scene, dice| {
        json!({"contract": document(scene, dice, CONTRACT).0, "to": person(dice),
            "until": ahead(scene, dice), "reason": REASON})
    }),
    ("return_original", |scene, dice| json!({"contract": document(scene, dice, CONTRACT).0})),
    ("record_amendment", |scene, dice| {
        let id = document(scene, dice, &[DocumentKind::Amendment]).0;
        json!({"amendment": id, "signed_on": scene.today(), "file": text()})
    }),
    ("sign_handover", |scene, dice| {
        let (document, revision) = document(scene, dice, &[DocumentKind::DeliveryPlan]);
        json!({"document": document, "revision": revision})
    }),
    (
        "request_change",
        |_, dice| json!({"amount": dice.below(1000), "days": dice.below(20), "reason": REASON}),
    ),
    ("decide_change", |scene, dice| {
        let change = scene.deal().fulfilment.plan.changes.keys().last().map_or(fresh(dice), |id| json!(id));
        json!({"change": change, "accepted": dice.below(2) == 0, "note": REASON})
    }),
    ("start_delivery", |_, _| json!({})),
    (
        "complete_milestone",
        |scene, dice| json!({"milestone": 1 + dice.below(2), "on": scene.today(), "evidence": [text()]}),
    ),
    ("send_report", |scene, dice| {
        let (document, revision) = document(scene, dice, &[DocumentKind::ProgressReport]);
        json!({"document": document, "revision": revision, "to": [Buyer::Engineer.id()], "channel": "declared", "evidence": [text()]})
    }),
    ("apply_for_acceptance", |_, _| json!({"evidence": [text()]})),
    ("deem_accepted", |_, _| json!({"note": REASON})),
    ("issue_invoice", |scene, dice| {
        let number = format!("26312000000{:09}", dice.below(1_000_000));
        json!({"document": document(scene, dice, &[DocumentKind::Invoice]).0, "number": number, "issued_on": scene.today()})
    }),
    ("deliver_invoice", |scene, dice| {
        json!({"document": document(scene, dice, &[DocumentKind::Invoice]).0, "contact": Buyer::Treasurer.id(),
            "on": scene.today(), "evidence": [text()]})
    }),
    (
        "void_invoice",
        |scene, dice| json!({"document": document(scene, dice, &[DocumentKind::Invoice]).0, "reason": REASON}),
    ),
    ("allocate_receipt", |scene, dice| {
        let amount = dice.pick(&[1_000_000, 8_000_000, 24_000_000, 40_000_000, -1_000_000]);
        json!({"receipt": collection::RECEIPT, "allocations": [{"instalment": instalment(scene, dice), "amount_minor": amount}],
            "reason": REASON})
    }),
    ("request_payer", |_, _| json!({"receipt": collection::RECEIPT, "reason": REASON})),
    ("record_promise", |scene, dice| {
        json!({"instalment": instalment(scene, dice), "promised_on": ahead(scene, dice), "amount": 1_000_000,
            "contact": Buyer::Treasurer.id()})
    }),
    (
        "expect_payment",
        |scene, dice| json!({"instalment": instalment(scene, dice), "on": ahead(scene, dice), "reason": "process"}),
    ),
    (
        "extend_instalment",
        |scene, dice| json!({"instalment": instalment(scene, dice), "until": ahead(scene, dice), "reason": REASON}),
    ),
    ("dispute_amount", |scene, dice| {
        json!({"instalment": instalment(scene, dice), "amount": 1_000_000, "owner": person(dice),
            "due_on": ahead(scene, dice), "reason": REASON})
    }),
    ("settle_dispute", |scene, dice| json!({"instalment": instalment(scene, dice), "note": REASON})),
    (
        "write_off_instalment",
        |scene, dice| json!({"instalment": instalment(scene, dice), "amount": 1_000_000, "reason": REASON}),
    ),
    (
        "raise_complaint",
        |_, dice| json!({"severity": dice.pick(&["normal", "severe"]), "description": REASON}),
    ),
    ("answer_complaint", |scene, dice| json!({"complaint": complaint(scene, dice), "note": REASON})),
    ("plan_complaint", |scene, dice| json!({"complaint": complaint(scene, dice), "plan": REASON})),
    ("escalate_complaint", |scene, dice| json!({"complaint": complaint(scene, dice), "reason": REASON})),
    ("close_complaint", |scene, dice| json!({"complaint": complaint(scene, dice), "note": REASON})),
    ("reopen_complaint", |scene, dice| json!({"complaint": complaint(scene, dice), "reason": REASON})),
    ("close_improvement", |scene, dice| {
        let id = document(scene, dice, &[DocumentKind::Retrospective]).0;
        json!({"document": id, "action": dice.below(2), "note": REASON})
    }),
    (
        "settle_renewal",
        |scene, dice| json!({"contract": document(scene, dice, CONTRACT).0, "outcome": "given_up", "note": REASON}),
    ),
    (
        "close_deal",
        |_, dice| json!({"outcome": dice.pick(&["lost", "no_decision", "invalid"]), "reason": "price", "winner": "另一家", "lesson": REASON}),
    ),
];

/// Bodies of documents of these stages.
pub fn bodies(scene: &Scene, dice: &mut Dice) -> Vec<(DocumentKind, Value)> {
    let deal = scene.deal();
    let of_kind = |kind| deal.document(kind).map(|(id, _)| id);
    let quote = deal.document(DocumentKind::Quotation);
    let contract = of_kind(DocumentKind::ContractApproval);
    let mut bodies = vec![
        (DocumentKind::NegotiationStrategy, strategy(23_750_000)),
        (DocumentKind::ProgressReport, progress::progress(dice.pick(&["20", "60", "100"]), "green")),
        (
            DocumentKind::Acceptance,
            dated(acceptance::acceptance(dice.pick(&["preliminary", "final"])), scene),
        ),
        (DocumentKind::Retrospective, aftercare::review("project")),
    ];
    if let Some((id, document)) = quote {
        let net = document.facts["subtotal_net"].as_i64().unwrap_or_default();
        bodies.push((DocumentKind::ContractApproval, form(id, net)));
    }
    if let Some(contract) = contract {
        bodies.push((DocumentKind::Amendment, amendment(contract, 100_000)));
        bodies.push((
            DocumentKind::ExecutedContract,
            json!({"approval_id": contract, "effective_date": scene.today(), "scan_file": scan()}),
        ));
    }
    let has = |seq| deal.fulfilment.of_contract(CONTRACT_OF_TESTS).any(|(_, one)| one.seq == seq);
    if has(1) {
        bodies.push((DocumentKind::Invoice, invoice::request(scene, 1, 1_000_000, 130_000)));
    }
    if has(2) {
        bodies.push((DocumentKind::DeliveryPlan, delivery::plan(scene)));
    }
    bodies
}

fn dated(mut body: Value, scene: &Scene) -> Value {
    body["applied_at"] = json!(scene.now);
    body["accepted_at"] = json!(scene.today());
    body
}

fn ahead(scene: &Scene, dice: &mut Dice) -> Value {
    json!(scene.today().saturating_add(Span::new().days(1 + dice.below(40) as i64)))
}

fn instalment(scene: &Scene, dice: &mut Dice) -> Value {
    let instalments: Vec<_> = scene.deal().fulfilment.instalments.keys().collect();
    if instalments.is_empty() { fresh(dice) } else { json!(instalments[dice.below(instalments.len())]) }
}

fn complaint(scene: &Scene, dice: &mut Dice) -> Value {
    let complaints: Vec<_> = scene.deal().aftercare.complaints.keys().collect();
    if complaints.is_empty() { fresh(dice) } else { json!(complaints[dice.below(complaints.len())]) }
}
