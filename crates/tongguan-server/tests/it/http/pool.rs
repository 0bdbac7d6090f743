//! 公海: what nobody owns is seen without its people, claimed within limits, and given back by the night.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::registered;
use super::server::{Reply, Server};

const SECRETS: [&str; 3] = ["王工", "0571-88880000", "信息部经理"];

async fn pool(server: &Server, who: &str, query: &str) -> Value {
    server.get(who, format!("/api/v1/pool{query}")).send().await.expect(200).body
}

fn shows_nobody(body: &Value) {
    let text = body.to_string();
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} in {text:.2000}");
    }
}

async fn claim(server: &Server, who: &str, deal: &str) -> Reply {
    let view = server.get(who, format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
    let version = view["version"].as_u64().expect("a version");
    let path = format!("/api/v1/deals/{deal}/commands");
    server.post(who, path, json!({"type": "claim_lead"})).version(version).send().await
}

#[tokio::test]
async fn a_lead_in_the_pool_is_claimed_and_shows_its_people_only_then() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other", "colleague"]).await;
        let deal = registered(&server, "rep").await;
        assert_eq!(pool(&server, "other", "").await["items"], json!([]), "somebody owns it");
        let release = json!({"type": "release_lead", "reason": "客户暂无计划，退回公海"});
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let path = format!("/api/v1/deals/{deal}/commands");
        let version = view["version"].as_u64().expect("a version");
        let document = view["documents"][0]["id"].as_str().expect("the form").to_owned();
        server.post("rep", path, release).version(version).send().await.expect(200);

        let found = pool(&server, "other", "").await;
        assert_eq!((&found["items"][0]["id"], &found["items"][0]["may_claim"]), (&json!(deal), &json!(true)));
        shows_nobody(&found);
        let view = server.get("other", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        shows_nobody(&view);
        let paper = server.get("other", format!("/api/v1/deals/{deal}/documents/{document}")).send().await;
        assert_ne!(paper.status, 200, "{:#}", paper.body);
        shows_nobody(&paper.body);
        shows_nobody(
            &server.get("other", format!("/api/v1/deals/{deal}/history")).send().await.expect(200).body,
        );
        shows_nobody(&server.get("other", "/api/v1/search?q=王工").send().await.body);

        for waits in ["rep", "colleague"] {
            let line = pool(&server, waits, "").await["items"][0].clone();
            assert_eq!(
                (&line["may_claim"], &line["problem"]["code"]),
                (&json!(false), &json!("cooling_down")),
                "{waits}"
            );
            assert_eq!(claim(&server, waits, &deal).await.expect(422).code(), "cooling_down");
        }
        claim(&server, "other", &deal).await.expect(200);
        assert_eq!(pool(&server, "other", "").await["items"], json!([]));
        let paper = server
            .get("other", format!("/api/v1/deals/{deal}/documents/{document}"))
            .send()
            .await
            .expect(200);
        assert!(paper.body.to_string().contains(SECRETS[0]), "now he owns it");
    })
    .await;
}

