//! Requests of persons about their data, from the day they come to the night that forgets what nobody asked for.

mod papers;

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;
use tongguan_core::anomaly::{Finding, Rule};
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{CommandId, TenantId};
use tongguan_core::process::Process;
use tongguan_core::reference::{Command as Reference, anomaly};
use tongguan_service::job::{nightly, retention};
use tongguan_service::run::{Answer, Attempt, Target, Via};
use tongguan_store::archive;
use tongguan_store::rebuild::{self, Processes};
use tongguan_store::sql::Value as Cell;
use tongguan_store::{Database, StoreError, event_log, reference_log};
use tongguan_testkit::for_each_engine;
use uuid::Uuid;

use super::company::{company, lead_form, sign_in_again};
use super::server::{Reply, Server};

const NAME: &str = "司空镕堃";
const PHONE: &str = "13987651234";
const MAIL: &str = "sikong.rk@canary.example";
const CUSTOMER: &str = "杭州示例智能制造有限公司";

impl Server {
    async fn subject(&self, who: &str, id: &str, command: Value) -> Reply {
        self.post(who, format!("/api/v1/subject-requests/{id}/commands"), command).send().await
    }

    /// A request that is taken down; its id.
    async fn asked(&self, kind: &str) -> String {
        let open = json!({
            "type": "open_subject_request", "kind": kind, "name": NAME, "reach": [PHONE],
            "verified": "回拨登记电话核实", "received_on": "2026-11-20",
        });
        let made = self.post("ops", "/api/v1/subject-requests/commands", open).send().await.expect(200);
        made.body["id"].as_str().expect("an id").to_owned()
    }

    /// A request with its contact named; both ids.
    async fn named(&self, kind: &str) -> (String, String) {
        let id = self.asked(kind).await;
        let found = self.get("ops", format!("/api/v1/subject-requests/{id}/found")).send().await.expect(200);
        let contacts = found.body["contacts"].as_array().expect("a list");
        assert_eq!(contacts.len(), 1, "{:#}", found.body);
        let contact = contacts[0]["id"].as_str().expect("an id").to_owned();
        let name = json!({"type": "name_subject", "contacts": [contact]});
        self.subject("ops", &id, name).await.expect(200);
        (id, contact)
    }

    /// A lead whose contact is the person.
    async fn lead(&self) -> String {
        let mut form = lead_form();
        form.insert("contact_name".to_owned(), NAME.into());
        form.insert("contact_phone".to_owned(), PHONE.into());
        form.insert("contact_email".to_owned(), MAIL.into());
        let made = self.post("rep", "/api/v1/deals", json!({"body": form})).send().await.expect(201);
        made.body["id"].as_str().expect("an id").to_owned()
    }

    /// A file about the person, imported.
    async fn imported(&self, customer: &str, phone: &str) -> String {
        let file = format!(
            "客户名称,联系人,手机,告知方式,告知日期\n{customer},{NAME},{phone},名片交换,2026-01-05\n"
        );
        let id = self.brought("ops", "customers", file.into_bytes()).await;
        self.imports_work(&id, json!({"type": "run_import"})).await;
        id
    }

    async fn imports_work(&self, id: &str, command: Value) {
        self.post("ops", format!("/api/v1/imports/{id}/commands"), command).send().await.expect(200);
        let tenant = self.app.company().await.expect("read").expect("set up");
        let (_stop, stopping) = watch::channel(false);
        self.app.importer().turn(tenant, &stopping).await.expect("worked");
    }

    /// What the system does of itself; the id of what it is about.
    async fn done_by_the_system(&self, command: Reference) -> Uuid {
        let world = self.app.world();
        let context =
            Context { now: world.now(), actor: Actor::System, seed: world.random(), hand: Hand::System };
        let attempt = Attempt {
            tenant: self.tenant().await,
            id: CommandId(world.id()),
            via: Via::Scanner,
            target: Target::Reference { id: None, command },
            expected: None,
            key: None,
            context,
        };
        match self.app.executor.run(attempt).await {
            Ok(Answer::Accepted { id, .. }) => id,
            other => panic!("{other:?}"),
        }
    }

    async fn tenant(&self) -> TenantId {
        self.app.company().await.expect("read").expect("set up")
    }
}

/// Every row of every table that a company keeps, as text.
/// How many rows of the index of names are a contact's.
async fn names_in_the_index(db: &Database, contact: &str) -> i64 {
    let id: uuid::Uuid = contact.parse().expect("an id");
    let read: Result<i64, StoreError> = db
        .read(move |tx| {
            Box::pin(async move {
                let found = "SELECT COUNT(*) FROM search_text WHERE kind = 'contact' AND id = $1";
                tx.query_one(found, tongguan_store::params![id]).await?.get(0)
            })
        })
        .await;
    read.expect("counted")
}

