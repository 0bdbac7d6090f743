//! Leads and customers: who owns them, twice the same, and what cannot be taken away.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use crate::http::company::{company, lead_form};
use crate::http::deal::{command, registered};
use crate::http::server::{Reply, Server};

pub async fn view(server: &Server, who: &str, deal: &str) -> Value {
    server.get(who, format!("/api/v1/deals/{deal}")).send().await.expect(200).body
}

async fn register(server: &Server, who: &str, change: &[(&str, Value)]) -> Reply {
    let mut form = lead_form();
    for (key, value) in change {
        match value {
            Value::Null => form.remove(*key),
            value => form.insert((*key).to_owned(), value.clone()),
        };
    }
    server.post(who, "/api/v1/deals", json!({"body": form})).send().await
}

/// Hours later, when everybody has to sign in again.
pub async fn later(server: &Server, hours: i64, who: &[&str]) {
    server.wait(hours);
    for login in who {
        server.sign_in(login, "harbour lights nine").await.expect(201);
    }
}

/// When the lead goes back to the pool.
pub fn recall(view: &Value) -> Value {
    let all = view["obligations"].as_array().expect("obligations");
    all.iter().find(|one| one["clock"] == "T27" && one["state"] == "open").expect("T27")["due_at"].clone()
}

#[tokio::test]
async fn trap_14_two_that_lack_a_code_are_not_the_same() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        for (name, phone) in
            [("苏州甲科技有限公司", "0512-60000001"), ("宁波乙机电有限公司", "0574-60000002")]
        {
            let change =
                [("account_name", json!(name)), ("contact_phone", json!(phone)), ("uscc", Value::Null)];
            register(&server, "rep", &change).await.expect(201);
        }
    })
    .await;
}

#[tokio::test]
async fn trap_16_no_list_gives_everything_at_once() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        for path in
            ["/api/v1/deals", "/api/v1/obligations", "/api/v1/approvals", "/api/v1/users", "/api/v1/notices"]
        {
            server.get("rep", format!("{path}?limit=200")).send().await.expect(200);
            server.get("rep", format!("{path}?limit=100000")).send().await.expect(400);
        }
        let deal = registered(&server, "rep").await;
        let one = json!({"deal": deal, "command": {"type": "comment", "text": "客户已确认时间"}});
        let many = json!({"commands": vec![one; 201]});
        server.post("rep", "/api/v1/commands", many).send().await.expect(422);
    })
    .await;
}

#[tokio::test]
async fn abuse_06_what_is_said_in_passing_keeps_no_lead() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let deal = registered(&server, "rep").await;
        let before = recall(&view(&server, "rep", &deal).await);
        later(&server, 20, &["rep"]).await;
        let path = format!("/api/v1/deals/{deal}/commands");
        let comment = json!({"type": "comment", "text": "已联系客户，等待答复"});
        server.post("rep", path.clone(), comment).send().await.expect(200);
        let unreached = json!({
            "type": "log_contact_attempt", "at": "2026-11-21T01:00:00Z", "method": "phone", "reached": false,
            "note": "电话无人接听，稍后再打",
        });
        server.post("rep", path, unreached).send().await.expect(200);
        assert_eq!(recall(&view(&server, "rep", &deal).await), before);
    })
    .await;
}

#[tokio::test]
async fn abuse_09_a_customer_spelt_another_way_is_the_same_customer() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other"]).await;
        registered(&server, "rep").await;
        for name in
            ["杭州示例智能制造有限公司", "杭州示例智能制造（有限）公司", " 杭州示例 智能制造有限公司 "]
        {
            let change = [
                ("account_name", json!(name)),
                ("uscc", Value::Null),
                ("contact_phone", json!("0571-81234567")),
            ];
            let reply = register(&server, "other", &change).await;
            assert!(
                ["duplicate_account", "duplicate_unexplained"].contains(&reply.code()),
                "{name}: {:#}",
                reply.body
            );
        }
        let by_code =
            [("account_name", json!("另一个名字的有限公司")), ("contact_phone", json!("0571-81234567"))];
        let reply = register(&server, "other", &by_code).await.expect(422);
        assert_eq!(reply.code(), "duplicate_account");
    })
    .await;
}

#[tokio::test]
async fn abuse_19_shares_make_a_whole_on_every_way() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "supervisor", "ops"]).await;
        let deal = registered(&server, "rep").await;
        let screening = json!({"type": "complete_screening", "result": "valid"});
        command(&server, "rep", &deal, screening).await.expect(200);
        let people = server.get("ops", "/api/v1/users?limit=200").send().await.expect(200).body;
        let id = |login: &str| person(&people, login);
        let seen = view(&server, "supervisor", &deal).await["version"].as_u64().expect("a version");
        let give = json!({"type": "reassign_owner", "to": id("colleague"), "reason": "客户原由他跟进"});
        let path = format!("/api/v1/deals/{deal}/commands");
        server.post("supervisor", path.clone(), give).version(seen).send().await.expect(200);
        let appeal = json!({"type": "file_appeal", "reason": "我先报备并已两次拜访", "evidence": []});
        command(&server, "rep", &deal, appeal).await.expect(200);
        let decide = |shares: &[(&str, &str)]| {
            let share = |(login, percent): &(&str, &str)| json!({"person": id(login), "percent": percent});
            let shares: Vec<Value> = shares.iter().map(share).collect();
            json!({"type": "decide_appeal", "owner": id("rep"), "shares": shares, "reason": "首次有效登记在先"})
        };
        for shares in [
            &[("rep", "70"), ("colleague", "29")][..],
            &[("rep", "70"), ("colleague", "31")],
            &[("rep", "50"), ("rep", "50")],
            &[("rep", "110"), ("colleague", "-10")],
            &[],
        ] {
            for dry in ["", "?dry_run=true"] {
                let reply = server.post("supervisor", format!("{path}{dry}"), decide(shares)).send().await;
                assert_eq!(reply.code(), "shares_not_whole", "{dry} {shares:?}: {:#}", reply.body);
            }
            let bulk = json!({"commands": [{"deal": deal, "command": decide(shares)}]});
            let reply = server.post("supervisor", "/api/v1/commands", bulk).send().await.expect(200);
            assert_eq!(reply.body[0]["problem"]["code"], "shares_not_whole", "{shares:?}: {:#}", reply.body);
        }
        command(&server, "supervisor", &deal, decide(&[("rep", "70"), ("colleague", "30")])).await.expect(200);
        assert_eq!(view(&server, "rep", &deal).await["owner"]["id"], id("rep"));
    })
    .await;
}

/// The id of somebody of ours.
pub fn person(people: &Value, login: &str) -> Value {
    let name = format!("{login} 同事");
    let all = people["items"].as_array().expect("people");
    all.iter().find(|one| one["name"] == name.as_str()).expect("there")["id"].clone()
}

#[tokio::test]
async fn abuse_15_nothing_of_the_business_is_deleted_or_overwritten() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "admin", "general"]).await;
        let deal = registered(&server, "rep").await;
        let document =
            view(&server, "rep", &deal).await["documents"][0]["id"].as_str().expect("an id").to_owned();
        for who in ["rep", "admin", "general"] {
            for path in [
                format!("/api/v1/deals/{deal}"),
                format!("/api/v1/deals/{deal}/documents/{document}"),
                format!("/api/v1/deals/{deal}/history"),
            ] {
                for method in ["DELETE", "PUT", "PATCH"] {
                    let reply = server.ask(method, path.clone()).by(who).key().json(json!({})).send().await;
                    assert_eq!(reply.status, 405, "{who} {method} {path}");
                }
            }
        }
    })
    .await;
}
