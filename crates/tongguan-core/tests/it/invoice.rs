//! Invoices: asked for by one, issued by another, for the customer of the contract and no more than it pays.

use serde_json::{Value, json};
use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Command, affordances};
use tongguan_core::facts::Actor;
use tongguan_core::id::{ContactId, DocumentId};
use tongguan_core::money::Money;
use tongguan_core::process::{DocumentKind, Process};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::scene::{Buyer, Scene, Who, object, problems};
use crate::signed::{CONTRACT, day, file, instalment, signed};

const INVOICE: DocumentKind = DocumentKind::Invoice;
const NUMBER: &str = "26312000000123456789";

/// A D17 over one line: net, and 13 % of it.
pub fn request(scene: &Scene, seq: u32, net: i64, tax: i64) -> Value {
    json!({
        "contract_id": CONTRACT,
        "instalment": instalment(scene, seq).0,
        "invoice_kind": "81",
        "buyer_name": "杭州示例智能制造有限公司",
        "buyer_tax_no": "91310000MA10001210",
        "lines": [{
            "tax_code": "3040201000000000000", "name": "软件服务", "quantity": "1", "price": Money(net).to_string(),
            "amount": net, "rate": "13", "tax": tax,
        }],
    })
}

/// 113,000.00 for the first instalment, approved by a colleague in finance.
fn approved() -> (Scene, DocumentId) {
    let mut scene = signed();
    let body = request(&scene, 1, 10_000_000, 1_300_000);
    let document = scene.submit(Who::Rep, INVOICE, body).expect("asked");
    approve(&mut scene, document, Who::Finance);
    (scene, document)
}

fn approve(scene: &mut Scene, document: DocumentId, who: Who) {
    let approval = scene.deal().open_approval(document).expect("it waits for consent");
    scene.decide(who, approval, Verdict::Approve).expect("agreed");
}

fn issue(document: DocumentId, number: &str, on: &str) -> Command {
    Command::IssueInvoice { document, number: number.to_owned(), issued_on: day(on) }
}

fn deliver(document: DocumentId, on: &str) -> Command {
    Command::DeliverInvoice {
        document,
        contact: Buyer::Treasurer.id(),
        on: day(on),
        evidence: vec![file("签收")],
    }
}

/// The same, which the customer has.
pub fn delivered() -> (Scene, DocumentId) {
    let (mut scene, document) = approved();
    scene.act(Who::FinanceManager, issue(document, NUMBER, "2026-11-23")).expect("issued");
    scene.act(Who::Rep, deliver(document, "2026-11-23")).expect("delivered");
    (scene, document)
}

#[test]
fn an_invoice_goes_from_request_to_the_customer() {
    let (mut scene, document) = approved();
    let facts = &scene.deal().documents[&document].facts;
    assert_eq!(
        (&facts["amount"], &facts["tax"], &facts["total"]),
        (&json!(10_000_000), &json!(1_300_000), &json!(11_300_000))
    );
    assert!(!scene.deal().fulfilment.invoices[&document].early);
    scene.act(Who::FinanceManager, issue(document, NUMBER, "2026-11-23")).expect("issued");
    assert_eq!(scene.deal().fulfilment.invoiced(), Money(11_300_000));
    scene.act(Who::Rep, deliver(document, "2026-11-23")).expect("delivered");
    let invoice = &scene.deal().fulfilment.invoices[&document];
    assert_eq!((invoice.number.as_deref(), invoice.delivered_on), (Some(NUMBER), Some(day("2026-11-23"))));
}

/// Separation of duties as data: selling excludes issuing on the same deal, whatever posts somebody has by now; nothing else does.
#[test]
fn who_sold_issues_no_invoice_on_that_deal() {
    let (mut scene, document) = approved();
    for post in scene.organization().posts.iter_mut().filter(|post| post.role == "finance_specialist") {
        post.holder = Some(Who::Rep.id());
    }
    let refusal = scene.act(Who::Rep, issue(document, NUMBER, "2026-11-23")).expect_err("he sold it");
    let (separation, command) = ("sells_invoices".to_owned(), "issue_invoice".to_owned());
    assert_eq!(refusal, Refusal::DutiesApart { separation, command, did: "register_lead".to_owned() });
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let offered = affordances(scene.deal(), &scene.process, &scene.facts, &context);
    let offered = offered.iter().find(|offer| offer.command == "issue_invoice").expect("told");
    assert_eq!(offered.refusal.as_ref().map(Refusal::code), Some("duties_apart".to_owned()));
    let mut process = Process::clone(&scene.process);
    process.separations.retain(|pair| pair.key != "sells_invoices");
    scene.process = process.into();
    let refusal = scene.act(Who::Rep, issue(document, NUMBER, "2026-11-23")).expect_err("his own deal");
    assert_eq!(refusal.code(), "own_work", "what the core holds whatever a definition says");
}

