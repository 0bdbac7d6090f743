//! A server for tests: the real router over a real database, a clock that stands still until a test moves it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tongguan_server::app::App;
use tongguan_server::config::Config;
use tongguan_server::http::edge::Edge;
use tongguan_server::http::router::router;
use tongguan_server::setup;
use tongguan_service::world::{Cost, World};
use tongguan_store::Database;
use tongguan_store::file::content::ContentStore;
use tower::ServiceExt;
use uuid::Uuid;

/// A server, and who is signed in there.
pub struct Server {
    pub app: Arc<App>,
    router: Router,
    now: Arc<Mutex<Timestamp>>,
    cookies: Mutex<HashMap<String, String>>,
    keys: Mutex<u32>,
    _files: tempfile::TempDir,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    pub status: u16,
    pub headers: HashMap<String, String>,
    /// Every cookie that it sets.
    pub cookies: Vec<String>,
    pub body: Value,
    /// The body as it came, for files.
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The code of a problem.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The answer, if it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:.2000}", format!("{:#}", self.body));
        self
    }

    /// The body without what is of this one request.
    pub fn lasting(&self) -> Value {
        let mut body = self.body.clone();
        body.as_object_mut().map(|body| body.remove("request_id"));
        body
    }
}

/// A request in the making.
pub struct Ask<'s> {
    server: &'s Server,
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

impl Server {
    /// A server over a fresh database, on a Friday at five in the afternoon in Shanghai.
    pub fn new(db: &Database) -> Self {
        Self::starting(db, "2026-11-20T09:00:00Z")
    }

    /// A server over a fresh database at some moment.
    pub fn starting(db: &Database, moment: &str) -> Self {
        Self::configured(db, moment, |_| {})
    }

    /// The same, with something of the configuration changed.
    pub fn configured(db: &Database, moment: &str, change: impl FnOnce(&mut Config)) -> Self {
        let start: Timestamp = moment.parse().expect("a moment");
        let now = Arc::new(Mutex::new(start));
        let clock = now.clone();
        let world = World::new(
            move || *clock.lock().expect("no panic under the lock"),
            |bytes| {
                bytes
                    .chunks_mut(16)
                    .for_each(|part| part.copy_from_slice(&Uuid::new_v4().as_bytes()[..part.len()]))
            },
        )
        .hashing_at(Cost { memory_kib: 64, passes: 1 });
        let mut config = Config { plain_http: true, ..Config::default() };
        (config.limits.account.per_s, config.limits.account.burst) = (large(), large());
        let files = tempfile::tempdir().expect("a folder for files");
        config.data = files.path().to_owned();
        change(&mut config);
        let edge = Edge::new(&config, world);
        let app = App::new(edge, db.clone(), config.cookie(), ContentStore::new(files.path()));
        app.reader.use_program(env!("CARGO_BIN_EXE_tongguan").into());
        #[cfg(feature = "pdf")]
        app.press.use_program(env!("CARGO_BIN_EXE_tongguan").into());
        let router = router(app.clone());
        app.templates.use_program(env!("CARGO_BIN_EXE_tongguan").into());
        let (cookies, keys) = (Mutex::default(), Mutex::default());
        Self { app, router, now, cookies, keys, _files: files }
    }

    /// The token for the set-up, as the console shows it.
    pub async fn setup_token(&self) -> String {
        setup::token(&self.app).await.expect("the store works").expect("nothing is set up")
    }

    pub fn wait(&self, hours: i64) {
        self.wait_minutes(60 * hours);
    }

    pub fn wait_minutes(&self, minutes: i64) {
        *self.now.lock().expect("no panic under the lock") += SignedDuration::from_mins(minutes);
    }

    /// Moves the clock on to a moment.
    pub fn until(&self, moment: Timestamp) {
        let mut now = self.now.lock().expect("no panic under the lock");
        assert!(moment >= *now, "the clock never goes back: {moment}");
        *now = moment;
    }

    /// A request of nobody.
    pub fn ask(&self, method: &'static str, path: impl Into<String>) -> Ask<'_> {
        let headers = Vec::new();
        Ask { server: self, method, path: path.into(), headers, body: Body::empty() }
    }

    pub fn get(&self, who: &str, path: impl Into<String>) -> Ask<'_> {
        self.ask("GET", path).by(who)
    }

