//! 撞单申诉: whoever met a collision appeals without seeing the deal, and follows it to its end.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{company, lead_form};
use super::deal::{command, registered};
use super::server::{Reply, Server};

const PEOPLE: [&str; 6] = ["admin", "rep", "other", "supervisor", "director", "ops"];

async fn person(server: &Server, login: &str) -> Value {
    let people = server.get("admin", "/api/v1/users").send().await.expect(200).body;
    let rows = people["items"].as_array().expect("people");
    rows.iter().find(|row| row["login"] == login).expect("there")["id"].clone()
}

async fn file(server: &Server, who: &str) -> Reply {
    let body = json!({"name": lead_form()["account_name"], "reason": "我方两周前已首次拜访并留有记录"});
    server.post(who, "/api/v1/appeals", body).send().await
}

async fn line(server: &Server, who: &str) -> Value {
    let page = server.get(who, "/api/v1/appeals").send().await.expect(200).body;
    page["items"][0].clone()
}

async fn decide(server: &Server, who: &str, deal: &str, owner: &Value, shares: Value) -> Reply {
    let said =
        json!({"type": "decide_appeal", "owner": owner, "shares": shares, "reason": "首次有效登记在先"});
    command(server, who, deal, said).await
}

#[tokio::test]
async fn a_collision_is_appealed_against_without_seeing_the_deal() {
    for_each_engine(|db| async move {
        let server = company(&db, &PEOPLE).await;
        let deal = registered(&server, "rep").await;
        let place = format!("/api/v1/deals/{deal}");
        let mut again = lead_form();
        again.insert("contact_phone".to_owned(), json!("0571-88889999"));
        let collides = server.post("other", "/api/v1/deals", json!({"body": again})).send().await.expect(422);
        assert_eq!(collides.code(), "duplicate_account");
        server.get("other", place.clone()).send().await.expect(404);

        let filed = file(&server, "other").await.expect(200).body;
        assert_eq!(filed, json!({"level": 1}), "nothing of the deal is told");
        assert_eq!(file(&server, "other").await.expect(422).code(), "appeal_open");
        server.get("other", place.clone()).send().await.expect(404);
        let mine = line(&server, "other").await;
        for hidden in ["deal", "number", "against"] {
            assert_eq!(mine[hidden], Value::Null, "{hidden}: {mine:#}");
        }
        assert_eq!(
            (&mine["reason"], &mine["may_decide"]),
            (&json!("我方两周前已首次拜访并留有记录"), &json!(false))
        );
        assert!(mine["due_at"].is_string(), "{mine:#}");
        let against = line(&server, "rep").await;
        assert_eq!((&against["deal"], &against["may_decide"]), (&json!(deal), &json!(false)), "a party");

        let (rep, other) = (person(&server, "rep").await, person(&server, "other").await);
        let shown = line(&server, "supervisor").await;
        assert_eq!((&shown["may_decide"], &shown["against"]["id"]), (&json!(true), &rep), "{shown:#}");
        let part = |whose: &Value, percent: &str| json!({"person": whose, "percent": percent});
        let short = json!([part(&rep, "60"), part(&other, "30")]);
        assert_eq!(
            decide(&server, "supervisor", &deal, &rep, short).await.expect(422).code(),
            "shares_not_whole"
        );
        let whole = json!([part(&rep, "70"), part(&other, "30")]);
        decide(&server, "supervisor", &deal, &rep, whole).await.expect(200);
        let mine = line(&server, "other").await;
        assert_eq!(mine["upheld"], false);
        assert_eq!(mine["shares"].as_array().map(Vec::len), Some(1), "his own share: {mine:#}");

        assert_eq!(file(&server, "other").await.expect(200).body["level"], 2);
        assert_eq!(line(&server, "supervisor").await["may_decide"], false, "the director's now");
        assert_eq!(line(&server, "director").await["may_decide"], true);
        let all = json!([part(&other, "100")]);
        decide(&server, "director", &deal, &other, all).await.expect(200);
        let view = server.get("other", place).send().await.expect(200).body;
        assert_eq!(view["owner"]["id"], other, "it is his");
        let account = view["account"]["id"].as_str().expect("a customer");
        let row = server.get("ops", format!("/api/v1/accounts/{account}")).send().await.expect(200).body;
        assert_eq!(row["owner"], other, "and so is the customer");
    })
    .await;
}

/// What whoever asks learns of a customer of another team: that it is there, whose department's and since when, and nothing of its people.
#[tokio::test]
async fn the_asker_learns_department_and_state_and_no_contact() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other"]).await;
        registered(&server, "rep").await;
        let form = lead_form();
        let name = form["account_name"].as_str().expect("a name");
        for spelt in [name.to_owned(), name.replace('州', "州 "), format!("{name}  ")] {
            let path = format!("/api/v1/duplicates?name={}", urlencoded(&spelt));
            let found = server.get("other", path).send().await.expect(200).body;
            let hit = &found[0];
            assert_eq!(
                (&hit["certain"], &hit["state"], &hit["account"]),
                (&json!(true), &json!("owned"), &Value::Null)
            );
            assert_eq!(hit["department"], "team");
            let text = found.to_string();
            for secret in ["王工", "0571", "88880000"] {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
        }
    })
    .await;
}

fn urlencoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Of two who register one customer in the same second one wins; the other is told of the collision and may appeal at once.
#[tokio::test]
async fn of_two_in_the_same_second_the_loser_may_appeal() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "other"]).await;
        let ask = |who: &'static str| server.post(who, "/api/v1/deals", json!({"body": lead_form()})).send();
        let (one, two) = tokio::join!(ask("rep"), ask("other"));
        let statuses = std::collections::BTreeSet::from([one.status, two.status]);
        assert_eq!(statuses, [201, 422].into(), "{:#} {:#}", one.body, two.body);
        let (loser, refused) = if one.status == 422 { ("rep", one) } else { ("other", two) };
        assert_eq!(refused.code(), "duplicate_account");
        assert_eq!(file(&server, loser).await.expect(200).body["level"], 1);
    })
    .await;
}
