//! The real binary, killed in the middle of its work again and again: what was acknowledged is there, and nothing is half-done.

use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::Notify;

use crate::cli::tongguan;
use crate::http::company::{PASSWORD, lead_form, set_up};

/// How often the server is killed.
const KILLS: usize = 50;
/// Clients that write at the same time.
const CLIENTS: usize = 4;

/// A running server and how to speak to it.
pub(crate) struct Running {
    child: Child,
    pub(crate) origin: String,
    token: Option<String>,
}

impl Running {
    /// Starts the binary on an installation and waits until it listens.
    pub(crate) async fn start(config: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tongguan"));
        command.arg("serve").arg("--config").arg(config).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().expect("the binary starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut token = None;
        let origin = loop {
            let line = lines.next_line().await.expect("text").expect("it says that it listens");
            if let Some((_, text)) = line.split_once("）：") {
                token = Some(text.trim().to_owned());
            }
            let said: Value = serde_json::from_str(&line).unwrap_or_default();
            if let Some(listen) = said["listen"].as_str() {
                break format!("http://{listen}");
            }
        };
        // A full pipe would stop the server.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { child, origin, token }
    }

    pub(crate) async fn kill(mut self) {
        self.child.kill().await.expect("it was running");
    }
}

/// Somebody who has signed in.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) client: Client,
    pub(crate) cookie: String,
}

impl Caller {
    /// Sends a request; none when the server went away before it answered.
    pub(crate) async fn send(
        &self,
        (method, url): (Method, String),
        key: Option<&str>,
        body: &Value,
    ) -> Option<Answer> {
        let mut request = self.client.request(method, url).json(body);
        if !self.cookie.is_empty() {
            request = request.header("cookie", &self.cookie).header("x-tg", "1");
        }
        request =
            request.header("sec-fetch-site", if self.cookie.is_empty() { "none" } else { "same-origin" });
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let answer = request.send().await.ok()?;
        let cookie = answer.headers().get("set-cookie").and_then(|value| value.to_str().ok());
        let cookie = cookie.and_then(|text| text.split(';').next()).map(str::to_owned);
        let status = answer.status().as_u16();
        let body = answer.bytes().await.ok()?;
        Some(Answer { status, cookie, body: serde_json::from_slice(&body).unwrap_or_default() })
    }

    /// A comment on a deal under this key; the version that it led to, where the server lived to tell.
    async fn comment(&self, origin: &str, deal: &str, key: &str) -> Option<u64> {
        let body = json!({"type": "comment", "text": format!("第 {key} 次留言")});
        let url = format!("{origin}/api/v1/deals/{deal}/commands");
        let answer = self.send((Method::POST, url), Some(key), &body).await?;
        assert_eq!(answer.status, 200, "{}", answer.body);
        Some(answer.body["version"].as_u64().unwrap_or_else(|| panic!("{}", answer.body)))
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    cookie: Option<String>,
    pub(crate) body: Value,
}

/// Sets a company up, signs its rep in and registers a lead.
pub(crate) async fn begin(running: &Running) -> (Caller, String) {
    drop(rustls::crypto::ring::default_provider().install_default());
    let mut caller = Caller { client: Client::new(), cookie: String::new() };
    let url = |path: &str| format!("{}/api/v1/{path}", running.origin);
    let token = running.token.as_ref().expect("nothing is set up");
    let done = caller.send((Method::POST, url("setup")), None, &set_up(token, &["rep"])).await;
    assert_eq!(done.as_ref().map(|answer| answer.status), Some(201), "{done:?}");
    let typed = json!({"login": "rep", "password": PASSWORD});
    let signed_in = caller.send((Method::POST, url("session")), None, &typed).await.expect("answered");
    caller.cookie = signed_in.cookie.expect("a session");
    let next = json!({"current": PASSWORD, "next": "harbour lights nine"});
    let changed = caller.send((Method::PUT, url("session/password")), None, &next).await.expect("answered");
    caller.cookie = changed.cookie.expect("a new session");
    let today = jiff::tz::Offset::constant(8).to_datetime(jiff::Timestamp::now()).date();
    let mut form = lead_form();
    form.insert("obtained_at".to_owned(), json!(today.yesterday().expect("in range")));
    form.insert(
        "expected_purchase_date".to_owned(),
        json!(today.saturating_add(jiff::Span::new().days(100))),
    );
    let lead = json!({"body": form});
    let registered = caller.send((Method::POST, url("deals")), Some("lead"), &lead).await.expect("answered");
    let deal = registered.body["id"].as_str().unwrap_or_else(|| panic!("{registered:?}")).to_owned();
    (caller, deal)
}

/// Writes until the server goes away, which it does after `most` acknowledgements.
async fn load(
    running: Running,
    caller: &Caller,
    deal: &str,
    round: usize,
    most: usize,
) -> Vec<(String, u64)> {
    let (count, enough) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (caller, deal, origin) = (caller.clone(), deal.to_owned(), running.origin.clone());
            let (count, enough) = (count.clone(), enough.clone());
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                for turn in 0.. {
                    let key = format!("k{round}-{client}-{turn}");
                    let Some(version) = caller.comment(&origin, &deal, &key).await else { break };
                    acknowledged.push((key, version));
                    if count.fetch_add(1, Ordering::Relaxed) + 1 == most {
                        enough.notify_one();
                    }
                }
                acknowledged
            })
        })
        .collect();
    enough.notified().await;
    running.kill().await;
    let mut acknowledged = Vec::new();
    for client in clients {
        acknowledged.extend(client.await.expect("no panic"));
    }
    acknowledged
}

