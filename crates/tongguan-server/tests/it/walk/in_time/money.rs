//! Stage 5, second half, and after it: invoices, money, satisfaction, closing, review.

use serde_json::{Value, json};

use crate::http::paper;
use crate::trap::on_the_way;
use crate::walk::Walk;
use crate::walk::desk::{submission, text};
use crate::walk::form::money;

pub async fn go(walk: &mut Walk) {
    walk.at("2026-04-29T10:00").await;
    invoice(walk, 2, "26332000000123456702", "2026-04-29").await;
    walk.at("2026-05-08T11:00").await;
    walk.submit("rep", "after_sales", money::after_sales(walk, "rep", "2026-05-08T10:00")).await;
    walk.at("2026-05-20T10:00").await;
    walk.gate_is_closed("rep", &["paid_up", "retrospective_done"]).await;
    pay(walk, 2, "2026-05-20", "ICBC-20260520-01").await;
    close(walk, "2026-05-21T10:00", "2026-06-05").await;
}

/// An instalment of the ledger.
pub async fn instalment(walk: &Walk, seq: u32) -> Value {
    let ledger = walk.get("finance", &walk.path("/ledger")).await.expect(200).body;
    let all = ledger["instalments"].as_array().expect("instalments");
    all.iter().find(|one| one["seq"] == seq).expect("an instalment").clone()
}

/// Asked for by the rep, agreed to and issued by finance, handed to the customer.
pub async fn invoice(walk: &mut Walk, seq: u32, number: &str, on: &str) {
    let contract = text(&walk.document("rep", "contract_approval").await["id"]);
    let due = instalment(walk, seq).await;
    let body = money::invoice(&contract, &due);
    on_the_way::abuse_13_an_invoice_matches_its_contract(walk, &body).await;
    let invoice = walk.submit("rep", "invoice", body).await;
    let issue = money::issuing(&invoice, number, on);
    walk.barred("rep", issue.clone(), "not_permitted").await;
    walk.barred("cashier", issue.clone(), "not_permitted").await;
    walk.fails("finance", issue.clone(), "invoice_not_approved").await;
    walk.agrees("finance", &[("rep", "self_approval")]).await;
    walk.does("finance", issue).await;
    let file = walk.file("rep", "发票签收单").await;
    walk.does("rep", money::handing(walk, &invoice, on, &file)).await;
}

/// Booked by the cashier, allocated by finance.
pub async fn pay(walk: &mut Walk, seq: u32, on: &str, serial: &str) {
    let due = instalment(walk, seq).await;
    let book = money::receipt(walk, on, &due["outstanding_minor"], serial);
    let receipt = walk.kept("cashier", "receipts", None, book.clone()).await;
    on_the_way::abuse_12_money_is_booked_once_and_not_by_the_seller(walk, &book).await;
    is_proposed(walk, &receipt, &due).await;
    let allocate = money::allocation(&receipt, &due);
    walk.barred("rep", allocate.clone(), "not_permitted").await;
    walk.does("finance", allocate).await;
    let paid = instalment(walk, seq).await;
    assert_eq!(paid["outstanding_minor"], 0);
}

/// The receipt finds its instalment by payer and amount; the rep does not see receipts.
async fn is_proposed(walk: &Walk, receipt: &str, due: &Value) {
    let path = format!("/api/v1/receipts/{receipt}/proposals");
    walk.get("rep", &path).await.expect(403);
    let proposals = walk.get("finance", &path).await.expect(200).body;
    let first = &proposals[0];
    assert_eq!(first["reasons"], json!(["payer", "amount"]), "{proposals}");
    assert_eq!((&first["payer_is_party"], &first["written"]), (&json!(true), &Value::Null));
    let part = &first["parts"][0];
    assert_eq!((&part["instalment"], &part["amount_minor"]), (&due["id"], &due["outstanding_minor"]));
    assert_eq!(part["name"], due["name"]);
}

/// The review that is owed, the way out of stage 5, and the last improvement done.
pub async fn close(walk: &mut Walk, at: &str, due: &str) {
    walk.at(at).await;
    let body = money::retrospective(walk, due);
    walk.barred("delivery", submission("retrospective", body.clone()), "not_permitted").await;
    let review = walk.submit("manager", "retrospective", body).await;
    walk.advances("rep", "aftercare").await;
    let done =
        json!({"type": "close_improvement", "document": review, "action": 0, "note": "清单已更新并启用"});
    walk.does("delivery", done).await;
    let ledger = walk.get("manager", &walk.path("/ledger")).await.expect(200).body;
    assert_eq!(ledger["outstanding_minor"], 0);
    assert_eq!(ledger["received_minor"], ledger["contract_minor"]);
    paper::papers_tell_how_it_ended(walk).await;
    paper::words_equal_figures(walk).await;
    on_the_way::trap_13_papers_of_every_stage_stay_readable(walk).await;
    on_the_way::an_approval_has_a_history_of_its_own(walk).await;
}
