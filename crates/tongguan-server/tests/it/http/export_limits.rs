//! So many files an hour; many contacts only where somebody else allows it; and a file is of one moment.

use axum::extract::FromRequestParts;
use serde_json::{Value, json};
use tongguan_server::http::caller::Caller;
use tongguan_server::http::export::list::List;
use tongguan_service::i18n::Lang;
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::registered;
use super::server::{Reply, Server};

const REASON: &str = "年度客户答谢名单";
/// What the people of the company chose for themselves.
const NEW_PASSWORD: &str = "harbour lights nine";

async fn take(server: &Server, who: &str, order: Value) -> Reply {
    server.post(who, "/api/v1/exports", order).send().await
}

async fn set(server: &Server, key: &str, value: u32) {
    let put = json!({"type": "put_setting", "key": key, "value": value});
    server.post("admin", "/api/v1/settings/commands", put).send().await.expect(200);
}

#[tokio::test]
async fn the_sixth_file_of_an_hour_is_told_when_to_come_back() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "colleague"]).await;
        registered(&server, "rep").await;
        let order = json!({"list": "deals", "format": "csv", "reason": REASON});
        for _ in 0..5 {
            take(&server, "rep", order.clone()).await.expect(200);
        }
        server.wait_minutes(20);
        let refused = take(&server, "rep", order.clone()).await.expect(429);
        assert_eq!((refused.code(), &*refused.headers["retry-after"]), ("exports_too_many", "2400"));
        assert!(
            refused.body["detail"].as_str().is_some_and(|text| text.contains("每小时最多导出 5 次")),
            "{:#}",
            refused.body
        );
        let log = server.get("rep", "/api/v1/command-log?refused=true&command=record_export").send().await;
        assert!(log.expect(200).body.to_string().contains("exports_too_many"), "the journal says so");
        // The limit is each person's own, and an hour is an hour.
        take(&server, "colleague", order.clone()).await.expect(200);
        server.wait_minutes(41);
        server.sign_in("rep", NEW_PASSWORD).await.expect(201);
        take(&server, "rep", order).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn many_contacts_leave_once_and_only_as_somebody_else_allowed() {
    for_each_engine(|db| async move {
        let people = ["admin", "rep", "other", "ops", "director", "auditor"];
        let server = company(&db, &people).await;
        let deal = registered(&server, "rep").await;
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let filters = json!({"account": view["account"]["id"]});
        for name in ["孙主管", "赵总", "钱总监"] {
            let card = json!({"name": name, "phone": "13800000000", "notice": "business_card", "notified_on": "2026-01-05"});
            let create = json!({"type": "create_contact", "account": view["account"]["id"], "card": card});
            server.post("rep", "/api/v1/contacts/commands", create).send().await.expect(200);
        }
        set(&server, "export_contacts_unasked", 2).await;
        let order = json!({"list": "contacts", "filters": filters, "format": "jsonl", "reason": REASON});
        let preview = || server.post("rep", "/api/v1/exports/preview", json!({"list": "contacts", "filters": filters})).send();
        let asked = preview().await.expect(200).body;
        assert_eq!((&asked["needs_approval"], &asked["request"]), (&json!(true), &Value::Null), "{asked:#}");
        let rows = asked["rows"].as_u64().expect("a count");
        let refused = take(&server, "rep", order.clone()).await.expect(422);
        assert_eq!((refused.code(), &refused.body["params"]), ("export_needs_approval", &json!({"contacts": rows, "most": 2})));

        let ask = json!({"type": "request_export", "list": "contacts", "filters": filters, "contacts": rows, "reason": REASON});
        let made = server.post("rep", "/api/v1/export-requests/commands", ask).send().await.expect(200);
        let id = made.body["id"].as_str().expect("an id").to_owned();
        let path = format!("/api/v1/export-requests/{id}");
        let decide = |who: &'static str| {
            let command = json!({"type": "approve_export", "opinion": "仅用于寄送答谢函"});
            server.post(who, format!("{path}/commands"), command).send()
        };
        assert_eq!(told(&server, "director").await, ["export_asked"]);
        assert_eq!(told(&server, "rep").await, [""; 0]);
        // Whom it does not concern cannot tell it from one that is not there.
        for who in ["other", "ops"] {
            server.get(who, &*path).send().await.expect(404);
            decide(who).await.expect(404);
        }
        assert_eq!(decide("rep").await.expect(403).code(), "not_permitted");
        let mut with = order.clone();
        with["request"] = json!(id);
        let early = take(&server, "rep", with.clone()).await.expect(422);
        assert_eq!(early.body["detail"], "导出申请还没有批准。", "{:#}", early.body);
        server.get("auditor", &*path).send().await.expect(200);
        decide("director").await.expect(200);
        assert_eq!(told(&server, "rep").await, ["export_allowed"]);
        let known = preview().await.expect(200).body;
        assert_eq!((&known["request"]["id"], &known["request"]["standing"]), (&json!(id), &json!("approved")));

        let mut another = with.clone();
        another["list"] = json!("products");
        another["filters"] = json!({});
        assert_eq!(take(&server, "rep", another).await.expect(422).code(), "export_request_unfit");
        let file = take(&server, "rep", with.clone()).await.expect(200);
        assert_eq!(String::from_utf8(file.bytes).expect("UTF-8").lines().count() as u64, rows + 1, "and its mark");
        assert_eq!(take(&server, "rep", with).await.expect(422).code(), "export_request_unfit", "once");
        let used = server.get("rep", &*path).send().await.expect(200).body;
        let register = server.get("auditor", "/api/v1/exports").send().await.expect(200).body;
        assert_eq!((&used["standing"], &used["export"]), (&json!("used"), &register["items"][0]["id"]), "{register:#}");
        assert_eq!(register["items"][0]["request"], json!(id));
    })
    .await;
}

