//! The one executor, on both engines: one effect, one line, nothing half-written.

use jiff::tz::Offset;
use tongguan_core::deal::{Command, RegisterLead, ScreeningResult};
use tongguan_core::id::{CommandId, DealId};
use tongguan_service::run::{Answer, Attempt, Executor, RunError, Target};
use tongguan_store::command_log::{self, Outcome, StoredEntry};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::{for_each_engine, id};

use crate::company::scene::{Scene, Who, lead_form};
use crate::company::{TENANT, attempt, company};

const DEAL: DealId = DealId(uuid::Uuid::from_u128(7));

fn lead() -> Target {
    Target::NewDeal { id: DEAL, command: RegisterLead { body: lead_form(), ..RegisterLead::default() } }
}

fn to_deal(command: Command) -> Target {
    Target::Deal { id: DEAL, command }
}

async fn registered(db: &Database) -> (Scene, Executor, u64) {
    let (mut scene, executor) = company(db).await;
    let answer = executor.run(attempt(&mut scene, Who::Rep, lead(), None)).await.expect("answered");
    let Answer::Accepted { id, after: 0, version, created } = answer else { panic!("{answer:?}") };
    assert_eq!(id, DEAL.0);
    let kinds: Vec<&str> = created.iter().map(|one| one.kind.as_str()).collect();
    assert_eq!(kinds, ["account", "contact", "document"]);
    (scene, executor, version)
}

fn valid() -> Target {
    to_deal(Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None })
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
    let mut lines = lines.expect("reading works");
    lines.sort_by_key(|line| line.entry.id);
    lines
}

/// How the attempts behind the registration ended.
async fn outcomes(db: &Database, scene: &Scene) -> Vec<Outcome> {
    journal(db, scene).await.into_iter().skip(1).map(|line| line.entry.outcome).collect()
}

async fn version(db: &Database) -> u64 {
    let deal = db.read(|tx| Box::pin(tongguan_store::deal::load(tx, TENANT, DEAL))).await;
    deal.map_err(|error: StoreError| error).expect("reading works").expect("there").version
}

fn refused(code: &str) -> Outcome {
    Outcome::Refused { code: code.to_owned() }
}

fn code(answer: &Answer) -> &str {
    let Answer::Refused { code, .. } = answer else { panic!("{answer:?}") };
    code
}

