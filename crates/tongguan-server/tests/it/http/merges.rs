//! Two customers made one and parted again; legal persons are linked and never merged.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::deal::registered;
use super::server::{Reply, Server};

async fn another(server: &Server, who: &str, change: &[(&str, Value)]) -> Value {
    let mut form = lead_form();
    form.remove("uscc");
    for (key, value) in change {
        form.insert((*key).to_owned(), value.clone());
    }
    let body = json!({"body": form});
    let id = server.post(who, "/api/v1/deals", body).send().await.expect(201).body["id"].clone();
    view(server, id.as_str().expect("an id")).await
}

async fn view(server: &Server, deal: &str) -> Value {
    server.get("director", format!("/api/v1/deals/{deal}")).send().await.expect(200).body
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

async fn merge(server: &Server, (kept, merged): (&str, &str), query: &str) -> Reply {
    let body = json!({"merged": merged, "taken": ["industry"], "reason": "同一家公司，登记了两次"});
    server.post("ops", format!("/api/v1/accounts/{kept}/merge{query}"), body).send().await
}

const TWIN: &str = "杭州样例智能制造集团有限公司";

#[tokio::test]
async fn two_customers_become_one_and_are_parted_again() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "colleague", "director", "ops"]).await;
        let first = registered(&server, "rep").await;
        let first = view(&server, &first).await;
        let change = [
            ("account_name", json!(TWIN)),
            ("contact_phone", json!("0571-66660000")),
            ("dup_justification", json!("名称相近的另一家公司")),
        ];
        let second = another(&server, "colleague", &change).await;
        let (kept, gone) = (text(&first, "/account/id").to_owned(), text(&second, "/account/id").to_owned());
        let deal = text(&second, "/id").to_owned();

        let preview = merge(&server, (&kept, &gone), "?dry_run=true").await.expect(200).body;
        assert_eq!((&preview["deals"], &preview["contacts"], &preview["id"]), (&json!(1), &json!(1), &Value::Null));
        assert_eq!(view(&server, &deal).await["account"]["id"], json!(gone), "a preview changes nothing");

        let done = merge(&server, (&kept, &gone), "").await.expect(200).body;
        assert_eq!(view(&server, &deal).await["account"]["id"], json!(kept), "deals follow");
        let path = format!("/api/v1/contacts?account={kept}");
        let contacts = server.get("director", path.clone()).send().await.expect(200).body;
        assert_eq!(contacts["items"].as_array().map(Vec::len), Some(2), "so do people");
        let row = server.get("ops", format!("/api/v1/accounts/{gone}")).send().await.expect(200).body;
        assert_eq!(row["id"], json!(kept), "the old id is an alias");
        assert_eq!(row["former_names"][0]["name"], TWIN);
        let list = server.get("ops", "/api/v1/accounts").send().await.expect(200).body;
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        let mut form = lead_form();
        form.insert("account_name".to_owned(), json!(TWIN));
        form.remove("uscc");
        let again = server.post("rep", "/api/v1/deals", json!({"body": form})).send().await.expect(422);
        assert_eq!(again.code(), "duplicate_account", "nor is it registered again under its old name");

        let undo = format!("/api/v1/account-merges/{}/undo", text(&done, "/id"));
        server.post("rep", undo.clone(), json!({})).send().await.expect(403);
        server.post("ops", undo.clone(), json!({})).send().await.expect(200);
        assert_eq!(view(&server, &deal).await["account"]["id"], json!(gone), "all of it comes back");
        let row = server.get("ops", format!("/api/v1/accounts/{gone}")).send().await.expect(200).body;
        assert_eq!((&row["id"], &row["name"]), (&json!(gone), &json!(TWIN)));
        let contacts = server.get("director", path).send().await.expect(200).body;
        assert_eq!(contacts["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(server.post("ops", undo, json!({})).send().await.expect(422).code(), "no_change");

        let done = merge(&server, (&kept, &gone), "").await.expect(200).body;
        let rename = json!({"type": "rename_account", "name": "杭州样例装备股份有限公司", "justification": "工商更名"});
        server.post("ops", format!("/api/v1/accounts/{kept}/commands"), rename).send().await.expect(200);
        let undo = format!("/api/v1/account-merges/{}/undo", text(&done, "/id"));
        let refused = server.post("ops", undo, json!({})).send().await.expect(422);
        assert_eq!(refused.code(), "merge_built_upon");
        let all = server.get("ops", "/api/v1/account-merges").send().await.expect(200).body;
        assert_eq!(all["items"].as_array().map(Vec::len), Some(2));
        let undone = all["items"].as_array().expect("merges").iter().filter(|one| one["undone_at"].is_string());
        assert_eq!(undone.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn legal_persons_of_their_own_are_linked_and_not_merged() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "colleague", "director", "ops"]).await;
        let first = registered(&server, "rep").await;
        let first = view(&server, &first).await;
        let justified = ("dup_justification", json!("独立法人，另有信用代码"));
        let branch = [
            ("account_name", json!("杭州示例智能制造有限公司苏州分公司")),
            ("contact_phone", json!("0512-66660000")),
            justified.clone(),
        ];
        let branch = another(&server, "colleague", &branch).await;
        let coded = [
            ("account_name", json!("宁波样例装备有限公司")),
            ("uscc", json!("91310000MA1000076Y")),
            ("contact_phone", json!("0574-66660000")),
            justified,
        ];
        let coded = another(&server, "colleague", &coded).await;
        let kept = text(&first, "/account/id");
        for other in [&branch, &coded] {
            let refused = merge(&server, (kept, text(other, "/account/id")), "").await.expect(422);
            assert_eq!(refused.code(), "linked_not_merged");
        }
        let link = json!({"type": "link_account_group", "head": kept});
        let path = format!("/api/v1/accounts/{}/commands", text(&branch, "/account/id"));
        server.post("ops", path, link).send().await.expect(200);
    })
    .await;
}
