//! The whole edge through its own front door, without a socket.

use super::*;
use crate::{
    config::Config,
    http::{headers::IfMatch, problem::Problem, strict_json::StrictJson},
};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, Response, header},
    routing::{get, put},
};
use std::{net::SocketAddr, num::NonZeroU32};
use tongguan_service::world::counting;
use tongguan_store::{Engine, file::content::ContentStore};
use tongguan_testkit::{TestDatabase, fresh};
use tower::ServiceExt;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    text: String,
}

async fn note(_: IfMatch, StrictJson(note): StrictJson<Note>) -> String {
    note.text
}

async fn boom() -> String {
    panic!("canary of a panic")
}

/// The server, and its database for as long as the test runs.
async fn server(config: &Config) -> (Router, TestDatabase) {
    let database = fresh(Engine::Sqlite).await;
    let (app, edge) = app(config, &database);
    let test_routes = Router::new()
        .route("/api/v1/notes/{id}", put(note))
        .route("/boom", get(boom))
        .route("/for-ever", get(std::future::pending::<String>));
    (router(app).merge(around(test_routes, &edge).reset_fallback()), database)
}

fn app(config: &Config, database: &TestDatabase) -> (Arc<App>, Arc<Edge>) {
    let edge = Edge::new(config, counting());
    let files = ContentStore::new(std::env::temp_dir());
    (App::new(edge.clone(), (**database).clone(), config.cookie(), files), edge)
}

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path)
}

async fn send(config: &Config, request: Request<Body>) -> Response<Body> {
    let (server, _database) = server(config).await;
    server.oneshot(request).await.expect("the router answers everything")
}

async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a short body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

async fn problem(response: Response<Body>) -> Problem {
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    let id = response.headers()["x-request-id"].to_str().expect("ASCII").to_owned();
    let problem: Problem = serde_json::from_str(&text(response).await).expect("a problem");
    assert_eq!(problem.request_id.map(|id| id.to_string()), Some(id));
    problem
}

fn json_put(body: impl Into<Body>) -> Request<Body> {
    let builder = request("PUT", "/api/v1/notes/1").header("content-type", "application/json");
    builder.header("if-match", "\"v1\"").body(body.into()).expect("a request")
}

#[tokio::test]
async fn what_exists_answers() {
    for (path, part) in [
        ("/setup", "通关"),
        ("/healthz", "ok"),
        ("/readyz", "ok"),
        ("/metrics", ""),
        ("/api/v1/openapi.json", "\"/readyz\""),
    ] {
        let response =
            send(&Config::default(), request("GET", path).body(Body::empty()).expect("valid")).await;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()[header::CONTENT_SECURITY_POLICY], security_headers::CSP);
        assert!(text(response).await.contains(part), "{path}");
    }
    assert_eq!(text(send(&Config::default(), json_put(r#"{"text":"好"}"#)).await).await, "好");
}

#[tokio::test]
async fn bad_input_is_a_named_problem() {
    let build = |builder: axum::http::request::Builder| builder.body(Body::empty()).expect("a request");
    let json = |method, path| request(method, path).header("content-type", "application/json");
    for (request, status, code) in [
        (build(request("GET", "/nowhere")), 404, "not_found"),
        (build(request("GET", "/%00%ff/../..")), 404, "not_found"),
        (build(request("DELETE", "/healthz")), 405, "method_not_allowed"),
        (build(json("POST", "/readyz")), 405, "method_not_allowed"),
        (build(request("POST", "/readyz")), 415, "unsupported_media_type"),
        (build(request("GET", "/api/v1/openapi.json").header("accept", "text/html")), 406, "not_acceptable"),
        (build(json("PUT", "/api/v1/notes/1")), 428, "if_match_missing"),
        (build(json("PUT", "/api/v1/notes/1").header("if-match", "*")), 400, "if_match_malformed"),
        (
            build(json("PUT", "/api/v1/notes/1").header("sec-fetch-site", "cross-site")),
            403,
            "cross_site_request",
        ),
        (json_put("{"), 400, "body_unreadable"),
        (json_put(r#"{"text":"a","text":"b"}"#), 400, "duplicate_key"),
        (json_put(r#"{"text":"\u0000"}"#), 400, "invalid_text"),
        (json_put(r#"{"text":1}"#), 422, "wrong_type"),
        (json_put(r#"{"text":"a","more":1}"#), 422, "unknown_field"),
        (json_put("[".repeat(100)), 400, "too_deep"),
        (json_put(" ".repeat((1 << 20) + 1)), 413, "body_too_large"),
        (build(request("GET", "/boom")), 500, "internal"),
    ] {
        let what = format!("{} {}", request.method(), request.uri());
        let response = send(&Config::default(), request).await;
        assert_eq!(response.status(), status, "{what} {code}");
        assert!(response.headers().contains_key("x-content-type-options"), "{what}");
        let problem = problem(response).await;
        assert_eq!((problem.code.as_str(), problem.status), (code, status), "{what}");
        assert!(!problem.detail.contains("canary"));
    }
}

#[tokio::test]
async fn faults_speak_the_callers_language() {
    for (asked, title, tag) in [("en-GB,zh;q=0.5", "Not found", "en"), ("fr", "未找到", "zh-CN")] {
        let request = request("GET", "/nowhere").header("accept-language", asked);
        let response = send(&Config::default(), request.body(Body::empty()).expect("valid")).await;
        assert_eq!(response.headers()[header::CONTENT_LANGUAGE], tag);
        assert_eq!(problem(response).await.title, title);
    }
}

#[tokio::test]
async fn a_405_names_the_methods_that_are_allowed() {
    let response =
        send(&Config::default(), request("DELETE", "/healthz").body(Body::empty()).expect("valid")).await;
    assert_eq!(response.headers()[header::ALLOW], "GET,HEAD");
}

#[tokio::test]
async fn beyond_the_deadline_is_503() {
    let mut config = Config::default();
    config.limits.request_max_s = 0;
    let response = send(&config, request("GET", "/for-ever").body(Body::empty()).expect("valid")).await;
    assert_eq!(response.headers()[header::RETRY_AFTER], "1");
    assert_eq!(problem(response).await.code, "unavailable");
}

#[tokio::test]
async fn a_peer_beyond_its_rate_is_told_when_to_come_back() {
    let mut config = Config::default();
    config.limits.peer.per_s = NonZeroU32::MIN;
    config.limits.peer.burst = NonZeroU32::MIN;
    let database = fresh(Engine::Sqlite).await;
    let server = router(app(&config, &database).0);
    let ask = || {
        let mut request = request("GET", "/healthz").body(Body::empty()).expect("valid");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 1))));
        server.clone().oneshot(request)
    };
    assert_eq!(ask().await.expect("answered").status(), 200);
    let response = ask().await.expect("answered");
    assert!(response.headers().contains_key(header::RETRY_AFTER));
    assert_eq!(problem(response).await.code, "too_many_requests");
}

#[tokio::test]
async fn readiness_ends_with_the_stop() {
    let database = fresh(Engine::Sqlite).await;
    let (app, edge) = app(&Config::default(), &database);
    edge.stop();
    let request = request("GET", "/readyz").body(Body::empty()).expect("valid");
    let response = router(app).oneshot(request).await.expect("answered");
    assert_eq!(response.status(), 503);
}
