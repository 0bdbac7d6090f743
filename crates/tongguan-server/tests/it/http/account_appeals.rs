//! 撞单申诉 where nobody sells to the customer at present: filed by what was typed, decided by its superiors, followed by whoever filed it.

use jiff::Timestamp;
use serde_json::{Value, json};
use tongguan_core::id::TenantId;
use tongguan_service::job::nightly;
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::deal::registered;
use super::server::{Reply, Server};

const NAME: &str = "宁波样例精密零件有限公司";

async fn person(server: &Server, login: &str) -> Value {
    let people = server.get("admin", "/api/v1/users").send().await.expect(200).body;
    let rows = people["items"].as_array().expect("people");
    rows.iter().find(|row| row["login"] == login).expect("there")["id"].clone()
}

/// A customer of somebody's without any deal.
async fn customer(server: &Server, who: &str, name: &str) -> String {
    let make = json!({"type": "create_account", "name": name, "justification": "名称相近的另一家公司"});
    let made = server.post(who, "/api/v1/accounts/commands", make).send().await.expect(200).body;
    made["id"].as_str().expect("an id").to_owned()
}

async fn file(server: &Server, who: &str, name: &str) -> Reply {
    let body = json!({"name": name, "reason": "我方两周前已首次拜访并留有记录"});
    server.post(who, "/api/v1/appeals", body).send().await
}

async fn lines(server: &Server, who: &str, query: &str) -> Vec<Value> {
    let page = server.get(who, format!("/api/v1/appeals{query}")).send().await.expect(200).body;
    page["items"].as_array().expect("lines").clone()
}

async fn decide(server: &Server, who: &str, appeal: &Value, owner: &Value) -> Reply {
    let path = format!("/api/v1/account-appeals/{}/commands", appeal.as_str().expect("an id"));
    let said = json!({"type": "decide_account_appeal", "owner": owner, "reason": "首次有效登记在先"});
    server.post(who, path, said).send().await
}

async fn owner(server: &Server, account: &str) -> Value {
    server.get("ops", format!("/api/v1/accounts/{account}")).send().await.expect(200).body["owner"].clone()
}

async fn told(server: &Server, who: &str, reason: &str) -> usize {
    let notices = server.get(who, "/api/v1/notices").send().await.expect(200).body;
    notices.to_string().matches(&format!("\"{reason}\"")).count()
}

const PEOPLE: [&str; 9] =
    ["admin", "rep", "other", "colleague", "supervisor", "manager", "director", "ops", "other_manager"];

