//! Stage 5: the customer confirms too late, so delivery starts later; one weekly report is late.

use serde_json::{Value, json};

use crate::walk::Walk;
use crate::walk::desk::text;
use crate::walk::form::delivery;
use crate::walk::in_time::delivery::{accept, confirm, hand_over, milestone, report};
use crate::walk::in_time::money;

pub async fn go(walk: &mut Walk) {
    let contract = text(&walk.document("rep", "contract_approval").await["id"]);
    let days = ["2026-04-13", "2026-04-17", "2026-04-24"];
    let plan = walk.submit("delivery", "delivery_plan", delivery::plan(walk, &contract, days)).await;
    hand_over(walk, &plan, 1).await;
    money::invoice(walk, 1, "26332000000123456711", "2026-04-02").await;
    money::pay(walk, 1, "2026-04-02", "ICBC-20260402-11").await;

    // For Monday the 13th the customer confirms by Friday the 3rd: Qingming lies between.
    walk.at("2026-04-04T00:01").await;
    assert!(walk.clock("T5").await.contains(&("open".to_owned(), true)));
    for who in ["delivery", "manager"] {
        assert!(walk.is_told(who, "escalation", "T5").await, "{who}");
    }
    walk.at("2026-04-07T10:00").await;
    confirm(walk, &plan, 1, "2026-04-07T09:30").await;
    let start = json!({"type": "start_delivery"});
    let refused = walk.fails("delivery", start.clone(), "gate_closed").await;
    assert_eq!(refused.body["params"]["unmet"][0]["condition"], "confirmed_ahead");
    let moved = ["2026-04-20", "2026-04-24", "2026-04-30"];
    change(walk, &plan, delivery::plan(walk, &contract, moved)).await;
    walk.at("2026-04-07T11:00").await;
    confirm(walk, &plan, 2, "2026-04-07T10:40").await;
    walk.at("2026-04-20T09:10").await;
    walk.does("delivery", start).await;
    milestone(walk, 1, "2026-04-24").await;
    walk.at("2026-04-24T18:01").await;
    assert!(walk.is_told("manager", "escalation", "T6").await);
    walk.at("2026-04-27T09:30").await;
    report(walk, "60", moved[1]).await;
    walk.at("2026-04-30T15:30").await;
    report(walk, "90", moved[1]).await;
    milestone(walk, 2, "2026-04-30").await;
    accept(walk, "2026-04-30T17:00", "2026-05-06").await;
}

/// What the customer confirmed is changed by an accepted change only.
async fn change(walk: &mut Walk, plan: &str, moved: Value) {
    let command = json!({
        "type": "submit_document", "kind": "delivery_plan", "document": plan, "revision": 1, "body": moved,
    });
    walk.fails("delivery", command.clone(), "change_missing").await;
    let asked =
        json!({"type": "request_change", "amount": 0, "days": 7, "reason": "客户确认晚于规定，顺延一周"});
    walk.does("delivery", asked).await;
    let changes = walk.view("manager").await["facts"]["fulfilment"]["plan"]["changes"].clone();
    let change = changes.as_object().expect("changes").keys().next().expect("a change").clone();
    let accepted =
        json!({"type": "decide_change", "change": change, "accepted": true, "note": "客户已同意顺延"});
    walk.barred("rep", accepted.clone(), "not_permitted").await;
    walk.does("manager", accepted).await;
    walk.does("delivery", command).await;
}
