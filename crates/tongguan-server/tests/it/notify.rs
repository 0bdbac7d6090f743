//! Notices on their way out, against a mail server and a group robot of the test's own.

pub(crate) mod receiver;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use receiver::{MailServer, Robot, Will};
use serde_json::json;
use tongguan_core::facts::Actor;
use tongguan_core::id::{CommandId, DealId, DepartmentId, PersonId, TenantId};
use tongguan_core::notice::{About, Notice, Reason};
use tongguan_core::process::Process;
use tongguan_core::reference::person::Person;
use tongguan_server::config::Config;
use tongguan_service::notify::Courier;
use tongguan_service::notify::mail::Mailer;
use tongguan_service::world::World;
use tongguan_store::notice::{self, Origin};
use tongguan_store::{Database, StoreError, outbox, reference};
use tongguan_testkit::{at, for_each_engine, id};
use uuid::Uuid;

const TENANT: TenantId = TenantId(Uuid::from_u128(1));

/// A clock that the test moves, in seconds.
#[derive(Clone, Default)]
struct Clock(Arc<AtomicI64>);

impl Clock {
    fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }

    fn now(&self) -> Timestamp {
        at(self.0.load(Ordering::Relaxed))
    }

    fn world(&self) -> World {
        let clock = self.clone();
        World::new(move || clock.now(), |bytes| bytes.fill(7))
    }
}

/// A courier by the text of a configuration, its channels open.
async fn courier(db: &Database, clock: &Clock, config: &str) -> Courier {
    let config = Config::parse(config).expect("valid");
    let mut courier = Courier::new(&config.ways(), db.clone(), clock.world(), Process::standard())
        .expect("it fits together");
    courier.patience = Duration::from_millis(500);
    courier.open_channels(TENANT).await.expect("opened");
    courier
}

fn by_mail(server: &MailServer) -> String {
    format!(
        "public_origin = \"https://crm.example\"\n[mail]\nserver = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\nfrom = \"通关 <crm@example.com>\"",
        server.port
    )
}

/// The address of a robot in a file, and a configuration that names it.
fn by_robot(folder: &tempfile::TempDir, robot: &Robot, format: &str) -> String {
    let file = folder.path().join("robot");
    std::fs::write(&file, format!("http://127.0.0.1:{}/hook?key=secret\n", robot.port)).expect("written");
    format!(
        "[group_chat]\nformat = \"{format}\"\nurl_file = {:?}\nintranet_host = \"127.0.0.1\"",
        file.to_str().expect("UTF-8")
    )
}

async fn hire(db: &Database, number: u128, email: Option<&str>) {
    let person = Person {
        id: PersonId(id(number)),
        name: "张三".to_owned(),
        login: format!("p{number}"),
        email: email.map(str::to_owned),
        phone: None,
        department: DepartmentId(id(101)),
        active: true,
        language: Default::default(),
    };
    let hired: Result<u64, StoreError> = db
        .write(move |tx| {
            let person = person.clone();
            Box::pin(async move {
                let how = reference::Change {
                    command: CommandId(id(900 + number)),
                    key: "create_person",
                    at: at(0),
                    by: Actor::System,
                };
                reference::save(tx, TENANT, None, &person, &how).await
            })
        })
        .await;
    hired.expect("hired");
}

/// Word to a person about a deal.
async fn tell(db: &Database, clock: &Clock, (deal, version): (u128, u64), to: u128, reason: Reason) {
    let params = json!({"deal": "XS20261120001", "clock": "T1", "due_at": clock.now(), "debtor": id(to)});
    let params = params.as_object().expect("an object").clone();
    let (to, deal) = (PersonId(id(to)), DealId(id(deal)));
    let notices = [Notice { to, reason, deal: Some(deal), about: About::Deal, params }];
    let origin = Origin { at: clock.now(), stream: deal.0, version };
    let told: Result<(), StoreError> = db
        .write(move |tx| {
            let notices = notices.clone();
            Box::pin(async move { notice::write(tx, TENANT, origin, &notices).await })
        })
        .await;
    told.expect("written");
}

async fn is_empty(db: &Database) -> bool {
    let next: Result<_, StoreError> = db.read(|tx| Box::pin(outbox::next_due(tx, TENANT))).await;
    next.expect("read").is_none()
}

