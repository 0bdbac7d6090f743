//! Reference data over HTTP: changes by the same road, and what some roles do not see.

use serde_json::json;
use tongguan_testkit::for_each_engine;

use super::company::company;

#[tokio::test]
async fn a_department_is_made_by_the_administrator_and_once() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "auditor"]).await;
        let create = json!({"type": "create_department", "name": "华东二部"});
        let refused =
            server.post("rep", "/api/v1/departments/commands", create.clone()).send().await.expect(403);
        assert_eq!(refused.code(), "not_permitted");
        let ask = || server.ask("POST", "/api/v1/departments/commands").by("admin").json(create.clone());
        let first = ask().header("idempotency-key", "d").send().await.expect(200);
        let again = ask().header("idempotency-key", "d").send().await.expect(200);
        assert_eq!(first.body, again.body);
        let id = first.body["id"].as_str().expect("an id");
        let row = server.get("rep", format!("/api/v1/departments/{id}")).send().await.expect(200);
        assert_eq!((&row.body["name"], row.headers["etag"].as_str()), (&json!("华东二部"), "\"v1\""));

        let rename = json!({"type": "rename_department", "name": "华东三部"});
        let path = format!("/api/v1/departments/{id}/commands");
        let change = |version| server.post("admin", path.clone(), rename.clone()).version(version).send();
        assert_eq!(change(7).await.expect(409).body["params"]["current_version"], 1);
        change(1).await.expect(200);
        let log =
            server.get("auditor", "/api/v1/command-log?target_kind=department").send().await.expect(200).body;
        let codes: Vec<_> =
            log["items"].as_array().expect("lines").iter().map(|line| &line["refusal_code"]).collect();
        assert!(codes.contains(&&json!("not_permitted")), "{log:#}");
    })
    .await;
}

#[tokio::test]
async fn colleagues_see_names_and_not_how_one_signs_in() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep"]).await;
        let seen = |page: serde_json::Value| {
            let person = page["items"][0].as_object().expect("a person").clone();
            (person.contains_key("name"), person.contains_key("login"))
        };
        let of = async |who| seen(server.get(who, "/api/v1/users").send().await.expect(200).body);
        assert_eq!(of("rep").await, (true, false));
        assert_eq!(of("admin").await, (true, true));
    })
    .await;
}

#[tokio::test]
async fn a_file_is_given_to_whoever_brought_it_and_never_run() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other"]).await;
        let upload = |bytes: &'static [u8]| {
            let mut request = server.ask("POST", "/api/v1/files").by("rep").key().raw(bytes).into_request();
            let kind = axum::http::HeaderValue::from_static("application/octet-stream");
            request.headers_mut().insert("content-type", kind);
            request
        };
        let stored = server.send(upload(b"%PDF-1.7\nx")).await.expect(201).body;
        assert_eq!(stored["media_type"], "application/pdf");
        let path = format!("/api/v1/files/{}", stored["sha256"].as_str().expect("a digest"));
        let mut given = server.get("rep", path.clone()).into_request();
        given.headers_mut().insert("accept", axum::http::HeaderValue::from_static("*/*"));
        let given = server.send(given).await.expect(200);
        assert!(given.headers["content-disposition"].starts_with("attachment; filename="));
        assert_eq!(given.headers["x-content-type-options"], "nosniff");
        assert!(given.headers["content-security-policy"].contains("sandbox"));
        server.get("other", path).send().await.expect(404);
        let refused = server.send(upload(b"<html><script>")).await.expect(415);
        assert_eq!(refused.code(), "file_not_kept");
    })
    .await;
}