#[tokio::test]
async fn a_customer_without_business_is_contested_and_passes_with_the_decision() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let account = customer(&server, "rep", NAME).await;
        let (rep, other) = (person(&server, "rep").await, person(&server, "other").await);
        file(&server, "rep", NAME).await.expect(404);
        file(&server, "supervisor", NAME).await.expect(403);
        assert_eq!(file(&server, "other", NAME).await.expect(200).body, json!({"level": 1}), "nothing else");
        assert_eq!(file(&server, "colleague", NAME).await.expect(422).code(), "appeal_open");

        let mine = &lines(&server, "other", "").await[0];
        for hidden in ["deal", "number", "against", "holder", "opinion"] {
            assert_eq!(mine[hidden], Value::Null, "{hidden}: {mine:#}");
        }
        assert_eq!((&mine["customer"], &mine["may_decide"]), (&json!(NAME), &json!(false)));
        assert!(mine["due_at"].is_string(), "{mine:#}");
        server.get("other", format!("/api/v1/accounts/{account}")).send().await.expect(404);
        let appeal = mine["account_appeal"].clone();
        // Whoever has no part in it sees it nowhere, and cannot tell it from none.
        for stranger in ["colleague", "other_manager"] {
            assert!(lines(&server, stranger, "").await.is_empty(), "{stranger}");
            let missing = decide(&server, stranger, &json!(uuid::Uuid::from_u128(7)), &rep).await;
            let refused = decide(&server, stranger, &appeal, &rep).await.expect(404);
            assert_eq!(refused.lasting(), missing.lasting(), "{stranger}");
        }
        assert_eq!(decide(&server, "other", &appeal, &other).await.expect(403).code(), "not_permitted");
        decide(&server, "director", &appeal, &other).await.expect(403);
        let shown = &lines(&server, "supervisor", "?open=true").await[0];
        assert_eq!((&shown["may_decide"], &shown["against"]["id"]), (&json!(true), &rep), "{shown:#}");
        for (who, reason, count) in [
            ("rep", "account_appeal_filed", 1),
            ("supervisor", "account_appeal_owed", 1),
            ("manager", "account_appeal_owed", 1),
            ("director", "account_appeal_owed", 0),
        ] {
            assert_eq!(told(&server, who, reason).await, count, "{who}");
        }
        let tasks = server.get("supervisor", "/api/v1/tasks").send().await.expect(200).body;
        assert_eq!((&tasks[0]["kind"], &tasks[0]["id"]), (&json!("account_appeal"), &appeal), "{tasks:#}");
        assert_eq!(server.get("rep", "/api/v1/tasks").send().await.expect(200).body, json!([]));

        let stranger = person(&server, "colleague").await;
        assert_eq!(
            decide(&server, "supervisor", &appeal, &stranger).await.expect(422).code(),
            "unfit_person"
        );
        decide(&server, "supervisor", &appeal, &other).await.expect(200);
        assert_eq!(owner(&server, &account).await, other, "the customer is his");
        assert_eq!(decide(&server, "manager", &appeal, &rep).await.expect(422).code(), "no_open_appeal");
        let mine = &lines(&server, "other", "").await[0];
        assert_eq!((&mine["upheld"], &mine["shares"]), (&json!(true), &json!([])));
        for (who, reason) in [("other", "appeal_decided"), ("rep", "account_appeal_decided")] {
            assert_eq!(told(&server, who, reason).await, 1, "{who}");
        }
        // Whom the first did not favour appeals once; the director is the last.
        let lost = &lines(&server, "rep", "").await[0];
        assert_eq!((&lost["may_appeal"], &lost["upheld"]), (&json!(true), &json!(true)), "{lost:#}");
        assert_eq!(lines(&server, "other", "").await[0]["may_appeal"], false);
        server.wait_minutes(1);
        assert_eq!(file(&server, "rep", NAME).await.expect(200).body["level"], 2);
        let second = lines(&server, "director", "?open=true").await[0].clone();
        assert_eq!((&second["may_decide"], &second["level"]), (&json!(true), &json!(2)));
        // The customer has gone to another department: to its former supervisor it is not there.
        decide(&server, "supervisor", &second["account_appeal"], &rep).await.expect(404);
        decide(&server, "director", &second["account_appeal"], &other).await.expect(200);
        let mine = &lines(&server, "rep", "").await[0];
        assert_eq!(
            (&mine["upheld"], &mine["opinion"]),
            (&json!(false), &Value::Null),
            "how it ended: {mine:#}"
        );
        assert_eq!(mine["may_appeal"], false);
        assert_eq!(file(&server, "rep", NAME).await.expect(422).code(), "appeals_exhausted");
    })
    .await;
}

#[tokio::test]
async fn appeals_about_deals_and_customers_are_one_list_in_one_order() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "other", "director", "ops"]).await;
        for number in 0..3 {
            let name = format!("{NAME}{}", ["甲", "乙", "丙"][number]);
            customer(&server, "rep", &name).await;
            file(&server, "other", &name).await.expect(200);
            server.wait_minutes(1);
        }
        registered(&server, "rep").await;
        file(&server, "other", lead_form()["account_name"].as_str().expect("a name")).await.expect(200);
        let whole = lines(&server, "other", "?limit=10").await;
        let kinds: Vec<bool> = whole.iter().map(|line| line["account_appeal"].is_string()).collect();
        assert_eq!(kinds, [false, true, true, true], "the latest first");
        let (mut seen, mut next) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/v1/appeals?limit=1{next}");
            let page = server.get("other", path).send().await.expect(200).body;
            seen.extend(page["items"].as_array().expect("lines").iter().cloned());
            match page["next"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => break,
            }
        }
        assert_eq!(seen, whole, "page by page");
        assert_eq!(lines(&server, "director", "").await.len(), 4);
    })
    .await;
}

/// A deal that begins meanwhile changes nothing: what was filed is decided as filed, and the deal stays with its seller.
#[tokio::test]
async fn an_appeal_stands_though_a_deal_begins() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "other", "supervisor", "ops"]).await;
        let form = lead_form();
        let name = form["account_name"].as_str().expect("a name");
        let account = customer(&server, "rep", name).await;
        file(&server, "other", name).await.expect(200);
        let begun =
            server.post("rep", "/api/v1/deals", json!({"body": form, "account": account})).send().await;
        let deal = begun.expect(201).body["id"].as_str().expect("an id").to_owned();
        let (rep, other) = (person(&server, "rep").await, person(&server, "other").await);
        let open = lines(&server, "supervisor", "?open=true").await;
        decide(&server, "supervisor", &open[0]["account_appeal"], &other).await.expect(200);
        assert_eq!(owner(&server, &account).await, other);
        let view = server.get("supervisor", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        assert_eq!(view["owner"]["id"], rep);
    })
    .await;
}

