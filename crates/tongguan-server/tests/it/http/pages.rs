//! The server's own pages: the way in, back to where one wanted to go, and faults as pages.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use tongguan_testkit::for_each_engine;

use super::company::{PASSWORD, company};
use super::server::{Reply, Server};

const PAGE: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

async fn open(server: &Server, who: &str, path: &str) -> Reply {
    let builder = Request::builder().uri(path).header("accept", PAGE);
    let builder =
        server.cookie(who).into_iter().fold(builder, |builder, cookie| builder.header("cookie", cookie));
    server.send(builder.body(Body::empty()).expect("a request")).await
}

async fn sign_in(server: &Server, typed: String) -> Reply {
    post(server, "nobody", "/sign-in", typed).await
}

async fn post(server: &Server, who: &str, path: &str, typed: String) -> Reply {
    let request = Request::post(path).header("accept", PAGE).header("sec-fetch-site", "same-origin");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let request =
        server.cookie(who).into_iter().fold(request, |request, cookie| request.header("cookie", cookie));
    server.send(request.body(Body::from(typed)).expect("a request")).await
}

fn text(reply: &Reply) -> &str {
    reply.body.as_str().expect("a page is text")
}

#[tokio::test]
async fn a_page_that_was_asked_for_is_shown_after_signing_in() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        let sent_away = open(&server, "nobody", "/deals/7?tab=2").await.expect(303);
        assert_eq!(sent_away.headers["location"], "/?next=/deals/7%3Ftab%3D2");
        let door = open(&server, "nobody", "/?next=/deals/7%3Ftab%3D2").await.expect(200);
        assert!(text(&door).contains(r#"name="next" value="/deals/7?tab=2""#), "{door:?}");

        let password = PASSWORD.replace(' ', "+");
        for (next, place) in
            [("%2Fdeals%2F7%3Ftab%3D2", "/deals/7?tab=2"), ("%2F%2Fevil.example", "/"), ("", "/")]
        {
            let done =
                sign_in(&server, format!("login=admin&password={password}&next={next}")).await.expect(303);
            assert_eq!(done.headers["location"], place);
            server.keep_cookie("admin", &done);
        }
        let home = open(&server, "admin", "/?next=/deals/7").await.expect(303);
        assert_eq!(home.headers["location"], "/deals/7");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_keeps_what_was_typed_but_itself() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        let wrong =
            sign_in(&server, "login=%3Cb%3E&password=secret-canary&next=%2Fdeals".into()).await.expect(401);
        assert!(text(&wrong).contains(r#"value="&lt;b&gt;""#) && text(&wrong).contains(r#"value="/deals""#));
        assert!(text(&wrong).contains("role=\"alert\"") && !text(&wrong).contains("secret-canary"));
    })
    .await;
}

#[tokio::test]
async fn pages_speak_the_language_that_was_chosen() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        for (path, lang, word) in
            [("/", "zh-CN", "登录"), ("/?lang=en", "en", "Sign in"), ("/?lang=xx", "zh-CN", "登录")]
        {
            let door = open(&server, "nobody", path).await.expect(200);
            assert!(
                text(&door).contains(&format!("<html lang=\"{lang}\">")) && text(&door).contains(word),
                "{path}"
            );
            assert!(text(&door).contains("示例公司"));
        }
    })
    .await;
}

#[tokio::test]
async fn faults_of_pages_are_pages_and_faults_of_the_api_are_not() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let gone = open(&server, "admin", "/assets/none.js").await.expect(404);
        assert_eq!(gone.headers["content-type"], "text/html; charset=utf-8");
        assert!(text(&gone).contains(&gone.headers["x-request-id"]), "{gone:?}");
        let problem = open(&server, "admin", "/api/v1/none").await.expect(404);
        assert_eq!(problem.headers["content-type"], "application/problem+json");
        server.ask("GET", "/deals/7").by("admin").send().await.expect(404);

        let form = Request::post("/sign-out").header("accept", PAGE).header("sec-fetch-site", "cross-site");
        let refused = server.send(form.body(Body::empty()).expect("a request")).await.expect(403);
        assert_eq!(refused.headers["content-type"], "text/html; charset=utf-8");
    })
    .await;
}

