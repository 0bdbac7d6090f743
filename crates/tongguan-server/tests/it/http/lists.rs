//! Lists show what the caller sees and nothing else, and their pages fit together.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::server::Server;

/// Another lead of the rep.
async fn lead(server: &Server, name: &str, phone: &str) -> String {
    let mut form = lead_form();
    form.insert("account_name".to_owned(), json!(name));
    form.insert("contact_phone".to_owned(), json!(phone));
    form.remove("uscc");
    let reply = server.post("rep", "/api/v1/deals", json!({"body": form})).send().await.expect(201);
    reply.body["id"].as_str().expect("an id").to_owned()
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("items").iter();
    items.map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn pages_hold_each_deal_once_and_strangers_see_none() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "manager", "other", "other_manager", "admin"]).await;
        let names = ["宁波远洋重工有限公司", "苏州精密仪器有限公司", "青岛海滨食品有限公司"];
        let mut made = Vec::new();
        for (number, name) in names.iter().enumerate() {
            made.push(lead(&server, name, &format!("0571-8888{number}000")).await);
            server.wait_minutes(1);
        }
        for who in ["rep", "manager"] {
            let first = server.get(who, "/api/v1/deals?limit=2").send().await.expect(200).body;
            assert_eq!(first["sums"]["deals"], 3);
            let next = first["next"].as_str().expect("another page");
            let path = format!("/api/v1/deals?limit=2&cursor={next}");
            let last = server.get(who, path).send().await.expect(200).body;
            let mut all = [ids(&first), ids(&last)].concat();
            all.sort();
            let mut want = made.clone();
            want.sort();
            assert_eq!((all, &last["next"]), (want, &Value::Null), "{who}");
        }
        for who in ["other", "other_manager", "admin"] {
            for path in [
                "/api/v1/deals",
                "/api/v1/search?q=远洋",
                "/api/v1/obligations?whose=team",
                "/api/v1/accounts",
            ] {
                let page = server.get(who, path).send().await.expect(200).body;
                assert_eq!(page["items"], json!([]), "{who} {path}");
            }
            let board = server.get(who, "/api/v1/board").send().await.expect(200).body;
            assert!(
                board.as_array().expect("columns").iter().all(|column| column["sums"]["deals"] == 0),
                "{who}"
            );
        }
        let board = server.get("rep", "/api/v1/board").send().await.expect(200).body;
        assert_eq!(board[0]["cards"].as_array().map(Vec::len), Some(3));
        let found = server.get("rep", "/api/v1/search?q=远洋").send().await.expect(200).body;
        assert!(ids(&found).contains(&made[0]), "{found:#}");
    })
    .await;
}

#[tokio::test]
async fn the_queue_says_what_is_owed_and_explains_it() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let deal = lead(&server, "宁波远洋重工有限公司", "0571-88880000").await;
        let page = server.get("rep", "/api/v1/obligations").send().await.expect(200).body;
        let duty = &page["items"][0];
        assert_eq!((&duty["clock"], &duty["name"]), (&json!("T1"), &json!("完成线索初筛")), "{page:#}");
        assert_eq!(duty["due_at"], "2026-11-22T09:00:00Z");
        let counts = server.get("rep", "/api/v1/obligations/counts").send().await.expect(200).body;
        assert_eq!((&counts["overdue"], &counts["approvals"]), (&json!(0), &json!(0)));

        let id = duty["id"].as_str().expect("an id");
        let path = format!("/api/v1/deals/{deal}/explain/{id}");
        let explained = server.get("rep", path.clone()).send().await.expect(200).body;
        let text = explained["obligation"]["text"].as_str().expect("a sentence");
        assert!(text.contains("48 小时内") && text.contains("2026-11-22 17:00"), "{text}");
        let english = server.get("rep", path).header("accept-language", "en").send().await.expect(200).body;
        assert!(
            english["obligation"]["text"].as_str().is_some_and(|text| text.contains("48 hours")),
            "{english:#}"
        );
        let refusal = format!("/api/v1/deals/{deal}/explain/gate_closed");
        let explained = server.get("rep", refusal).send().await.expect(200).body;
        assert_eq!(explained["refusal"]["now"][0]["command"], "advance_stage", "{explained:#}");
    })
    .await;
}

#[tokio::test]
async fn drafts_belong_to_their_writer() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "manager"]).await;
        let deal = lead(&server, "宁波远洋重工有限公司", "0571-88880000").await;
        let path = format!("/api/v1/deals/{deal}/drafts/grading");
        let typed = json!({"body": {"fit_score": 40}});
        server.ask("PUT", path.clone()).by("rep").key().json(typed).send().await.expect(204);
        let kept = server.get("rep", path.clone()).send().await.expect(200).body;
        assert_eq!(kept["body"], json!({"fit_score": 40}));
        assert_eq!(server.get("manager", path.clone()).send().await.expect(200).body, Value::Null);
        server.ask("DELETE", path.clone()).by("rep").key().send().await.expect(204);
        assert_eq!(server.get("rep", path).send().await.expect(200).body, Value::Null);
    })
    .await;
}
