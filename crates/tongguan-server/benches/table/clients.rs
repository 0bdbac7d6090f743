//! Clients of the whole server below the socket: every layer of the router, sessions, JSON; no network.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use serde_json::json;
use tongguan_server::app::App;
use tongguan_server::config::Config;
use tongguan_server::http::edge::Edge;
use tongguan_server::http::router::router;
use tongguan_service::demo::PASSWORD;
use tongguan_service::world::World;
use tongguan_store::Database;
use tongguan_store::file::content::ContentStore;
use tower::ServiceExt;

use crate::meter;

/// A server without sockets, and who has signed in.
pub struct Server {
    pub app: Arc<App>,
    pub router: Router,
    cookies: tokio::sync::Mutex<HashMap<String, String>>,
}

/// What a run of requests cost.
pub struct Cost {
    pub cpu_each: Duration,
    pub p50: Duration,
    pub p99: Duration,
    pub per_s: f64,
}

impl Cost {
    /// The wall times as the table shows them.
    pub fn times(&self) -> String {
        format!("{} / {}", meter::ms(self.p50), meter::ms(self.p99))
    }
}

/// Makes the nth request.
pub type Make = Arc<dyn Fn(usize) -> Request<Body> + Send + Sync>;

impl Server {
    pub async fn new(db: &Database) -> Self {
        let mut config = Config { plain_http: true, ..Config::default() };
        (config.limits.account.per_s, config.limits.account.burst) = (NonZeroU32::MAX, NonZeroU32::MAX);
        let edge = Edge::new(&config, World::system());
        let files = ContentStore::new(std::env::temp_dir().join("tongguan-bench-files"));
        let app = App::new(edge, db.clone(), config.cookie(), files);
        Self { router: router(app.clone()), app, cookies: tokio::sync::Mutex::default() }
    }

    /// The cookie of a person of the demo company.
    pub async fn cookie(&self, login: &str) -> String {
        let mut cookies = self.cookies.lock().await;
        if let Some(cookie) = cookies.get(login) {
            return cookie.clone();
        }
        let typed = json!({ "login": login, "password": PASSWORD }).to_string();
        let request = Request::post("/api/v1/session").header("content-type", "application/json");
        let answer = send(&self.router, request.body(Body::from(typed)).expect("a request")).await;
        assert_eq!(answer.status(), 201, "{login} signs in");
        let cookie = answer.headers()["set-cookie"].to_str().expect("text");
        let cookie = cookie.split(';').next().expect("a pair").to_owned();
        cookies.insert(login.to_owned(), cookie.clone());
        cookie
    }

    /// Requests for one path by one person.
    pub async fn get(&self, login: &str, path: &str) -> Make {
        let (cookie, path) = (self.cookie(login).await, path.to_owned());
        Arc::new(move |_| {
            let request = Request::get(&path).header("cookie", &cookie).header("x-tg", "1");
            request.body(Body::empty()).expect("a request")
        })
    }
}

/// Sends one request.
pub async fn send(router: &Router, request: Request<Body>) -> Response<Body> {
    router.clone().oneshot(request).await.expect("the router answers everything")
}

/// The body of an answer that must be a success.
pub async fn body(answer: Response<Body>) -> Vec<u8> {
    let status = answer.status();
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 26).await.expect("a body").to_vec();
    assert!(status.is_success(), "{status} {}", String::from_utf8_lossy(&bytes));
    bytes
}

/// Sends `count` requests from `clients` at once.
pub async fn run(router: &Router, clients: usize, count: usize, make: &Make) -> Cost {
    let next = Arc::new(AtomicUsize::new(0));
    let (cpu, begun) = (meter::cpu(), Instant::now());
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (router, make, next) = (router.clone(), make.clone(), next.clone());
        tasks.push(tokio::spawn(async move {
            let mut times = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                if at >= count {
                    return times;
                }
                let sent = Instant::now();
                body(send(&router, make(at)).await).await;
                times.push(sent.elapsed());
            }
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.expect("no panic"));
    }
    let (wall, cpu) = (begun.elapsed(), meter::cpu().saturating_sub(cpu));
    times.sort();
    let of = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    let each = u32::try_from(count).expect("a number of requests");
    Cost { cpu_each: cpu / each, p50: of(50), p99: of(99), per_s: count as f64 / wall.as_secs_f64() }
}
