//! The register of anomalies: read by those who watch, settled by them once, and nothing for anybody else.

use serde_json::{Value, json};
use tongguan_core::id::TenantId;
use tongguan_core::process::Stage;
use tongguan_service::job::anomalies::Scan;
use tongguan_service::world::World;
use tongguan_testkit::for_each_engine;

use super::company::{PASSWORD, company};
use super::deal::registered;
use super::server::Server;
use crate::walk::in_time;

/// Scans as the background does at this moment.
async fn scan(server: &Server) {
    let tenant =
        tongguan_service::installation::company(&server.app.db).await.expect("read").expect("set up");
    let world: World = server.app.world().clone();
    let (db, executor) = (server.app.db.clone(), server.app.executor.clone());
    Scan { db, executor, world, tenant: TenantId(tenant.id) }.turn().await.expect("scanned");
}

async fn lines(server: &Server, who: &str, query: &str) -> Vec<Value> {
    let body = server.get(who, format!("/api/v1/anomalies{query}")).send().await.expect(200).body;
    body["items"].as_array().expect("lines").clone()
}

#[tokio::test]
async fn a_reveal_at_night_is_listed_for_those_who_watch_and_settled_once() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "auditor", "general", "legal", "finance"]).await;
        let deal = registered(&server, "rep").await;
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let account = view["account"]["id"].as_str().expect("a customer").to_owned();
        let contacts = format!("/api/v1/contacts?account={account}");
        let contact = server.get("rep", &*contacts).send().await.expect(200).body["items"][0]["id"].clone();
        super::security_log::appoint(&server, "legal").await;
        // Eleven at night.
        server.wait(6);
        for login in ["rep", "auditor", "general", "legal", "finance"] {
            server.sign_in(login, "harbour lights nine").await.expect(201);
        }
        server.sign_in("admin", PASSWORD).await.expect(201);
        let path = format!("/api/v1/contacts/{}/reveal", contact.as_str().expect("an id"));
        server.post("finance", path, json!({"reason": "核对开票联系人"})).send().await.expect(200);
        server.wait_minutes(1);
        scan(&server).await;
        scan(&server).await;
        for (who, alerts) in [("auditor", 1), ("legal", 1), ("general", 0), ("rep", 0)] {
            let told = server.get(who, "/api/v1/notices").send().await.expect(200).body.to_string();
            assert_eq!(told.matches("异常提醒").count(), alerts, "{who}: {told:.1000}");
        }
        for stranger in ["rep", "finance", "admin"] {
            server.get(stranger, "/api/v1/anomalies").send().await.expect(403);
        }
        let found = lines(&server, "auditor", "?open=true").await;
        let one = found.iter().find(|one| one["rule"] == "night_reading").expect("found");
        assert_eq!((&one["person"]["name"], &one["is_alert"]), (&json!("finance 同事"), &json!(true)));
        assert_eq!(one["detail"], "夜间查看、导出 1 次，最早 23:00");
        assert_eq!(lines(&server, "legal", "").await.len(), found.len(), "he sees what is told at once");
        server.get("legal", "/api/v1/anomalies?rule=close_moved").send().await.expect(403);

        let path = format!("/api/v1/anomalies/{}/settlement", one["id"].as_str().expect("an id"));
        let settle = |who: &'static str, note: &str| {
            server.post(who, path.clone(), json!({"verdict": "followed_up", "note": note})).send()
        };
        settle("legal", "已经和本人谈过").await.expect(404);
        settle("rep", "已经和本人谈过").await.expect(404);
        let short = settle("auditor", "好").await.expect(422);
        assert_eq!(short.code(), "bad_text");
        settle("auditor", "已经和本人谈过，提醒改在白天").await.expect(200);
        assert_eq!(settle("general", "已经和本人谈过").await.expect(422).code(), "no_change");
        assert!(lines(&server, "auditor", "?open=true&rule=night_reading").await.is_empty());
        let done = lines(&server, "general", "?open=false").await;
        assert_eq!(
            (&done[0]["verdict"], &done[0]["settled_by"]["name"]),
            (&json!("followed_up"), &json!("auditor 同事"))
        );
        let nobody = format!("/api/v1/anomalies/{}/settlement", uuid::Uuid::nil());
        server
            .post("auditor", nobody, json!({"verdict": "explained", "note": "没有这一条"}))
            .send()
            .await
            .expect(404);
    })
    .await;
}

/// What is unusual about a deal may be that nothing happens to it: it is looked at all the same, once for as long as it lasts.
#[tokio::test(flavor = "multi_thread")]
async fn a_week_looks_at_opportunities_to_which_nothing_happened() {
    for_each_engine(|db| async move {
        let mut walk = in_time::company(&db).await;
        for stage in [Stage::Screening, Stage::Nurture, Stage::Proposal, Stage::Contract] {
            in_time::until(&mut walk, stage).await;
        }
        let idle = async || {
            let found = walk.get("auditor", "/api/v1/anomalies?rule=idle_opportunity").await.expect(200).body;
            found["items"].as_array().expect("lines").clone()
        };
        // The week of the quotation, whose customer is looked up.
        walk.server.until("2026-03-23T01:00:00Z".parse().expect("a moment"));
        scan(&walk.server).await;
        assert!(idle().await.is_empty(), "it was worked on");
        for monday in ["2026-04-27T01:00:00Z", "2026-05-04T01:00:00Z"] {
            walk.server.until(monday.parse().expect("a moment"));
            scan(&walk.server).await;
        }
        let found = idle().await;
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(
            (&found[0]["deal"]["id"], &found[0]["person"]["id"]),
            (&json!(walk.deal), &json!(walk.person("rep")))
        );
        assert_eq!(found[0]["detail"], "2026-03-18 之后 30 天没有任何工作");
    })
    .await;
}
