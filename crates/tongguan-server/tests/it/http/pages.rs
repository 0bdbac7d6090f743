//! The server's own pages: the way in, back to where one wanted to go, and faults as pages.

use axum::body::Body;
use axum::http::Request;
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
    let request = Request::post("/sign-in").header("accept", PAGE).header("sec-fetch-site", "same-origin");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
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
