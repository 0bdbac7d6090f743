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

fn statuses(body: &Value, kind: &str) -> Vec<u64> {
    let moved = body[kind].as_array().expect("moves");
    moved.iter().map(|one| one["status"].as_u64().expect("a status")).collect()
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
        let nobody = uuid::Uuid::from_u128(404).to_string();
        hand_over(&server, "manager", (&nobody, &colleague), "").await.expect(404);

        let disable = json!({"type": "disable_person"});
        let leave = || server.post("admin", format!("/api/v1/users/{rep}/commands"), disable.clone()).send();
        let refused = leave().await.expect(422);
        assert_eq!(refused.code(), "owns_open_things");
        assert_eq!(refused.body["params"], json!({"deals": 1, "accounts": 1}));

        let preview =
            hand_over(&server, "manager", (&rep, &colleague), "?dry_run=true").await.expect(200).body;
        assert_eq!((statuses(&preview, "deals"), statuses(&preview, "accounts")), (vec![200], vec![200]));
        assert_eq!((&preview["done"], &preview["posts"][0]["role"]), (&json!(false), &json!("sales_rep")));
        assert_eq!(owner().await.as_deref(), Some(rep.as_str()), "a preview moves nothing");

        let unfit = hand_over(&server, "manager", (&rep, &stranger), "").await.expect(200).body;
        assert_eq!((&unfit["done"], statuses(&unfit, "deals")), (&json!(false), vec![422]), "{unfit:#}");
        assert_eq!(unfit["deals"][0]["problem"]["code"], "unfit_owner");
        assert_eq!(leave().await.expect(422).body["params"]["accounts"], 1, "nor did the customer go alone");

        let done = hand_over(&server, "manager", (&rep, &colleague), "").await.expect(200).body;
        assert_eq!(done["done"], true, "{done:#}");
        assert_eq!(owner().await.as_deref(), Some(colleague.as_str()));
        server.get("colleague", format!("/api/v1/deals/{deal}")).send().await.expect(200);
        assert_eq!(leave().await.expect(422).code(), "holds_posts");
        let again = hand_over(&server, "manager", (&rep, &colleague), "").await.expect(200).body;
        assert!(statuses(&again, "deals").is_empty() && statuses(&again, "accounts").is_empty());
    })
    .await;
}
