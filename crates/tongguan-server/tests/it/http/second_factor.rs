//! Second factors, locks that grow, presets of passwords, sessions of others, and what each resists.

use serde_json::{Value, json};
use tongguan_server::auth::totp;
use tongguan_testkit::for_each_engine;

use super::company::{PASSWORD, company};
use super::security_log::{appoint, lines, person};
use super::server::{Reply, Server};

const NEXT: &str = "harbour lights nine";

/// A form of the server's own, sent by a browser.
async fn form(server: &Server, cookie: Option<&str>, path: &str, fields: &[(&str, &str)]) -> Reply {
    let body = serde_urlencoded::to_string(fields).expect("fields");
    let ask = server.ask("POST", path.to_owned()).raw(body);
    let mut request = ask.header("sec-fetch-site", "same-origin").into_request();
    let kind = axum::http::HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert("content-type", kind);
    if let Some(cookie) = cookie {
        request.headers_mut().insert("cookie", cookie.parse().expect("header text"));
    }
    server.send(request).await
}

fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("{before} is not in {page}"));
    rest.split_once(after).expect("an end").0
}

fn html(reply: &Reply) -> String {
    reply
        .body
        .as_str()
        .map(str::to_owned)
        .unwrap_or_else(|| String::from_utf8_lossy(&reply.bytes).into_owned())
}

/// The seed that a page of enrolment shows.
fn seed_of(page: &str) -> Vec<u8> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let secret = between(page, "<code class=\"secret\">", "</code>").replace(' ', "");
    let bits: String =
        secret.chars().map(|c| format!("{:05b}", LETTERS.find(c).expect("a letter of base 32"))).collect();
    bits.as_bytes()
        .chunks_exact(8)
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).expect("bits"), 2).expect("a byte"))
        .collect()
}

fn code(server: &Server, seed: &[u8]) -> String {
    totp::code(seed, totp::step(server.app.world().now()))
}

/// Somebody enrols in his browser; answers the seed and his recovery codes.
pub async fn enrol(server: &Server, who: &str) -> (Vec<u8>, Vec<String>) {
    let cookie = server.cookie(who).expect("signed in");
    let page =
        html(&server.ask("GET", "/second-factor").header("cookie", cookie.clone()).send().await.expect(200));
    assert!(page.contains("<svg class=\"qr\""), "{page}");
    let seed = seed_of(&page);
    let again =
        html(&server.ask("GET", "/second-factor").header("cookie", cookie.clone()).send().await.expect(200));
    assert_eq!(seed_of(&again), seed, "a page that is loaded again shows the same seed");
    let wrong = form(server, Some(&cookie), "/second-factor", &[("act", "enrol"), ("code", "000000")]).await;
    assert_eq!(wrong.status, 401);
    let code = code(server, &seed);
    let done =
        form(server, Some(&cookie), "/second-factor", &[("act", "enrol"), ("code", &code)]).await.expect(200);
    let page = html(&done);
    let codes: Vec<String> = page
        .split("<li><code>")
        .skip(1)
        .map(|rest| rest.split_once('<').expect("an end").0.to_owned())
        .collect();
    assert_eq!(codes.len(), 10, "{page}");
    (seed, codes)
}

async fn with_code(server: &Server, login: &str, password: &str, code: &str) -> Reply {
    let typed = json!({"login": login, "password": password, "code": code});
    let reply = server.ask("POST", "/api/v1/session").json(typed).send().await;
    server.keep_cookie(login, &reply);
    reply
}

