//! Traps that shipped products fell into: a rule on the button and not on the way.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use crate::http::company::{company, lead_form};
use crate::http::deal::{command, registered};
use crate::http::server::{Reply, Server};

async fn version(server: &Server, deal: &str) -> u64 {
    let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200);
    view.body["version"].as_u64().expect("a version")
}

async fn attempts(server: &Server, deal: &str) -> Vec<Value> {
    let path = format!("/api/v1/command-log?target={deal}");
    let page = server.get("auditor", path).send().await.expect(200).body;
    page["items"].as_array().expect("lines").clone()
}

/// One way to ask for the next stage.
async fn advance(server: &Server, way: &str, deal: &str) -> Reply {
    let version = version(server, deal).await;
    let path = format!("/api/v1/deals/{deal}");
    let advance = json!({"type": "advance_stage"});
    match way {
        "one" => server.post("rep", format!("{path}/commands"), advance).version(version).send().await,
        "dry run" => {
            let path = format!("{path}/commands?dry_run=true");
            server.post("rep", path, advance).version(version).send().await
        }
        _ => {
            let one = json!({"deal": deal, "version": version, "command": advance});
            let body = json!({"commands": [one]});
            let reply = server.post("rep", "/api/v1/commands", body).send().await.expect(200);
            let result = reply.body[0].clone();
            let status = u16::try_from(result["status"].as_u64().expect("a status")).expect("a status");
            Reply {
                status,
                headers: reply.headers,
                cookies: Vec::new(),
                body: result["problem"].clone(),
                bytes: Vec::new(),
            }
        }
    }
}

#[tokio::test]
async fn trap_01_the_gate_stands_on_every_way() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "auditor"]).await;
        let deal = registered(&server, "rep").await;
        let before = version(&server, &deal).await;
        let mut unmet = Vec::new();
        for way in ["one", "bulk", "dry run"] {
            let reply = advance(&server, way, &deal).await.expect(422);
            assert_eq!(reply.code(), "gate_closed", "{way}");
            unmet.push(reply.body["params"]["unmet"].clone());
            assert_eq!(version(&server, &deal).await, before, "{way} changed something");
        }
        assert!(unmet.iter().all(|one| *one == unmet[0]), "{unmet:#?}");
        let lines = attempts(&server, &deal).await;
        let refused: Vec<_> = lines.iter().filter(|line| line["refusal_code"] == "gate_closed").collect();
        assert_eq!(refused.len(), 2, "one line for each attempt, none for the dry run: {lines:#?}");
        for (method, path) in
            [("PATCH", format!("/api/v1/deals/{deal}")), ("PUT", format!("/api/v1/deals/{deal}"))]
        {
            let reply =
                server.ask(method, path).by("rep").key().json(json!({"stage": "nurture"})).send().await;
            assert_eq!(reply.status, 405, "{method}");
        }
        let offered =
            server.get("rep", format!("/api/v1/deals/{deal}/affordances")).send().await.expect(200).body;
        let button = offered.as_array().expect("offers").iter().find(|one| one["command"] == "advance_stage");
        let button = button.expect("advancing is offered or refused").clone();
        assert_eq!(
            (&button["is_allowed"], &button["refusal"]["code"]),
            (&json!(false), &json!("gate_closed"))
        );
    })
    .await;
}

#[tokio::test]
async fn trap_02_the_gate_asks_for_dependent_fields_too() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let mut form = lead_form();
        form.remove("source_detail");
        let reply = server.post("rep", "/api/v1/deals", json!({"body": form})).send().await.expect(422);
        assert_eq!(reply.code(), "invalid_document");
        assert_eq!(reply.body["params"]["problems"][0]["path"], "source_detail");
        assert!(
            reply.body["detail"].as_str().is_some_and(|text| text.contains("来源明细")),
            "{:#}",
            reply.body
        );
    })
    .await;
}

#[tokio::test]
async fn trap_03_many_at_once_are_judged_one_by_one() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "auditor"]).await;
        let deal = registered(&server, "rep").await;
        let commands = json!([
            {"deal": deal, "command": {"type": "complete_screening", "result": "valid"}},
            {"deal": deal, "command": {"type": "complete_screening", "result": "valid"}},
            {"deal": uuid::Uuid::from_u128(7), "command": {"type": "comment", "text": "没有这笔业务"}},
            {"deal": deal, "command": {"type": "advance_stage"}},
        ]);
        let reply =
            server.post("rep", "/api/v1/commands", json!({"commands": commands})).send().await.expect(200);
        let ended: Vec<_> =
            reply.body.as_array().expect("results").iter().map(|one| one["status"].clone()).collect();
        assert_eq!(ended, [200, 422, 404, 428], "{:#}", reply.body);
    })
    .await;
}

#[tokio::test]
async fn trap_04_nothing_is_created_in_a_late_stage() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        for extra in [("stage", json!("contract")), ("approved", json!(true))] {
            let mut body = json!({"body": lead_form()});
            body[extra.0] = extra.1;
            let reply = server.post("rep", "/api/v1/deals", body).send().await.expect(422);
            assert_eq!(reply.code(), "unknown_field", "{}", extra.0);
        }
        let for_nobody = json!({"body": lead_form(), "owner": uuid::Uuid::from_u128(1)});
        let reply = server.post("rep", "/api/v1/deals", for_nobody).send().await.expect(422);
        assert_eq!(reply.code(), "unfit_owner");
        let deal = registered(&server, "rep").await;
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        assert_eq!(view["stage"], "screening");
        let quote = json!({"type": "submit_document", "kind": "quotation", "body": {}});
        let reply = command(&server, "rep", &deal, quote).await.expect(422);
        assert_eq!(reply.code(), "wrong_stage");
    })
    .await;
}

#[tokio::test]
async fn a_hundred_copies_of_one_request_have_one_effect() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "auditor"]).await;
        let deal = registered(&server, "rep").await;
        let before = version(&server, &deal).await;
        let mut copies = tokio::task::JoinSet::new();
        for _ in 0..100 {
            let comment = json!({"type": "comment", "text": "客户已确认时间"});
            let ask = server.ask("POST", format!("/api/v1/deals/{deal}/commands")).by("rep").json(comment);
            let request = ask.header("idempotency-key", "the-one").into_request();
            copies.spawn(server.sender().send(request));
        }
        let replies = copies.join_all().await;
        assert!(
            replies.iter().all(|reply| reply.status == 200 && reply.body == replies[0].body),
            "{replies:#?}"
        );
        assert!(version(&server, &deal).await > before);
        let lines = attempts(&server, &deal).await;
        assert_eq!(lines.iter().filter(|line| line["command"] == "comment").count(), 1);
        let other = json!({"type": "comment", "text": "另外一句话"});
        let ask = server.ask("POST", format!("/api/v1/deals/{deal}/commands")).by("rep").json(other);
        let reply = ask.header("idempotency-key", "the-one").send().await.expect(422);
        assert_eq!(reply.code(), "idempotency_key_reused");
    })
    .await;
}