    /// A copy on paper; what is asked of it is written like a query.
    pub fn copy(&self, who: &str, path: impl Into<String>) -> Ask<'_> {
        let asked = path.into();
        let (path, asked) = asked.split_once('?').unwrap_or((&asked, ""));
        let pairs = asked.split('&').filter_map(|pair| pair.split_once('='));
        let read = |(key, value): (&str, &str)| {
            let number: Option<u32> = value.parse().ok();
            (key.to_owned(), number.map_or_else(|| json!(value), |number| json!(number)))
        };
        let wanted = Value::Object(pairs.map(read).collect());
        self.post(who, path, wanted)
    }

    pub fn post(&self, who: &str, path: impl Into<String>, body: Value) -> Ask<'_> {
        self.ask("POST", path).by(who).json(body).key()
    }

    /// Signs somebody in and keeps his cookie under his login.
    pub async fn sign_in(&self, login: &str, password: &str) -> Reply {
        let typed = json!({"login": login, "password": password});
        let reply = self.ask("POST", "/api/v1/session").json(typed).send().await;
        self.keep_cookie(login, &reply);
        reply
    }

    /// Keeps the cookie that an answer hands out.
    pub fn keep_cookie(&self, login: &str, reply: &Reply) {
        if let Some(cookie) = reply.headers.get("set-cookie") {
            let pair = cookie.split(';').next().expect("a pair").to_owned();
            self.cookies.lock().expect("no panic under the lock").insert(login.to_owned(), pair);
        }
    }

    /// The cookie of somebody who has signed in.
    pub fn cookie(&self, who: &str) -> Option<String> {
        self.cookies.lock().expect("no panic under the lock").get(who).cloned()
    }

    /// The status that a request has; its body is not waited for, since a stream has no end.
    pub async fn status(&self, request: Request<Body>) -> u16 {
        let answer = self.router.clone().oneshot(request).await.expect("the router answers everything");
        answer.status().as_u16()
    }

    /// The stream of events as somebody hears it from now on.
    pub async fn listen(&self, who: &str) -> Heard {
        let request = self.get(who, "/api/v1/events").into_request();
        let answer = self.router.clone().oneshot(request).await.expect("the router answers everything");
        Heard(answer.into_body().into_data_stream())
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Reply {
        self.sender().send(request).await
    }

    /// What sends requests and can be given to a task.
    pub fn sender(&self) -> Sender {
        Sender(self.router.clone())
    }
}

/// A stream of events.
pub struct Heard(axum::body::BodyDataStream);

impl Heard {
    /// All that is told until a text comes.
    pub async fn until(mut self, text: &str) -> String {
        use tokio_stream::StreamExt;
        let mut told = String::new();
        while !told.contains(text) {
            let part = self.0.next().await.expect("the stream goes on").expect("bytes");
            told.push_str(&String::from_utf8_lossy(&part));
        }
        told
    }
}

impl Heard {
    /// All that is told until the stream ends.
    pub async fn until_its_end(mut self) -> String {
        use tokio_stream::StreamExt;
        let mut told = String::new();
        while let Some(part) = self.0.next().await {
            told.push_str(&String::from_utf8_lossy(&part.expect("bytes")));
        }
        told
    }
}

/// Sends requests.
pub struct Sender(Router);

impl Sender {
    /// Sends one.
    pub async fn send(self, request: Request<Body>) -> Reply {
        let answer = self.0.oneshot(request).await.expect("the router answers everything");
        let status = answer.status().as_u16();
        let text = |value: &axum::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let headers = answer.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let cookies = answer.headers().get_all("set-cookie").iter().map(text).collect();
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 24).await.expect("a short body");
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Reply { status, headers, cookies, body, bytes: bytes.to_vec() }
    }
}

fn large() -> std::num::NonZeroU32 {
    std::num::NonZeroU32::MAX
}

impl Ask<'_> {
    /// With the cookie of somebody who has signed in; nobody's where he has not.
    pub fn by(mut self, who: &str) -> Self {
        if let Some(cookie) = self.server.cookie(who) {
            self = self.header("cookie", cookie).header("x-tg", "1").header("sec-fetch-site", "same-origin");
        }
        self
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn json(self, body: Value) -> Self {
        self.raw(body.to_string())
    }

    /// A file.
    pub fn bytes(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self.header("content-type", "application/octet-stream")
    }

    /// A body as it is, said to be JSON.
    pub fn raw(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self.header("content-type", "application/json")
    }

    /// With an idempotency key of its own.
    pub fn key(self) -> Self {
        let mut keys = self.server.keys.lock().expect("no panic under the lock");
        *keys += 1;
        let key = format!("key-{keys}");
        drop(keys);
        self.header("idempotency-key", key)
    }

    /// With the version that the caller saw.
    pub fn version(self, version: u64) -> Self {
        self.header("if-match", format!("\"v{version}\""))
    }

    pub async fn send(self) -> Reply {
        let server = self.server;
        server.send(self.into_request()).await
    }

    pub fn into_request(self) -> Request<Body> {
        let builder = Request::builder().method(self.method).uri(self.path);
        let builder =
            self.headers.into_iter().fold(builder, |builder, (name, value)| builder.header(name, value));
        builder.header(header::ACCEPT, "application/json").body(self.body).expect("a request")
    }
}
