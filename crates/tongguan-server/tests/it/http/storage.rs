//! A disk without room: the caller is told when to come back, nothing is half-written, and the same request goes through later.

use serde_json::json;
use tongguan_store::{Database, Engine, StoreError, params};
use tongguan_testkit::fresh;

use super::company::company;
use super::deal::registered;

async fn limit_pages(db: &Database, sql: &'static str) {
    let limited: Result<(), StoreError> =
        db.write(move |tx| Box::pin(async move { tx.query(sql, params![]).await.map(drop) })).await;
    limited.expect("the limit is set");
}

#[tokio::test]
async fn a_full_disk_is_answered_with_a_time_to_come_back() {
    let db = fresh(Engine::Sqlite).await;
    let server = company(&db, &["rep"]).await;
    let deal = registered(&server, "rep").await;
    let path = format!("/api/v1/deals/{deal}");
    let say = |key: u32| {
        let text = format!("第{key}次沟通：{}", "客户确认继续推进".repeat(60));
        let ask = server.ask("POST", format!("{path}/commands")).by("rep");
        ask.json(json!({"type": "comment", "text": text}))
            .header("idempotency-key", format!("say-{key}"))
            .send()
    };
    limit_pages(&db, "PRAGMA max_page_count = 1").await;
    let mut version = say(0).await.body["version"].as_u64();
    let mut refused = None;
    for key in 1..500 {
        let reply = say(key).await;
        if reply.status != 200 {
            refused = Some((key, reply));
            break;
        }
        version = reply.body["version"].as_u64();
    }
    let (key, reply) = refused.expect("the disk is full in the end");
    let reply = reply.expect(503);
    assert_eq!((reply.code(), reply.headers["retry-after"].as_str()), ("storage_full", "60"));
    let view = server.get("rep", &path).send().await.expect(200).body;
    assert!(version.is_none_or(|version| view["version"] == version), "nothing half-written: {version:?}");
    limit_pages(&db, "PRAGMA max_page_count = 1000000").await;
    let later = say(key).await.expect(200).body;
    assert_eq!(later["after"], view["version"], "the same request, where the last one ended");
    assert_eq!(later["version"].as_u64(), view["version"].as_u64().map(|version| version + 1));
    db.remove().await;
}
