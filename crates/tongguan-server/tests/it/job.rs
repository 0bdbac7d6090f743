//! The scanner and the day's work, with a clock that the test moves.

mod acting;
mod anomalies;
mod calendar;
mod recycle;
mod reorganize;
mod stage;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tongguan_core::deal::{Command, Deal, ScreeningResult};
use tongguan_core::id::{DealId, PersonId};
use tongguan_core::notice::Reason;
use tongguan_core::reference::account::{self, Account};
use tongguan_service::job::nightly;
use tongguan_service::run::Target;
use tongguan_store::idempotency::{self, Remembered};
use tongguan_store::reference::{Change, load, save};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::{for_each_engine, id};
use uuid::Uuid;

use crate::company::TENANT;
use crate::company::scene::{Scene, Who, grading};
use stage::Stage;

#[tokio::test]
async fn alarms_come_when_they_are_due_and_once() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        stage.register(7, "杭州甲有限公司", None).await;
        let next = stage.turn().await.expect("a reminder comes");
        assert_eq!(next, stage.clock.now() + SignedDuration::from_hours(24));
        assert_eq!(stage.recorded(7).await, (0, 0));
        stage.clock.wait(24);
        stage.turn().await;
        assert_eq!(stage.recorded(7).await, (1, 0));
        let version = stage.deal(7).await.version;
        stage.turn().await;
        assert_eq!(stage.deal(7).await.version, version, "nothing is recorded twice");
        assert_eq!(stage.told(Who::Rep).await, [Reason::Reminder]);
    })
    .await;
}

#[tokio::test]
async fn a_long_stop_is_made_up_for() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        stage.register(7, "杭州甲有限公司", None).await;
        stage.register(8, "杭州乙有限公司", None).await;
        stage.clock.wait(24 * 30);
        stage.turn().await;
        for deal in [7, 8] {
            assert_eq!(stage.recorded(deal).await, (4, 1), "two reminders, the breach, the pool");
            assert_eq!(stage.deal(deal).await.owner, None);
        }
        stage.turn().await;
        assert_eq!(stage.recorded(7).await, (4, 1));
    })
    .await;
}

#[tokio::test]
async fn of_two_scanners_one_works_and_the_other_takes_over() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        stage.register(7, "杭州甲有限公司", None).await;
        stage.turn().await;
        let rival = stage.rival();
        let (_keep, stopping) = watch::channel(false);
        stage.clock.wait(24);
        stage.turn().await;
        assert_eq!(rival.turn(TENANT, &stopping).await, Ok(None), "the lease is taken");
        stage.scanner.let_go().await;
        stage.clock.wait(20);
        assert!(rival.turn(TENANT, &stopping).await.expect("scanned").is_some());
        assert_eq!(stage.recorded(7).await, (2, 0));
        assert_eq!(stage.turn().await, None);
        stage.clock.wait(1);
        assert!(stage.turn().await.is_some(), "whoever fell silent loses the lease");
    })
    .await;
}

#[tokio::test]
async fn clock_jumps_neither_repeat_nor_skip() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        stage.register(7, "杭州甲有限公司", None).await;
        let mut expected = (0, 0);
        for hours in [24, -1, 1, -24, 24, -24 * 3_650, 24 * 3_650, 20, -48, 48, 5] {
            stage.clock.wait(hours);
            stage.turn().await;
            let found = stage.recorded(7).await;
            assert!(found.0 >= expected.0 && found.1 >= expected.1);
            expected = found;
        }
        // 49 hours after registration by the clock on the wall: both reminders and the breach.
        assert_eq!(expected, (3, 1));
        let events = stage.events(7).await;
        assert!(events.windows(2).all(|pair| pair[0].at <= pair[1].at), "time never runs back in a stream");
    })
    .await;
}

#[tokio::test]
async fn a_filled_post_moves_the_approval_that_waited_for_it() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        let post = supervisor_post(&stage.scene);
        hold_post(&stage.db, post, None).await;
        stage.register(7, "杭州甲有限公司", None).await;
        let screen = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
        stage.act(Who::Rep, Target::Deal { id: DealId(id(7)), command: screen }).await;
        let command = grading(41, 36, "A");
        stage.act(Who::Rep, Target::Deal { id: DealId(id(7)), command }).await;
        stage.turn().await;
        let is_blocked =
            |deal: &Deal| deal.approvals.values().any(|a| a.active_step().is_some_and(|step| step.blocked));
        assert!(is_blocked(&stage.deal(7).await));
        hold_post(&stage.db, post, Some(Who::Supervisor.id())).await;
        stage.turn().await;
        assert!(!is_blocked(&stage.deal(7).await));
        assert!(stage.told(Who::Supervisor).await.contains(&Reason::ApprovalTurn));
    })
    .await;
}

