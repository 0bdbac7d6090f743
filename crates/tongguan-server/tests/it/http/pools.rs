//! Several pools: kept by sales operations, shut to whoever is no member as if nothing lay there, claimed and given out by their people.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::deal::registered;
use super::server::{Reply, Server};

const PEOPLE: [&str; 7] = ["admin", "ops", "rep", "colleague", "other", "director", "finance"];

async fn people(server: &Server) -> Value {
    server.get("ops", "/api/v1/users?limit=200").send().await.expect(200).body
}

fn person(people: &Value, login: &str) -> Value {
    let name = format!("{login} 同事");
    let all = people["items"].as_array().expect("people");
    all.iter().find(|one| one["name"] == name.as_str()).expect("there")["id"].clone()
}

fn rule(key: &str, regions: &[&str], members: &[Value]) -> Value {
    json!({
        "key": key, "name": {"zh": format!("{key}公海"), "en": key}, "regions": regions,
        "members": {"people": members},
    })
}

async fn put(server: &Server, who: &str, pools: Value) -> Reply {
    let command = json!({"type": "put_setting", "key": "pools", "value": pools});
    server.post(who, "/api/v1/settings/commands", command).send().await
}

async fn lying(server: &Server, who: &str, query: &str) -> Value {
    server.get(who, format!("/api/v1/pool{query}")).send().await.expect(200).body["items"].clone()
}

async fn act(server: &Server, who: &str, deal: &str, command: Value) -> Reply {
    let view = server.get("director", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
    let version = view["version"].as_u64().expect("a version");
    let path = format!("/api/v1/deals/{deal}/commands");
    server.post(who, path, command).version(version).send().await
}

/// A customer of this region that nobody owns; the path of its commands.
async fn let_go(server: &Server, name: &str, region: &str) -> String {
    let create = json!({"type": "create_account", "name": name, "region": region});
    let made = server.post("rep", "/api/v1/accounts/commands", create).send().await.expect(200).body;
    let path = format!("/api/v1/accounts/{}/commands", made["id"].as_str().expect("an id"));
    let release = json!({"type": "release_account", "reason": "客户无计划，退回公海"});
    server.post("rep", path.clone(), release).send().await.expect(200);
    path
}

#[tokio::test]
async fn pools_are_written_down_by_sales_operations_and_judged() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let all = people(&server).await;
        let other = person(&all, "other");
        put(&server, "admin", json!([rule("east", &["33"], std::slice::from_ref(&other))])).await.expect(403);
        put(&server, "rep", json!([])).await.expect(403);
        let wrong = put(&server, "ops", json!([rule("east", &["33"], &[])])).await.expect(422);
        assert_eq!(wrong.code(), "bad_pool");
        assert_eq!(
            (&wrong.body["params"]["pool"], &wrong.body["params"]["field"]),
            (&json!(1), &json!("pool_members"))
        );
        assert_eq!(put(&server, "ops", json!([{"key": "east"}])).await.expect(422).code(), "bad_setting");
        let since = json!({"type": "put_setting", "key": "pools_since", "value": "2020-01-01"});
        let refused = server.post("admin", "/api/v1/settings/commands", since).send().await.expect(422);
        assert_eq!(refused.code(), "unknown_setting");
        put(&server, "ops", json!([rule("east", &["33"], &[other])])).await.expect(200);
        let kept = server.get("rep", "/api/v1/settings").send().await.expect(200).body;
        assert_eq!((&kept["pools"][0]["key"], kept["pools_since"].is_string()), (&json!("east"), true));
    })
    .await;
}