async fn dump(db: &Database, tenant: TenantId) -> Vec<(String, String)> {
    let read: Result<_, StoreError> = db
        .read(move |tx| {
            Box::pin(async move {
                let mut all = Vec::new();
                for table in archive::tables(true) {
                    let mut after: Option<Vec<Cell>> = None;
                    loop {
                        let rows = archive::page(tx, tenant, &table, after.as_deref(), 500).await?;
                        for row in &rows {
                            all.push((
                                table.name.clone(),
                                row.iter().map(text).collect::<Vec<_>>().join("|"),
                            ));
                        }
                        match rows.last() {
                            Some(last) if rows.len() == 500 => after = Some(last.clone()),
                            _ => break,
                        }
                    }
                }
                Ok(all)
            })
        })
        .await;
    read.expect("dumped")
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        other => format!("{other:?}"),
    }
}

/// Where any of the words stands.
fn places(dump: &[(String, String)], words: &[&str]) -> Vec<String> {
    let has = |row: &str| words.iter().any(|word| row.contains(word));
    let mut found: Vec<String> =
        dump.iter().filter(|(_, row)| has(row)).map(|(table, _)| table.clone()).collect();
    found.dedup();
    found
}

async fn chains_hold(db: &Database, tenant: TenantId, deal: &str, streams: &[String]) {
    let (deal, streams): (Uuid, Vec<String>) = (deal.parse().expect("an id"), streams.to_vec());
    let verified: Result<_, StoreError> = db
        .read(move |tx| {
            let streams = streams.clone();
            Box::pin(async move {
                let mut said = vec![format!("{:?}", event_log::verify(tx, tenant.0, deal).await?)];
                for stream in &streams {
                    said.push(format!("{:?}", reference_log::verify(tx, tenant.0, stream).await?));
                }
                Ok(said)
            })
        })
        .await;
    for said in verified.expect("read") {
        assert!(said.starts_with("Whole"), "{said}");
    }
}

/// Somebody who settles a finding names whom he asked.
async fn noted(server: &Server, note: &str) {
    let (rule, on) = (Rule::NightSignIn, jiff::civil::date(2026, 11, 20));
    let finding = Finding { rule, person: None, about: None, on, figures: Default::default() };
    let command = anomaly::Command::RecordAnomaly { finding };
    let id = server.done_by_the_system(command.into()).await;
    let settle = json!({"verdict": "explained", "note": note});
    server.post("auditor", format!("/api/v1/anomalies/{id}/settlement"), settle).send().await.expect(200);
}

