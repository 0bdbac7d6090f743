//! What was recorded can be read again: across deals, as of a moment, and with its chains walked.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::{command, registered};

#[tokio::test]
async fn the_past_of_a_deal_is_shown_and_nothing_of_its_future() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "auditor", "other"]).await;
        let deal = registered(&server, "rep").await;
        let path = format!("/api/v1/deals/{deal}");
        let before = server.get("rep", path.clone()).send().await.expect(200).body;
        server.wait_minutes(20);
        let valid = json!({"type": "complete_screening", "result": "valid"});
        command(&server, "rep", &deal, valid).await.expect(200);
        let after = server.get("rep", path.clone()).send().await.expect(200).body;
        let registered_at = before["last_at"].as_str().expect("a moment");
        let as_of = |at: &str| server.get("auditor", format!("{path}/as-of?at={at}")).send();

        let past = as_of(registered_at).await.expect(200).body;
        assert_eq!((&past["version"], &past["last_at"]), (&before["version"], &before["last_at"]));
        assert_eq!(past["obligations"], before["obligations"]);
        let now = as_of("2100-01-01T00:00:00Z").await.expect(200).body;
        assert_eq!(now["version"], after["version"]);
        as_of("2000-01-01T00:00:00Z").await.expect(404);
        as_of("yesterday").await.expect(400);
    })
    .await;
}

#[tokio::test]
async fn history_says_who_did_what_and_what_it_changed() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "auditor", "other"]).await;
        let deal = registered(&server, "rep").await;
        server.wait_minutes(1);
        command(&server, "rep", &deal, json!({"type": "comment", "text": "客户周五回电"})).await.expect(200);
        server.wait_minutes(1);
        // A refusal is no history; it stands in the command log.
        command(&server, "rep", &deal, json!({"type": "verify_need", "need": 0})).await;

        let page = server.get("auditor", "/api/v1/history?limit=1").send().await.expect(200).body;
        let line = &page["items"][0];
        assert_eq!(line["command"], "comment");
        assert_eq!(line["by"]["name"], "rep 同事");
        assert_eq!(line["lines"][0]["note"], "客户周五回电");
        assert_eq!((&line["via"], &line["changes"]), (&json!("api"), &json!([])));

        let next = page["next"].as_str().expect("another page");
        let path = format!("/api/v1/history?limit=1&cursor={next}");
        let line = server.get("auditor", path).send().await.expect(200).body["items"][0].clone();
        assert_eq!((&line["deal"]["id"], &line["deal"]["number"]), (&json!(deal), &json!("XS-2026-11-0001")));
        let owner = json!({"field": "owner", "before": null, "after": "rep 同事"});
        assert!(line["changes"].as_array().expect("changes").contains(&owner), "{line}");

        let of_nobody = "/api/v1/history?actor=00000000-0000-0000-0000-000000000007";
        for (who, path) in [("other", "/api/v1/history"), ("auditor", of_nobody)] {
            let page = server.get(who, path).send().await.expect(200).body;
            assert_eq!(page["items"], json!([]), "{who} {path}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_history_of_a_customer_is_read_by_whoever_sees_it() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "manager", "other"]).await;
        let deal = registered(&server, "rep").await;
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let account = view["account"]["id"].as_str().expect("an id").to_owned();
        server.wait_minutes(1);
        let card =
            json!({"name": "李工", "title": "生产经理", "phone": "0571-88880009", "notice": "business_card", "notified_on": "2026-01-05"});
        let contact = json!({"type": "create_contact", "account": account, "card": card});
        server.post("rep", "/api/v1/contacts/commands", contact).send().await.expect(200);
        server.wait_minutes(1);
        let rename = json!({"type": "rename_account", "name": "杭州示例智能制造股份有限公司"});
        let path = format!("/api/v1/accounts/{account}/commands");
        server.post("manager", path, rename).send().await.expect(200);
        let path = format!("/api/v1/history?account={account}");
        for who in ["rep", "manager"] {
            let page = server.get(who, path.clone()).send().await.expect(200).body;
            let lines = page["items"].as_array().expect("lines");
            let names: Vec<_> = lines.iter().map(|line| (&line["command"], &line["by"]["name"])).collect();
            let told = json!(names);
            let want = [("rename_account", "manager"), ("create_contact", "rep"), ("register_lead", "rep")];
            assert_eq!(
                told,
                json!(want.map(|(command, by)| json!([command, format!("{by} 同事")]))),
                "{who}"
            );
            assert_eq!((&lines[0]["deal"], &lines[2]["deal"]["id"]), (&Value::Null, &json!(deal)));
        }
        server.get("other", path).send().await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn all_chains_are_walked_to_the_end() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "auditor"]).await;
        registered(&server, "rep").await;
        let (mut path, mut walked) = ("/api/v1/chains".to_owned(), Vec::new());
        loop {
            let step = server.get("auditor", path).send().await.expect(200).body;
            assert_eq!(step["broken"], json!([]));
            assert!(step["checked"].as_u64().expect("a count") > 0, "{step}");
            walked.push(step["kind"].clone());
            let Value::String(next) = &step["next"] else { break };
            path = format!("/api/v1/chains?cursor={next}");
        }
        assert_eq!(walked, ["deal", "reference", "journal", "security"]);
    })
    .await;
}

#[tokio::test]
async fn the_latest_backup_is_told_to_whoever_keeps_the_installation() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin"]).await;
        let told = || async { server.get("admin", "/api/v1/health").send().await.expect(200).body };
        assert_eq!(told().await["last_backup"], Value::Null);
        let Some(folder) = db.sqlite_path().and_then(std::path::Path::parent) else { return };
        std::fs::write(folder.join("last-backup"), "2026-11-19T18:00:00Z\n").expect("written");
        assert_eq!(told().await["last_backup"], "2026-11-19T18:00:00Z");
    })
    .await;
}
