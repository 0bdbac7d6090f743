//! The real binary, killed in the middle of an import: the next start goes on behind the last group, and nothing is done twice.

use reqwest::Method;
use serde_json::{Value, json};

use crate::cli::tongguan;
use crate::kill::{Caller, Running, begin, config_text};

/// Customers of the file.
const ROWS: usize = 400;
/// How often the server is killed on the way.
const KILLS: usize = 3;

/// Names that do not resemble each other.
fn names() -> impl Iterator<Item = String> {
    let letters: Vec<char> =
        "山河湖海江川林森石玉金木水火土云风雨雷电春夏秋冬东南西北松竹梅兰菊莲桃李杏枫".chars().collect();
    (0..ROWS).map(move |row| {
        let mut seed = row as u64 + 1;
        let mut letter = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            letters[(seed >> 33) as usize % letters.len()]
        };
        let name: String = (0..7).map(|_| letter()).collect();
        format!("{name}有限公司")
    })
}

async fn state(caller: &Caller, origin: &str, id: &str) -> Option<Value> {
    let url = format!("{origin}/api/v1/imports/{id}");
    caller.send((Method::GET, url), None, &Value::Null).await.map(|answer| answer.body)
}

/// Looks at the import until it has done so many rows, or stands.
async fn until(caller: &Caller, origin: &str, id: &str, rows: u64) -> Value {
    loop {
        let seen = state(caller, origin, id).await.expect("the server lives");
        if seen["done"].as_u64() >= Some(rows) || seen["state"] != "running" {
            return seen;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_survives_kills_and_does_nothing_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, config) = (folder.path().join("data"), folder.path().join("tongguan.toml"));
    std::fs::write(&config, config_text(&data)).expect("written");
    let mut running = Running::start(&config).await;
    let (caller, _) = begin(&running).await;
    let rows: String = names().map(|name| format!("{name},C34\n")).collect();
    let url = format!("{}/api/v1/imports?kind=customers&name=all.csv", running.origin);
    let request = caller.client.post(url).header("cookie", &caller.cookie).header("x-tg", "1");
    let request = request.header("sec-fetch-site", "same-origin").header("idempotency-key", "file");
    let request = request.header("content-type", "application/octet-stream");
    let answer = request.body(format!("客户,行业\n{rows}")).send().await.expect("answered");
    let begun: Value = serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON");
    let id = begun["id"].as_str().unwrap_or_else(|| panic!("{begun}")).to_owned();
    let url = format!("{}/api/v1/imports/{id}/commands", running.origin);
    let asked = caller.send((Method::POST, url), Some("run"), &json!({"type": "run_import"})).await;
    assert_eq!(asked.map(|answer| answer.status), Some(200));

    let mut done = 0;
    for kill in 1..=KILLS {
        let seen = until(&caller, &running.origin, &id, (kill * ROWS / (KILLS + 2)) as u64).await;
        let now = seen["done"].as_u64().expect("a count");
        assert!(now >= done, "what was done stays done: {done} and then {now}");
        done = now;
        running.kill().await;
        running = Running::start(&config).await;
    }
    let ended = until(&caller, &running.origin, &id, u64::MAX).await;
    assert_eq!(ended["state"], "done", "{ended:#}");
    let new = ended["became"].as_array().expect("marks").iter().find(|one| one["mark"] == "new");
    assert_eq!(new.and_then(|one| one["rows"].as_u64()), Some(ROWS as u64), "each row once: {ended:#}");
    running.kill().await;
    let doctor = tongguan(&["doctor", "--data", data.to_str().expect("UTF-8")], b"");
    assert_eq!(doctor.code, Some(0), "{}{}", doctor.stdout, doctor.stderr);
}