#[tokio::test]
async fn after_an_erasure_nothing_of_the_person_is_left() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops", "auditor"]).await;
        let tenant = server.tenant().await;
        let deal = server.lead().await;
        let draft = json!({"body": {"evidence": format!("{NAME}电话里说预算未定")}});
        let path = format!("/api/v1/deals/{deal}/drafts/grading");
        server.ask("PUT", path).by("rep").json(draft).key().send().await.expect(204);
        let kept = server.imported(CUSTOMER, PHONE).await;
        let gone = server.imported("苏州演示精密机械有限公司", PHONE).await;
        server.imports_work(&gone, json!({"type": "undo_import", "reason": "导错了文件"})).await;
        noted(&server, &format!("已打{PHONE}向{NAME}核实")).await;
        let words = [NAME, PHONE, MAIL];
        let before = places(&dump(&db, tenant).await, &words);
        for place in ["body", "draft", "contact", "taken_back", "anomaly"] {
            assert!(before.iter().any(|one| one == place), "{place} is not among {before:?}");
        }

        let (id, contact) = server.named("erase").await;
        assert_eq!(names_in_the_index(&db, &contact).await, 1);
        let done = json!({"type": "fulfil_subject_request", "note": "已核实身份，按请求删除"});
        assert_eq!(server.subject("rep", &id, done.clone()).await.status, 403);
        // Whoever saw another version erases nothing, and no file of it.
        let path = format!("/api/v1/subject-requests/{id}/commands");
        server.post("ops", path, done.clone()).version(99).send().await.expect(409);
        for import in [&kept, &gone] {
            let look = server.get("ops", format!("/api/v1/imports/{import}/look")).send().await;
            assert_eq!(look.status, 200, "{:#}", look.body);
        }
        server.subject("ops", &id, done).await.expect(200);

        let left = dump(&db, tenant).await;
        assert_eq!(places(&left, &words), Vec::<String>::new(), "somewhere he still stands");
        assert_eq!(names_in_the_index(&db, &contact).await, 0);
        for import in [&kept, &gone] {
            let view = server.get("ops", format!("/api/v1/imports/{import}")).send().await.expect(200).body;
            let hash: Vec<u8> = hex::decode(view["sha256"].as_str().expect("a hash")).expect("hex");
            let hash: [u8; 32] = hash.try_into().expect("32 bytes");
            assert!(server.app.files.get(tenant.0, hash).await.is_err(), "the uploaded file is gone");
            let look = server.get("ops", format!("/api/v1/imports/{import}/look")).send().await;
            assert_eq!(look.status, 422, "{:#}", look.body);
        }
        let request =
            server.get("auditor", format!("/api/v1/subject-requests/{id}")).send().await.expect(200);
        assert_eq!((&request.body["state"], &request.body["name"]), (&json!("done"), &json!("")));
        assert!(request.body["swept"].as_array().is_some_and(|swept| swept.len() >= 3), "{:#}", request.body);

        // The business goes on, without him.
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200);
        assert_eq!(view.body["account"]["name"], CUSTOMER);
        let streams = [format!("contact:{contact}"), format!("subject_request:{id}")];
        chains_hold(&db, tenant, &deal, &streams).await;
        let process: Processes = Arc::new(|_| Some(Process::standard()));
        assert_eq!(rebuild::compare(&db, tenant, &process).await, Ok(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn a_person_gets_everything_that_is_held_of_him() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops", "auditor"]).await;
        server.lead().await;
        let (id, contact) = server.named("inspect").await;
        let done = json!({"type": "fulfil_subject_request", "note": "已当面交付"});
        assert_eq!(server.subject("ops", &id, done.clone()).await.expect(422).code(), "subject_not_exported");
        let export = |format: &str| format!("/api/v1/subject-requests/{id}/export?format={format}");
        assert_eq!(server.post("auditor", export("json"), json!({})).send().await.status, 403);
        let file = server.post("ops", export("json"), json!({})).send().await.expect(200);
        let held: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        assert_eq!(held["contacts"][0]["data"]["phone"], PHONE, "{held:#}");
        assert_eq!(held["contacts"][0]["data"]["legal_basis"], "consent");
        let mentions = held["mentions"].to_string();
        assert!(mentions.contains(MAIL) && mentions.contains("信息部经理"), "{mentions}");
        let book = server.post("ops", export("xlsx"), json!({})).send().await.expect(200);
        assert!(book.bytes.starts_with(b"PK"));
        server.subject("ops", &id, done).await.expect(200);
        let request =
            server.get("ops", format!("/api/v1/subject-requests/{id}")).send().await.expect(200).body;
        let steps: Vec<&str> = request["steps"]
            .as_array()
            .expect("steps")
            .iter()
            .filter_map(|step| step["what"].as_str())
            .collect();
        assert_eq!(steps, ["opened", "named", "exported", "exported", "fulfilled"]);
        assert_eq!(request["due_on"], "2026-12-11", "fifteen working days");
        assert_eq!(request["contacts"], json!([contact]));
    })
    .await;
}

#[tokio::test]
async fn who_is_restricted_is_only_kept() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops"]).await;
        let deal = server.lead().await;
        let view = server.get("rep", format!("/api/v1/deals/{deal}")).send().await.expect(200).body;
        let account = view["account"]["id"].as_str().expect("an id").to_owned();
        let (id, contact) = server.named("restrict").await;
        let done = json!({"type": "fulfil_subject_request", "note": "本人要求暂停处理"});
        server.subject("ops", &id, done).await.expect(200);
        let list = |who: &'static str| server.get(who, format!("/api/v1/contacts?account={account}")).send();
        assert_eq!(list("rep").await.expect(200).body["items"], json!([]));
        assert_eq!(list("ops").await.expect(200).body["items"].as_array().expect("a list").len(), 1);
        let found = server.get("rep", format!("/api/v1/search?q={PHONE}")).send().await.expect(200).body;
        assert!(!found.to_string().contains(&contact), "{found:#}");
        let left = json!({"type": "mark_contact_left"});
        let path = format!("/api/v1/contacts/{contact}/commands");
        assert_eq!(server.post("rep", path, left).send().await.expect(422).code(), "contact_restricted");
        server
            .subject("ops", &id, json!({"type": "lift_restriction", "reason": "本人同意恢复使用"}))
            .await
            .expect(200);
        assert_eq!(list("rep").await.expect(200).body["items"].as_array().expect("a list").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_due_is_told_by_night() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops"]).await;
        let tenant = server.tenant().await;
        server.lead().await;
        server.asked("erase").await;
        let told = || async {
            sign_in_again(&server, &["ops"]).await;
            let notices = server.get("ops", "/api/v1/notices").send().await.expect(200).body;
            notices.to_string().matches("subject_request_due").count()
        };
        let night = |day: &str| {
            let now: Timestamp = format!("{day}T19:00:00Z").parse().expect("a moment");
            nightly::turn(&server.app.db, &server.app.executor, tenant, now)
        };
        night("2026-12-01").await.expect("done");
        assert_eq!(told().await, 0, "there is time");
        night("2026-12-08").await.expect("done");
        assert_eq!(told().await, 1);
        night("2026-12-14").await.expect("done");
        assert_eq!(told().await, 2, "and it is late");
    })
    .await;
}