#[tokio::test]
async fn what_lies_in_a_pool_is_not_there_for_whoever_is_no_member() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let all = people(&server).await;
        let deal = registered(&server, "rep").await;
        let release = json!({"type": "release_lead", "reason": "客户暂无计划，退回公海"});
        act(&server, "rep", &deal, release).await.expect(200);
        let customer = let_go(&server, "宁波待领机电有限公司", "330200 浙江宁波").await;
        let free = let_go(&server, "苏州待领机电有限公司", "320500 江苏苏州").await;
        let mut east = rule("east", &["330000 浙江"], &[person(&all, "colleague")]);
        east["leads"] = json!({"colleague_cool_down_days": 0});
        east["accounts"] = json!({"colleague_cool_down_days": 0});
        put(&server, "ops", json!([east])).await.expect(200);

        let keys = |body: &Value| -> Vec<Value> {
            body.as_array().expect("pools").iter().map(|one| one["key"].clone()).collect()
        };
        let seen = server.get("other", "/api/v1/pools").send().await.expect(200).body;
        assert_eq!(keys(&seen), [json!("default")]);
        assert_eq!((&seen[0]["leads"], &seen[0]["accounts"]), (&json!(0), &json!(1)));
        assert_eq!(lying(&server, "other", "").await, json!([]), "nothing of it in the list");
        assert_eq!(lying(&server, "other", "?pool=east&accounts=true").await, json!([]));
        assert_eq!(lying(&server, "other", "?accounts=true").await[0]["name"], "苏州待领机电有限公司");
        // Word for word as if it were not there.
        let nothing = "/api/v1/accounts/00000000-0000-7000-8000-000000000009/commands";
        let claim = json!({"type": "claim_account"});
        let missing = server.post("other", nothing, claim.clone()).send().await.expect(404);
        let shut = server.post("other", customer.clone(), claim.clone()).send().await.expect(404);
        assert_eq!(shut.lasting(), missing.lasting());
        server.get("other", format!("/api/v1/deals/{deal}")).send().await.expect(404);
        act(&server, "other", &deal, json!({"type": "claim_lead"})).await.expect(404);

        let seen = server.get("colleague", "/api/v1/pools").send().await.expect(200).body;
        assert_eq!(keys(&seen), [json!("east"), json!("default")]);
        assert_eq!((&seen[0]["leads"], &seen[0]["accounts"]), (&json!(1), &json!(1)));
        let watched = server.get("director", "/api/v1/pools").send().await.expect(200).body;
        assert_eq!((keys(&watched).len(), &watched[0]["is_member"]), (2, &json!(false)));
        let line = lying(&server, "colleague", "?pool=east").await[0].clone();
        assert_eq!((&line["pool"], &line["may_claim"]), (&json!("east"), &json!(true)), "{line:#}");
        act(&server, "colleague", &deal, json!({"type": "claim_lead"})).await.expect(200);
        server.post("colleague", customer, claim.clone()).send().await.expect(200);
        server.post("other", free, claim).send().await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn the_administrator_of_a_pool_gives_to_its_members() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let all = people(&server).await;
        let mut east = rule("east", &["33"], &[person(&all, "other")]);
        east["admins"] = json!([person(&all, "colleague")]);
        put(&server, "ops", json!([east])).await.expect(200);
        let path = let_go(&server, "宁波待派机电有限公司", "330200 浙江宁波").await;
        let give = |to: &str| json!({"type": "transfer_account", "owner": person(&all, to)});
        assert_eq!(lying(&server, "colleague", "?accounts=true").await[0]["may_claim"], false);
        server.post("finance", path.clone(), give("other")).send().await.expect(403);
        server.post("colleague", path.clone(), give("rep")).send().await.expect(403);
        server.post("colleague", path.clone(), give("other")).send().await.expect(200);
        server.post("colleague", path, give("other")).send().await.expect(404);

        let deal = registered(&server, "rep").await;
        let release = json!({"type": "release_lead", "reason": "客户暂无计划，退回公海"});
        act(&server, "rep", &deal, release).await.expect(200);
        let to = |to: &str| json!({"type": "reassign_owner", "to": person(&all, to), "reason": "按地区分派"});
        assert_eq!(act(&server, "colleague", &deal, to("rep")).await.expect(422).code(), "unfit_owner");
        act(&server, "colleague", &deal, to("other")).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn what_resembles_a_customer_of_somebody_else_is_claimed_with_a_reason_only() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let path = let_go(&server, "苏州样例精密机电设备制造有限公司", "320500 江苏苏州").await;
        let create = json!({
            "type": "create_account", "name": "苏州样例精密机电设备制作有限公司", "justification": "另一家公司",
        });
        server.post("colleague", "/api/v1/accounts/commands", create).send().await.expect(200);
        let line = lying(&server, "other", "?accounts=true").await[0].clone();
        assert_eq!(
            (&line["may_claim"], &line["problem"]["code"]),
            (&json!(false), &json!("duplicate_unexplained")),
            "{line:#}"
        );
        let claim = |reason: Option<&str>| match reason {
            Some(reason) => json!({"type": "claim_account", "justification": reason}),
            None => json!({"type": "claim_account"}),
        };
        let refused = server.post("other", path.clone(), claim(None)).send().await.expect(422);
        assert_eq!(refused.code(), "duplicate_unexplained");
        assert!(!refused.body.to_string().contains("colleague"), "{:#}", refused.body);
        server.post("other", path, claim(Some("两家不同的法人，地址不同"))).send().await.expect(200);

        let mut form = lead_form();
        form.insert("account_name".to_owned(), json!("无锡样例自动化装备制造有限公司"));
        form.remove("uscc");
        let made = server.post("rep", "/api/v1/deals", json!({"body": form})).send().await.expect(201).body;
        let deal = made["id"].as_str().expect("an id").to_owned();
        let release = json!({"type": "release_lead", "reason": "客户暂无计划，退回公海"});
        act(&server, "rep", &deal, release).await.expect(200);
        let create = json!({
            "type": "create_account", "name": "无锡样例自动化装备制作有限公司", "justification": "另一家公司",
        });
        server.post("colleague", "/api/v1/accounts/commands", create).send().await.expect(200);
        let refused = act(&server, "other", &deal, json!({"type": "claim_lead"})).await.expect(422);
        assert_eq!(refused.code(), "duplicate_unexplained");
        let reason = json!({"type": "claim_lead", "justification": "两家不同的法人，地址不同"});
        act(&server, "other", &deal, reason).await.expect(200);
    })
    .await;
}
