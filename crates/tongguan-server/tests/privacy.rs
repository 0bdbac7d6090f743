//! What the log and the figures say of a request: never what it held. A process of its own, since a log belongs to a process.

use std::io;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::put;
use tongguan_server::app::App;
use tongguan_server::config::Config;
use tongguan_server::http::edge::Edge;
use tongguan_server::http::headers::IfMatch;
use tongguan_server::http::router::{around, router};
use tongguan_server::http::strict_json::StrictJson;
use tongguan_server::log;
use tongguan_service::world::World;
use tongguan_store::Engine;
use tongguan_store::file::content::ContentStore;
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

fn server(database: &TestDatabase) -> Router {
    let config = Config::default();
    let edge = Edge::new(&config, World::system());
    let files = ContentStore::new(std::env::temp_dir());
    let app = App::new(edge.clone(), (**database).clone(), config.cookie(), files);
    let test_routes = Router::new().route("/api/v1/notes/{id}", put(note));
    router(app).merge(around(test_routes, &edge).reset_fallback())
}

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path)
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic under the lock").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn log_and_metrics_hold_nothing_personal() {
    let lines = Lines::default();
    let sink = lines.clone();
    tracing::subscriber::set_global_default(log::json(move || sink.clone(), "trace")).expect("the only one");
    let database = fresh(Engine::Sqlite).await;
    let server = server(&database);
    let put = request("PUT", "/api/v1/notes/canary?q=canary").header("content-type", "application/json");
    let put = put.header("cookie", "tg=canary").header("if-match", "canary").header("user-agent", "canary");
    let put = put
        .header("x-request-id", "canary")
        .body(Body::from(r#"{"text":"canary","canary":1}"#))
        .expect("valid");
    let odd = request("CANARY", "/canary").body(Body::empty()).expect("valid");
    let metrics = request("GET", "/metrics").body(Body::empty()).expect("valid");
    for request in [put, odd] {
        server.clone().oneshot(request).await.expect("answered");
    }
    let answer = server.oneshot(metrics).await.expect("answered");
    let metrics = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a short body");
    let metrics = String::from_utf8(metrics.to_vec()).expect("text");
    let log = String::from_utf8(lines.0.lock().expect("no panic under the lock").clone()).expect("text");
    assert!(log.contains(r#""route":"/api/v1/notes/{id}""#) && log.contains(r#""method":"OTHER""#), "{log}");
    assert!(metrics.contains("http_requests_total"), "{metrics}");
    for text in [log, metrics] {
        assert!(!text.to_lowercase().contains("canary"), "{text}");
    }
}