/// A configuration for a server on a port of its own, without limits that a test would meet.
pub(crate) fn config_text(data: &Path) -> String {
    format!(
        "data = {:?}\nlisten = \"127.0.0.1:0\"\nplain_http = true\nlog = \"info,request=off\"\n\
         [limits]\npeer = {{ per_s = 100000, burst = 100000 }}\naccount = {{ per_s = 100000, burst = 100000 }}\n",
        data.to_str().expect("UTF-8")
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_fifty_kills() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, config) = (folder.path().join("data"), folder.path().join("tongguan.toml"));
    let text = config_text(&data);
    std::fs::write(&config, text).expect("written");

    let running = Running::start(&config).await;
    let (caller, deal) = begin(&running).await;
    let mut running = Some(running);
    let mut acknowledged = Vec::new();
    for round in 0..KILLS {
        let server = match running.take() {
            Some(running) => running,
            None => Running::start(&config).await,
        };
        acknowledged.extend(load(server, &caller, &deal, round, 1 + round % 7).await);
    }
    assert!(acknowledged.len() >= KILLS);

    // The first start after the last kill answers a repeat of every request as before: done once, and known to be.
    let server = Running::start(&config).await;
    for (key, version) in acknowledged.iter().step_by(7) {
        assert_eq!(caller.comment(&server.origin, &deal, key).await, Some(*version), "{key}");
    }
    server.kill().await;

    let data = data.to_str().expect("UTF-8");
    let exported = tongguan(&["export", "--data", data], b"");
    assert_eq!(exported.code, Some(0), "{}", exported.stderr);
    let lines: Vec<Value> =
        exported.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let is_comment = |version: u64| {
        let of_deal = lines.iter().filter(|line| line["stream"] == "deal" && line["deal"] == deal.as_str());
        let mut events = of_deal.filter(|line| line["seq"] == version);
        events.any(|line| line["event"]["type"] == "commented")
    };
    let mut versions: Vec<u64> = acknowledged.iter().map(|(_, version)| *version).collect();
    assert!(versions.iter().all(|version| is_comment(*version)), "each acknowledged write is an event");
    versions.sort_unstable();
    versions.dedup();
    assert_eq!(versions.len(), acknowledged.len(), "no two are the same one");

    let doctor = tongguan(&["doctor", "--data", data], b"");
    assert_eq!(doctor.code, Some(0), "{}{}", doctor.stdout, doctor.stderr);
}
