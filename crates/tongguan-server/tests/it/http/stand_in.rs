//! Whoever stands in for somebody of another department finds what he is to decide, decides it, and sees nothing more afterwards.

use serde_json::{Value, json};
use tongguan_testkit::for_each_engine;

use super::company::{PASSWORD, company, sign_in_again};
use super::deal::{command, registered};
use super::server::Server;

const SISTER: &str = "other_manager";

/// A lead whose grade waits for the supervisor of one team.
pub async fn graded(server: &Server) -> String {
    let deal = registered(server, "rep").await;
    command(server, "rep", &deal, json!({"type": "complete_screening", "result": "valid"})).await.expect(200);
    command(
        server,
        "rep",
        &deal,
        crate::walk::desk::submission("grading", crate::walk::form::lead::grading()),
    )
    .await
    .expect(200);
    deal
}

pub async fn person(server: &Server, login: &str) -> String {
    let page = server.get("admin", "/api/v1/users?limit=200").send().await.expect(200).body;
    let people = page["items"].as_array().expect("people");
    let found = people.iter().find(|one| one["login"] == login).unwrap_or_else(|| panic!("no {login}"));
    found["id"].as_str().expect("an id").to_owned()
}

/// For a number of hours the manager of the other team stands in for the supervisor.
async fn stands_in(server: &Server, hours: i64) {
    let now = server.app.world().now();
    let until = now.saturating_add(jiff::SignedDuration::from_hours(hours)).expect("a moment");
    let (from, to) = (person(server, "supervisor").await, person(server, SISTER).await);
    let grant =
        json!({"type": "grant_delegation", "from": from, "to": to, "starts_at": now, "ends_at": until});
    server.post("supervisor", "/api/v1/delegations/commands", grant).send().await.expect(200);
}

pub async fn todo(server: &Server, who: &str) -> Vec<Value> {
    let page = server.get(who, "/api/v1/approvals").send().await.expect(200).body;
    page["items"].as_array().expect("lines").clone()
}

async fn read(server: &Server, who: &str, path: String) -> Value {
    server.get(who, path).send().await.expect(200).body
}

#[tokio::test]
async fn a_stand_in_of_another_department_decides_and_sees_no_more_afterwards() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "supervisor", SISTER]).await;
        let deal = graded(&server).await;
        let path = format!("/api/v1/deals/{deal}");
        server.get(SISTER, path.clone()).send().await.expect(404);
        assert!(todo(&server, SISTER).await.is_empty());
        stands_in(&server, 4).await;
        let told = read(&server, SISTER, "/api/v1/notices".to_owned()).await;
        let detail = told["items"][0]["detail"].as_str().unwrap_or_default();
        assert_eq!(told["items"][0]["reason"], "stands_in", "{told:#}");
        assert!(detail.starts_with("supervisor 同事不在") && detail.contains(" 至 "), "{detail}");

        let lines = todo(&server, SISTER).await;
        assert_eq!(lines.len(), 1, "{lines:#?}");
        assert_eq!(lines[0]["on_behalf_of"]["name"], "supervisor 同事");
        assert_eq!(todo(&server, "supervisor").await[0]["on_behalf_of"], Value::Null, "his own turn");
        let counts = read(&server, SISTER, "/api/v1/obligations/counts".to_owned()).await;
        assert_eq!(counts["approvals"], 1, "{counts:#}");
        let listed = read(&server, SISTER, "/api/v1/deals".to_owned()).await;
        assert_eq!(listed["items"][0]["id"], deal.as_str(), "{listed:#}");
        let view = read(&server, SISTER, path.clone()).await;
        let shown = &view["approvals"][0];
        assert_eq!(
            (&shown["is_mine"], &shown["on_behalf_of"]["name"]),
            (&json!(true), &json!("supervisor 同事"))
        );
        let account = view["account"]["id"].as_str().expect("a customer");
        for about in [path.clone(), format!("/api/v1/accounts/{account}")] {
            let why = read(&server, SISTER, format!("{about}/access")).await;
            assert_eq!(why["because"], json!(["代supervisor 同事审批"]), "{why:#}");
            let told = read(&server, "rep", format!("{about}/access")).await;
            let readers = told["readers"].as_array().expect("readers").iter();
            assert!(readers.into_iter().any(|one| one["because"] == "代supervisor 同事审批"), "{told:#}");
        }

        let urge = json!({"type": "urge_approval", "approval": shown["id"]});
        command(&server, "rep", &deal, urge).await.expect(200);
        let notices = read(&server, SISTER, "/api/v1/notices".to_owned()).await;
        let of_urging = |one: &&Value| one["reason"] == "approval_urged";
        let notice = notices["items"].as_array().and_then(|all| all.iter().find(of_urging));
        let notice = notice.unwrap_or_else(|| panic!("{notices:#}"));
        assert!(
            notice["detail"].as_str().expect("a sentence").ends_with("（代supervisor 同事）"),
            "{notice:#}"
        );

        server.wait(5);
        server.sign_in("admin", PASSWORD).await.expect(201);
        sign_in_again(&server, &["rep", "supervisor", SISTER]).await;
        server.get(SISTER, path.clone()).send().await.expect(404);
        assert!(todo(&server, SISTER).await.is_empty(), "the delegation is over");
        let counts = read(&server, SISTER, "/api/v1/obligations/counts".to_owned()).await;
        assert_eq!(counts["approvals"], 0, "{counts:#}");

        stands_in(&server, 4).await;
        let line = todo(&server, SISTER).await.remove(0);
        let decide = json!({
            "type": "decide_approval", "approval": line["id"], "step": line["step"], "verdict": "approve",
            "digest": line["digest"], "opinion": "已核对，同意",
        });
        command(&server, SISTER, &deal, decide).await.expect(200);
        assert!(todo(&server, SISTER).await.is_empty(), "his turn is over");
        assert!(todo(&server, "supervisor").await.is_empty(), "so is the supervisor's");
        let decided = read(&server, "rep", path).await["approvals"][0]["steps"][0]["decisions"][0].clone();
        assert_eq!(decided["on_behalf_of"]["name"], "supervisor 同事", "{decided:#}");
    })
    .await;
}

#[tokio::test]
async fn what_the_absent_decides_himself_leaves_the_stand_in_nothing_to_see() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "supervisor", SISTER]).await;
        let deal = graded(&server).await;
        stands_in(&server, 4).await;
        server.get(SISTER, format!("/api/v1/deals/{deal}")).send().await.expect(200);
        let line = todo(&server, "supervisor").await.remove(0);
        let decide = json!({
            "type": "decide_approval", "approval": line["id"], "step": line["step"], "verdict": "approve",
            "digest": line["digest"], "opinion": "已核对，同意",
        });
        command(&server, "supervisor", &deal, decide).await.expect(200);
        server.get(SISTER, format!("/api/v1/deals/{deal}")).send().await.expect(404);
        assert!(todo(&server, SISTER).await.is_empty());
    })
    .await;
}
