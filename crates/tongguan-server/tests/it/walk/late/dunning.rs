//! The second instalment is not paid: the ladder is climbed rung by rung, then money comes and the deal is closed.

use serde_json::json;

use crate::http::mail;
use crate::walk::Walk;
use crate::walk::desk::submission;
use crate::walk::form::money as form;
use crate::walk::in_time::money::{close, instalment, invoice, pay};

pub async fn go(walk: &mut Walk) {
    walk.at("2026-05-07T10:00").await;
    invoice(walk, 2, "26332000000123456712", "2026-05-07").await;
    walk.submit("rep", "after_sales", form::after_sales(walk, "rep", "2026-05-07T09:00")).await;
    // Accepted on 6 May, thirty days to pay: Friday, 5 June.
    assert_eq!(instalment(walk, 2).await["due_on"], "2026-06-05");
    walk.at("2026-06-05T23:59").await;
    assert_eq!(instalment(walk, 2).await["overdue_days"], 0);
    walk.at("2026-06-06T00:01").await;
    for who in ["finance", "rep"] {
        assert!(walk.is_told(who, "escalation", "T7").await, "{who}");
    }
    rung(walk, "2026-06-08", "L1", "finance", ("manager", "not_of_this_level")).await;
    mail::no_letter_before_its_rung(walk).await;
    promise(walk).await;
    walk.at("2026-07-06T00:01").await;
    assert!(walk.is_told("manager", "escalation", "T7").await);
    mail::a_letter_and_a_statement_by_mail(walk).await;
    rung(walk, "2026-07-07", "L2", "rep", ("legal", "not_of_this_level")).await;
    walk.at("2026-08-05T00:01").await;
    assert!(walk.is_told("director", "escalation", "T7").await);
    rung(walk, "2026-08-06", "L3", "director", ("rep", "not_of_this_level")).await;
    walk.at("2026-08-10T10:00").await;
    let owed = instalment(walk, 2).await;
    assert!(owed["interest_minor"].as_i64().is_some_and(|interest| interest > 0), "{owed:#}");
    pay(walk, 2, "2026-08-10", "ICBC-20260810-11").await;
    close(walk, "2026-08-11T10:00", "2026-08-28").await;
}

/// One level: not skipped, not done by whoever is not of it, recorded by its own.
async fn rung(walk: &mut Walk, day: &str, level: &str, by: &str, (not, code): (&str, &str)) {
    walk.at(&format!("{day}T10:00")).await;
    let due = instalment(walk, 2).await;
    assert_eq!(format!("L{}", due["dunning_owed"]), level, "{due:#}");
    let file = walk.file(by, &format!("{level}凭证")).await;
    let body = |who: &str, level: &str| form::dunning(walk, &due, level, who, &format!("{day}T09:40"), &file);
    let refused = walk.fails(by, submission("dunning", body(not, level)), "invalid_document").await;
    assert_eq!(refused.body["params"]["problems"][0]["code"], code, "{:#}", refused.body);
    walk.fails(by, submission("dunning", body(by, "L5")), "dunning_too_high").await;
    walk.submit(by, "dunning", body(by, level)).await;
}

/// The customer promises, and does not keep it.
async fn promise(walk: &mut Walk) {
    let due = instalment(walk, 2).await;
    let promise = json!({
        "type": "record_promise", "instalment": due["id"], "promised_on": "2026-06-20",
        "amount": due["outstanding_minor"], "contact": walk.treasurer,
    });
    walk.barred("manager", promise.clone(), "not_permitted").await;
    walk.does("rep", promise).await;
    walk.at("2026-06-21T00:01").await;
    assert!(walk.is_told("manager", "escalation", "T7-B").await);
}
