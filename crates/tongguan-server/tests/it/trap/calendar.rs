//! Abuses of the calendar.

use serde_json::json;
use tongguan_testkit::for_each_engine;

use crate::http::company::company;
use crate::http::deal::registered;

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
