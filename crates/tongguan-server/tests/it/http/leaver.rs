//! Nobody leaves while a deal waits for him in a step to come or in a review; with the hand-over another one takes his place.

use serde_json::{Value, json};
use tongguan_core::process::Stage;
use tongguan_testkit::for_each_engine;

use super::company::company;
use super::deal::command;
use super::server::{Reply, Server};
use super::stand_in::{graded, person, todo};
use crate::walk::desk::text;
use crate::walk::form::proposal;
use crate::walk::{Walk, in_time};

fn of(person: &str) -> String {
    format!("/api/v1/users/{person}/commands")
}

fn disabling() -> Value {
    json!({"type": "disable_person"})
}

async fn disable(server: &Server, person: &str) -> Reply {
    server.post("admin", of(person), disabling()).send().await
}

fn kinds(body: &Value) -> Vec<&str> {
    body["items"].as_array().expect("things").iter().filter_map(|one| one["kind"].as_str()).collect()
}

fn decision(line: &Value) -> Value {
    json!({
        "type": "decide_approval", "approval": line["id"], "step": line["step"], "verdict": "approve",
        "digest": line["digest"], "opinion": "已核对，同意",
    })
}

#[tokio::test]
async fn a_step_to_come_passes_to_the_receiver() {
    for_each_engine(|db| async move {
        let server = company(&db, &["admin", "rep", "supervisor", "legal", "ops"]).await;
        let deal = graded(&server).await;
        let (finance, legal) = (person(&server, "finance").await, person(&server, "legal").await);
        let line = todo(&server, "supervisor").await.remove(0);
        let add = json!({"type": "add_approver", "approval": line["id"], "person": finance, "before": false, "reason": "请财务看一眼再定"});
        command(&server, "supervisor", &deal, add).await.expect(200);

        let refused = disable(&server, &finance).await.expect(422);
        assert_eq!((refused.code(), &refused.body["params"]["waits"]), ("owns_open_things", &json!(1)));
        let give = async |query: &str| {
            let body = json!({"to": legal, "reason": "离职交接给同事"});
            let reply = server.post("ops", format!("/api/v1/users/{finance}/hand-over{query}"), body).send().await;
            reply.expect(200).body
        };
        let preview = give("?dry_run=true").await;
        assert!(kinds(&preview).contains(&"deal"), "{preview:#}");
        let done = give("").await;
        assert_eq!((&done["done"], kinds(&done)), (&json!(true), kinds(&preview)), "{done:#}");
        disable(&server, &finance).await.expect(200);

        let line = todo(&server, "supervisor").await.remove(0);
        command(&server, "supervisor", &deal, decision(&line)).await.expect(200);
        let line = todo(&server, "legal").await.remove(0);
        command(&server, "legal", &deal, decision(&line)).await.expect(200);
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        assert_eq!(view["approvals"][0]["result"], "approved", "{view:#}");
    })
    .await;
}

/// A solution whose review the manager convened; the review's id.
async fn in_review(walk: &mut Walk) -> String {
    for stage in [Stage::Screening, Stage::Nurture, Stage::Proposal] {
        in_time::until(walk, stage).await;
    }
    walk.at("2026-03-11T10:00").await;
    let needs = walk.view("rep").await["facts"]["nurture"]["needs"].clone();
    let need = needs.as_object().expect("needs").keys().next().expect("a need").clone();
    walk.submit("rep", "solution", proposal::solution(walk, &need)).await;
    walk.does("manager", proposal::review(walk, "2026-03-13T14:00")).await;
    let reviews = walk.view("manager").await["facts"]["proposal"]["reviews"].clone();
    reviews.as_object().expect("reviews").keys().next().expect("a review").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_goes_on_under_another_chair() {
    for_each_engine(|db| async move {
        let mut walk = in_time::company(&db).await;
        let review = in_review(&mut walk).await;
        let (manager, director) = (walk.person("manager").to_owned(), walk.person("director").to_owned());
        let refused = walk.post("admin", &of(&manager), &disabling()).await.expect(422);
        assert_eq!(refused.body["params"]["waits"], 1, "{:#}", refused.body);
        let body = json!({"to": director, "reason": "离职交接给上级"});
        let done = walk.post("ops", &format!("/api/v1/users/{manager}/hand-over"), &body).await.expect(200);
        assert_eq!(done.body["done"], true, "{:#}", done.body);
        walk.post("admin", &of(&manager), &disabling()).await.expect(200);

        let of = &walk.view("director").await["facts"]["proposal"]["reviews"][&review];
        assert_eq!((text(&of["chair"]), &of["void"]), (director, &json!(false)), "{of:#}");
        walk.at("2026-03-13T15:00").await;
        let vote =
            json!({"type": "vote_review", "review": review, "vote": "pass", "opinion": "可行，成本可控"});
        walk.does("director", vote).await;
    })
    .await;
}