#[tokio::test]
async fn a_leavers_appeal_goes_to_the_receiver_and_holds_him_until_then() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "other", "colleague", "manager", "ops"]).await;
        customer(&server, "rep", NAME).await;
        file(&server, "colleague", NAME).await.expect(200);
        let (leaver, rep, other) = (
            person(&server, "colleague").await,
            person(&server, "rep").await,
            person(&server, "other").await,
        );
        let id = leaver.as_str().expect("an id");
        let leave = || {
            let disable = json!({"type": "disable_person"});
            server.post("admin", format!("/api/v1/users/{id}/commands"), disable).send()
        };
        assert_eq!(leave().await.expect(422).body["params"]["appeals"], 1);
        let hand = |to: &Value| {
            let body = json!({"to": to, "reason": "离职交接给同事"});
            server.post("manager", format!("/api/v1/users/{id}/hand-over"), body).send()
        };
        let refused = hand(&rep).await.expect(200).body;
        assert_eq!(refused["blocked"][0]["problem"]["code"], "party_to_appeal", "{refused:#}");
        let done = hand(&other).await.expect(200).body;
        let items = done["items"].as_array().expect("items");
        let appeal = items.iter().find(|item| item["kind"] == "account_appeal").expect("handed over");
        assert_eq!((&appeal["to"]["id"], &appeal["name"]), (&other, &json!(NAME)), "{done:#}");
        leave().await.expect(200);
        assert_eq!(lines(&server, "other", "").await[0]["by"]["id"], other);
    })
    .await;
}

#[tokio::test]
async fn an_appeal_follows_its_customer_into_a_merge_and_back() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let twin = "宁波样例精密零件制造有限公司";
        let (kept, gone) = (customer(&server, "rep", NAME).await, customer(&server, "colleague", twin).await);
        file(&server, "other", twin).await.expect(200);
        let merge = || {
            let body = json!({"merged": gone, "taken": [], "reason": "同一家公司，登记了两次"});
            server.post("ops", format!("/api/v1/accounts/{kept}/merge"), body).send()
        };
        let done = merge().await.expect(200).body;
        let line = lines(&server, "supervisor", "").await[0].clone();
        assert_eq!((&line["customer"], &line["holder"]["name"]), (&json!(NAME), &json!("rep 同事")));
        let id = done["id"].as_str().expect("an id");
        server.post("ops", format!("/api/v1/account-merges/{id}/undo"), json!({})).send().await.expect(200);
        let line = lines(&server, "supervisor", "").await[0].clone();
        assert_eq!((&line["customer"], &line["holder"]), (&json!(twin), &Value::Null));
        // Each of two is contested: which appeal would the one that stays have?
        file(&server, "other", NAME).await.expect(200);
        assert_eq!(merge().await.expect(422).code(), "appeal_open");
    })
    .await;
}

#[tokio::test]
async fn the_night_reminds_whoever_decides_and_the_director_once_it_is_late() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let tenant = tongguan_service::installation::company(&server.app.db).await.expect("read");
        let tenant = TenantId(tenant.expect("set up").id);
        customer(&server, "rep", NAME).await;
        file(&server, "other", NAME).await.expect(200);
        let due = lines(&server, "other", "").await[0]["due_at"].as_str().expect("a day").to_owned();
        let due: Timestamp = due.parse().expect("a moment");
        let night = |now: Timestamp| nightly::turn(&server.app.db, &server.app.executor, tenant, now);
        let again = async |who: &str| {
            server.sign_in(who, "harbour lights nine").await.expect(201);
            told(&server, who, "account_appeal_owed").await
        };
        let hours = jiff::SignedDuration::from_hours;
        night(due - hours(45)).await.expect("done");
        assert_eq!(again("supervisor").await, 1, "as it was filed");
        night(due - hours(21)).await.expect("done");
        assert_eq!((again("supervisor").await, again("director").await), (2, 0), "on its last day");
        night(due + hours(3)).await.expect("done");
        assert_eq!((again("supervisor").await, again("director").await), (3, 1), "and late");
    })
    .await;
}
