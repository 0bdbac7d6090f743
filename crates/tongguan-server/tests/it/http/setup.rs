//! The first set-up: once, with the token, all or nothing.

use serde_json::json;
use tongguan_testkit::for_each_engine;

use super::company::{PASSWORD, set_up};
use super::server::Server;

#[tokio::test]
async fn the_token_sets_a_company_up_once() {
    for_each_engine(|db| async move {
        let server = Server::new(&db);
        let token = server.setup_token().await;
        let ask = |token: &str| server.ask("POST", "/api/v1/setup").json(set_up(token, &[]));

        let wrong = ask("00000-00000").send().await.expect(403);
        assert_eq!(wrong.code(), "setup_closed");
        ask(&token.to_uppercase()).send().await.expect(201);
        ask(&token).send().await.expect(403);
        assert_eq!(tongguan_server::setup::token(&server.app).await, Ok(None));

        server.sign_in("ADMIN", PASSWORD).await.expect(201);
        let me = server.get("ADMIN", "/api/v1/session").send().await.expect(200).body;
        assert_eq!(me["person"]["name"], "admin 同事");
        assert_eq!((&me["roles"], &me["role_names"]), (&json!(["sys_admin"]), &json!(["系统管理员"])));
        assert_eq!(me["company"], "示例公司");
        assert_eq!(me["must_change_password"], false);
    })
    .await;
}

#[tokio::test]
async fn a_set_up_with_a_fault_leaves_nothing_and_keeps_its_token() {
    for_each_engine(|db| async move {
        let server = Server::new(&db);
        let token = server.setup_token().await;
        let good = set_up(&token, &[]);
        let with = |path: &str, value: serde_json::Value| {
            let mut wanted = good.clone();
            *wanted.pointer_mut(path).expect("it is there") = value;
            wanted
        };
        for (wanted, code) in [
            (with("/posts/0/role", json!("sales_rep")), "invalid_value"),
            (with("/posts/3/role", json!("king")), "unknown_role"),
            (with("/posts/3/holder", json!("nobody")), "invalid_value"),
            (with("/people/4/department", json!("nowhere")), "invalid_value"),
            (with("/people/4/login", json!("admin")), "login_taken"),
            (with("/people/0/password", json!("short")), "password_too_short"),
            (with("/departments/0/name", json!("")), "bad_text"),
        ] {
            let reply = server.ask("POST", "/api/v1/setup").json(wanted).send().await.expect(422);
            assert_eq!(reply.code(), code);
        }
        server.ask("POST", "/api/v1/setup").json(good).send().await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn a_token_grows_old() {
    for_each_engine(|db| async move {
        let server = Server::new(&db);
        let token = server.setup_token().await;
        server.wait(25);
        server.ask("POST", "/api/v1/setup").json(set_up(&token, &[])).send().await.expect(403);
    })
    .await;
}
