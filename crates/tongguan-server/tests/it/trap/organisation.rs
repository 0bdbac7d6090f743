//! Approvals that nobody decides: a vacant post, a deadline that passes.

use serde_json::{Value, json};
use tokio::sync::watch;
use tongguan_core::id::TenantId;
use tongguan_service::job::scanner::Scanner;
use tongguan_store::tenant::{self, Tenant};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::for_each_engine;

use crate::http::company::{PASSWORD, company};
use crate::http::deal::{command, registered};
use crate::http::server::Server;

/// One turn of the scanner.
pub(super) async fn scan(db: &Database, server: &Server) {
    let tenants: Result<Vec<Tenant>, StoreError> = db.read(|tx| Box::pin(tenant::all(tx))).await;
    let tenant = TenantId(tenants.expect("read")[0].id);
    let scanner = Scanner::new(db.clone(), server.app.executor.clone(), server.app.world().clone());
    let (_keep, stopping) = watch::channel(false);
    scanner.turn(tenant, &stopping).await.expect("scanned");
}

/// A lead whose grade waits for the supervisor.
pub(super) async fn graded(server: &Server) -> String {
    let deal = registered(server, "rep").await;
    let screening = json!({"type": "complete_screening", "result": "valid"});
    command(server, "rep", &deal, screening).await.expect(200);
    let body =
        json!({"fit_score": 41, "intent_score": 36, "grade_proposed": "A", "evidence": "通话记录与官网资料"});
    let grading = json!({"type": "submit_document", "kind": "grading", "body": body});
    command(server, "rep", &deal, grading).await.expect(200);
    deal
}

async fn approval(server: &Server, deal: &str) -> Value {
    let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
    view["approvals"][0].clone()
}

async fn advance_is_refused(server: &Server, deal: &str) {
    let path = format!("/api/v1/deals/{deal}");
    let seen = server.get("rep", path.clone()).send().await.expect(200).body["version"].as_u64();
    let advance = json!({"type": "advance_stage"});
    let reply = server.post("rep", format!("{path}/commands"), advance);
    let reply = reply.version(seen.expect("a version")).send().await.expect(422);
    assert_eq!(reply.code(), "gate_closed");
}

#[tokio::test]
async fn trap_06_a_vacant_post_blocks_and_passes_nothing() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "admin"]).await;
        let posts = server.get("admin", "/api/v1/posts?limit=200").send().await.expect(200).body;
        let seats = posts["items"].as_array().expect("posts");
        let seat = seats.iter().find(|one| one["role"] == "sales_supervisor").expect("a seat");
        let path = format!("/api/v1/posts/{}/commands", seat["id"].as_str().expect("an id"));
        server.post("admin", path, json!({"type": "vacate_post"})).send().await.expect(200);
        let deal = graded(&server).await;
        let waiting = approval(&server, &deal).await;
        assert_eq!(
            (&waiting["result"], &waiting["steps"][0]["blocked"]),
            (&json!(null), &json!(true)),
            "{waiting:#}"
        );
        advance_is_refused(&server, &deal).await;
        server.wait(24 * 6);
        scan(&db, &server).await;
        server.sign_in("rep", "harbour lights nine").await.expect(201);
        assert_eq!(approval(&server, &deal).await["result"], json!(null), "time does not agree");
        advance_is_refused(&server, &deal).await;
    })
    .await;
}

#[tokio::test]
async fn abuse_14_a_deadline_that_passes_is_no_consent() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "admin"]).await;
        let deal = graded(&server).await;
        server.wait(24 * 6);
        scan(&db, &server).await;
        server.sign_in("rep", "harbour lights nine").await.expect(201);
        let waiting = approval(&server, &deal).await;
        assert_eq!((&waiting["result"], &waiting["steps"][0]["decisions"]), (&json!(null), &json!([])));
        advance_is_refused(&server, &deal).await;
        let decision = json!({
            "type": "decide_approval", "approval": waiting["id"], "step": 1, "verdict": "approve",
            "digest": waiting["digest"], "opinion": "代为同意",
        });
        server.sign_in("admin", PASSWORD).await.expect(201);
        command(&server, "admin", &deal, decision).await.expect(404);
    })
    .await;
}