#[test]
fn a_request_is_held_to_the_contract() {
    type Case = (&'static str, fn(&mut Scene, &mut Value));
    let cases: &[Case] = &[
        ("buyer_not_party", |_, body| body["buyer_tax_no"] = json!("91310000MA1000121X")),
        ("buyer_not_party", |scene, _| scene.facts.account.as_mut().expect("an account").uscc = None),
        ("contract_not_signed", |scene, body| {
            let lead = scene.deal().document(DocumentKind::LeadRegistration).expect("表1").0;
            body["contract_id"] = json!(lead);
        }),
        ("above_contract", |scene, body| {
            *body = request(scene, 1, 71_000_000, 9_230_000);
            body["early_reason"] = json!("客户预算年底清零");
        }),
        ("no_amount", |scene, body| *body = request(scene, 1, 0, 0)),
    ];
    for (code, change) in cases {
        let mut scene = signed();
        let mut body = request(&scene, 1, 10_000_000, 1_300_000);
        change(&mut scene, &mut body);
        assert_eq!(scene.submit(Who::Rep, INVOICE, body).expect_err(code).code(), *code);
    }
}

#[test]
fn lines_add_up_to_the_cent() {
    for (net, tax, path) in [
        (10_000_000, 1_300_001, None),
        (10_000_000, 1_299_999, None),
        (10_000_000, 1_300_002, Some("lines[0].tax")),
        (10_000_000, 1_299_998, Some("lines[0].tax")),
    ] {
        let mut scene = signed();
        let body = request(&scene, 1, net, tax);
        let outcome = scene.submit(Who::Rep, INVOICE, body);
        let found = outcome.err().map(|refusal| problems(&refusal));
        assert_eq!(found, path.map(|path| vec![(path.to_owned(), "does_not_add_up")]), "{tax}");
    }
    let mut scene = signed();
    let mut body = request(&scene, 1, 10_000_000, 1_300_000);
    body["lines"][0]["quantity"] = json!("2");
    let refusal = scene.submit(Who::Rep, INVOICE, body).expect_err("twice");
    assert_eq!(problems(&refusal), [("lines[0].amount".to_owned(), "does_not_add_up")]);
}

#[test]
fn an_early_or_larger_invoice_needs_a_reason_and_the_finance_manager() {
    // The third instalment waits for acceptance; the first has 240,000.00.
    for (seq, net, tax, early) in
        [(3, 1_000_000, 130_000, true), (1, 21_238_938, 2_761_062, false), (1, 21_238_939, 2_761_062, true)]
    {
        let mut scene = signed();
        let mut body = request(&scene, seq, net, tax);
        if early {
            let refusal = scene.submit(Who::Rep, INVOICE, body.clone()).expect_err("why?");
            assert_eq!(problems(&refusal), [("early_reason".to_owned(), "required")]);
            body["early_reason"] = json!("客户预算年底清零");
        }
        let document = scene.submit(Who::Rep, INVOICE, body).expect("asked");
        let approval = scene.deal().open_approval(document).expect("it waits");
        let chain = scene.deal().approvals[&approval].chain.as_str();
        assert_eq!(chain, if early { "A11" } else { "AI" }, "{seq} {net}");
        approve(&mut scene, document, if early { Who::FinanceManager } else { Who::Finance });
    }
}

#[test]
fn whoever_asked_does_not_issue() {
    let mut scene = signed();
    let body = request(&scene, 1, 10_000_000, 1_300_000);
    let document = scene.submit(Who::Finance, INVOICE, body).expect("finance asks itself");
    let unapproved =
        scene.act(Who::FinanceManager, issue(document, NUMBER, "2026-11-23")).expect_err("not yet");
    assert_eq!(unapproved, Refusal::InvoiceNotApproved { document });
    approve(&mut scene, document, Who::FinanceManager);
    let own = scene.act(Who::Finance, issue(document, NUMBER, "2026-11-23")).expect_err("his own");
    assert_eq!(own.code(), "own_work");
    for who in [Who::Rep, Who::Cashier, Who::Manager] {
        let refusal = scene.act(who, issue(document, NUMBER, "2026-11-23")).expect_err("not his");
        assert_eq!(refusal.code(), "not_permitted", "{who:?}");
    }
}

#[test]
fn a_number_has_its_digits_and_is_used_once() {
    for (kind, number, good) in [
        ("81", NUMBER, true),
        ("82", "2631200000012345678", false),
        ("81", "2631200000012345678A", false),
        ("85", "12345678", true),
        ("86", "1234567", false),
        ("86", "123456789", false),
        ("86", NUMBER, true),
    ] {
        let mut scene = signed();
        let mut body = request(&scene, 1, 10_000_000, 1_300_000);
        body["invoice_kind"] = json!(kind);
        let document = scene.submit(Who::Rep, INVOICE, body).expect("asked");
        approve(&mut scene, document, Who::Finance);
        let outcome = scene.act(Who::Finance, issue(document, number, "2026-11-23"));
        assert_eq!(outcome.is_ok(), good, "{kind} {number}: {outcome:?}");
    }
    let (mut scene, first) = approved();
    scene.act(Who::Finance, issue(first, NUMBER, "2026-11-23")).expect("issued");
    let again = scene.act(Who::Finance, issue(first, NUMBER, "2026-11-23")).expect_err("issued");
    assert_eq!(again, Refusal::RecordStands { document: first });
    let body = request(&scene, 1, 1_000_000, 130_000);
    let second = scene.submit(Who::Rep, INVOICE, body).expect("asked");
    approve(&mut scene, second, Who::Finance);
    let taken = scene.act(Who::Finance, issue(second, NUMBER, "2026-11-23")).expect_err("taken");
    assert_eq!(taken, Refusal::InvoiceNumberTaken);
    let other = "26312000000123456799";
    scene.facts.invoice_number_taken = true;
    let taken = scene.act(Who::Finance, issue(second, other, "2026-11-23")).expect_err("another deal has it");
    assert_eq!(taken, Refusal::InvoiceNumberTaken);
    scene.facts.invoice_number_taken = false;
    let tomorrow = scene.act(Who::Finance, issue(second, "26312000000123456780", "2026-11-24"));
    assert_eq!(tomorrow.expect_err("tomorrow").code(), "in_future");
}

#[test]
fn delivery_follows_issue() {
    let (mut scene, document) = approved();
    let unissued = scene.act(Who::Rep, deliver(document, "2026-11-23")).expect_err("not issued");
    assert_eq!(unissued, Refusal::InvoiceNotIssued { document });
    scene.act(Who::Finance, issue(document, NUMBER, "2026-11-23")).expect("issued");
    let mut stranger = deliver(document, "2026-11-23");
    if let Command::DeliverInvoice { contact, .. } = &mut stranger {
        *contact = ContactId(Uuid::from_u128(9));
    }
    for (command, code) in [
        (deliver(document, "2026-11-22"), "in_past"),
        (deliver(document, "2026-11-24"), "in_future"),
        (stranger, "unknown_contact"),
    ] {
        assert_eq!(scene.act(Who::Rep, command).expect_err(code).code(), code);
    }
    scene.act(Who::Rep, deliver(document, "2026-11-23")).expect("delivered");
    assert_eq!(
        scene.act(Who::Rep, deliver(document, "2026-11-23")).expect_err("once").code(),
        "record_stands"
    );
}

#[test]
fn a_request_taken_back_frees_its_room_and_an_issued_invoice_stands() {
    let (mut scene, document) = approved();
    let void = |document| Command::VoidInvoice { document, reason: "客户改为两张发票".to_owned() };
    scene.act(Who::Rep, void(document)).expect("taken back");
    assert_eq!(scene.act(Who::Rep, void(document)).expect_err("gone").code(), "unknown_document");
    let body = request(&scene, 1, 21_238_938, 2_761_062);
    let second = scene.submit(Who::Rep, INVOICE, body.clone()).expect("the whole room is free");
    let waiting = scene.act(Who::Rep, void(second)).expect_err("in review");
    assert_eq!(waiting.code(), "in_review");
    approve(&mut scene, second, Who::Finance);
    scene.act(Who::Finance, issue(second, NUMBER, "2026-11-23")).expect("issued");
    assert_eq!(scene.act(Who::Rep, void(second)).expect_err("issued").code(), "record_stands");
    let again =
        Command::SubmitDocument { kind: INVOICE, document: Some(second), revision: 1, body: object(body) };
    assert_eq!(scene.act(Who::Rep, again).expect_err("issued").code(), "record_stands");
}

#[test]
fn nobody_types_the_collection_ledger() {
    let mut scene = signed();
    for who in [Who::Rep, Who::Finance, Who::Manager] {
        let refusal = scene.submit(who, DocumentKind::CollectionTracking, json!({})).expect_err("computed");
        assert_eq!(refusal, Refusal::ComputedDocument { kind: DocumentKind::CollectionTracking });
    }
}

#[test]
fn a_number_has_the_digits_of_its_kind() {
    let digits = |count: usize| "1".repeat(count);
    // 数电票: 20. Paper: 8, or with its code 18 to 20.
    for (kind, number, refused) in [
        ("81", digits(19), Some(20)),
        ("81", digits(20), None),
        ("81", digits(21), Some(20)),
        ("81", digits(8), Some(20)),
        ("81", format!("{}A", digits(19)), Some(20)),
        ("82", digits(18), Some(20)),
        ("82", format!(" {} ", digits(20)), None),
        ("85", digits(7), Some(8)),
        ("85", digits(8), None),
        ("85", digits(9), Some(8)),
        ("85", digits(17), Some(8)),
        ("85", digits(18), None),
        ("85", digits(20), None),
        ("85", digits(21), Some(8)),
        ("85", "１２３４５６７８".to_owned(), Some(8)),
    ] {
        let mut scene = signed();
        let mut body = request(&scene, 1, 10_000_000, 1_300_000);
        body["invoice_kind"] = json!(kind);
        let document = scene.submit(Who::Rep, INVOICE, body).expect("asked");
        approve(&mut scene, document, Who::Finance);
        let answer = scene.act(Who::FinanceManager, issue(document, &number, "2026-11-23")).err();
        let refusal = refused.map(|digits| Refusal::BadInvoiceNumber { digits });
        assert_eq!(answer, refusal, "{kind} {number}");
    }
}
