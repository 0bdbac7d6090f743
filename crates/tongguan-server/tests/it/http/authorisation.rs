//! Who may call what: every endpoint, six kinds of callers, the status that each must get.
//!
//! An endpoint that is missing from the table fails the test.

mod pages;
mod table;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::registered;
use super::openapi;
use super::server::Server;
use table::{Body, TABLE};

/// Callers in the order of the columns: nobody, the rep who owns the deal, another rep, his manager, auditor, administrator.
const CALLERS: [&str; 6] = ["nobody", "rep", "other", "manager", "auditor", "admin"];

#[tokio::test]
async fn every_endpoint_has_its_policy() {
    for_each_engine(|db| async move {
        let server = company(&db, &CALLERS[1..]).await;
        let deal = registered(&server, "rep").await;
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let account = view["account"]["id"].as_str().expect("a customer").to_owned();
        let mut wrong = Vec::new();
        for (method, path, body, wanted) in TABLE {
            for (who, wanted) in CALLERS.iter().zip(wanted) {
                let status = call(&server, who, (method, path, *body), (&deal, &account)).await;
                // 0: refused by a rule or by its form, which is not what this table is about.
                let fits = if *wanted == 0 { (400..500).contains(&status) } else { status == *wanted };
                if !fits {
                    wrong.push(format!("{method} {path} as {who}: {status}, not {wanted}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    })
    .await;
}

async fn call(
    server: &Server,
    who: &str,
    (method, path, body): (&'static str, &str, Body),
    (deal, account): (&str, &str),
) -> u16 {
    let nothing = uuid::Uuid::from_u128(7).to_string();
    let path = path
        .replace("{session}", &"ab".repeat(32))
        .replace("{deal}", deal)
        .replace("{account}", account)
        .replace("{sha256}", &"ab".repeat(32));
    let path = path.replace("{kind}", "quotation").replace("{code}", "0000-0000-0000-0000");
    let path =
        if path.starts_with("/api/v1/sessions/") { path.replace("{id}", &"ab".repeat(32)) } else { path };
    let ask = server.ask(method, path.replace("{id}", &nothing)).by(who);
    let ask = if method == "GET" { ask } else { ask.key() };
    let request = match body {
        Body::None => ask.into_request(),
        Body::Json(text) => ask.raw(text).into_request(),
        Body::File => {
            let mut request = ask.raw("%PDF-1.7\n").into_request();
            let bytes = axum::http::HeaderValue::from_static("application/octet-stream");
            request.headers_mut().insert("content-type", bytes);
            request
        }
    };
    server.status(request).await
}

#[test]
fn no_endpoint_is_missing_from_the_table() {
    let document = openapi::current();
    let generic = |path: &str| path.replace("{deal}", "{id}").replace("{account}", "{id}");
    let known: BTreeSet<String> = TABLE
        .iter()
        .map(|(method, path, ..)| format!("{method} {}", generic(path.split('?').next().expect("a path"))))
        .collect();
    let known: BTreeSet<String> = known.iter().map(|line| shape(line)).collect();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for method in methods.as_object().expect("methods").keys() {
            let line = shape(&format!("{} {path}", method.to_uppercase()));
            assert!(known.contains(&line), "{line} has no policy");
        }
    }
    assert!(matches!(&document["paths"], Value::Object(paths) if paths.len() > 50), "{}", json!(known.len()));
}

/// A path with every parameter, and every value that the table puts for one, as `*`.
fn shape(line: &str) -> String {
    let part = |part: &str| match part {
        "grading" | "gate_closed" | "2026" | "collection" | "mine" => "*".to_owned(),
        part if part.starts_with('{') => "*".to_owned(),
        part => part.to_owned(),
    };
    line.split('/').map(part).collect::<Vec<_>>().join("/")
}
