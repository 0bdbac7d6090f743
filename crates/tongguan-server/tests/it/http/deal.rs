//! Deals over HTTP.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::server::Server;

/// A lead of the rep; answers its id.
pub async fn registered(server: &Server, who: &str) -> String {
    let body = json!({"body": lead_form()});
    let reply = server.post(who, "/api/v1/deals", body).send().await.expect(201);
    reply.body["id"].as_str().expect("an id").to_owned()
}

/// A command to a deal.
pub async fn command(server: &Server, who: &str, deal: &str, command: Value) -> super::server::Reply {
    server.post(who, format!("/api/v1/deals/{deal}/commands"), command).send().await
}

#[tokio::test]
async fn a_lead_is_registered_screened_and_read() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let deal = registered(&server, "rep").await;
        let valid = json!({"type": "complete_screening", "result": "valid"});
        command(&server, "rep", &deal, valid).await.expect(200);

        let path = format!("/api/v1/deals/{deal}");
        let view = server.get("rep", path.clone()).send().await.expect(200);
        assert_eq!(view.body["number"], "XS-2026-11-0001");
        assert_eq!(view.body["account"]["name"], "杭州示例智能制造有限公司");
        assert_eq!(view.body["owner"]["name"], "rep 同事");
        assert_eq!(view.headers["etag"], format!("\"v{}\"", view.body["version"]));
        assert_eq!(view.body["gates"][0]["gate"], "G1");

        let history = server.get("rep", format!("{path}/history")).send().await.expect(200).body;
        let texts: Vec<_> =
            history["items"].as_array().expect("lines").iter().map(|line| line["text"].clone()).collect();
        assert!(texts.contains(&json!("登记线索 XS-2026-11-0001")), "{texts:?}");
        assert!(texts.contains(&json!("初筛结论：有效")), "{texts:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_visible_is_as_if_it_were_not_there() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other"]).await;
        let deal = registered(&server, "rep").await;
        let missing = uuid::Uuid::from_u128(7).to_string();
        for tail in [
            "",
            "/affordances",
            "/history",
            "/explain/gate_closed",
            "/drafts/quotation",
            "/prefill/quotation",
            "/ledger",
            "/similar",
        ] {
            let path = |id: &str| format!("/api/v1/deals/{id}{tail}");
            server.get("rep", path(&deal)).send().await.expect(200);
            let mut answers = Vec::new();
            for id in [deal.as_str(), &missing, "no-id"] {
                let reply = server.get("other", path(id)).send().await.expect(404);
                let headers = reply.headers.clone().into_iter().filter(|(name, _)| name != "x-request-id");
                answers.push((reply.lasting(), headers.collect::<std::collections::BTreeMap<_, _>>()));
            }
            assert!(answers.iter().all(|answer| *answer == answers[0]), "{tail}: {answers:#?}");
        }
        let mut refusals = Vec::new();
        for id in [&deal, &missing] {
            let comment = json!({"type": "comment", "text": "看看是谁的客户"});
            refusals.push(command(&server, "other", id, comment).await.expect(404).lasting());
        }
        assert_eq!(refusals[0], refusals[1]);
    })
    .await;
}

#[tokio::test]
async fn advancing_names_the_version_that_was_seen() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let deal = registered(&server, "rep").await;
        let path = format!("/api/v1/deals/{deal}/commands");
        let advance = || server.post("rep", path.clone(), json!({"type": "advance_stage"}));
        assert_eq!(advance().send().await.expect(428).code(), "if_match_missing");
        let version =
            server.get("rep", format!("/api/v1/deals/{deal}")).send().await.body["version"].as_u64();
        let version = version.expect("a version");
        let stale = advance().version(version - 1).send().await.expect(409);
        assert_eq!(
            (stale.code(), &stale.body["params"]["current_version"]),
            ("stale_version", &json!(version))
        );
        let refused = advance().version(version).send().await.expect(422);
        assert_eq!(refused.code(), "gate_closed");
        let unmet = refused.body["params"]["unmet"].as_array().expect("what is missing");
        assert!(
            unmet.iter().all(|one| one["missing"]["zh"].is_string() && one["link"].is_object()),
            "{unmet:#?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_preview_tells_what_would_follow_and_leaves_nothing() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "auditor"]).await;
        let deal = registered(&server, "rep").await;
        let path = format!("/api/v1/deals/{deal}");
        let before = server.get("rep", path.clone()).send().await.expect(200).body;

        let valid = json!({"type": "complete_screening", "result": "valid"});
        let seen = server.post("rep", format!("{path}/preview"), valid.clone()).send().await.expect(200).body;
        assert_eq!(seen["refusal"], Value::Null);
        let texts: Vec<_> =
            seen["lines"].as_array().expect("lines").iter().map(|line| line["text"].clone()).collect();
        assert!(texts.contains(&json!("初筛结论：有效")), "{texts:?}");

        let advance = json!({"type": "advance_stage"});
        let refused = server.post("rep", format!("{path}/preview"), advance).send().await.expect(200).body;
        assert_eq!(refused["refusal"]["code"], "gate_closed");
        assert_eq!(refused["lines"], json!([]));

        // Whoever only reads is refused in the preview as he would be in earnest.
        let read = server.post("auditor", format!("{path}/preview"), valid).send().await.expect(200).body;
        assert_eq!(read["refusal"]["code"], "no_business_role");

        let after = server.get("rep", path).send().await.expect(200).body;
        assert_eq!(before["version"], after["version"]);
    })
    .await;
}

#[tokio::test]
async fn a_form_is_judged_field_by_field_in_both_languages() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let deal = registered(&server, "rep").await;
        let body = json!({"type": "submit_document", "kind": "grading", "body": {"fit_score": 40}});
        let seen =
            server.post("rep", format!("/api/v1/deals/{deal}/preview"), body).send().await.expect(200).body;
        assert_eq!(seen["refusal"]["code"], "invalid_document");
        let problems = seen["refusal"]["params"]["problems"].as_array().expect("problems");
        let one = problems.iter().find(|one| one["path"] == "intent_score").expect("a missing score");
        assert_eq!(one["message"], json!({"zh": "必填", "en": "required"}));
    })
    .await;
}
