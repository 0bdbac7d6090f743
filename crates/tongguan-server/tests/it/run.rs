//! The one executor, on both engines: one effect, one line, nothing half-written.

#[path = "../../../tongguan-core/tests/it/scene.rs"]
#[allow(dead_code, reason = "the scene serves more tests than these")]
mod scene;

use std::sync::Arc;

use jiff::tz::Offset;
use scene::{Scene, Who, lead_form};
use tongguan_core::deal::{self, Command, RegisterLead, ScreeningResult};
use tongguan_core::facts::Actor;
use tongguan_core::id::{CommandId, DealId, TenantId};
use tongguan_server::run::{Answer, Attempt, RunError, dry_run, run};
use tongguan_store::command_log::{self, Outcome, StoredEntry};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::{for_each_engine, id};

const TENANT: TenantId = TenantId(uuid::Uuid::from_u128(1));
const DEAL: DealId = DealId(uuid::Uuid::from_u128(7));

async fn registered(db: &Database, scene: &mut Scene) -> u64 {
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let command = RegisterLead { account: None, body: lead_form() };
    let outcome = deal::register(DEAL, &scene.process, &scene.facts, &command, &context).expect("registered");
    let stored: Result<_, StoreError> = db
        .write(move |tx| {
            let outcome = outcome.clone();
            Box::pin(
                async move { tongguan_store::deal::append(tx, TENANT, CommandId(id(9)), 0, &outcome).await },
            )
        })
        .await;
    stored.expect("stored").version
}

fn attempt(scene: &mut Scene, who: Who, command: Command, key: Option<&str>) -> Attempt {
    let context = scene.context(Actor::Person(who.id()));
    let mut number = [0; 16];
    number.copy_from_slice(&context.seed[..16]);
    Attempt {
        tenant: TENANT,
        id: CommandId(uuid::Uuid::from_bytes(number)),
        via: "api".to_owned(),
        deal: DEAL,
        expected: None,
        command,
        key: key.map(str::to_owned),
        process: scene.process.clone(),
        facts: Arc::new(scene.facts.clone()),
        context,
    }
}

fn valid() -> Command {
    Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None }
}

async fn journal(db: &Database, scene: &Scene) -> Vec<StoredEntry> {
    let day = Offset::UTC.to_datetime(scene.now).date();
    let lines: Result<Vec<StoredEntry>, StoreError> = db
        .read(move |tx| {
            Box::pin(async move {
                let mut lines = Vec::new();
                for (day, writer) in command_log::chains(tx, TENANT.0, day, day).await? {
                    lines.extend(command_log::load(tx, TENANT.0, (day, &writer), 0, 1000).await?);
                }
                Ok(lines)
            })
        })
        .await;
    lines.expect("reading works")
}

async fn version(db: &Database) -> u64 {
    let deal = db.read(|tx| Box::pin(tongguan_store::deal::load(tx, TENANT, DEAL))).await;
    deal.map_err(|error: StoreError| error).expect("reading works").expect("there").version
}

#[tokio::test]
async fn an_accepted_command_has_its_events_and_one_line() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let after = registered(&db, &mut scene).await;
        let one = attempt(&mut scene, Who::Rep, valid(), None);
        let answer = run(&db, "n1", one).await.expect("answered");
        let now = version(&db).await;
        assert_eq!(answer, Answer::Accepted { after, version: now });
        let lines = journal(&db, &scene).await;
        let place = |n: u64| i64::try_from(n).expect("short");
        let events = Some((place(after + 1), place(now)));
        assert_eq!(
            lines.iter().map(|l| &l.entry.outcome).collect::<Vec<_>>(),
            [&Outcome::Accepted { events }]
        );
    })
    .await;
}

#[tokio::test]
async fn a_refusal_leaves_one_line_and_nothing_else() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let before = registered(&db, &mut scene).await;
        let one = attempt(&mut scene, Who::Rep, Command::AdvanceStage {}, None);
        let tried = dry_run(&db, one.clone()).await.expect("answered");
        assert!(journal(&db, &scene).await.is_empty(), "a dry run leaves no line");
        let answer = run(&db, "n1", one).await.expect("answered");
        assert_eq!(answer, tried);
        let Answer::Refused { code, params } = answer else { panic!("{answer:?}") };
        assert_eq!(code, "gate_closed");
        assert_eq!(params["gate"], "G1");
        assert_eq!(version(&db).await, before);
        let lines = journal(&db, &scene).await;
        let code = "gate_closed".to_owned();
        assert_eq!(lines.iter().map(|l| &l.entry.outcome).collect::<Vec<_>>(), [&Outcome::Refused { code }]);
    })
    .await;
}

#[tokio::test]
async fn a_hundred_copies_of_one_request_have_one_effect() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let after = registered(&db, &mut scene).await;
        let one = attempt(&mut scene, Who::Rep, valid(), Some("k-1"));
        let copies: Vec<_> = (0..100)
            .map(|copy| {
                let (db, mut one) = (db.clone(), one.clone());
                one.id = CommandId(id(1000 + copy));
                tokio::spawn(async move { run(&db, "n1", one).await })
            })
            .collect();
        let mut answers = Vec::new();
        for copy in copies {
            answers.push(copy.await.expect("no panic").expect("answered"));
        }
        let now = version(&db).await;
        assert!(answers.iter().all(|answer| *answer == Answer::Accepted { after, version: now }));
        assert_eq!(journal(&db, &scene).await.len(), 1);

        let mut other = one;
        other.command = Command::AdvanceStage {};
        assert_eq!(run(&db, "n1", other).await, Err(RunError::KeyReused));
    })
    .await;
}

#[tokio::test]
async fn a_missing_deal_and_a_stale_version_are_told_apart() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let current = registered(&db, &mut scene).await;
        let mut stale = attempt(&mut scene, Who::Rep, valid(), None);
        stale.expected = Some(current - 1);
        assert_eq!(run(&db, "n1", stale.clone()).await, Err(RunError::Stale { current }));
        stale.deal = DealId(id(8));
        assert_eq!(run(&db, "n1", stale).await, Err(RunError::NotFound));
    })
    .await;
}
