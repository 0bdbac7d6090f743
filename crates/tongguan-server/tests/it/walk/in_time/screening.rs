//! Stage 1: registered at the stand, screened within 48 hours, graded by the rep and reviewed by the supervisor.

use serde_json::json;

use crate::trap::on_the_way;
use crate::walk::Walk;
use crate::walk::desk::{local, submission, text};
use crate::walk::form::lead;

pub async fn go(walk: &mut Walk) {
    register(walk).await;
    screen(walk).await;
}

/// The registered lead through its first gate.
pub async fn screen(walk: &mut Walk) {
    let screening = json!({"type": "complete_screening", "result": "valid"});
    walk.at("2026-03-02T10:00").await;
    walk.barred("other", screening.clone(), "not_found").await;
    walk.barred("manager", screening.clone(), "not_permitted").await;
    walk.does("rep", lead::call(local("2026-03-02T09:55"))).await;
    walk.does("rep", screening).await;
    assert_eq!(walk.clock("T1").await, [("met".to_owned(), false)]);

    walk.gate_is_closed("rep", &["graded"]).await;
    walk.barred("supervisor", submission("grading", lead::grading()), "not_permitted").await;
    walk.submit("rep", "grading", lead::grading()).await;
    walk.at("2026-03-03T10:00").await;
    on_the_way::trap_05_nobody_approves_his_own_paper(walk).await;
    walk.agrees("supervisor", &[("manager", "not_your_step")]).await;
    walk.barred("supervisor", json!({"type": "advance_stage"}), "not_permitted").await;
    walk.advances("rep", "nurture").await;
}

/// The lead, whose customer becomes known with it, and the customer's other people.
pub async fn register(walk: &mut Walk) {
    walk.at("2026-03-02T09:30").await;
    let form = json!({"body": lead::lead()});
    let refused = walk.post("presales", "/api/v1/deals", &form).await.expect(403);
    assert_eq!(refused.code(), "not_permitted");
    let reply = walk.post("rep", "/api/v1/deals", &form).await.expect(201);
    walk.deal = text(&reply.body["id"]);
    let created = reply.body["created"].as_array().expect("created");
    let made = |kind: &str| text(&created.iter().find(|one| one["kind"] == kind).expect("made")["id"]);
    (walk.account, walk.engineer) = (made("account"), made("contact"));
    let paper = text(&walk.document("rep", "lead_registration").await["id"]);
    walk.typed("rep", "lead_registration", &paper, (&form["body"], &json!(null))).await;
    let meet = |name, title| lead::contact(&walk.account, name, title);
    let foreign = walk.keep("other", "contacts", None, meet("李总", "采购")).await;
    assert_eq!(foreign.code(), "not_permitted", "{:#}", foreign.body);
    let chief = walk.kept("rep", "contacts", None, meet("孙主管", "生产主管")).await;
    let decider = walk.kept("rep", "contacts", None, meet("赵总", "总经理")).await;
    let treasurer = walk.kept("rep", "contacts", None, meet("钱总监", "财务总监")).await;
    (walk.chief, walk.decider, walk.treasurer) = (chief, decider, treasurer);
}
