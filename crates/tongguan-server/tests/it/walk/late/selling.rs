//! Stages 1 to 3: screened after 48 hours, the visit planned and recorded late.

use serde_json::json;

use crate::walk::Walk;
use crate::walk::desk::{local, submission};
use crate::walk::form::{lead, visit};
use crate::walk::in_time;

pub async fn go(walk: &mut Walk) {
    in_time::screening::register(walk).await;
    walk.at("2026-03-04T09:30").await;
    assert_eq!(walk.clock("T1").await, [("open".to_owned(), false)], "48 hours are not over yet");
    walk.at("2026-03-04T09:31").await;
    assert_eq!(walk.clock("T1").await, [("open".to_owned(), true)]);
    assert!(walk.is_told("supervisor", "escalation", "T1").await);
    walk.does("rep", lead::call(local("2026-03-04T09:00"))).await;
    walk.does("rep", json!({"type": "complete_screening", "result": "valid"})).await;
    walk.submit("rep", "grading", lead::grading()).await;
    walk.agrees("supervisor", &[]).await;
    walk.advances("rep", "nurture").await;
    plan(walk).await;
    in_time::solution::go(walk).await;
    in_time::quotation::go(walk).await;
}

/// For Monday one plans by Wednesday; on Thursday with a reason only.
async fn plan(walk: &mut Walk) {
    walk.at("2026-03-05T10:00").await;
    let mut plan = visit::plan(walk, "2026-03-09");
    walk.fails("rep", submission("visit_plan", plan.clone()), "short_notice_reason_missing").await;
    plan["short_notice_kind"] = json!("customer_invited");
    let plan = walk.submit("rep", "visit_plan", plan).await;
    assert_eq!(walk.clock("T2").await, [("met".to_owned(), true)]);

    walk.at("2026-03-10T16:01").await;
    assert_eq!(walk.clock("T3").await, [("open".to_owned(), true)]);
    assert!(walk.is_told("manager", "escalation", "T3").await);
    let mut report = visit::report(walk, &plan, "2026-03-09", "2026-03-12");
    walk.fails("rep", submission("visit_report", report.clone()), "backfill_reason_missing").await;
    report["backfill_reason"] = json!("连续出差，回公司后补录");
    let report = walk.submit("rep", "visit_report", report).await;
    let confirm = json!({"type": "confirm_backfill", "document": report, "opinion": "情况属实，下次按时"});
    walk.barred("rep", confirm.clone(), "not_permitted").await;
    walk.does("manager", confirm).await;
    in_time::nurture::deepen(walk, &report, "2026-03-10").await;
}
