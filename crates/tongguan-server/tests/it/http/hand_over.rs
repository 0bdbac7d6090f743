//! A leaver's deals and customers go to another in one action, or not at all.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::registered;
use super::server::{Reply, Server};

async fn person(server: &Server, login: &str) -> String {
    let people = server.get("admin", "/api/v1/users").send().await.expect(200).body;
    let rows = people["items"].as_array().expect("people");
    let row = rows.iter().find(|row| row["login"] == login).expect("there");
    row["id"].as_str().expect("an id").to_owned()
}

async fn hand_over(server: &Server, who: &str, (from, to): (&str, &str), query: &str) -> Reply {
    let body = json!({"to": to, "reason": "离职交接给同组同事"});
    server.post(who, format!("/api/v1/users/{from}/hand-over{query}"), body).send().await
}

fn kinds(body: &Value, field: &str) -> Vec<String> {
    let things = body[field].as_array().expect("things");
    things.iter().map(|one| one["kind"].as_str().expect("a kind").to_owned()).collect()
}

#[tokio::test]
async fn everything_goes_over_after_a_preview_or_nothing_does() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "manager", "colleague", "other"]).await;
        let deal = registered(&server, "rep").await;
        let (rep, colleague) = (person(&server, "rep").await, person(&server, "colleague").await);
        let stranger = person(&server, "finance").await;
        let owner = async || {
            let view = server.get("manager", format!("/api/v1/deals/{deal}")).send().await.expect(200);
            view.body["owner"]["id"].as_str().map(str::to_owned)
        };
        hand_over(&server, "rep", (&rep, &colleague), "").await.expect(403);
        // He is offered those whose things he may hand over, and nobody else.
        let offered = async |who: &'static str| {
            let all = server.get(who, "/api/v1/hand-overs/leavers").send().await.expect(200).body;
            all.as_array()
                .expect("people")
                .iter()
                .map(|one| one["id"].as_str().expect("an id").to_owned())
                .collect::<Vec<_>>()
        };
        let his = offered("manager").await;
        assert!(his.contains(&rep) && his.contains(&colleague) && !his.contains(&stranger), "{his:?}");
        assert!(offered("admin").await.contains(&stranger));
        assert_eq!(offered("rep").await, [""; 0]);
        let nobody = uuid::Uuid::from_u128(404).to_string();
        hand_over(&server, "manager", (&nobody, &colleague), "").await.expect(404);

        let disable = json!({"type": "disable_person"});
        let leave = || server.post("admin", format!("/api/v1/users/{rep}/commands"), disable.clone()).send();
        let refused = leave().await.expect(422);
        assert_eq!(refused.code(), "owns_open_things");
        let params = &refused.body["params"];
        assert_eq!(
            (&params["deals"], &params["accounts"], &params["posts"]),
            (&json!(1), &json!(1), &json!(1))
        );
        assert!(params["obligations"].as_u64() > Some(0), "{params}");

        let preview =
            hand_over(&server, "manager", (&rep, &colleague), "?dry_run=true").await.expect(200).body;
        let moved = kinds(&preview, "items");
        assert!(
            ["post", "account", "deal"].iter().all(|kind| moved.contains(&(*kind).to_owned())),
            "{preview:#}"
        );
        assert_eq!((&preview["done"], &preview["id"]), (&json!(false), &Value::Null));
        assert_eq!(owner().await.as_deref(), Some(rep.as_str()), "a preview moves nothing");
        let none = server.get("admin", "/api/v1/hand-overs").send().await.expect(200).body;
        assert_eq!(none["items"], json!([]), "nor is it recorded");

        let unfit = hand_over(&server, "manager", (&rep, &stranger), "").await.expect(200).body;
        assert_eq!((&unfit["done"], kinds(&unfit, "blocked")), (&json!(false), vec!["deal".to_owned()]));
        assert_eq!(unfit["blocked"][0]["problem"]["code"], "unfit_owner", "{unfit:#}");
        assert_eq!(unfit["problem"]["code"], "hand_over_blocked");
        assert_eq!(leave().await.expect(422).body["params"]["accounts"], 1, "nor did the customer go alone");
        assert_eq!(leave().await.expect(422).body["params"]["posts"], 1, "nor the post");

        let done = hand_over(&server, "manager", (&rep, &colleague), "").await.expect(200).body;
        assert_eq!(done["done"], true, "{done:#}");
        assert_eq!(kinds(&done, "items"), moved, "what the preview showed");
        assert_eq!(owner().await.as_deref(), Some(colleague.as_str()));
        server.get("colleague", format!("/api/v1/deals/{deal}")).send().await.expect(200);

        let again = hand_over(&server, "manager", (&rep, &colleague), "").await.expect(200).body;
        assert_eq!(again["problem"]["code"], "nothing_to_hand_over", "{again:#}");

        server.get("rep", "/api/v1/session").send().await.expect(200);
        leave().await.expect(200);
        server.get("rep", "/api/v1/session").send().await.expect(401);
        signed(&server, &done).await;
    })
    .await;
}

