//! Where else the person may stand: files that people brought, copies that were given out; and what is due stands in the queue.

use super::*;

async fn file(server: &Server, name: &str, content: &'static [u8]) -> String {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let path = format!("/api/v1/files?name={name}");
    let sent = server.ask("POST", path).by("rep").key().bytes(content).send().await.expect(201);
    sent.body["sha256"].as_str().expect("a hash").to_owned()
}

async fn found(server: &Server, id: &str) -> Value {
    server.get("ops", format!("/api/v1/subject-requests/{id}/found")).send().await.expect(200).body
}

#[tokio::test]
async fn a_request_names_the_files_and_copies_in_which_the_person_may_stand() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops"]).await;
        let deal = server.lead().await;
        let card = file(&server, &format!("{NAME}名片.pdf"), b"%PDF-1.7\n1").await;
        let plan = file(&server, "车间平面图.pdf", b"%PDF-1.7\n2").await;
        let attach = json!({"type": "attach", "files": [card, plan]});
        server.post("rep", format!("/api/v1/deals/{deal}/commands"), attach).send().await.expect(200);
        // Brought for nothing yet: one by his phone, one by his name alone, which may be anybody's.
        let elsewhere = file(&server, &format!("{PHONE}.pdf"), b"%PDF-1.7\n3").await;
        file(&server, &format!("{NAME}.pdf"), b"%PDF-1.7\n4").await;
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let documents = view["documents"].as_array().expect("documents");
        let paper = documents.iter().find(|one| one["kind"] == "lead_registration").expect("handed in");
        let path = format!("/api/v1/deals/{deal}/documents/{}/paper", paper["id"].as_str().expect("an id"));
        server.post("rep", path, json!({"format": "docx"})).send().await.expect(200);

        let (id, _) = server.named("erase").await;
        let before = found(&server, &id).await;
        let files = before["files"].as_array().expect("files");
        let names: Vec<(&str, bool)> = files
            .iter()
            .map(|one| (one["sha256"].as_str().expect("a hash"), one["names_him"] == true))
            .collect();
        assert_eq!(names.len(), 3, "{before:#}");
        assert_eq!(names[2], (&*plan, false), "of his customer, and looked at last");
        assert!(names.contains(&(&*card, true)) && names.contains(&(&*elsewhere, true)), "{before:#}");
        let of_deal = files.iter().find(|one| one["sha256"] == *card).expect("there");
        assert_eq!((&of_deal["deal"], &of_deal["name"]), (&json!(deal), &json!(format!("{NAME}名片.pdf"))));
        let copies = before["copies"].as_array().expect("copies");
        assert_eq!(copies.len(), 1, "{before:#}");
        assert_eq!(
            (&copies[0]["kind"], &copies[0]["mentions_him"], &copies[0]["mailed_to_him"]),
            (&json!("lead_registration"), &json!(true), &json!(false))
        );
        let export = format!("/api/v1/subject-requests/{id}/export?format=json");
        let held = server.post("ops", export, json!({})).send().await.expect(200);
        let held: Value = serde_json::from_slice(&held.bytes).expect("JSON");
        assert_eq!((&held["files"], &held["copies"]), (&before["files"], &before["copies"]));

        let done = json!({"type": "fulfil_subject_request", "note": "本人要求删除"});
        server.subject("ops", &id, done).await.expect(200);
        let read = server.get("rep", format!("/api/v1/deals/{deal}/files/{card}")).send().await.expect(200);
        let disposition = &read.headers["content-disposition"];
        let name: String = form_urlencoded::byte_serialize(NAME.as_bytes()).collect();
        assert!(!disposition.contains(&name), "the file is called otherwise: {disposition}");
    })
    .await;
}

#[tokio::test]
async fn what_is_due_soon_or_late_stands_in_the_queue_of_whoever_answers() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops", "auditor"]).await;
        server.lead().await;
        let id = server.asked("erase").await;
        let tasks = async |who: &'static str| {
            sign_in_again(&server, &[who]).await;
            server.get(who, "/api/v1/tasks").send().await.expect(200).body
        };
        assert_eq!(tasks("ops").await, json!([]), "fifteen working days");
        let until = |moment: &str| server.until(moment.parse().expect("a moment"));
        until("2026-12-08T02:00:00Z");
        let soon = tasks("ops").await;
        assert_eq!(
            (&soon[0]["kind"], &soon[0]["id"], &soon[0]["asks"], &soon[0]["urgency"]),
            (&json!("subject_request"), &json!(id), &json!("erase"), &json!("soon"))
        );
        assert!(!soon.to_string().contains(NAME), "of whom, the request itself says");
        for other in ["rep", "auditor"] {
            assert_eq!(tasks(other).await, json!([]), "{other}");
        }
        until("2026-12-14T02:00:00Z");
        let late = tasks("ops").await;
        assert_eq!((&late[0]["urgency"], &late[0]["is_missed"]), (&json!("overdue"), &json!(true)));
        let refuse = json!({"type": "refuse_subject_request", "reason": "本人撤回了请求"});
        server.subject("ops", &id, refuse).await.expect(200);
        assert_eq!(tasks("ops").await, json!([]));
    })
    .await;
}