/// What somebody was told of requests for exports.
async fn told(server: &Server, who: &str) -> Vec<String> {
    let page = server.get(who, "/api/v1/notices?limit=50").send().await.expect(200).body;
    let items = page["items"].as_array().cloned().unwrap_or_default();
    let reasons = items.iter().filter_map(|notice| notice["reason"].as_str());
    reasons.filter(|reason| reason.starts_with("export_")).map(str::to_owned).collect()
}

/// Somebody as a handler meets him.
async fn caller(server: &Server, login: &str) -> Caller {
    let cookie = server.cookie(login).expect("signed in");
    let request = axum::http::Request::get("/").header("cookie", cookie).body(()).expect("a request");
    let (mut parts, ()) = request.into_parts();
    let found: Result<Caller, _> = Caller::from_request_parts(&mut parts, &server.app).await;
    found.expect("a caller")
}

#[tokio::test]
async fn no_row_is_doubled_or_missed_while_others_write() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "ops"]).await;
        let create = |number: u32| {
            let card = json!({"code": format!("P-{number:04}"), "name": format!("产品 {number}"), "unit": "套", "vat": "13"});
            let mut command = json!({"type": "create_product"});
            command.as_object_mut().expect("an object").extend(card.as_object().expect("an object").clone());
            server.post("ops", "/api/v1/products/commands", command).send()
        };
        for number in 0..201 {
            create(number).await.expect(200);
        }
        let (caller, app) = (caller(&server, "ops").await, &server.app);
        let (held, filters) = (app.hold().await.expect("a snapshot"), Default::default());
        let first = List::Products.turn((&held, &caller, Lang::Zh), &filters, None).await.expect("a page");
        // Between two pages others write; what is newer stands behind.
        server.wait_minutes(1);
        for number in 201..230 {
            create(number).await.expect(200);
        }
        let last = List::Products.turn((&held, &caller, Lang::Zh), &filters, first.next.as_deref()).await;
        let last = last.expect("a page");
        assert_eq!((first.items.len(), last.items.len(), last.next), (200, 1, None), "as it was at the beginning");
        let now = List::Products.turn((app, &caller, Lang::Zh), &filters, first.next.as_deref()).await;
        assert_eq!(now.expect("a page").items.len(), 30, "and without a snapshot as it is by now");
        // What is written goes where it always goes.
        let order = json!({"list": "products", "format": "jsonl", "reason": REASON});
        let file = take(&server, "ops", order).await.expect(200);
        assert_eq!(String::from_utf8(file.bytes).expect("UTF-8").lines().count(), 230 + 1, "and its mark");
    })
    .await;
}
