//! Lists show what the caller sees and nothing else, and their pages fit together.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::deal::command;
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
        assert_eq!((&counts["soon"], &counts["soon_until"]), (&json!(1), &json!("2026-11-25")));
        assert_eq!((&duty["urgency"], &duty["working_days"]), (&json!("soon"), &json!(0)));
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let owed = view["obligations"].as_array().expect("obligations").iter();
        for duty in page["items"].as_array().expect("duties") {
            let same = owed.clone().find(|one| one["id"] == duty["id"]).expect("owed by the deal");
            for key in ["urgency", "working_days", "is_missed", "due_at", "name"] {
                assert_eq!(same[key], duty[key], "{key} of {}", duty["clock"]);
            }
        }
        assert_eq!(
            (&duty["deal"]["next_urgency"], &duty["deal"]["next_working_days"]),
            (&json!("soon"), &json!(0))
        );
        let way = json!({"document": null, "command": "complete_screening", "name": "完成初筛"});
        assert_eq!((&duty["topic"], &duty["ways"]), (&json!("act"), &json!([way])));

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

        server.wait(24 * 4);
        server.sign_in("rep", "harbour lights nine").await.expect(201);
        let late = server.get("rep", "/api/v1/obligations").send().await.expect(200).body;
        assert_eq!(late["items"][0]["urgency"], "overdue");
        let counts = server.get("rep", "/api/v1/obligations/counts").send().await.expect(200).body;
        assert_eq!((&counts["overdue"], &counts["overdue_working_days"]), (&json!(1), &json!(2)));
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let screening = &view["obligations"][0];
        let told = (&screening["clock"], &screening["urgency"], &screening["working_days"]);
        assert_eq!(told, (&json!("T1"), &json!("overdue"), &json!(2)));
        let other = lead(&server, "苏州精密仪器有限公司", "0512-88880001").await;
        command(&server, "rep", &other, json!({"type": "complete_screening", "result": "valid"}))
            .await
            .expect(200);
        let view = server.get("rep", format!("/api/v1/deals/{other}")).send().await.expect(200).body;
        let met =
            view["obligations"].as_array().expect("obligations").iter().find(|one| one["clock"] == "T1");
        let met = met.expect("kept");
        assert_eq!(
            (&met["urgency"], &met["working_days"]),
            (&Value::Null, &Value::Null),
            "nothing is owed any more"
        );
    })
    .await;
}

#[tokio::test]
async fn a_lead_tells_what_else_there_is_of_its_customer() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "colleague", "manager"]).await;
        let first = lead(&server, "宁波远洋重工港口机械设备有限公司", "0571-88880000").await;
        let mut form = lead_form();
        form.insert("account_name".to_owned(), json!("宁波远洋重工港口机械设施有限公司"));
        form.insert("contact_phone".to_owned(), json!("0571-88880001"));
        form.insert("dup_justification".to_owned(), json!("同一集团的另一家公司，独立采购"));
        form.remove("uscc");
        let body = json!({"body": form});
        let reply = server.post("colleague", "/api/v1/deals", body).send().await;
        assert_eq!(reply.status, 201, "{:#}", reply.body);
        let path = format!("/api/v1/deals/{first}/similar");
        for (who, sees) in [("rep", false), ("manager", true)] {
            let lines = server.get(who, path.clone()).send().await.expect(200).body;
            let line = &lines[0];
            assert_eq!(
                (lines.as_array().map(Vec::len), &line["kind"]),
                (Some(1), &json!("account")),
                "{lines:#}"
            );
            assert_eq!(
                (&line["certain"], &line["name"]),
                (&json!(false), &json!("宁波远洋重工港口机械设施有限公司"))
            );
            assert_eq!(line["owner"]["name"], "colleague 同事");
            assert_eq!(line["account"].is_string(), sees, "{who}");
        }
        let page = server.get("rep", "/api/v1/deals?similar=true").send().await.expect(200).body;
        assert_eq!(page["items"][0]["similar"], 1, "{page:#}");
        let page = server.get("rep", "/api/v1/deals").send().await.expect(200).body;
        assert_eq!(page["items"][0]["similar"], Value::Null, "nobody asked");
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

#[tokio::test]
async fn a_step_of_an_approval_says_what_it_is_about() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "manager"]).await;
        let deal = lead(&server, "宁波远洋重工有限公司", "0571-88880000").await;
        let asked = json!({"type": "request_exception", "gate": "G1", "condition": "capacity", "reason": "战略客户，须立即跟进"});
        super::deal::command(&server, "rep", &deal, asked).await.expect(200);
        let page = server.get("manager", "/api/v1/obligations").send().await.expect(200).body;
        let duty = &page["items"][0];
        assert_eq!((&duty["topic"], &duty["ways"]), (&json!("approval"), &json!([])), "{page:#}");
        let name = duty["name"].as_str().expect("a name");
        assert!(name.starts_with("审批") && name.len() > "审批".len(), "{name}");
        let counts = server.get("rep", "/api/v1/obligations/counts").send().await.expect(200).body;
        assert_eq!((&counts["requested"], &counts["others"]), (&json!(1), &json!(1)), "{counts:#}");
        let counts = server.get("manager", "/api/v1/obligations/counts").send().await.expect(200).body;
        assert_eq!(counts["approvals_since"], "2026-11-20T09:00:00Z", "{counts:#}");
        let me = server.get("manager", "/api/v1/session").send().await.expect(200).body;
        assert!(me["team"].as_u64().is_some_and(|team| team > 0), "{me:#}");
        let me = server.get("rep", "/api/v1/session").send().await.expect(200).body;
        assert_eq!(me["team"], 0);
    })
    .await;
}

#[tokio::test]
async fn one_is_not_told_what_one_muted_unless_it_must_be_heard() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep"]).await;
        let path = "/api/v1/notices/reasons";
        let muted = json!({"muted": ["reminder", "escalation"]});
        server.ask("PUT", path).by("rep").key().json(muted).send().await.expect(204);
        let reasons = server.get("rep", path).send().await.expect(200).body;
        let of = |key: &str| {
            let mut all = reasons.as_array().expect("reasons").iter();
            all.find(|one| one["key"] == key).cloned().expect("known")
        };
        assert_eq!(
            (&of("reminder")["is_muted"], &of("reminder")["can_be_muted"]),
            (&json!(true), &json!(true))
        );
        assert_eq!(
            (&of("escalation")["is_muted"], &of("escalation")["can_be_muted"]),
            (&json!(false), &json!(false))
        );
        let unknown = json!({"muted": ["weather"]});
        server.ask("PUT", path).by("rep").key().json(unknown).send().await.expect(422);
        for found in ["/api/v1/notices?reason=reminder", "/api/v1/notices?unread=true"] {
            server.get("rep", found).send().await.expect(200);
        }
    })
    .await;
}