#[tokio::test]
async fn a_code_counts_once_and_a_recovery_code_once() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "auditor"]).await;
        let (seed, codes) = enrol(&server, "admin").await;
        let wanted = server.sign_in("admin", PASSWORD).await.expect(401);
        assert_eq!(wanted.code(), "second_factor_required");
        assert!(!wanted.headers.contains_key("set-cookie"));
        assert_eq!(server.sign_in("admin", "not the password").await.expect(401).code(), "wrong_credentials");

        let used = with_code(&server, "admin", PASSWORD, &code(&server, &seed)).await.expect(401);
        assert_eq!(used.code(), "wrong_code", "the code of enrolling was used already");
        server.wait_minutes(1);
        let now = code(&server, &seed);
        with_code(&server, "admin", PASSWORD, &now).await.expect(201);
        assert_eq!(
            with_code(&server, "admin", PASSWORD, &now).await.expect(401).code(),
            "wrong_code",
            "replayed"
        );
        let before = totp::code(&seed, totp::step(server.app.world().now()) - 1);
        with_code(&server, "admin", PASSWORD, &before).await.expect(401);

        with_code(&server, "admin", PASSWORD, &codes[3].to_lowercase()).await.expect(201);
        with_code(&server, "admin", PASSWORD, &codes[3]).await.expect(401);
        let me = server.get("admin", "/api/v1/session").send().await.expect(200).body;
        assert_eq!((&me["has_second_factor"], &me["recovery_codes"]), (&json!(true), &json!(9)));
        let told = lines(&server, "auditor", "&kind=recovery_code_used").await;
        assert_eq!(told.len(), 1, "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn the_form_asks_for_the_code_and_its_token_is_good_for_one_try() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let (seed, _) = enrol(&server, "admin").await;
        server.wait_minutes(1);
        let first = form(
            &server,
            None,
            "/sign-in",
            &[("login", "admin"), ("password", PASSWORD), ("next", "/deals")],
        )
        .await
        .expect(200);
        assert!(!first.headers.contains_key("set-cookie"), "a password alone opens nothing");
        let page = html(&first);
        let token = between(&page, "name=\"token\" value=\"", "\"").to_owned();
        let wrong =
            form(&server, None, "/sign-in/code", &[("token", &token), ("code", "123"), ("next", "/deals")])
                .await;
        assert_eq!(wrong.status, 401);
        let good = code(&server, &seed);
        let used = form(&server, None, "/sign-in/code", &[("token", &token), ("code", &good)]).await;
        assert_eq!(used.status, 401, "the token was used up");
        let page = html(&wrong);
        let token = between(&page, "name=\"token\" value=\"", "\"").to_owned();
        let done =
            form(&server, None, "/sign-in/code", &[("token", &token), ("code", &good), ("next", "/deals")])
                .await
                .expect(303);
        assert_eq!(done.headers["location"], "/deals");
        assert!(done.headers["set-cookie"].starts_with("tg="));

        let page = html(
            &form(&server, None, "/sign-in", &[("login", "admin"), ("password", PASSWORD)]).await.expect(200),
        );
        let token = between(&page, "name=\"token\" value=\"", "\"").to_owned();
        server.wait_minutes(6);
        let late =
            form(&server, None, "/sign-in/code", &[("token", &token), ("code", &code(&server, &seed))]).await;
        assert_eq!(late.status, 401, "too late");
    })
    .await;
}

#[tokio::test]
async fn wrong_codes_lock_as_wrong_passwords_do() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let (seed, _) = enrol(&server, "admin").await;
        server.wait_minutes(1);
        for _ in 0..5 {
            with_code(&server, "admin", PASSWORD, "000000").await.expect(401);
        }
        let locked = with_code(&server, "admin", PASSWORD, &code(&server, &seed)).await.expect(429);
        assert_eq!(locked.code(), "locked_out");
    })
    .await;
}

#[tokio::test]
async fn locks_grow_and_signing_in_forgets_them() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        for minutes in [15_u32, 30, 60, 60] {
            for _ in 0..5 {
                server.sign_in("admin", "wrong wrong wrong").await.expect(401);
            }
            let locked = server.sign_in("admin", PASSWORD).await.expect(429);
            assert_eq!(locked.headers["retry-after"], (minutes * 60).to_string());
            server.wait_minutes(i64::from(minutes) + 1);
        }
        server.sign_in("admin", PASSWORD).await.expect(201);
        for _ in 0..5 {
            server.sign_in("admin", "wrong wrong wrong").await.expect(401);
        }
        assert_eq!(server.sign_in("admin", PASSWORD).await.expect(429).headers["retry-after"], "900");
    })
    .await;
}

async fn put(server: &Server, key: &str, value: Value) {
    let put = json!({"type": "put_setting", "key": key, "value": value});
    server.post("admin", "/api/v1/settings/commands", put).send().await.expect(200);
}

#[tokio::test]
async fn a_role_that_needs_a_second_factor_is_led_to_enrol() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep"]).await;
        put(&server, "second_factor_roles", json!(["sales_rep"])).await;
        let queue = "/api/v1/obligations";
        assert_eq!(server.get("rep", queue).send().await.expect(403).code(), "second_factor_needed");
        let cookie = server.cookie("rep").expect("signed in");
        let home = server.ask("GET", "/").header("cookie", cookie).send().await.expect(303);
        assert_eq!(home.headers["location"], "/second-factor");
        enrol(&server, "rep").await;
        server.get("rep", queue).send().await.expect(200);
        server.get("admin", queue).send().await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn another_takes_a_lost_factor_away_and_nobody_his_own_that_way() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "legal"]).await;
        appoint(&server, "legal").await;
        enrol(&server, "rep").await;
        let path = format!("/api/v1/users/{}/second-factor", person(&server, "rep").await);
        server.ask("DELETE", path.clone()).by("admin").send().await.expect(403);
        server.ask("DELETE", path.clone()).by("rep").send().await.expect(403);
        server.ask("DELETE", path.clone()).by("legal").send().await.expect(204);
        server.get("rep", "/api/v1/session").send().await.expect(401);
        server.sign_in("rep", NEXT).await.expect(201);
        let own = format!("/api/v1/users/{}/second-factor", person(&server, "legal").await);
        server.ask("DELETE", own).by("legal").send().await.expect(403);
        let told = lines(&server, "legal", "&kind=second_factor_reset").await;
        assert_eq!(told, [("second_factor_reset".to_owned(), true, json!("rep 同事"))]);
    })
    .await;
}