#[tokio::test]
async fn what_everybody_may_see_needs_no_sign_in() {
    for_each_engine(|db| async move {
        let server = company(&db, &[]).await;
        for (path, part) in [("/api", "openapi.json"), ("/page.css", "--pri"), ("/robots.txt", "Disallow")] {
            let reply = open(&server, "nobody", path).await.expect(200);
            assert!(text(&reply).contains(part), "{path}");
        }
        assert_eq!(open(&server, "nobody", "/index.html").await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn the_first_set_up_is_done_on_a_page_and_signs_in() {
    for_each_engine(|db| async move {
        let server = Server::new(&db);
        let token = server.setup_token().await;
        assert_eq!(open(&server, "nobody", "/").await.expect(303).headers["location"], "/setup");
        let page = open(&server, "nobody", "/setup").await.expect(200);
        assert!(text(&page).contains("2027") && text(&page).contains("销售代表"), "calendar and roles");

        let people = "&name_0=%E5%BC%A0%E4%BC%9F&login_0=zhang&role_0=sales_rep&department_0=%E9%94%80%E5%94%AE%E9%83%A8%2F%E4%B8%80%E7%BB%84\
            &name_2=%E9%99%88%E9%9D%99&login_2=chen&role_2=sales_manager&department_2=%E9%94%80%E5%94%AE%E9%83%A8&first_password=harbour+lights+nine";
        let typed = |token: &str, checked: &str| {
            format!(
                "token={token}&company=%E7%A4%BA%E4%BE%8B&admin_name=%E7%AE%A1%E7%90%86&admin_login=root\
                 &admin_password=walnut+river+seven{people}{checked}"
            )
        };
        let unchecked = post(&server, "nobody", "/setup", typed(&token, "")).await.expect(422);
        assert!(text(&unchecked).contains("value=\"chen\"") && !text(&unchecked).contains("walnut"), "{unchecked:?}");
        post(&server, "nobody", "/setup", typed("00000-00000", "&calendar_checked=1")).await.expect(422);

        let done = post(&server, "nobody", "/setup", typed(&token, "&calendar_checked=1")).await.expect(303);
        server.keep_cookie("root", &done);
        let me = server.get("root", "/api/v1/session").send().await.expect(200).body;
        assert_eq!((&me["company"], &me["roles"]), (&json!("示例"), &json!(["sys_admin"])));
        let departments = server.get("root", "/api/v1/departments").send().await.expect(200).body;
        assert_eq!(departments["items"].as_array().map(Vec::len), Some(3), "{departments}");
        assert_eq!(open(&server, "nobody", "/setup").await.expect(303).headers["location"], "/");
        post(&server, "nobody", "/setup", typed(&token, "&calendar_checked=1")).await.expect(422);
    })
    .await;
}

#[tokio::test]
async fn a_first_password_is_changed_on_a_page_before_anything_else() {
    for_each_engine(|db| async move {
        let server = Server::new(&db);
        let token = server.setup_token().await;
        let wanted = super::company::set_up(&token, &["rep"]);
        server.ask("POST", "/api/v1/setup").json(wanted).send().await.expect(201);
        server.sign_in("rep", PASSWORD).await.expect(201);
        for path in ["/", "/deals"] {
            assert_eq!(
                open(&server, "rep", path).await.expect(303).headers["location"],
                "/password",
                "{path}"
            );
        }
        assert!(text(&open(&server, "rep", "/password").await.expect(200)).contains("name=\"again\""));
        assert_eq!(
            open(&server, "nobody", "/password").await.expect(303).headers["location"],
            "/?next=/password"
        );

        let typed =
            |current: &str, next: &str, again: &str| format!("current={current}&next={next}&again={again}");
        let (now, next) = ("walnut+river+seven", "harbour+lights+nine");
        post(&server, "rep", "/password", typed(now, next, "another+one+here")).await.expect(422);
        post(&server, "rep", "/password", typed("no", next, next)).await.expect(401);
        let short = post(&server, "rep", "/password", typed(now, "short", "short")).await.expect(422);
        server.keep_cookie("rep", &short);
        let done = post(&server, "rep", "/password", typed(now, next, next)).await.expect(303);
        assert_eq!(done.headers["location"], "/");
        server.keep_cookie("rep", &done);
        assert_eq!(server.get("rep", "/api/v1/deals").send().await.status, 200);
    })
    .await;
}
