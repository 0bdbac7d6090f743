//! Field rules: what the company keeps from a role leaves the server by no way, and what it fixes stays as it stands.

use serde_json::{Map, Value, json};
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::{command, registered};
use super::paper::texts;
use super::server::{Reply, Server};

/// What the rep wrote that only he shall see.
const EMPLOYEES: &str = "860";

async fn put(server: &Server, who: &str, rules: Value) -> Reply {
    let set = json!({"type": "put_setting", "key": "field_rules", "value": rules});
    server.post(who, "/api/v1/settings/commands", set).send().await
}

/// 表1 of a deal: its id, and what somebody is told of it.
async fn lead_form(server: &Server, who: &str, deal: &str) -> (String, Value) {
    let view = server.get(who, format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
    let documents = view["documents"].as_array().expect("documents");
    let form = documents.iter().find(|one| one["kind"] == "lead_registration").expect("a form");
    let id = form["id"].as_str().expect("an id").to_owned();
    let told = server.get(who, format!("/api/v1/deals/{deal}/documents/{id}")).send().await.expect(200).body;
    (id, told)
}

#[tokio::test]
async fn what_a_company_keeps_from_a_role_leaves_by_no_way() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "manager", "auditor"]).await;
        let deal = registered(&server, "rep").await;
        let hide = |field: &str| json!({"form": "lead_registration", "field": field, "to": "hidden", "roles": ["owner"]});
        let hidden = json!([hide("employees"), hide("size_class")]);
        put(&server, "manager", hidden.clone()).await.expect(403);
        put(&server, "admin", hidden).await.expect(200);
        for (who, sees) in [("rep", true), ("auditor", true), ("manager", false)] {
            let (id, told) = lead_form(&server, who, &deal).await;
            assert_eq!(told["body"]["employees"].is_number(), sees, "{who}: {told:#}");
            let path = format!("/api/v1/deals/{deal}/documents/{id}/paper?format=xlsx&language=zh");
            let paper = server.copy(who, path).send().await.expect(200);
            assert_eq!(texts(&paper.bytes).contains(EMPLOYEES), sees, "{who}");
            let access =
                server.get(who, format!("/api/v1/deals/{deal}/access")).send().await.expect(200).body;
            let fields: Vec<&Value> =
                access["hidden"].as_array().expect("a list").iter().map(|one| &one["fields"]).collect();
            assert_eq!(fields.contains(&&json!(["员工数量"])), !sees, "{who}: {access:#}");
        }
        // What a later form is proposed from it goes the same way.
        for (who, wanted) in [("rep", json!("large")), ("manager", Value::Null)] {
            let form = format!("/api/v1/deals/{deal}/prefill/contract_approval");
            let proposed = server.get(who, form).send().await.expect(200).body;
            assert_eq!(proposed["body"]["cp_size_class"], wanted, "{who}: {proposed:#}");
        }
        put(&server, "admin", json!([])).await.expect(200);
        let (_, told) = lead_form(&server, "manager", &deal).await;
        assert!(told["body"]["employees"].is_number(), "{told:#}");
    })
    .await;
}

#[tokio::test]
async fn what_a_company_fixes_stays_as_it_stands() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep"]).await;
        let deal = registered(&server, "rep").await;
        let fixed = json!({"form": "lead_registration", "field": "competitor", "to": "fixed", "roles": ["sales_ops"]});
        put(&server, "admin", json!([fixed])).await.expect(200);
        let (id, told) = lead_form(&server, "rep", &deal).await;
        let right = told["fields"].as_array().and_then(|all| all.iter().find(|one| one["key"] == "competitor"));
        assert_eq!(right.map(|one| (&one["sees"], &one["fills"])), Some((&json!(true), &json!(false))), "{told:#}");
        let revise = async |change: (&str, Value)| {
            let mut body: Map<String, Value> = told["body"].as_object().expect("a body").clone();
            body.insert(change.0.to_owned(), change.1);
            let submit = json!({"type": "submit_document", "kind": "lead_registration", "document": id, "revision": 1, "body": body});
            command(&server, "rep", &deal, submit).await
        };
        let refused = revise(("competitor", json!("同行某家"))).await.expect(422);
        assert_eq!(refused.body["params"]["problems"][0]["code"], "fixed_in_stage", "{:#}", refused.body);
        revise(("contact_title", json!("信息部总监"))).await.expect(200);
        for (rules, code, words) in [
            (json!([fixed, {"form": "lead_registration", "field": "account_name", "to": "fixed", "roles": []}]), "field_rule_blocks_form", "第 2 条"),
            (json!([{"form": "quotation", "field": "freight", "to": "hidden", "roles": []}]), "field_rule_blinds_approver", "财务专员"),
            (json!([{"form": "quotation", "field": "colour", "to": "hidden", "roles": []}]), "bad_field_rule", "“字段”"),
        ] {
            let refused = put(&server, "admin", rules).await.expect(422);
            assert_eq!(refused.code(), code);
            let detail = refused.body["detail"].as_str().unwrap_or_default();
            assert!(detail.contains(words), "{detail}");
        }
    })
    .await;
}