#[tokio::test]
async fn an_accepted_command_has_its_events_and_one_line() {
    for_each_engine(|db| async move {
        let (mut scene, executor, after) = registered(&db).await;
        let answer = executor.run(attempt(&mut scene, Who::Rep, valid(), None)).await.expect("answered");
        let now = version(&db).await;
        assert_eq!(answer, Answer::Accepted { id: DEAL.0, after, version: now, created: Vec::new() });
        let place = |n: u64| i64::try_from(n).expect("short");
        let events = Some((place(after + 1), place(now)));
        assert_eq!(outcomes(&db, &scene).await, [Outcome::Accepted { events }]);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_leaves_one_line_and_nothing_else() {
    for_each_engine(|db| async move {
        let (mut scene, executor, before) = registered(&db).await;
        let one = attempt(&mut scene, Who::Rep, to_deal(Command::AdvanceStage {}), None);
        let tried = executor.dry_run(one.clone()).await.expect("answered");
        assert!(outcomes(&db, &scene).await.is_empty(), "a dry run leaves no line");
        let answer = executor.run(one).await.expect("answered");
        assert_eq!(answer, tried);
        let Answer::Refused { code, params } = answer else { panic!("{answer:?}") };
        assert_eq!(code, "gate_closed");
        assert_eq!(params["gate"], "G1");
        assert_eq!(version(&db).await, before);
        assert_eq!(outcomes(&db, &scene).await, [refused("gate_closed")]);
    })
    .await;
}

#[tokio::test]
async fn a_hundred_copies_of_one_request_have_one_effect() {
    for_each_engine(|db| async move {
        let (mut scene, executor, after) = registered(&db).await;
        let one = attempt(&mut scene, Who::Rep, valid(), Some("k-1"));
        let answers = race(&executor, (0..100).map(|copy| with_id(&one, 1000 + copy)).collect()).await;
        let now = version(&db).await;
        let done = Answer::Accepted { id: DEAL.0, after, version: now, created: Vec::new() };
        assert!(answers.iter().all(|answer| *answer == done), "{answers:?}");
        assert_eq!(outcomes(&db, &scene).await.len(), 1);

        let mut other = one;
        other.target = to_deal(Command::AdvanceStage {});
        assert_eq!(executor.run(other).await, Err(RunError::KeyReused));
    })
    .await;
}

#[tokio::test]
async fn a_registration_sent_twice_at_once_begins_one_deal() {
    for_each_engine(|db| async move {
        let (mut scene, executor) = company(&db).await;
        let one = attempt(&mut scene, Who::Rep, lead(), Some("k-1"));
        let copies = (0..20).map(|copy| {
            let mut again = with_id(&one, 1000 + copy);
            let fresh = Target::NewDeal {
                id: DealId(id(2000 + copy)),
                command: RegisterLead { body: lead_form(), ..RegisterLead::default() },
            };
            again.target = fresh;
            again
        });
        let answers = race(&executor, copies.collect()).await;
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert!(matches!(answers[0], Answer::Accepted { after: 0, .. }));
        assert_eq!(journal(&db, &scene).await.len(), 1);
    })
    .await;
}

fn with_id(attempt: &Attempt, number: u128) -> Attempt {
    Attempt { id: CommandId(id(number)), ..attempt.clone() }
}

/// Runs all at once; answers in their order.
pub async fn race(executor: &Executor, attempts: Vec<Attempt>) -> Vec<Answer> {
    let running: Vec<_> = attempts
        .into_iter()
        .map(|attempt| {
            let executor = executor.clone();
            tokio::spawn(async move { executor.run(attempt).await })
        })
        .collect();
    let mut answers = Vec::new();
    for one in running {
        answers.push(one.await.expect("no panic").expect("answered"));
    }
    answers
}

#[tokio::test]
async fn a_missing_deal_and_a_stale_version_are_told_apart_and_written_down() {
    for_each_engine(|db| async move {
        let (mut scene, executor, current) = registered(&db).await;
        let mut stale = attempt(&mut scene, Who::Rep, valid(), Some("k-1"));
        stale.expected = Some(current - 1);
        assert_eq!(executor.run(stale.clone()).await, Err(RunError::Stale { current }));
        let command = Command::AdvanceStage {};
        let missing = attempt(&mut scene, Who::Rep, Target::Deal { id: DealId(id(8)), command }, None);
        assert_eq!(executor.run(missing).await, Err(RunError::NotFound));
        assert_eq!(outcomes(&db, &scene).await, [refused("stale_version"), refused("not_found")]);
        let again = Attempt { expected: Some(current), ..with_id(&stale, 3000) };
        assert!(executor.run(again).await.is_ok_and(|answer| matches!(answer, Answer::Accepted { .. })));
    })
    .await;
}

#[tokio::test]
async fn of_two_reps_who_register_one_customer_the_second_is_told_so() {
    for_each_engine(|db| async move {
        let (mut scene, executor) = company(&db).await;
        let mut other = lead_form();
        other.insert("account_name".to_owned(), "杭州示例智能制造（有限） 公司".into());
        other.remove("uscc");
        let two = [(Who::Rep, lead_form()), (Who::OtherRep, other)];
        let attempts = two.into_iter().enumerate().map(|(number, (who, body))| {
            let command = RegisterLead { body, ..RegisterLead::default() };
            attempt(&mut scene, who, Target::NewDeal { id: DealId(id(50 + number as u128)), command }, None)
        });
        let answers = race(&executor, attempts.collect()).await;
        let lost: Vec<_> = answers.iter().filter(|answer| matches!(answer, Answer::Refused { .. })).collect();
        assert_eq!(lost.len(), 1, "{answers:?}");
        assert_eq!(code(lost[0]), "duplicate_account");
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_see_a_deal_does_not_speak_on_it() {
    for_each_engine(|db| async move {
        let (mut scene, executor, _) = registered(&db).await;
        let say = || {
            to_deal(Command::Comment {
                text: "客户下周回复我们".to_owned(), mentions: Default::default()
            })
        };
        let stranger = executor.run(attempt(&mut scene, Who::OtherRep, say(), None)).await;
        assert_eq!(stranger, Err(RunError::NotFound));
        for who in [Who::Rep, Who::Manager, Who::Director] {
            let answer = executor.run(attempt(&mut scene, who, say(), None)).await;
            assert!(matches!(answer, Ok(Answer::Accepted { .. })), "{who:?}: {answer:?}");
        }
    })
    .await;
}
