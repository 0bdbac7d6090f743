//! Large approvals over the API: alone and in bulk they want to know again who decides, and a confirmation opens them for a moment.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::deal::command;
use super::server::Server;

const SUPERVISORS: &str = "harbour lights nine";

/// A lead of this budget whose grade waits for the supervisor; what he is shown.
async fn waiting(server: &Server, name: &str, budget_minor: i64) -> Value {
    let mut form = lead_form();
    form.insert("account_name".to_owned(), json!(name));
    form.insert("budget_status".to_owned(), json!("approved"));
    form.insert("budget_amount".to_owned(), json!(budget_minor));
    form.insert("uscc".to_owned(), Value::Null);
    let made = server.post("rep", "/api/v1/deals", json!({"body": form})).send().await.expect(201);
    let deal = made.body["id"].as_str().expect("an id").to_owned();
    let screening = json!({"type": "complete_screening", "result": "valid"});
    command(server, "rep", &deal, screening).await.expect(200);
    let body =
        json!({"fit_score": 41, "intent_score": 36, "grade_proposed": "A", "evidence": "通话记录与官网资料"});
    let grading = json!({"type": "submit_document", "kind": "grading", "body": body});
    command(server, "rep", &deal, grading).await.expect(200);
    let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
    let approval = &view["approvals"][0];
    let decision = json!({
        "type": "decide_approval", "approval": approval["id"], "step": 1, "verdict": "approve",
        "digest": approval["digest"], "opinion": "同意",
    });
    json!({"deal": deal, "command": decision})
}

#[tokio::test]
async fn large_ones_of_a_batch_wait_for_a_confirmation_and_small_ones_do_not() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "supervisor"]).await;
        let large = waiting(&server, "青岛海滨食品有限公司", 100_000_000).await;
        let small = waiting(&server, "宁波样本精密仪器厂", 99_999_900).await;
        // Signing in counts as a confirmation, for five minutes.
        server.wait_minutes(6);
        let both = json!({"commands": [large.clone(), small]});
        let ended = server.post("supervisor", "/api/v1/commands", both).send().await.expect(200).body;
        assert_eq!(ended[0]["problem"]["code"], "confirmation_needed", "{ended:#}");
        assert_eq!(ended[1]["status"], 200, "{ended:#}");
        let deal = large["deal"].as_str().expect("an id");
        let alone = command(&server, "supervisor", deal, large["command"].clone()).await;
        assert_eq!(alone.code(), "confirmation_needed");

        let shown = json!({"password": SUPERVISORS});
        let ask = server.ask("POST", "/api/v1/session/confirm").by("supervisor").json(shown);
        server.keep_cookie("supervisor", &ask.send().await.expect(204));
        let again = json!({"commands": [large]});
        let ended = server.post("supervisor", "/api/v1/commands", again).send().await.expect(200).body;
        assert_eq!(ended[0]["status"], 200, "{ended:#}");
    })
    .await;
}