#[tokio::test]
async fn dengbao_wants_other_passwords_from_time_to_time() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep"]).await;
        put(&server, "password_preset", json!("dengbao")).await;
        let change = async |current: &str, next: &str| {
            let typed = json!({"current": current, "next": next});
            let reply = server.ask("PUT", "/api/v1/session/password").by("rep").json(typed).send().await;
            server.keep_cookie("rep", &reply);
            reply
        };
        assert_eq!(change(NEXT, "quiet harbour lamps").await.expect(422).code(), "password_too_few_kinds");
        assert_eq!(change(NEXT, NEXT).await.expect(422).code(), "password_too_few_kinds");
        let mut now = NEXT.to_owned();
        for turn in 0..7 {
            server.wait_minutes(1);
            let next = format!("Harbour Lights {turn}");
            change(&now, &next).await.expect(204);
            now = next;
        }
        assert_eq!(change(&now, "Harbour Lights 6").await.expect(422).code(), "password_used_before");
        assert_eq!(change(&now, "Harbour Lights 1").await.expect(422).code(), "password_used_before");
        change(&now, "Harbour Lights 0").await.expect(204);

        server.wait(24 * 90 + 1);
        server.sign_in("rep", "Harbour Lights 0").await.expect(201);
        let me = server.get("rep", "/api/v1/session").send().await.expect(200).body;
        assert_eq!(me["must_change_password"], true);
        assert_eq!(
            server.get("rep", "/api/v1/obligations").send().await.expect(403).code(),
            "password_change_required"
        );
    })
    .await;
}

#[tokio::test]
async fn sessions_of_others_are_seen_and_ended_by_administrators_alone() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "manager"]).await;
        let id = person(&server, "rep").await;
        let path = format!("/api/v1/users/{id}/sessions");
        server.get("manager", path.clone()).send().await.expect(403);
        let all = server.get("admin", path.clone()).send().await.expect(200).body;
        let first = all[0]["id"].as_str().expect("a session");
        server.ask("DELETE", format!("{path}/{first}")).by("manager").send().await.expect(403);
        let own = server.get("admin", "/api/v1/sessions").send().await.expect(200).body;
        let own = own[0]["id"].as_str().expect("a session");
        server.ask("DELETE", format!("{path}/{own}")).by("admin").send().await.expect(404);
        server.ask("DELETE", format!("{path}/{first}")).by("admin").send().await.expect(204);
        server.get("rep", "/api/v1/session").send().await.expect(401);
        server.sign_in("rep", NEXT).await.expect(201);
        server.ask("DELETE", path.clone()).by("admin").send().await.expect(204);
        server.get("rep", "/api/v1/session").send().await.expect(401);

        let given = server
            .post("admin", format!("/api/v1/users/{id}/password"), json!({}))
            .send()
            .await
            .expect(201)
            .body;
        server.sign_in("rep", NEXT).await.expect(401);
        server.sign_in("rep", given["password"].as_str().expect("a password")).await.expect(201);
        let me = server.get("rep", "/api/v1/session").send().await.expect(200).body;
        assert_eq!(me["must_change_password"], true);
    })
    .await;
}

