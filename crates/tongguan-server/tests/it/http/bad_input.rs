//! Whatever comes in: a named problem, never a 500, and nothing changed.

use serde_json::json;
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::deal::registered;

#[tokio::test]
async fn broken_bodies_are_named_problems() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let deal = registered(&server, "rep").await;
        let with = |key: &str, value: &str| {
            let mut form = lead_form();
            form.remove(key);
            let rest = serde_json::to_string(&form).expect("plain data");
            format!(r#"{{"body":{{"{key}":{value},{}}}"#, &rest[1..])
        };
        let deals = "/api/v1/deals".to_owned();
        let commands = format!("/api/v1/deals/{deal}/commands");
        let attempt = |at: &str| format!(r#"{{"type":"log_contact_attempt","at":{at},"method":"phone","reached":true,"note":"已联系上客户"}}"#);
        for (path, body, status) in [
            (&deals, "{".to_owned(), 400),
            (&deals, "[]".to_owned(), 422),
            (&deals, String::new(), 400),
            (&deals, r#"{"body":{},"body":{}}"#.to_owned(), 400),
            (&deals, r#"{"body":{},"more":1}"#.to_owned(), 422),
            (&deals, r#"{"body":{"account_name":"\u0000"}}"#.to_owned(), 400),
            (&deals, r#"{"body":{"account_name":"\ud800"}}"#.to_owned(), 400),
            (&deals, format!(r#"{{"body":{}1{}}}"#, "[".repeat(2000), "]".repeat(2000)), 400),
            (&deals, " ".repeat(10 << 20), 413),
            (&deals, with("annual_revenue", "-1"), 422),
            (&deals, with("annual_revenue", "1e400"), 400),
            (&deals, with("annual_revenue", "NaN"), 400),
            (&deals, with("annual_revenue", "9223372036854775808"), 422),
            (&deals, with("annual_revenue", "1.5"), 422),
            (&deals, with("employees", "\"860\""), 422),
            (&deals, with("obtained_at", "\"0000-00-00\""), 422),
            (&deals, with("obtained_at", "\"10000-01-01\""), 422),
            (&deals, with("obtained_at", "\"2026-02-30\""), 422),
            (&deals, with("source_channel", "\"fax\""), 422),
            (&deals, with("no_such_field", "\"x\""), 422),
            (&commands, r#"{"type":"no_such_command"}"#.to_owned(), 422),
            (&commands, r#"{"type":"tick"}"#.to_owned(), 403),
            (&commands, r#"{"type":"complete_screening","result":"perhaps"}"#.to_owned(), 422),
            (&commands, r#"{"type":"comment","text":"a","by":"somebody"}"#.to_owned(), 422),
            (&commands, attempt("\"2026-11-20\""), 422),
            (&commands, attempt("\"2026-11-20T09:00:00+99:00\""), 422),
            (&commands, r#"{"type":"submit_document","kind":"lead_registration","revision":-1,"body":{}}"#.to_owned(), 422),
            (&commands, r#"{"type":"submit_document","kind":"grading","revision":4294967296,"body":{}}"#.to_owned(), 422),
        ] {
            let shown: String = body.chars().take(120).collect();
            let reply = server.ask("POST", path.clone()).by("rep").key().raw(body).send().await;
            assert_eq!(reply.status, status, "{path} {shown}: {:#}", reply.body);
            assert!(!reply.code().is_empty() && reply.code() != "internal", "{path} {shown}");
        }
    })
    .await;
}

#[tokio::test]
async fn broken_addresses_and_headers_are_named_problems() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let deal = registered(&server, "rep").await;
        for (path, status) in [
            ("/api/v1/deals?limit=0".to_owned(), 400),
            ("/api/v1/deals?limit=201".to_owned(), 400),
            ("/api/v1/deals?limit=-1".to_owned(), 400),
            ("/api/v1/deals?stage=sixth".to_owned(), 400),
            ("/api/v1/deals?owner=everybody".to_owned(), 400),
            ("/api/v1/deals?source=%00".to_owned(), 400),
            ("/api/v1/deals?cursor=00".to_owned(), 400),
            ("/api/v1/deals?nonsense=1".to_owned(), 400),
            ("/api/v1/deals?close_from=2026-13-01".to_owned(), 400),
            ("/api/v1/deals?amount_from_minor=9223372036854775808".to_owned(), 400),
            ("/api/v1/search".to_owned(), 400),
            (format!("/api/v1/search?q={}", "a".repeat(101)), 400),
            ("/api/v1/search?q=%25_%27".to_owned(), 200),
            ("/api/v1/deals/%ff%fe".to_owned(), 404),
            (format!("/api/v1/deals/{deal}/explain/%00"), 404),
            (format!("/api/v1/deals/{deal}/drafts/fax"), 404),
            (format!("/api/v1/deals/{deal}/history?cursor=zz"), 400),
            ("/api/v1/files/zz".to_owned(), 404),
            ("/api/v1/contacts".to_owned(), 400),
        ] {
            let reply = server.get("rep", path.clone()).send().await;
            assert_eq!(reply.status, status, "{path}: {:#}", reply.body);
        }
        let comment = json!({"type": "comment", "text": "说明一下情况"});
        let path = format!("/api/v1/deals/{deal}/commands");
        let ask = || server.ask("POST", path.clone()).by("rep").json(comment.clone());
        for (headers, status) in [
            (vec![], 400),
            (vec![("idempotency-key", "")], 400),
            (vec![("idempotency-key", "a b")], 400),
            (vec![("idempotency-key", "a"), ("idempotency-key", "b")], 400),
            (vec![("idempotency-key", "a"), ("if-match", "*")], 400),
            (vec![("idempotency-key", "a"), ("if-match", "\"v1\", \"v2\"")], 400),
            (vec![("idempotency-key", "a"), ("accept", "text/html")], 200),
            (vec![("idempotency-key", "a"), ("content-type", "text/plain")], 415),
        ] {
            let ask = headers.iter().fold(ask(), |ask, (name, value)| ask.header(name, *value));
            let reply = ask.send().await;
            assert_eq!(reply.status, status, "{headers:?}: {:#}", reply.body);
        }
    })
    .await;
}
