//! Why somebody sees a deal or not; contact data that is shown for a reason; who looked at what; duties kept apart.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::{command, registered};
use super::server::Server;

async fn person(server: &Server, login: &str) -> String {
    let page = server.get("admin", "/api/v1/users?limit=200").send().await.expect(200).body;
    let people = page["items"].as_array().expect("people");
    let found = people.iter().find(|one| one["login"] == login).unwrap_or_else(|| panic!("no {login}"));
    found["id"].as_str().expect("an id").to_owned()
}

async fn account_of(server: &Server, deal: &str) -> String {
    let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
    view["account"]["id"].as_str().expect("a customer").to_owned()
}

#[tokio::test]
async fn a_director_asks_why_a_rep_sees_no_deal_and_is_told_the_rule() {
    for_each_engine(|db| async move {
        let server =
            company(&db, &["admin", "rep", "colleague", "other", "director", "supervisor", "auditor"]).await;
        let deal = registered(&server, "rep").await;
        let account = account_of(&server, &deal).await;
        let (colleague, rep) = (person(&server, "colleague").await, person(&server, "rep").await);
        for about in [format!("deals/{deal}"), format!("accounts/{account}")] {
            let path = |who: &str| format!("/api/v1/{about}/access?person={who}");
            let told = server.get("director", path(&colleague)).send().await.expect(200).body;
            assert_eq!(told["sees"], false, "{told:#}");
            let because = told["because"][0].as_str().expect("a reason");
            assert!(because.contains("销售代表") && because.contains("本人的"), "{because}");
            let own = server.get("rep", format!("/api/v1/{about}/access")).send().await.expect(200).body;
            assert_eq!((&own["sees"], &own["because"][0]), (&json!(true), &json!("是负责人")), "{own:#}");
            let readers = own["readers"].as_array().expect("readers");
            let seers: Vec<&Value> = readers.iter().map(|one| &one["person"]["id"]).collect();
            assert!(seers.contains(&&json!(rep)) && !seers.contains(&&json!(colleague)), "{readers:#?}");
            // He is offered those about whom he may ask, and no others.
            let offered = |told: &Value| -> Vec<String> {
                let askable = told["askable"].as_array().expect("people").iter();
                askable.map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
            };
            assert_eq!(offered(&own), std::slice::from_ref(&rep), "{own:#}");
            let below = offered(&told);
            assert!(below.contains(&colleague) && below.contains(&rep), "{told:#}");
            for one in below {
                server.get("director", path(&one)).send().await.expect(200);
            }
            // Whoever does not see it learns nothing, not even about himself; a rep asks about nobody else.
            server.get("other", path(&colleague)).send().await.expect(404);
            server.get("rep", path(&colleague)).send().await.expect(403);
            server.get("auditor", path(&colleague)).send().await.expect(200);
        }
        let name = json!({"type": "name_reader", "person": colleague, "reason": "协助了解客户现场"});
        command(&server, "rep", &deal, name).await.expect(200);
        let told =
            server.get("colleague", format!("/api/v1/deals/{deal}/access")).send().await.expect(200).body;
        assert_eq!(told["because"], json!(["被指定查看"]), "{told:#}");
        let hidden = told["hidden"].to_string();
        assert!(hidden.contains("谈判策略表"), "{hidden}");
        let unname = json!({"type": "unname_reader", "person": colleague, "reason": "协助已经结束"});
        command(&server, "rep", &deal, unname).await.expect(200);
        server.get("colleague", format!("/api/v1/deals/{deal}")).send().await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn the_scope_of_a_role_is_set_and_is_in_force_at_once() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "colleague", "director"]).await;
        let deal = registered(&server, "rep").await;
        let path = format!("/api/v1/deals/{deal}");
        server.get("colleague", &*path).send().await.expect(404);
        let set = |value: Value| json!({"type": "put_setting", "key": "role_scopes", "value": value});
        let put = |who: &'static str, value: Value| {
            server.post(who, "/api/v1/settings/commands", set(value)).send()
        };
        put("director", json!({"sales_rep": "team"})).await.expect(403);
        for (value, code) in [
            (json!({"sales_captain": "team"}), "unknown_role"),
            (json!({"sys_admin": "all"}), "bad_setting"),
            (json!({"auditor": "own"}), "bad_setting"),
            (json!({"sales_rep": "everything"}), "bad_setting"),
        ] {
            assert_eq!(put("admin", value).await.expect(422).code(), code);
        }
        put("admin", json!({"sales_rep": "team"})).await.expect(200);
        server.get("colleague", &*path).send().await.expect(200);
        let list = server.get("colleague", "/api/v1/deals").send().await.expect(200).body;
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        let told = server.get("colleague", format!("{path}/access")).send().await.expect(200).body;
        assert!(told["because"][0].as_str().is_some_and(|text| text.contains("公司设定")), "{told:#}");
        put("admin", json!({})).await.expect(200);
        server.get("colleague", &*path).send().await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn contact_data_is_shown_for_a_reason_that_the_auditor_reads() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "finance", "manager", "other", "auditor"]).await;
        let deal = registered(&server, "rep").await;
        let account = account_of(&server, &deal).await;
        let contacts = format!("/api/v1/contacts?account={account}");
        let first = |page: Value| page["items"][0].clone();
        for (who, phone, masked) in [
            ("rep", "0571-88880000", false),
            ("manager", "0571-88880000", false),
            ("finance", "057****0000", true),
            ("auditor", "057****0000", true),
        ] {
            let one = first(server.get(who, &*contacts).send().await.expect(200).body);
            assert_eq!((&one["phone"], &one["masked"]), (&json!(phone), &json!(masked)), "{who}");
        }
        let contact = first(server.get("rep", &*contacts).send().await.expect(200).body);
        let path = format!("/api/v1/contacts/{}/reveal", contact["id"].as_str().expect("an id"));
        let reveal = |who: &'static str, reason: &str| {
            server.post(who, path.clone(), json!({"reason": reason})).send()
        };
        reveal("other", "电话回访客户").await.expect(404);
        assert_eq!(reveal("finance", "看").await.expect(422).code(), "bad_text");
        let put = json!({"type": "put_setting", "key": "reveals_a_day", "value": {"finance_specialist": 1}});
        server.post("admin", "/api/v1/settings/commands", put).send().await.expect(200);
        let shown = reveal("finance", "核对开票联系人").await.expect(200).body;
        assert_eq!(shown["phone"], "0571-88880000");
        assert_eq!(reveal("finance", "核对开票联系人").await.expect(422).code(), "reveals_used_up");
        let reads = server.get("auditor", "/api/v1/sensitive-reads").send().await.expect(200).body;
        let items = reads["items"].as_array().expect("lines");
        assert_eq!(items.len(), 1, "a refused one shows nothing and leaves none: {reads:#}");
        assert_eq!(
            (&items[0]["by"]["name"], &items[0]["reason"]),
            (&json!("finance 同事"), &json!("核对开票联系人"))
        );
        assert_eq!(items[0]["about"]["name"], contact["name"], "whose data it was: {reads:#}");
        assert!(items[0]["within"]["name"].is_string() && items[0]["deal"].is_null(), "{reads:#}");
        assert!(!reads.to_string().contains("0571-"), "{reads:#}");
        server.get("manager", "/api/v1/sensitive-reads").send().await.expect(403);
        let off = json!({"type": "put_setting", "key": "mask_contacts", "value": false});
        server.post("admin", "/api/v1/settings/commands", off).send().await.expect(200);
        let one = first(server.get("finance", &*contacts).send().await.expect(200).body);
        assert_eq!(one["phone"], "0571-88880000");
    })
    .await;
}

#[tokio::test]
async fn duties_that_nobody_has_together_are_told_with_the_proof() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep"]).await;
        let told = server.get("rep", "/api/v1/separations").send().await.expect(200).body;
        assert_eq!(
            (&told["is_possible_alone"], &told["lacks_security_admin"]),
            (&json!(false), &json!(true))
        );
        assert!(told["people_needed"].as_u64().is_some_and(|people| people >= 4), "{told:#}");
        let gates: Vec<&Value> =
            told["proof"].as_array().expect("a proof").iter().map(|one| &one["gate"]).collect();
        assert!(gates.contains(&&json!("G1")), "{gates:?}");
        let pairs = told["pairs"].as_array().expect("pairs");
        assert!(pairs.len() >= 12 && pairs.iter().all(|pair| pair["both"] == json!([])), "{pairs:#?}");
        // The test company has no archivist and no finance manager: some deals would stop, and that is told.
        assert!(told["stops"].is_array());
    })
    .await;
}