#[tokio::test]
async fn confirming_changes_the_token_and_a_wrong_one_counts() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let before = server.cookie("admin").expect("signed in");
        let confirm = async |body: Value| {
            let reply = server.ask("POST", "/api/v1/session/confirm").by("admin").json(body).send().await;
            server.keep_cookie("admin", &reply);
            reply
        };
        assert_eq!(confirm(json!({"password": "wrong"})).await.expect(401).code(), "wrong_credentials");
        confirm(json!({"code": "123456"})).await.expect(401);
        confirm(json!({"password": PASSWORD})).await.expect(204);
        assert_ne!(server.cookie("admin"), Some(before.clone()), "no token is fixed over a change of rights");
        server.ask("GET", "/api/v1/session").header("cookie", before).send().await.expect(401);
        server.get("admin", "/api/v1/session").send().await.expect(200);
        let (seed, _) = enrol(&server, "admin").await;
        server.wait_minutes(1);
        confirm(json!({"code": code(&server, &seed)})).await.expect(204);
        for _ in 0..5 {
            confirm(json!({"code": "000000"})).await.expect(401);
        }
        confirm(json!({"password": PASSWORD})).await.expect(429);
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_from_a_new_place_is_told_once() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let from = async |agent: &str| {
            let typed = json!({"login": "admin", "password": PASSWORD});
            let ask =
                server.ask("POST", "/api/v1/session").header("user-agent", agent.to_owned()).json(typed);
            server.keep_cookie("admin", &ask.send().await.expect(201));
            let page = server.get("admin", "/api/v1/notices?limit=50").send().await.expect(200).body;
            let all = page["items"].as_array().expect("notices").iter();
            all.filter(|one| one["reason"] == "strange_sign_in").count()
        };
        assert_eq!(from("Mozilla/5.0 (Linux) Strange").await, 1);
        assert_eq!(from("Mozilla/5.0 (Linux) Strange").await, 1);
        assert_eq!(from("curl/8").await, 2);
    })
    .await;
}

#[tokio::test]
async fn spraying_over_logins_from_one_address_is_locked_by_the_address() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        let peer =
            |last: u8| axum::extract::ConnectInfo(std::net::SocketAddr::from(([192, 0, 2, last], 4711)));
        let try_from = async |last: u8, login: &str, password: &str| {
            let typed = json!({"login": login, "password": password});
            let mut request = server.ask("POST", "/api/v1/session").json(typed).into_request();
            request.extensions_mut().insert(peer(last));
            server.send(request).await
        };
        for number in 0..20 {
            try_from(1, &format!("person{number}"), "spring2026").await.expect(401);
        }
        try_from(1, "admin", PASSWORD).await.expect(429);
        try_from(2, "admin", PASSWORD).await.expect(201);
        server.wait_minutes(2);
        try_from(1, "admin", PASSWORD).await.expect(201);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_login_is_answered_like_a_wrong_password_byte_for_byte() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        let answer = async |login: &str| {
            let reply = server.sign_in(login, "a wrong password").await.expect(401);
            let mut headers: Vec<_> =
                reply.headers.clone().into_iter().filter(|(name, _)| name != "x-request-id").collect();
            headers.sort();
            (reply.lasting(), headers)
        };
        assert_eq!(answer("admin").await, answer("nobody-of-that-name").await);
        let page = async |login: &str| {
            let reply =
                form(&server, None, "/sign-in", &[("login", login), ("password", "wrong")]).await.expect(401);
            html(&reply).replace(login, "LOGIN")
        };
        assert_eq!(page("admin").await, page("nobody").await);
    })
    .await;
}

#[tokio::test]
async fn a_token_that_was_there_before_signing_in_is_nobodys() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        let planted = format!("tg={}", "ab".repeat(32));
        let typed = json!({"login": "admin", "password": PASSWORD});
        let ask = server.ask("POST", "/api/v1/session").header("cookie", planted.clone()).header("x-tg", "1");
        let reply = ask.header("sec-fetch-site", "same-origin").json(typed).send().await.expect(201);
        assert!(!reply.headers["set-cookie"].starts_with(&planted));
        server.ask("GET", "/api/v1/session").header("cookie", planted).send().await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn nothing_of_a_seed_or_a_recovery_code_lies_in_the_open() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "auditor"]).await;
        let (seed, codes) = enrol(&server, "admin").await;
        let rows: Result<Vec<String>, tongguan_store::StoreError> = db
            .read(|tx| {
                Box::pin(async move {
                    let mut all = Vec::new();
                    for text in
                        ["SELECT hex(seed) FROM second_factor", "SELECT hex(code_digest) FROM recovery_code"]
                    {
                        let text = match tx.engine() {
                            tongguan_store::Engine::Sqlite => text.to_owned(),
                            tongguan_store::Engine::Postgres => text
                                .replace("hex(seed)", "encode(seed, 'hex')")
                                .replace("hex(code_digest)", "encode(code_digest, 'hex')"),
                        };
                        for row in tx.query(&text, &[]).await? {
                            all.push(row.get::<String>(0)?.to_lowercase());
                        }
                    }
                    Ok(all)
                })
            })
            .await;
        let rows = rows.expect("read");
        assert_eq!(rows.len(), 11);
        let secrets = codes.iter().map(hex::encode).chain([hex::encode(&seed)]);
        for secret in secrets {
            assert!(rows.iter().all(|row| !row.contains(&secret)), "a secret lies in the open");
        }
        let log =
            server.get("auditor", "/api/v1/security-log?limit=200").send().await.expect(200).body.to_string();
        assert!(!log.contains(&codes[0]));
    })
    .await;
}
