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
async fn a_bad_value_is_named_with_its_place_in_the_callers_language() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let deal = registered(&server, "rep").await;
        let commands = format!("/api/v1/deals/{deal}/commands");
        for (command, code, path, words) in [
            (json!({"type": "complete_screening", "result": "perhaps"}), "invalid_value", "$.result", "$.result"),
            (json!({"type": "comment", "text": 7}), "wrong_type", "$.text", "应为文字"),
            (json!({"type": "comment", "text": "a", "mentions": ["x"]}), "invalid_value", "$.mentions[0]", "取值无效"),
            (
                json!({"type": "log_contact_attempt", "at": "0000-01-01T00:00:00Z", "method": "phone", "reached": true, "note": "已联系上客户"}),
                "date_out_of_range",
                "$.at",
                "1900 年至 2999 年",
            ),
            (json!({"type": "comment", "text": "a\u{202e}b"}), "invalid_text", "$.text", "控制字符"),
        ] {
            let reply = server.post("rep", commands.clone(), command.clone()).send().await;
            assert_eq!((reply.code(), reply.body["params"]["path"].as_str()), (code, Some(path)), "{command}");
            let detail = reply.body["detail"].as_str().unwrap_or_default();
            assert!(detail.contains(words), "{detail}");
        }
        let late = json!({"type": "complete_screening", "result": "invalid", "reason": "no_such"});
        let refused = server.post("rep", commands.clone(), late).send().await;
        assert_eq!(refused.status, 422, "{:#}", refused.body);
        let short = json!({"type": "comment", "text": "你好"});
        server.post("rep", commands.clone(), short).send().await.expect(200);
        for (query, code, param) in [
            ("limit=0", "query_not_allowed", "limit"),
            ("stage=sixth", "query_not_allowed", "stage"),
            ("nonsense=1", "query_unknown", "nonsense"),
            ("cursor=00", "query_invalid", "cursor"),
            ("close_from=0000-01-01", "query_invalid", "close_from"),
        ] {
            let reply = server.get("rep", format!("/api/v1/deals?{query}")).send().await.expect(400);
            assert_eq!((reply.code(), reply.body["params"]["param"].as_str()), (code, Some(param)), "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_attempt_at_what_one_does_not_see_leaves_its_line() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other", "auditor"]).await;
        let deal = registered(&server, "rep").await;
        let commands = format!("/api/v1/deals/{deal}/commands");
        let comment = json!({"type": "comment", "text": "看看别人的商机"});
        server.post("other", commands.clone(), comment.clone()).send().await.expect(404);
        server.post("other", format!("{commands}?dry_run=true"), comment).send().await.expect(404);
        server.wait_minutes(1);
        server.post("rep", commands, json!({"type": "advance_stage"})).send().await.expect(428);
        let log =
            server.get("auditor", format!("/api/v1/command-log?target={deal}")).send().await.expect(200).body;
        assert_eq!(
            (log["items"][0]["deal"]["id"].as_str(), log["items"][0]["deal"]["number"].is_string()),
            (Some(deal.as_str()), true)
        );
        assert!(log["items"][0]["deal"]["account"]["name"].is_string(), "{log:#}");
        let own = server.get("other", "/api/v1/command-log").send().await.expect(200).body;
        assert_eq!(
            (&own["items"][0]["target"], &own["items"][0]["deal"]),
            (&json!(deal), &json!(null)),
            "he does not see it"
        );
        let refused: Vec<_> = log["items"]
            .as_array()
            .expect("a page")
            .iter()
            .filter(|line| !line["refusal_code"].is_null())
            .collect();
        let told = |line: &serde_json::Value| (line["command"].clone(), line["refusal_code"].clone());
        let told: Vec<_> = refused.into_iter().map(told).collect();
        assert_eq!(
            told,
            [(json!("advance_stage"), json!("if_match_missing")), (json!("comment"), json!("not_found"))],
            "{log:#}"
        );
        let metrics = server.ask("GET", "/metrics").send().await.expect(200).body;
        let metrics = metrics.as_str().expect("text");
        for line in [
            "commands_total{command=\"register_lead\",outcome=\"accepted\"} 1",
            "deadlines_behind_seconds 0",
            "deliveries_waiting{channel=\"mail\"} 0",
        ] {
            assert!(metrics.contains(line), "{line} in {metrics}");
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
