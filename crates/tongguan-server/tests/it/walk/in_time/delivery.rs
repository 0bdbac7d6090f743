//! Stage 5, first half: handed over, confirmed five working days ahead, paid for, delivered with a report a week, accepted.

use serde_json::json;

use super::money;
use crate::http::mail;
use crate::trap::on_the_way;
use crate::walk::Walk;
use crate::walk::desk::text;
use crate::walk::form::{delivery, proposal};

const DAYS: delivery::Days<'static> = ["2026-04-13", "2026-04-17", "2026-04-24"];

pub async fn go(walk: &mut Walk) {
    walk.at("2026-03-31T10:00").await;
    let contract = text(&walk.document("rep", "contract_approval").await["id"]);
    let plan = walk.submit("delivery", "delivery_plan", delivery::plan(walk, &contract, DAYS)).await;
    hand_over(walk, &plan, 1).await;
    walk.at("2026-04-01T10:00").await;
    confirm(walk, &plan, 1, "2026-04-01T09:30").await;
    assert_eq!(walk.clock("T5").await, [("met".to_owned(), false)]);
    let start = json!({"type": "start_delivery"});
    walk.at("2026-04-02T10:00").await;
    walk.fails("delivery", start.clone(), "gate_closed").await;
    money::invoice(walk, 1, "26332000000123456701", "2026-04-02").await;
    money::pay(walk, 1, "2026-04-02", "ICBC-20260402-01").await;
    walk.at("2026-04-13T09:10").await;
    walk.barred("rep", start.clone(), "not_permitted").await;
    walk.does("delivery", start).await;
    week(walk, "2026-04-17", "40", DAYS[1]).await;
    milestone(walk, 1, "2026-04-17").await;
    mailed_week(walk, "2026-04-24", "90", DAYS[1]).await;
    milestone(walk, 2, "2026-04-24").await;
    assert!(walk.clock("T6").await.iter().filter(|one| **one == ("met".to_owned(), false)).count() >= 2);
    accept(walk, "2026-04-24T17:30", "2026-04-28").await;
}

/// Sales explains, delivery takes over.
pub async fn hand_over(walk: &mut Walk, plan: &str, revision: u32) {
    let sign = json!({"type": "sign_handover", "document": plan, "revision": revision});
    walk.barred("manager", sign.clone(), "not_permitted").await;
    walk.does("rep", sign.clone()).await;
    walk.does("delivery", sign).await;
}

/// The customer confirms the plan.
pub async fn confirm(walk: &mut Walk, plan: &str, revision: u32, at: &str) {
    let mail = walk.file("rep", "客户邮件：确认交付计划").await;
    let confirmed = proposal::confirmation(walk, plan, revision, at, &mail);
    walk.barred("delivery", confirmed.clone(), "not_permitted").await;
    on_the_way::abuse_17_no_colleague_confirms_for_the_customer(walk, &confirmed).await;
    walk.does("rep", confirmed).await;
}

/// The report of a week, on its Friday.
async fn week(walk: &mut Walk, friday: &str, percent: &str, live: &str) {
    walk.at(&format!("{friday}T15:30")).await;
    report(walk, percent, live).await;
}

/// … which our own mail carries.
async fn mailed_week(walk: &mut Walk, friday: &str, percent: &str, live: &str) {
    walk.at(&format!("{friday}T15:30")).await;
    let report = walk.submit("rep", "progress_report", delivery::report(percent, live)).await;
    mail::a_report_by_mail(walk, &report).await;
}

/// A progress report, sent to the customer.
pub async fn report(walk: &mut Walk, percent: &str, live: &str) {
    let report = walk.submit("rep", "progress_report", delivery::report(percent, live)).await;
    let evidence = walk.file("rep", "已发送的周报邮件").await;
    let send = delivery::sending(walk, &report, &evidence);
    walk.barred("delivery", send.clone(), "not_permitted").await;
    walk.does("rep", send).await;
}

/// A milestone on its day.
pub async fn milestone(walk: &mut Walk, number: u32, on: &str) {
    walk.at(&format!("{on}T16:30")).await;
    let file = walk.file("delivery", &format!("节点{number}验收单")).await;
    let done = delivery::milestone(number, on, &file);
    walk.barred("rep", done.clone(), "not_permitted").await;
    walk.does("delivery", done).await;
}

/// Applied for and given.
pub async fn accept(walk: &mut Walk, applied_at: &str, accepted_on: &str) {
    walk.at(applied_at).await;
    let file = walk.file("rep", "验收申请").await;
    walk.does("rep", json!({"type": "apply_for_acceptance", "evidence": [file]})).await;
    walk.at(&format!("{accepted_on}T15:00")).await;
    let sealed = walk.file("delivery", "盖章验收报告").await;
    let body = delivery::acceptance(walk, applied_at, accepted_on, &sealed);
    walk.submit("delivery", "acceptance", body).await;
}
