//! API keys: what programs may do for a person, and what no program does.

use serde_json::{Map, Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::security_log::{appoint, lines, person};
use super::server::{Reply, Server};

/// A key for somebody, made by the administrator: its id and its secret.
async fn key(server: &Server, whose: &str, scopes: Value) -> (String, String) {
    let (person, ends_at) = (person(server, whose).await, "2027-02-01T00:00:00Z");
    let wanted = json!({"name": "ERP 接口", "person": person, "scopes": scopes, "ends_at": ends_at});
    let made = server.post("admin", "/api/v1/api-keys", wanted).send().await.expect(201).body;
    let text = |field: &str| made[field].as_str().expect("text").to_owned();
    (text("id"), text("secret"))
}

async fn call(server: &Server, secret: &str, method: &'static str, path: &str, body: Option<Value>) -> Reply {
    let ask = server.ask(method, path.to_owned()).header("authorization", format!("Bearer {secret}"));
    match body {
        Some(body) => ask.json(body).key().send().await,
        None => ask.send().await,
    }
}

fn lead() -> Value {
    let mut form = lead_form();
    form.insert("account_name".to_owned(), json!("苏州接口示例有限公司"));
    form.remove("uscc");
    json!({"body": Value::Object(form)})
}

#[tokio::test]
async fn a_key_does_what_its_person_may_and_its_scopes_name() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "other", "auditor"]).await;
        let (_, secret) = key(&server, "rep", json!(["read", "deals"])).await;
        assert!(secret.starts_with("tg_"));
        let me = call(&server, &secret, "GET", "/api/v1/session", None).await.expect(200).body;
        assert_eq!(me["person"]["name"], "rep 同事");
        let lead = call(&server, &secret, "POST", "/api/v1/deals", Some(lead())).await;
        assert!(matches!(lead.status, 200 | 201), "{:#}", lead.body);
        let id = lead.body["id"].as_str().expect("a deal").to_owned();
        call(&server, &secret, "GET", &format!("/api/v1/deals/{id}"), None).await.expect(200);

        let account = json!({"type": "create_account", "name": "另一客户有限公司"});
        let refused = call(&server, &secret, "POST", "/api/v1/accounts/commands", Some(account)).await;
        assert_eq!((refused.status, refused.code()), (403, "key_scope"));
        for (method, path) in [
            ("DELETE", "/api/v1/session"),
            ("GET", "/api/v1/sessions"),
            ("GET", "/api/v1/api-keys"),
            ("POST", "/api/v1/session/confirm"),
        ] {
            let refused =
                call(&server, &secret, method, path, (method == "POST").then(|| json!({"password": "x"})))
                    .await;
            assert_eq!((refused.status, refused.code()), (403, "key_scope"), "{method} {path}");
        }

        let (_, others) = key(&server, "other", json!(["read", "deals"])).await;
        let hidden = call(&server, &others, "GET", &format!("/api/v1/deals/{id}"), None).await;
        assert_eq!(hidden.status, 404, "a key sees no more than its person");

        let log =
            server.get("auditor", "/api/v1/command-log?command=register_lead").send().await.expect(200).body;
        assert_eq!(log["items"][0]["via"], "key");
        let used = lines(&server, "auditor", "&kind=key_used").await;
        assert_eq!(used.len(), 2, "once a day each: {used:?}");
        let text =
            server.get("auditor", "/api/v1/security-log?limit=200").send().await.expect(200).body.to_string();
        assert!(!text.contains(&secret));
    })
    .await;
}

#[tokio::test]
async fn no_program_decides_an_approval() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "supervisor"]).await;
        let deal = super::deal::registered(&server, "rep").await;
        let (_, secret) = key(&server, "supervisor", json!(["read", "deals"])).await;
        let nil = uuid::Uuid::nil();
        let ballot = json!({"type": "decide_approval", "approval": nil, "step": 1, "verdict": "approve", "digest": "ab".repeat(32)});
        let path = format!("/api/v1/deals/{deal}/commands");
        let ask = server.ask("POST", path).header("authorization", format!("Bearer {secret}")).json(ballot).key();
        let refused = ask.version(4).send().await;
        assert_eq!(refused.code(), "not_by_key", "{:#}", refused.body);
    })
    .await;
}