/// The list is read by who took over, signed by him and not by who moved it, and given out as a file.
async fn signed(server: &Server, done: &Value) {
    let place = format!("/api/v1/hand-overs/{}", done["id"].as_str().expect("an id"));
    let sign = json!({"type": "sign_hand_over", "digest": done["digest"], "note": "已逐项核对"});
    server.get("other", place.clone()).send().await.expect(404);
    let give = |who| server.post(who, format!("{place}/commands"), sign.clone()).send();
    assert_eq!(give("manager").await.expect(422).code(), "needs_second_person");
    give("other").await.expect(404);
    give("colleague").await.expect(200);
    let read = server.get("colleague", place.clone()).send().await.expect(200).body;
    assert_eq!((&read["signed"], &read["signatures"][0]["note"]), (&json!(true), &json!("已逐项核对")));
    let file = server.post("admin", format!("{place}/paper"), json!({"format": "xlsx"})).send().await;
    assert_eq!((file.status, &file.bytes[..2]), (200, &b"PK"[..]));
    let lines = server.get("colleague", "/api/v1/hand-overs").send().await.expect(200).body;
    assert_eq!(lines["items"][0]["signed"], true, "{lines:#}");
    let none = server.get("other", "/api/v1/hand-overs").send().await.expect(200).body;
    assert_eq!(none["items"], json!([]));
}

#[tokio::test]
async fn a_repeat_under_one_key_is_answered_and_customers_may_go_to_several() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "manager", "colleague"]).await;
        let deal = registered(&server, "rep").await;
        let (rep, colleague) = (person(&server, "rep").await, person(&server, "colleague").await);
        let other = person(&server, "other").await;
        let view = server.get("manager", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let account = view["account"]["id"].as_str().expect("a customer");
        let body = json!({"to": colleague, "reason": "离职交接给两位同事", "customers": {account: other}});
        let give = async || {
            let place = format!("/api/v1/users/{rep}/hand-over");
            let asked = server.ask("POST", place).by("manager").json(body.clone());
            asked.header("idempotency-key", "one-hand-over").send().await.expect(200).body
        };
        let (first, second) = (give().await, give().await);
        assert_eq!((&first["done"], &first["id"]), (&json!(true), &second["id"]), "{first:#}");
        let all = server.get("admin", "/api/v1/hand-overs").send().await.expect(200).body;
        assert_eq!(all["items"].as_array().map(Vec::len), Some(1), "done once");
        let view =
            server.get("admin", format!("/api/v1/hand-overs/{}", first["id"].as_str().expect("an id")));
        let view = view.send().await.expect(200).body;
        let deals = view["items"].as_array().expect("items").iter().filter(|item| item["kind"] == "deal");
        let deals: Vec<_> = deals.collect();
        assert_eq!(deals[0]["to"]["id"], json!(other), "the deal follows its customer");
        assert_eq!(
            (&deals[0]["id"], &deals[0]["name"]),
            (&Value::Null, &Value::Null),
            "no name for who sees none"
        );
    })
    .await;
}

#[tokio::test]
async fn a_kept_filter_is_handed_over_by_its_name() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "manager", "colleague"]).await;
        registered(&server, "rep").await;
        let (rep, colleague) = (person(&server, "rep").await, person(&server, "colleague").await);
        for who in ["rep", "colleague"] {
            let name: String = form_urlencoded::byte_serialize("我的大单".as_bytes()).collect();
            let view = json!({"query": format!("owner={who}")});
            let kept = server
                .ask("PUT", format!("/api/v1/views/deals/{name}"))
                .by(who)
                .json(view)
                .key()
                .send()
                .await;
            assert!(kept.status < 300, "{} {:#}", kept.status, kept.body);
        }
        let named = |body: &Value| {
            let items = body["items"].as_array().expect("things").iter();
            let kept = items.filter(|one| one["kind"] == "saved_view").map(|one| one["name"].clone());
            kept.collect::<Vec<_>>()
        };
        let preview =
            hand_over(&server, "manager", (&rep, &colleague), "?dry_run=true").await.expect(200).body;
        assert_eq!(named(&preview).len(), 1, "{preview:#}");
        let done = hand_over(&server, "manager", (&rep, &colleague), "").await.expect(200).body;
        // The receiver had one of that name: it is his under a further one.
        assert_eq!(named(&done), [json!("商机 · 我的大单′")], "{done:#}");
        let id = done["id"].as_str().expect("an id");
        let read = server.get("colleague", format!("/api/v1/hand-overs/{id}")).send().await.expect(200).body;
        assert_eq!(named(&read), named(&done));
    })
    .await;
}