#[tokio::test]
async fn a_customer_is_let_go_claimed_and_recycled() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "other", "ops"]).await;
        let create = json!({"type": "create_account", "name": "苏州待领机电有限公司", "region": "320500"});
        let made = server.post("rep", "/api/v1/accounts/commands", create).send().await.expect(200).body;
        let path = format!("/api/v1/accounts/{}/commands", made["id"].as_str().expect("an id"));
        let give = |who: &'static str, body: Value| server.post(who, path.clone(), body).send();
        let claimed = json!({"type": "claim_account"});
        give("other", claimed.clone()).await.expect(404);
        assert_eq!(give("rep", claimed.clone()).await.expect(422).code(), "account_owned");
        give("rep", json!({"type": "recycle_account"})).await.expect(403);
        give("rep", json!({"type": "release_account", "reason": "客户无计划，退回公海"})).await.expect(200);
        let found = pool(&server, "other", "?accounts=true").await;
        assert_eq!(found["items"][0]["name"], "苏州待领机电有限公司", "{found:#}");
        assert_eq!(give("rep", claimed.clone()).await.expect(422).code(), "account_cooling_down");
        let cap = json!({"type": "put_setting", "key": "account_holding_cap", "value": 1});
        server.post("admin", "/api/v1/settings/commands", cap).send().await.expect(200);
        let own = json!({"type": "create_account", "name": "宁波已有贸易有限公司"});
        server.post("other", "/api/v1/accounts/commands", own).send().await.expect(200);
        assert_eq!(give("other", claimed.clone()).await.expect(422).code(), "account_cap_reached");
        let cap = json!({"type": "put_setting", "key": "account_holding_cap", "value": 60});
        server.post("admin", "/api/v1/settings/commands", cap).send().await.expect(200);
        let quota = json!({"type": "put_setting", "key": "account_claims_per_day", "value": 1});
        server.post("admin", "/api/v1/settings/commands", quota).send().await.expect(200);
        give("other", claimed.clone()).await.expect(200);
        assert_eq!(pool(&server, "other", "?accounts=true").await["items"], json!([]));
        give("other", json!({"type": "release_account", "reason": "领错了，退回公海"})).await.expect(200);
        let create = json!({"type": "create_account", "name": "常州再领电气有限公司"});
        let made = server.post("rep", "/api/v1/accounts/commands", create).send().await.expect(200).body;
        let path = format!("/api/v1/accounts/{}/commands", made["id"].as_str().expect("an id"));
        let release = json!({"type": "release_account", "reason": "客户无计划，退回公海"});
        server.post("rep", path.clone(), release).send().await.expect(200);
        let refused = server.post("other", path.clone(), claimed.clone()).send().await.expect(422);
        assert_eq!(
            refused.code(),
            "account_claims_used_up",
            "what was given back counts: {:#}",
            refused.body
        );
        server.wait(24);
        server.sign_in("other", "harbour lights nine").await.expect(201);
        server.post("other", path, claimed).send().await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_customers_protection_is_renewed_by_a_manager_and_its_end_waits_in_the_queue() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "manager"]).await;
        let put = json!({"type": "put_setting", "key": "account_protection_days", "value": 30});
        server.post("admin", "/api/v1/settings/commands", put).send().await.expect(200);
        let create = json!({"type": "create_account", "name": "苏州保护机电有限公司"});
        let made = server.post("rep", "/api/v1/accounts/commands", create).send().await.expect(200).body;
        let id = made["id"].as_str().expect("an id").to_owned();
        let row = async || {
            let row = server.get("rep", format!("/api/v1/accounts/{id}")).send().await.expect(200).body;
            json!([row["recycle_on"], row["recycle_rule"], row["protection_renewed"]])
        };
        let tasks = async |who: &str| server.get(who, "/api/v1/tasks").send().await.expect(200).body;
        assert_eq!(row().await, json!(["2026-12-20", "protection_end", null]));
        assert_eq!(tasks("rep").await, json!([]), "a month is far away");
        server.wait(24 * 23);
        for (login, password) in [("rep", "harbour lights nine"), ("manager", "harbour lights nine")] {
            server.sign_in(login, password).await.expect(201);
        }
        let waits = tasks("rep").await;
        let one = &waits[0];
        assert_eq!(
            json!([one["kind"], one["id"], one["customer"], one["recall_rule"], one["is_missed"]]),
            json!(["account_recall", id, "苏州保护机电有限公司", "protection_end", false]),
            "{waits:#}"
        );
        assert_eq!(tasks("manager").await, json!([]), "it waits for its owner");
        let renew = json!({"type": "renew_account_protection", "reason": "客户已立项，三月招标"});
        let give = |who: &'static str| {
            server.post(who, format!("/api/v1/accounts/{id}/commands"), renew.clone()).send()
        };
        give("rep").await.expect(403);
        give("manager").await.expect(200);
        assert_eq!(row().await, json!(["2027-01-19", "protection_end", 1]));
        assert_eq!(tasks("rep").await, json!([]), "time enough again");
        give("manager").await.expect(200);
        assert_eq!(give("manager").await.expect(422).code(), "account_protection_used_up");
    })
    .await;
}
