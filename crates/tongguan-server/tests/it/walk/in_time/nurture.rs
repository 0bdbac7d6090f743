//! Stage 2: the visit planned three working days ahead, recorded the same evening; needs checked, the chain drawn.

use serde_json::json;

use crate::walk::Walk;
use crate::walk::desk::submission;
use crate::walk::form::visit;

pub async fn go(walk: &mut Walk) {
    walk.at("2026-03-03T11:00").await;
    let plan = visit::plan(walk, "2026-03-09");
    walk.barred("supervisor", submission("visit_plan", plan.clone()), "not_permitted").await;
    let plan = walk.submit("rep", "visit_plan", plan).await;
    assert_eq!(walk.clock("T2").await, [("met".to_owned(), false)]);
    walk.at("2026-03-09T20:00").await;
    let report = visit::report(walk, &plan, "2026-03-09", "2026-03-12");
    let report = walk.submit("rep", "visit_report", report).await;
    assert_eq!(walk.clock("T3").await, [("met".to_owned(), false)]);
    deepen(walk, &report, "2026-03-10").await;
}

/// From the report to the opportunity, all on one day.
pub async fn deepen(walk: &mut Walk, report: &str, day: &str) {
    walk.at(&format!("{day}T17:10")).await;
    walk.gate_is_closed("rep", &["needs", "chain", "decision_maker", "forecast", "confirmed"]).await;
    let guidance = json!({"type": "guide_needs", "guidance": "先量化对账损失，再约财务核实预算口径"});
    walk.barred("rep", guidance.clone(), "not_permitted").await;
    walk.does("manager", guidance).await;
    let needs = walk.view("rep").await["facts"]["nurture"]["needs"].clone();
    let need = needs.as_object().expect("needs").keys().next().expect("a pain point is a need").clone();
    let verified = visit::verification(walk, &need, day);
    let by_himself = json!({"contact": walk.engineer});
    let mut same_source = verified.clone();
    same_source["contact"] = by_himself["contact"].clone();
    walk.fails("rep", same_source, "same_source").await;
    walk.does("rep", verified).await;
    walk.submit("rep", "decision_chain", visit::chain(walk, report, "2026-03-20")).await;
    walk.does("rep", visit::forecast()).await;
    let confirm = json!({"type": "confirm_opportunity", "opinion": "需求真实，决策链清楚，同意立项"});
    walk.barred("rep", confirm.clone(), "not_permitted").await;
    walk.does("manager", confirm).await;
    walk.advances("rep", "proposal").await;
}