#[tokio::test]
async fn a_letter_reaches_its_reader_and_says_where_to_read_on() {
    for_each_engine(|db| async move {
        let (server, clock) = (MailServer::start().await, Clock::default());
        let courier = courier(&db, &clock, &by_mail(&server)).await;
        hire(&db, 2, Some("zhang@example.com")).await;
        hire(&db, 3, None).await;
        tell(&db, &clock, (7, 4), 2, Reason::Escalation).await;
        tell(&db, &clock, (8, 4), 3, Reason::Escalation).await;
        assert_eq!(courier.turn(TENANT).await, Ok(2));
        let letters = server.letters();
        assert_eq!(letters.len(), 1, "who has no address gets none");
        assert_eq!(letters[0].to, ["zhang@example.com"]);
        let text = letters[0].text();
        assert!(text.contains("完成线索初筛") && text.contains("责任人张三"), "{text}");
        assert!(text.contains(&format!("https://crm.example/deals/{}", id(7))), "{text}");
        assert!(letters[0].head.contains("@tongguan>"), "{}", letters[0].head);
        assert!(is_empty(&db).await);
        assert_eq!(courier.turn(TENANT).await, Ok(0));
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_down_gets_it_later_and_once() {
    for_each_engine(|db| async move {
        let (server, clock) = (MailServer::start().await, Clock::default());
        let courier = courier(&db, &clock, &by_mail(&server)).await;
        hire(&db, 2, Some("zhang@example.com")).await;
        server.refuse(true);
        tell(&db, &clock, (7, 4), 2, Reason::Reminder).await;
        tell(&db, &clock, (7, 6), 2, Reason::Escalation).await;
        assert_eq!(courier.turn(TENANT).await, Ok(1), "the later one waits behind the first");
        assert_eq!(courier.turn(TENANT).await, Ok(0), "not before the pause is over");
        server.refuse(false);
        clock.forward(10);
        assert_eq!(courier.turn(TENANT).await, Ok(1));
        assert_eq!(courier.turn(TENANT).await, Ok(1));
        let titles: Vec<String> = server.letters().iter().map(receiver::Letter::text).collect();
        assert_eq!(titles.len(), 2);
        assert!(titles[1].contains("尚未完成") && !titles[0].contains("尚未完成"), "{titles:?}");
        assert!(is_empty(&db).await);
    })
    .await;
}

#[tokio::test]
async fn a_robot_is_asked_until_it_says_yes() {
    for_each_engine(|db| async move {
        let folder = tempfile::tempdir().expect("a folder");
        let (robot, clock) = (Robot::start().await, Clock::default());
        let courier = courier(&db, &clock, &by_robot(&folder, &robot, "wecom")).await;
        tell(&db, &clock, (7, 4), 2, Reason::Escalation).await;
        let refusals = [
            Will::Fail,
            Will::Say(r#"{"errcode":45009,"errmsg":"too often"}"#),
            Will::Say("<html>"),
            Will::Redirect,
            Will::BreakOff,
        ];
        for will in refusals {
            robot.will(will);
            assert_eq!(courier.turn(TENANT).await, Ok(1), "{will:?}");
            assert!(!is_empty(&db).await, "{will:?}");
            clock.forward(3_600);
        }
        robot.will(Will::Say(r#"{"errcode":0,"errmsg":"ok"}"#));
        assert_eq!(courier.turn(TENANT).await, Ok(1));
        assert!(is_empty(&db).await);
        let asked = robot.asked();
        assert_eq!(asked.len(), 6);
        let keys: Vec<&str> = asked.iter().map(|one| one.key.as_str()).collect();
        assert!(keys.iter().all(|key| *key == keys[0] && !key.is_empty()), "a repeat can be told: {keys:?}");
        let said = asked[0].body["text"]["content"].as_str().expect("a text");
        assert!(said.contains("【到期未完成】XS20261120001"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn a_robot_that_never_answers_holds_up_nobody_else() {
    for_each_engine(|db| async move {
        let folder = tempfile::tempdir().expect("a folder");
        let (robot, server, clock) = (Robot::start().await, MailServer::start().await, Clock::default());
        let config = format!("{}\n{}", by_mail(&server), by_robot(&folder, &robot, "feishu"));
        let courier = courier(&db, &clock, &config).await;
        hire(&db, 2, Some("zhang@example.com")).await;
        robot.will(Will::Wait);
        tell(&db, &clock, (7, 4), 2, Reason::Escalation).await;
        assert_eq!(courier.turn(TENANT).await, Ok(2));
        assert_eq!(server.letters().len(), 1, "the mail has gone");
        assert!(!is_empty(&db).await, "the group waits");
        robot.will(Will::Say(r#"{"code":0,"msg":"success"}"#));
        clock.forward(10);
        assert_eq!(courier.turn(TENANT).await, Ok(1));
        assert!(is_empty(&db).await);
    })
    .await;
}

#[tokio::test]
async fn a_channel_that_was_closed_lets_go_of_what_waited() {
    for_each_engine(|db| async move {
        let (server, clock) = (MailServer::start().await, Clock::default());
        courier(&db, &clock, &by_mail(&server)).await;
        hire(&db, 2, Some("zhang@example.com")).await;
        tell(&db, &clock, (7, 4), 2, Reason::Escalation).await;
        let silent = courier(&db, &clock, "").await;
        assert_eq!(silent.turn(TENANT).await, Ok(1));
        assert!(is_empty(&db).await && server.letters().is_empty());
        tell(&db, &clock, (7, 6), 2, Reason::Escalation).await;
        assert!(is_empty(&db).await, "nothing is put where no way is open");
    })
    .await;
}

#[test]
fn a_configuration_that_would_leak_is_refused() {
    let is_refused = |server: &str, rest: &str| {
        let text = format!("[mail]\nserver = \"{server}\"\nport = 25\nfrom = \"a@example.com\"\n{rest}");
        let config = Config::parse(&text).expect("it reads as one");
        Mailer::new(&config.mail.expect("a mail server")).is_err()
    };
    assert!(is_refused("smtp.example.com", "security = \"none\""));
    assert!(is_refused("127.0.0.1", "security = \"none\"\nuser = \"u\""), "no password");
    assert!(!is_refused("smtp.example.com", ""));
    let with_password = "[mail]\nserver = \"a\"\nport = 25\nfrom = \"a@b.cn\"\npassword = \"x\"";
    assert!(Config::parse(with_password).is_err(), "a secret has a file of its own");
}
