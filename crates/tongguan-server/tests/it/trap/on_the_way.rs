//! Traps on the way of a deal: the walk steps over them, on both databases, and `Walk::barred` and `Walk::fails` try every way.

use serde_json::{Value, json};

use crate::walk::Walk;

/// Self-approval: not by himself, not by a transfer to him, not as the approver's stand-in.
pub async fn trap_05_nobody_approves_his_own_paper(walk: &Walk) {
    let decision = walk.decision("supervisor", "approve").await;
    walk.barred("rep", decision.clone(), "self_approval").await;
    let transfer = json!({
        "type": "transfer_approval", "approval": decision["approval"], "step": decision["step"],
        "to": walk.person("rep"), "reason": "请他自己处理",
    });
    walk.fails("supervisor", transfer, "unfit_approver").await;
    let stand_in = json!({
        "type": "grant_delegation", "from": walk.person("supervisor"), "to": walk.person("rep"),
        "starts_at": "2026-03-03T02:00:00Z", "ends_at": "2026-03-04T02:00:00Z",
    });
    walk.keep("supervisor", "delegations", None, stand_in).await;
    walk.barred("rep", decision, "self_approval").await;
}

/// A tier leak: two of three have agreed, and that is not consent.
pub async fn trap_07_two_of_three_consents_are_none(walk: &Walk, send: &Value) {
    assert_eq!(walk.document("rep", "quotation").await["approved"], false);
    walk.fails("rep", send.clone(), "not_approved").await;
    walk.gate_is_closed("rep", &["quote_approved"]).await;
}

/// A quotation does not go out, nor is it answered, before it is approved.
pub async fn trap_08_nothing_goes_out_unapproved(walk: &Walk, send: &Value, answer: Value) {
    walk.fails("rep", send.clone(), "not_approved").await;
    walk.fails("rep", answer, "not_sent").await;
}

/// What earlier stages produced stays readable when the deal has left them.
pub async fn trap_13_papers_of_every_stage_stay_readable(walk: &Walk) {
    let view = walk.view("rep").await;
    let documents = view["documents"].as_array().expect("documents");
    for kind in [
        "lead_registration",
        "grading",
        "visit_plan",
        "visit_report",
        "decision_chain",
        "solution",
        "solution_review",
        "quotation",
        "negotiation_strategy",
        "contract_approval",
        "executed_contract",
        "delivery_plan",
        "progress_report",
        "acceptance",
        "invoice",
        "after_sales",
        "retrospective",
    ] {
        let document = documents.iter().find(|one| one["kind"] == kind);
        let id = document.unwrap_or_else(|| panic!("no {kind}"))["id"].as_str().expect("an id");
        let page = walk.get("rep", &walk.path(&format!("/documents/{id}"))).await.expect(200).body;
        assert!(page["body"].is_object(), "{kind}");
    }
}

/// Won is what both have signed on sealed paper, not a word somebody sets.
pub async fn trap_17_won_takes_evidence(walk: &Walk, signing: &Value) {
    walk.fails("rep", signing.clone(), "not_sealed").await;
    walk.gate_is_closed("rep", &["contract_signed"]).await;
    let said = json!({"type": "close_deal", "outcome": "won", "reason": "price", "lesson": "无"});
    let reply = walk.post("rep", &walk.path("/commands"), &said).await;
    assert_eq!(reply.code(), "invalid_value", "{:#}", reply.body);
}

/// Signed first and approved later, by the date that is typed.
pub async fn abuse_05_nothing_is_signed_before_its_approval(walk: &Walk, signing: &Value) {
    let mut early = signing.clone();
    (early["ours"], early["theirs"]) = (json!("2026-03-18"), json!("2026-03-18"));
    walk.fails("rep", early, "signed_before_approval").await;
}

/// Money is booked once, by who neither sells nor invoices, and pays the contract's own customer.
pub async fn abuse_12_money_is_booked_once_and_not_by_the_seller(walk: &Walk, booking: &Value) {
    for who in ["rep", "finance", "manager"] {
        let refused = walk.keep(who, "receipts", None, booking.clone()).await.expect(403);
        assert_eq!(refused.code(), "not_permitted", "{who}");
    }
    let twice = walk.keep("cashier", "receipts", None, booking.clone()).await.expect(422);
    assert_eq!(twice.code(), "bank_serial_taken");
}

/// An invoice is for the customer of the contract, and for no more than the contract.
pub async fn abuse_13_an_invoice_matches_its_contract(walk: &Walk, invoice: &Value) {
    let submit = |body: Value| json!({"type": "submit_document", "kind": "invoice", "body": body});
    let mut foreign = invoice.clone();
    foreign["buyer_tax_no"] = json!("91310000MA10001210");
    walk.fails("rep", submit(foreign), "buyer_not_party").await;
    let mut large = invoice.clone();
    (large["lines"][0]["amount"], large["lines"][0]["price"]) = (json!(100_000_000), json!("1000000"));
    (large["lines"][0]["tax"], large["early_reason"]) = (json!(13_000_000), json!("客户预算年底清零"));
    walk.fails("rep", submit(large), "above_contract").await;
}
