//! Signing in and what it resists.

use serde_json::json;
use tongguan_testkit::for_each_engine;

use super::company::{PASSWORD, company};

#[tokio::test]
async fn a_session_begins_and_ends() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let cookie = server.cookie("admin").expect("signed in");
        assert!(cookie.starts_with("tg="), "{cookie}");
        let me = server.get("admin", "/api/v1/session").send().await.expect(200).body;
        assert_eq!((&me["person"]["name"], &me["zone"]), (&json!("admin 同事"), &json!("Asia/Shanghai")));

        server.sign_in("admin", PASSWORD).await.expect(201);
        assert_ne!(server.cookie("admin").as_ref(), Some(&cookie), "every sign-in has a token of its own");
        let former = server.ask("GET", "/api/v1/session").header("cookie", cookie).send().await;
        assert_eq!(former.status, 200, "another browser's session goes on");

        let sessions = server.get("admin", "/api/v1/sessions").send().await.expect(200).body;
        assert_eq!(sessions.as_array().map(Vec::len), Some(2));
        let mut all = sessions.as_array().expect("two sessions").iter();
        let other = all.find(|session| session["is_this"] == false).expect("the other one");
        let other = other["id"].as_str().expect("an id");
        server.ask("DELETE", format!("/api/v1/sessions/{other}")).by("admin").send().await.expect(204);
        server.ask("DELETE", format!("/api/v1/sessions/{other}")).by("admin").send().await.expect(404);

        let gone = server.ask("DELETE", "/api/v1/session").by("admin").send().await.expect(204);
        assert!(gone.headers["set-cookie"].contains("Max-Age=0"));
        server.get("admin", "/api/v1/session").send().await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn signing_in_again_from_one_browser_ends_its_former_session() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let typed = json!({"login": "admin", "password": PASSWORD});
        server.ask("POST", "/api/v1/session").by("admin").json(typed).send().await.expect(201);
        server.get("admin", "/api/v1/session").send().await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_by_rest_and_by_age() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        server.wait_minutes(30);
        server.get("admin", "/api/v1/session").send().await.expect(200);
        server.wait_minutes(31);
        server.get("admin", "/api/v1/session").send().await.expect(401);

        server.sign_in("admin", PASSWORD).await.expect(201);
        for _ in 0..24 {
            server.get("admin", "/api/v1/session").send().await.expect(200);
            server.wait_minutes(30);
        }
        server.get("admin", "/api/v1/session").send().await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn known_and_unknown_logins_fail_alike_and_lock_alike() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        for login in ["admin", "nobody", "rep"] {
            for _ in 0..5 {
                let reply = server.sign_in(login, "a wrong password").await.expect(401);
                assert_eq!(reply.code(), "wrong_credentials");
                assert!(!reply.headers.contains_key("set-cookie"));
            }
            let locked = server.sign_in(login, "a wrong password").await.expect(429);
            assert_eq!((locked.code(), locked.headers["retry-after"].as_str()), ("locked_out", "900"));
        }
        server.sign_in("admin", PASSWORD).await.expect(429);
        server.wait_minutes(16);
        server.sign_in("admin", PASSWORD).await.expect(201);
        for _ in 0..4 {
            server.sign_in("admin", "a wrong password").await.expect(401);
        }
        server.sign_in("admin", PASSWORD).await.expect(201);
        server.sign_in("admin", "a wrong password").await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn a_first_password_must_be_changed_before_anything_else() {
    for_each_engine(|db| async move {
        let server = super::server::Server::new(&db);
        let token = server.setup_token().await;
        let wanted = super::company::set_up(&token, &["rep"]);
        server.ask("POST", "/api/v1/setup").json(wanted).send().await.expect(201);
        server.sign_in("rep", PASSWORD).await.expect(201);
        let me = server.get("rep", "/api/v1/session").send().await.expect(200).body;
        assert_eq!(me["must_change_password"], true);
        let path = format!("/api/v1/deals/{}", uuid::Uuid::nil());
        assert_eq!(
            server.get("rep", path.clone()).send().await.expect(403).code(),
            "password_change_required"
        );

        let change = |current: &str, next: &str| {
            let typed = json!({"current": current, "next": next});
            server.ask("PUT", "/api/v1/session/password").by("rep").json(typed)
        };
        assert_eq!(
            change("a wrong password", "harbour lights nine").send().await.expect(401).code(),
            "wrong_credentials"
        );
        let short = change(PASSWORD, "short").send().await.expect(422);
        server.keep_cookie("rep", &short);
        let done = change(PASSWORD, "harbour lights nine").send().await.expect(204);
        server.get("rep", path.clone()).send().await.expect(401);
        server.keep_cookie("rep", &done);
        server.get("rep", path).send().await.expect(404);
        server.sign_in("rep", PASSWORD).await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn tossed_and_broken_cookies_are_nobody() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let good = server.cookie("admin").expect("signed in");
        for cookie in [
            format!("{good}; {good}"),
            format!("{good}0"),
            good.to_uppercase(),
            "tg=".to_owned(),
            format!("tg={}", "00".repeat(32)),
            format!("__Host-{good}"),
        ] {
            let reply = server.ask("GET", "/api/v1/session").header("cookie", cookie.clone()).send().await;
            assert_eq!((reply.status, reply.code()), (401, "unauthenticated"), "{cookie}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_signs_in_and_out_without_scripts() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        let form = |path: &str, body: &str| {
            let ask = server.ask("POST", path.to_owned()).raw(body.to_owned());
            let mut request = ask.header("sec-fetch-site", "same-origin").into_request();
            let form = axum::http::HeaderValue::from_static("application/x-www-form-urlencoded");
            request.headers_mut().insert("content-type", form);
            request
        };
        let wrong = server.send(form("/sign-in", "login=admin&password=no")).await;
        assert_eq!(wrong.status, 401);
        assert!(wrong.body.as_str().is_some_and(|page| page.contains("核对登录名")), "{wrong:?}");
        let done = server.send(form("/sign-in", "login=admin&password=walnut+river+seven")).await.expect(303);
        let cookie = done.headers["set-cookie"].split(';').next().expect("a pair").to_owned();
        let at_home = |cookie: &str| server.ask("GET", "/").header("cookie", cookie).send();
        let home = at_home(&cookie).await.expect(200);
        assert!(home.body.as_str().is_some_and(|page| !page.contains("/sign-in")), "{home:?}");
        let mut out = form("/sign-out", "");
        out.headers_mut().insert("cookie", cookie.parse().expect("header text"));
        server.send(out).await.expect(303);
        let home = at_home(&cookie).await.expect(200);
        assert!(home.body.as_str().is_some_and(|page| page.contains("/sign-in")), "{home:?}");
    })
    .await;
}
