//! Abuses of the calendar.

use serde_json::{Value, json};
use tongguan_store::Database;
use tongguan_testkit::for_each_engine;

use crate::http::company::{PASSWORD, company};
use crate::http::deal::registered;
use crate::http::server::Server;
use crate::trap::organisation::{graded, scan};

#[tokio::test]
async fn abuse_18_one_person_alone_changes_no_day() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops", "admin"]).await;
        let deal = registered(&server, "rep").await;
        let path = format!("/api/v1/deals/{deal}");
        let due = |view: &serde_json::Value| {
            let all = view["obligations"].as_array().expect("obligations").clone();
            all.into_iter().map(|one| one["due_at"].clone()).collect::<Vec<_>>()
        };
        let before = due(&server.get("rep", path.clone()).send().await.expect(200).body);
        let day = |date: &str| {
            json!({"type": "propose_days", "days": [{"date": date, "working": false, "name": "临时放假"}]})
        };
        let calendars = "/api/v1/calendars/commands";
        let passed = server.post("ops", calendars, day("2026-11-19")).send().await.expect(422);
        assert_eq!(passed.code(), "day_passed");
        let refused = server.post("rep", calendars, day("2026-11-24")).send().await.expect(403);
        assert_eq!(refused.code(), "not_permitted");
        let proposed = server.post("ops", calendars, day("2026-11-24")).send().await.expect(200);
        let change = proposed.body["id"].as_str().expect("an id").to_owned();
        let confirm = json!({"type": "confirm_calendar_change"});
        for dry in ["", "?dry_run=true"] {
            let path = format!("/api/v1/calendars/{change}/commands{dry}");
            let alone = server.post("ops", path, confirm.clone()).send().await.expect(422);
            assert_eq!(alone.code(), "needs_second_person", "{dry}");
        }
        let after = due(&server.get("rep", path).send().await.expect(200).body);
        assert_eq!(before, after, "a proposal moves no deadline");
    })
    .await;
}

/// The deadlines of a deal by clock.
fn deadlines(view: &Value) -> Vec<(Value, Value)> {
    let all = view["obligations"].as_array().expect("obligations").iter();
    let mut due: Vec<_> = all.map(|one| (one["name"].clone(), one["due_at"].clone())).collect();
    due.sort_by_key(|(name, _)| name.to_string());
    due
}

/// Days off that the company gives itself.
fn days_off(dates: &[&str]) -> Value {
    let day = |date: &&str| json!({"date": date, "working": false, "name": "公司年会"});
    json!({"type": "propose_days", "days": dates.iter().map(day).collect::<Vec<_>>()})
}

/// Proposed by one, put in force by another, and counted again by the scanner.
async fn in_force(db: &Database, server: &Server, change: Value) {
    let proposed = server.post("ops", "/api/v1/calendars/commands", change).send().await.expect(200).body;
    let path = format!("/api/v1/calendars/{}/commands", proposed["id"].as_str().expect("an id"));
    server.post("admin", path, json!({"type": "confirm_calendar_change"})).send().await.expect(200);
    scan(db, server).await;
}

#[tokio::test]
async fn a_change_of_the_calendar_says_before_what_it_moves() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops", "admin", "other"]).await;
        let deal = graded(&server).await;
        let path = format!("/api/v1/deals/{deal}");
        let view = || async { server.get("rep", path.clone()).send().await.expect(200).body };
        let before = deadlines(&view().await);
        let preview =
            |who: &'static str, command: Value| server.post(who, "/api/v1/calendars/preview", command);
        let refused = preview("rep", days_off(&["2026-11-24"])).send().await.expect(403);
        assert_eq!(refused.code(), "not_permitted");
        assert_eq!(preview("ops", days_off(&["2026-11-19"])).send().await.expect(422).code(), "day_passed");
        let far = preview("ops", days_off(&["2030-01-02"])).send().await.expect(200).body;
        assert_eq!(
            (&far["moved"], &far["sample"]),
            (&json!(0), &json!([])),
            "nothing is counted over that day"
        );

        let change = days_off(&["2026-11-23", "2026-11-24"]);
        let told = preview("ops", change.clone()).send().await.expect(200).body;
        let proposed =
            server.post("ops", "/api/v1/calendars/commands", change.clone()).send().await.expect(200);
        let proposal = format!("/api/v1/calendars/{}/preview", proposed.body["id"].as_str().expect("an id"));
        for (who, sees) in [("ops", true), ("other", false)] {
            let same = server.get(who, proposal.clone()).send().await.expect(200).body;
            assert_eq!((&same["moved"], &same["unchanged"]), (&told["moved"], &told["unchanged"]), "{who}");
            assert_eq!(same["sample"] == told["sample"], sees, "who sees no deal is shown none: {who}");
        }
        assert_eq!(deadlines(&view().await), before, "a preview moves nothing");

        in_force(&db, &server, change).await;
        let after = deadlines(&view().await);
        let pairs = before.iter().zip(&after).filter(|(before, after)| before != after);
        let moved: Vec<Value> = pairs.map(|(before, after)| json!([before.0, before.1, after.1])).collect();
        let sample = told["sample"].as_array().expect("a sample").iter();
        let mut said: Vec<Value> =
            sample.map(|one| json!([one["name"], one["before"], one["after"]])).collect();
        said.sort_by_key(|one| one[0].to_string());
        assert!(!moved.is_empty(), "{after:?}");
        assert_eq!(
            (json!(moved.len()), &moved),
            (told["moved"].clone(), &said),
            "what was said is what happened"
        );
        assert_eq!(told["sample"][0]["deal"]["id"], json!(deal));
    })
    .await;
}

#[tokio::test]
async fn a_change_of_the_calendar_judges_nothing_again() {
    for_each_engine(|db| async move {
        let everybody = ["rep", "ops", "admin"];
        let server = company(&db, &everybody).await;
        let late = graded(&server).await;
        server.wait(24 * 10);
        for (who, password) in
            everybody.map(|who| (who, if who == "admin" { PASSWORD } else { "harbour lights nine" }))
        {
            server.sign_in(who, password).await.expect(201);
        }
        scan(&db, &server).await;
        let path = format!("/api/v1/deals/{late}");
        let judged = |view: &Value| {
            let all = view["obligations"].as_array().expect("obligations").clone();
            let closed = |one: &Value| one["state"] != "open" || one["is_missed"] == true;
            let of = |one: Value| json!([one["id"], one["due_at"], one["state"], one["is_missed"]]);
            all.into_iter().filter(closed).map(of).collect::<Vec<_>>()
        };
        let before = judged(&server.get("rep", path.clone()).send().await.expect(200).body);
        let missed = before.iter().filter(|one| one[3] == true).count();
        assert!(missed > 0 && before.len() > missed, "some are missed, some met: {before:#?}");
        in_force(&db, &server, days_off(&["2026-12-01", "2026-12-02"])).await;
        let after = judged(&server.get("rep", path).send().await.expect(200).body);
        assert_eq!(before, after);
    })
    .await;
}