#[tokio::test]
async fn the_night_forgets_people_of_customers_that_came_to_nothing() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops", "auditor"]).await;
        let tenant = server.tenant().await;
        let deal = server.lead().await;
        let import = server.imported("苏州演示精密机械有限公司", "13900000001").await;
        let turn = || retention::turn(&server.app.db, &server.app.executor, server.app.world(), tenant);
        let moment = |day: &str| format!("{day}T19:00:00Z").parse::<Timestamp>().expect("a moment");
        let expiring = || async {
            let seen = server.get("auditor", "/api/v1/personal-data/expiring").send().await.expect(200).body;
            let count = |key: &str| seen[key].as_array().expect("a list").len();
            (count("accounts"), count("imports"))
        };
        assert_eq!(expiring().await, (0, 0));
        server.until(moment("2027-11-25"));
        sign_in_again(&server, &["ops", "auditor"]).await;
        assert_eq!(expiring().await, (0, 1), "the uploaded file after a year");
        assert_eq!(turn().await.expect("done").imports.len(), 1);
        assert_eq!(server.get("ops", format!("/api/v1/imports/{import}/look")).send().await.status, 422);
        server.until(moment("2029-11-25"));
        sign_in_again(&server, &["ops", "auditor"]).await;
        assert_eq!(expiring().await, (1, 0), "the customer without a deal; the open lead stays");
        let done = turn().await.expect("done");
        assert_eq!(done.accounts.len(), 1);
        assert_eq!(expiring().await, (0, 0));
        let left = places(&dump(&db, tenant).await, &["13900000001"]);
        assert_eq!(left, Vec::<String>::new());
        let list = server.get("auditor", "/api/v1/subject-requests").send().await.expect(200).body;
        assert_eq!(
            (&list["items"][0]["kind"], &list["items"][0]["state"]),
            (&json!("expire"), &json!("done"))
        );
        let still = places(&dump(&db, tenant).await, &[PHONE]);
        assert!(still.contains(&"contact".to_owned()), "{deal} is open: {still:?}");
    })
    .await;
}

#[tokio::test]
async fn contacts_from_before_are_listed_for_whoever_answers_for_them() {
    for_each_engine(|db| async move {
        let server = company(&db, &["rep", "ops"]).await;
        server.lead().await;
        let list = || server.get("ops", "/api/v1/personal-data/ungrounded").send();
        assert_eq!(list().await.expect(200).body["items"], json!([]));
        assert_eq!(server.get("rep", "/api/v1/personal-data/ungrounded").send().await.status, 403);
        without_ground(&db, server.tenant().await).await;
        let seen = list().await.expect(200).body;
        assert_eq!(
            (&seen["items"][0]["name"], &seen["items"][0]["account"]["name"]),
            (&json!(NAME), &json!(CUSTOMER))
        );
    })
    .await;
}

/// The contacts as they were kept before a ground was asked for.
async fn without_ground(db: &Database, tenant: TenantId) {
    use tongguan_core::facts::Actor;
    use tongguan_core::id::CommandId;
    use tongguan_core::reference::contact::Contact;
    use tongguan_store::reference::{self, Change};
    let done: Result<(), StoreError> = db
        .write(move |tx| {
            Box::pin(async move {
                let how = Change {
                    command: CommandId(Uuid::from_u128(1)),
                    key: "correct_contact",
                    at: Timestamp::UNIX_EPOCH,
                    by: Actor::System,
                };
                for row in reference::list::<Contact>(tx, tenant, None, 10).await? {
                    let before = Contact { legal_basis: None, notified_on: None, ..row.state.clone() };
                    reference::save(tx, tenant, Some(&row), &before, &how).await?;
                }
                Ok(())
            })
        })
        .await;
    done.expect("saved");
}
