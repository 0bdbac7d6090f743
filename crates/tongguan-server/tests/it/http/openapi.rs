//! The OpenAPI document is committed: a change of the API shows in review.
//!
//! `UPDATE=1 cargo test -p tongguan-server --test it openapi` writes it anew.

use std::path::Path;

use tongguan_server::http::openapi::document;
use tongguan_server::http::router::api;

/// The document as text.
pub fn current() -> serde_json::Value {
    document(&api().into_openapi())
}

#[test]
fn the_committed_document_is_what_the_server_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api/openapi.json");
    let text = serde_json::to_string_pretty(&current()).expect("plain data") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).expect("the document is written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "docs/api/openapi.json is old: run with UPDATE=1 and look at the difference");
}

#[test]
fn every_reference_leads_somewhere_and_every_write_says_its_faults() {
    let document = current();
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().expect("a name");
        assert!(document["components"]["schemas"].get(name).is_some(), "{name} is nowhere");
    }
    assert_eq!(document["openapi"], "3.1.0");
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let answers = operation["responses"].as_object().expect("answers");
            let is_open = matches!(
                path.as_str(),
                "/healthz" | "/readyz" | "/metrics" | "/api/v1/openapi.json" | "/api/v1/verify/{code}"
            );
            let knows_nobody = answers.contains_key("401") || path == "/api/v1/setup";
            assert!(is_open || knows_nobody, "{method} {path} does not say 401");
        }
    }
}

#[test]
fn operations_have_names_of_their_own_and_parameters_stand_where_they_say() {
    let document = current();
    let mut names = std::collections::BTreeSet::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let name = operation["operationId"].as_str().expect("a name");
            assert!(names.insert(name), "{method} {path} is called {name} like another");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let name = parameter["name"].as_str().expect("a name");
                let stands_in_path = path.contains(&format!("{{{name}}}"));
                assert_eq!(parameter["in"] == "path", stands_in_path, "{method} {path}: {name}");
            }
        }
    }
}