fn supervisor_post(scene: &Scene) -> Uuid {
    let posts = &scene.facts.organization.posts;
    posts.iter().find(|post| post.role == "sales_supervisor").expect("the scene has one").id.0
}

async fn hold_post(db: &Database, post: Uuid, holder: Option<PersonId>) {
    let held: Result<(), StoreError> = db
        .write(move |tx| {
            Box::pin(async move {
                let before = load::<tongguan_core::reference::post::Post>(tx, TENANT, post).await?;
                let before = before.expect("stored");
                let after = tongguan_core::reference::post::Post { holder, ..before.state.clone() };
                let how = Change {
                    command: tongguan_core::id::CommandId(Uuid::nil()),
                    key: "hold_post",
                    at: Timestamp::UNIX_EPOCH,
                    by: tongguan_core::facts::Actor::System,
                };
                save(tx, TENANT, Some(&before), &after, &how).await.map(drop)
            })
        })
        .await;
    held.expect("held");
}

#[tokio::test]
async fn a_deal_that_cannot_be_read_stops_no_other() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        stage.register(7, "杭州甲有限公司", None).await;
        stage.register(8, "杭州乙有限公司", None).await;
        let broken: Result<u64, StoreError> = stage
            .db
            .write(|tx| {
                Box::pin(async move {
                    let edit = "UPDATE deal_event SET payload = '{}' WHERE deal_id = $1";
                    tx.execute(edit, tongguan_store::params![id(7)]).await
                })
            })
            .await;
        assert!(broken.expect("edited") > 0);
        stage.clock.wait(24);
        stage.turn().await;
        assert_eq!(stage.recorded(8).await, (1, 0));
    })
    .await;
}

#[tokio::test]
async fn the_day_s_work_is_done_once_and_forgets_old_answers() {
    for_each_engine(|db| async move {
        let stage = Stage::new(db).await;
        let now = stage.clock.now();
        for (key, days) in [("old", 31), ("young", 29)] {
            let created_at = now - SignedDuration::from_hours(24 * days);
            let answer = Remembered { request_digest: [0; 32], outcome: "{}".into(), created_at };
            let kept: Result<(), StoreError> = stage
                .db
                .write(move |tx| {
                    let answer = answer.clone();
                    Box::pin(async move { idempotency::remember(tx, TENANT.0, id(5), key, &answer).await })
                })
                .await;
            kept.expect("kept");
        }
        let turn = || nightly::turn(&stage.db, &stage.executor, TENANT, stage.clock.now());
        assert_eq!(turn().await, Ok(true));
        let left: Result<_, StoreError> = stage
            .db
            .read(|tx| {
                Box::pin(async move {
                    let old = idempotency::find(tx, TENANT.0, id(5), "old").await?.is_some();
                    let young = idempotency::find(tx, TENANT.0, id(5), "young").await?.is_some();
                    Ok((old, young))
                })
            })
            .await;
        assert_eq!(left, Ok((false, true)));
        assert_eq!(turn().await, Ok(false), "once a day");
        // Friday evening: seven hours later it is past midnight, but not yet two in the morning.
        stage.clock.wait(8);
        assert_eq!(turn().await, Ok(false), "not in the middle of the night's first hours");
        stage.clock.wait(2);
        assert_eq!(turn().await, Ok(true));
        // The first Monday after: the days off of 2027 are not known.
        stage.clock.wait(48);
        assert_eq!(turn().await, Ok(true));
        assert_eq!(stage.told(Who::Administrator).await, [Reason::CalendarMissing]);
    })
    .await;
}

#[tokio::test]
async fn a_customer_that_nobody_works_on_goes_to_the_pool_by_night() {
    for_each_engine(|db| async move {
        let mut stage = Stage::new(db).await;
        let create = account::Command::CreateAccount {
            name: "苏州无人跟进机电有限公司".to_owned(),
            uscc: None,
            nature: None,
            size_class: None,
            industry: None,
            region: None,
            justification: None,
        };
        let made = stage.act(Who::Rep, Target::Reference { id: None, command: create.into() }).await;
        stage.register(7, "宁波有业务贸易有限公司", None).await;
        let owner = async |stage: &Stage, id: Uuid| {
            let found: Result<_, StoreError> = stage
                .db
                .read(move |tx| Box::pin(tongguan_store::reference::load::<Account>(tx, TENANT, id)))
                .await;
            found.expect("read").expect("there").state.owner
        };
        let busy = stage.deal(7).await.account.0;
        stage.clock.wait(24 * 170);
        stage.turn().await;
        assert_eq!(owner(&stage, made).await, Some(Who::Rep.id()), "not yet");
        stage.clock.wait(24 * 12);
        stage.turn().await;
        assert_eq!(owner(&stage, made).await, None);
        assert_eq!(owner(&stage, busy).await, Some(Who::Rep.id()), "a lead runs with it");
    })
    .await;
}
