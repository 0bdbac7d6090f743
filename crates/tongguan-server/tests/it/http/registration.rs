//! Leads that somebody registers for a rep or for the pool, and further leads of customers that are there.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::deal::{command, registered};
use super::server::{Reply, Server};

async fn register(server: &Server, who: &str, rest: Value) -> Reply {
    let mut body = json!({"body": lead_form()});
    body.as_object_mut().expect("an object").extend(rest.as_object().expect("an object").clone());
    server.post(who, "/api/v1/deals", body).send().await
}

async fn person(server: &Server, login: &str) -> Value {
    server.get(login, "/api/v1/session").send().await.expect(200).body["person"]["id"].clone()
}

async fn view(server: &Server, who: &str, deal: &Value) -> Value {
    let path = format!("/api/v1/deals/{}", deal.as_str().expect("an id"));
    server.get(who, path).send().await.expect(200).body
}

#[tokio::test]
async fn a_supervisor_registers_for_a_rep_who_hears_of_it() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "supervisor", "other"]).await;
        let (rep, other) = (person(&server, "rep").await, person(&server, "other").await);
        let refused = register(&server, "supervisor", json!({"owner": other})).await.expect(403);
        assert_eq!(refused.code(), "not_permitted", "that one is not of his team");
        let refused = register(&server, "rep", json!({"owner": other})).await.expect(403);
        assert_eq!(refused.code(), "not_permitted");
        let made = register(&server, "supervisor", json!({"owner": rep})).await.expect(201).body;
        let seen = view(&server, "rep", &made["id"]).await;
        assert_eq!(seen["owner"]["id"], rep);
        let clock = |one: &&Value| one["clock"] == "T1" && one["debtor"]["id"] == rep;
        assert!(seen["obligations"].as_array().expect("a list").iter().any(|one| clock(&one)), "{seen:#}");
        let notices = server.get("rep", "/api/v1/notices").send().await.expect(200).body.to_string();
        assert!(notices.contains("deal_assigned"), "{notices}");
        let account = format!("/api/v1/accounts/{}", seen["account"]["id"].as_str().expect("an id"));
        assert_eq!(server.get("rep", account).send().await.expect(200).body["owner"], rep);
    })
    .await;
}

/// What the page offers is what a command would be let do.
#[tokio::test]
async fn one_is_told_for_whom_one_may_register() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "supervisor", "ops", "finance"]).await;
        let told = async |who: &str| {
            let told = server.get(who, "/api/v1/registration").send().await.expect(200).body;
            let names = told["owners"].as_array().expect("a list").iter();
            let names = names.map(|one| one["name"].as_str().unwrap_or_default().to_owned());
            (told["may"] == true, told["unnamed"].clone(), names.collect::<Vec<_>>())
        };
        assert_eq!(told("rep").await, (true, json!("oneself"), vec!["rep 同事".to_owned()]));
        let (may, unnamed, owners) = told("supervisor").await;
        assert_eq!((may, unnamed), (true, json!("pool")));
        assert_eq!(owners, ["colleague 同事", "rep 同事"]);
        assert!(told("ops").await.2.contains(&"other 同事".to_owned()));
        assert_eq!(told("finance").await, (false, Value::Null, Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn a_lead_for_nobody_lies_in_the_pool_and_takes_its_customer_along() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops"]).await;
        let made = register(&server, "ops", json!({})).await.expect(201).body;
        let pool = server.get("rep", "/api/v1/pool").send().await.expect(200).body;
        assert_eq!(pool["items"][0]["id"], made["id"], "{pool:#}");
        assert_eq!(pool["items"][0]["may_claim"], true);
        let deal = made["id"].as_str().expect("an id");
        let path = format!("/api/v1/deals/{deal}/commands");
        let claim = server
            .post("rep", path, json!({"type": "claim_lead"}))
            .version(made["version"].as_u64().expect("one"));
        claim.send().await.expect(200);
        let (rep, seen) = (person(&server, "rep").await, view(&server, "rep", &made["id"]).await);
        assert_eq!(seen["owner"]["id"], rep);
        let account = format!("/api/v1/accounts/{}", seen["account"]["id"].as_str().expect("an id"));
        assert_eq!(server.get("rep", account).send().await.expect(200).body["owner"], rep);
    })
    .await;
}

/// 撞单 by id: what the check for duplicates refuses by name is not let in by naming the customer.
#[tokio::test]
async fn a_customer_of_somebody_else_gets_no_further_lead_by_its_id() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other", "ops"]).await;
        let deal = registered(&server, "rep").await;
        let account = view(&server, "rep", &json!(deal)).await["account"]["id"].clone();
        let further = json!({"account": account});
        for who in ["other", "ops"] {
            let refused = register(&server, who, further.clone()).await.expect(422);
            assert_eq!(refused.code(), "duplicate_account", "{who}: {:#}", refused.body);
        }
        register(&server, "rep", further.clone()).await.expect(201);
        let unknown = json!({"account": "00000000-0000-7000-8000-000000000001"});
        assert_eq!(register(&server, "rep", unknown).await.expect(422).code(), "customer_missing");

        // Once he has let go of everything, the pool is the way to it.
        let deals = server.get("rep", "/api/v1/deals").send().await.expect(200).body;
        for one in deals["items"].as_array().expect("a list") {
            let release = json!({"type": "release_lead", "reason": "客户无计划，退回公海"});
            command(&server, "rep", one["id"].as_str().expect("an id"), release).await.expect(200);
        }
        let refused = register(&server, "rep", further).await.expect(422);
        assert_eq!(refused.code(), "in_pool", "a new lead would be a way round the cool-down");
    })
    .await;
}