#[tokio::test]
async fn a_key_counts_between_its_dates_until_it_is_revoked_and_as_long_as_its_person_is_there() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "legal", "colleague"]).await;
        appoint(&server, "legal").await;
        let read = async |secret: &str| call(&server, secret, "GET", "/api/v1/session", None).await.status;
        let (id, secret) = key(&server, "rep", json!(["read"])).await;
        assert_eq!(read(&secret).await, 200);
        assert_eq!(read(&format!("{secret}0")).await, 401);
        server.ask("DELETE", format!("/api/v1/api-keys/{id}")).by("colleague").send().await.expect(403);
        server.ask("DELETE", format!("/api/v1/api-keys/{id}")).by("legal").send().await.expect(204);
        assert_eq!(read(&secret).await, 401);
        server.ask("DELETE", format!("/api/v1/api-keys/{id}")).by("legal").send().await.expect(404);

        let (_, secret) = key(&server, "colleague", json!(["read"])).await;
        let disable = json!({"type": "disable_person"});
        let colleague = person(&server, "colleague").await;
        let posts = server.get("admin", "/api/v1/posts?limit=200").send().await.expect(200).body;
        let held = posts["items"]
            .as_array()
            .expect("posts")
            .iter()
            .find(|post| post["holder"] == colleague.as_str());
        let post = held.expect("a post")["id"].as_str().expect("an id").to_owned();
        let vacate = json!({"type": "vacate_post"});
        server.post("legal", format!("/api/v1/posts/{post}/commands"), vacate).send().await.expect(200);
        server.get("colleague", "/api/v1/session").send().await.expect(200);
        server.post("admin", format!("/api/v1/users/{colleague}/commands"), disable).send().await.expect(200);
        assert_eq!(read(&secret).await, 401, "disabled at once");
        server.get("colleague", "/api/v1/session").send().await.expect(401);

        let (_, secret) = key(&server, "rep", json!(["read"])).await;
        server.wait(24 * 80);
        assert_eq!(read(&secret).await, 401, "its end has come");
        server.sign_in("legal", "harbour lights nine").await.expect(201);
        let refused = lines(&server, "legal", "&kind=key_refused").await;
        assert_eq!(refused.len(), 3, "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn keys_are_made_for_those_who_administer_nothing_and_for_a_while() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep"]).await;
        let (rep, admin) = (person(&server, "rep").await, person(&server, "admin").await);
        let good =
            json!({"name": "ERP", "person": rep, "scopes": ["read"], "ends_at": "2027-01-01T00:00:00Z"});
        server.post("rep", "/api/v1/api-keys", good.clone()).send().await.expect(403);
        let with = |key: &str, value: Value| {
            let mut wanted: Map<String, Value> = good.as_object().expect("an object").clone();
            wanted.insert(key.to_owned(), value);
            Value::Object(wanted)
        };
        for wanted in [
            with("name", json!(" ")),
            with("person", json!(admin)),
            with("person", json!(uuid::Uuid::nil())),
            with("scopes", json!([])),
            with("scopes", json!(["everything"])),
            with("ends_at", json!("2026-11-01T00:00:00Z")),
            with("ends_at", json!("2029-01-01T00:00:00Z")),
        ] {
            server.post("admin", "/api/v1/api-keys", wanted).send().await.expect(422);
        }
        server.post("admin", "/api/v1/api-keys", good).send().await.expect(201);
        let own = server.get("rep", "/api/v1/api-keys").send().await.expect(200).body;
        assert_eq!((own[0]["name"].as_str(), own[0]["is_active"].as_bool()), (Some("ERP"), Some(true)));
        assert!(own[0].get("secret").is_none() && own[0].get("digest").is_none());
    })
    .await;
}
