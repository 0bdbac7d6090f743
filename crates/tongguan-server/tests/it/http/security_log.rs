//! The security log: who came in, and who changed the ways in; for those who watch, and nobody else.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{PASSWORD, company};
use super::server::Server;

/// Makes somebody the security administrator.
pub async fn appoint(server: &Server, login: &str) {
    let id = person(server, login).await;
    // Who answers for security does no business: he leaves his other posts first.
    let posts = server.get("admin", "/api/v1/posts?limit=200").send().await.expect(200).body;
    for post in posts["items"].as_array().expect("posts").iter().filter(|post| post["holder"] == id.as_str())
    {
        let path = format!("/api/v1/posts/{}/commands", post["id"].as_str().expect("an id"));
        server.post("admin", path, json!({"type": "vacate_post"})).send().await.expect(200);
    }
    let departments = server.get("admin", "/api/v1/departments?limit=200").send().await.expect(200).body;
    let company = &departments["items"][0]["id"];
    let post = json!({"type": "create_post", "role": "security_admin", "department": company});
    let made = server.post("admin", "/api/v1/posts/commands", post).send().await.expect(200).body;
    let path = format!("/api/v1/posts/{}/commands", made["id"].as_str().expect("an id"));
    let fill = json!({"type": "fill_post", "person": id});
    server.post("admin", path, fill).version(1).send().await.expect(200);
}

/// The id of somebody.
pub async fn person(server: &Server, login: &str) -> String {
    let people = server.get("admin", "/api/v1/users?limit=200").send().await.expect(200).body;
    let all = people["items"].as_array().expect("people");
    let found = all.iter().find(|one| one["login"] == login).expect("somebody of that login");
    found["id"].as_str().expect("an id").to_owned()
}

/// Lines as kind, whether it was done, and whom it is about, first to last.
pub async fn lines(server: &Server, who: &str, query: &str) -> Vec<(String, bool, Value)> {
    let page =
        server.get(who, format!("/api/v1/security-log?limit=200{query}")).send().await.expect(200).body;
    let text = |line: &Value, field: &str| line[field].as_str().unwrap_or_default().to_owned();
    let all = page["items"].as_array().expect("lines").iter().rev();
    all.map(|line| (text(line, "kind"), line["success"] == true, line["person"]["name"].clone())).collect()
}

#[tokio::test]
async fn it_tells_who_came_in_and_who_could_not() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "auditor"]).await;
        server.wait_minutes(1);
        let from = format!("&from={}", server.app.world().now());
        server.sign_in("rep", "not his password").await.expect(401);
        server.sign_in("my-secret-typed-as-login", "x").await.expect(401);
        server.sign_in("admin", PASSWORD).await.expect(201);
        server.ask("DELETE", "/api/v1/session").by("admin").send().await.expect(204);
        let told = lines(&server, "auditor", &from).await;
        let admin = json!("admin 同事");
        for (kind, success, person) in
            [("sign_in", false, Value::Null), ("sign_in", true, admin.clone()), ("sign_out", true, admin)]
        {
            assert!(told.contains(&(kind.to_owned(), success, person)), "{kind} {success}: {told:?}");
        }
        assert_eq!(told.len(), 4, "{told:?}");
        let page = server.get("auditor", "/api/v1/security-log?limit=200").send().await.expect(200);
        let text = page.body.to_string();
        for secret in ["my-secret-typed-as-login", "not his password", PASSWORD, "argon2"] {
            assert!(!text.contains(secret), "{secret} is in the log");
        }
        let cookie = server.cookie("auditor").expect("signed in");
        assert!(!text.contains(cookie.trim_start_matches("tg=")), "a token is in the log");
    })
    .await;
}

#[tokio::test]
async fn locks_and_first_passwords_and_posts_leave_their_lines() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "auditor", "legal"]).await;
        for _ in 0..5 {
            server.sign_in("legal", "wrong wrong wrong").await.expect(401);
        }
        server.sign_in("legal", "wrong wrong wrong").await.expect(429);
        let legal = json!("legal 同事");
        let locked = lines(&server, "auditor", "&kind=locked").await;
        assert_eq!(locked, [("locked".to_owned(), false, legal.clone())]);
        let set = lines(&server, "auditor", "&kind=password_set").await;
        assert_eq!(set.iter().filter(|(.., about)| *about == legal).count(), 2, "first and own: {set:?}");

        server.wait_minutes(1);
        appoint(&server, "legal").await;
        let granted = lines(&server, "auditor", "&kind=role_granted").await;
        assert_eq!(granted.last(), Some(&("role_granted".to_owned(), true, legal)));
        let page =
            server.get("auditor", "/api/v1/security-log?kind=role_granted&limit=1").send().await.expect(200);
        assert_eq!(page.body["items"][0]["detail"]["role"], "security_admin");
        assert_eq!(page.body["items"][0]["by"]["name"], "admin 同事");
    })
    .await;
}

#[tokio::test]
async fn only_those_who_watch_read_it_and_settings_that_guard_are_told() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "legal", "general"]).await;
        for who in ["admin", "rep", "general"] {
            server.get(who, "/api/v1/security-log").send().await.expect(403);
        }
        appoint(&server, "legal").await;
        server.get("legal", "/api/v1/security-log?kind=no_such").send().await.expect(400);
        let put = |key: &str, value: u32| json!({"type": "put_setting", "key": key, "value": value});
        let path = "/api/v1/settings/commands";
        server.post("legal", path, put("security_log_months", 24)).send().await.expect(200);
        server.post("legal", path, put("name_similarity_pct", 90)).send().await.expect(403);
        server.post("admin", path, put("name_similarity_pct", 90)).send().await.expect(200);
        let changed = lines(&server, "legal", "&kind=setting_changed").await;
        assert_eq!(changed.len(), 1, "{changed:?}");
        let said =
            server.get("legal", "/api/v1/security-log?kind=setting_changed").send().await.expect(200).body;
        assert_eq!(said["items"][0]["said"], "安全日志保存（月）：24", "{said:#}");
        let order = json!({"list": "security_log", "format": "jsonl", "reason": "月度安全检查"});
        let file = server.post("legal", "/api/v1/exports", order).send().await;
        assert_eq!(file.status, 200, "{:#}", file.body);
        assert!(String::from_utf8(file.bytes).expect("text").contains("修改安全设置"));
    })
    .await;
}
