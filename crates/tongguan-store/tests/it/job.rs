//! Jobs: once each, back after a crash, slower after failures, dead in the end.

use tongguan_store::job::{self, Job, NewJob};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::{at, for_each_engine, id};

const MINUTE: i64 = 60_000_000;

fn new(number: u128, key: Option<&str>) -> NewJob {
    NewJob {
        id: id(number),
        kind: "mail".into(),
        key: key.map(Into::into),
        payload: "{}".into(),
        due_at: at(0),
        created_at: at(0),
    }
}

async fn enqueue(db: &Database, job: NewJob) -> bool {
    let queued = db.write(move |tx| {
        let job = job.clone();
        Box::pin(async move { job::enqueue(tx, id(1), &job).await })
    });
    queued.await.expect("queued")
}

async fn claim(db: &Database, owner: u128, second: i64, limit: u32) -> Vec<Job> {
    db.write(move |tx| Box::pin(job::claim(tx, id(1), id(owner), at(second), MINUTE, limit)))
        .await
        .expect("claimed")
}

async fn done(db: &Database, job: Job) -> Result<(), StoreError> {
    db.write(move |tx| {
        let job = job.clone();
        Box::pin(async move { job::done(tx, &job).await })
    })
    .await
}

async fn fail(db: &Database, job: Job, second: i64) -> Result<(), StoreError> {
    db.write(move |tx| {
        let job = job.clone();
        Box::pin(async move { job::fail(tx, &job, at(second), "no answer", 2).await })
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_never_hold_one_job() {
    for_each_engine(|db| async move {
        for number in 0..30 {
            enqueue(&db, new(number, None)).await;
        }
        let workers: Vec<_> = [101, 102, 103, 104]
            .map(|owner| {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    // Who skips locked rows may see none of the rest, so everyone looks often enough to take all.
                    for _ in 0..20 {
                        mine.extend(claim(&db, owner, 1, 2).await);
                    }
                    mine
                })
            })
            .into();
        let mut claimed = Vec::new();
        for worker in workers {
            claimed.extend(worker.await.expect("no panic").into_iter().map(|job| job.id));
        }
        claimed.sort_unstable();
        assert_eq!(claimed, (0..30).map(id).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn a_crashed_workers_job_comes_back_and_the_late_worker_is_fenced() {
    for_each_engine(|db| async move {
        enqueue(&db, new(1, None)).await;
        let first = claim(&db, 101, 0, 9).await.remove(0);
        assert_eq!(claim(&db, 102, 59, 9).await, []);
        let second = claim(&db, 102, 60, 9).await.remove(0);
        assert_eq!((first.attempts, second.attempts), (1, 2));
        assert!(matches!(done(&db, first.clone()).await, Err(StoreError::LeaseLost { .. })));
        assert!(matches!(fail(&db, first, 60).await, Err(StoreError::LeaseLost { .. })));
        done(&db, second).await.expect("the holder is done");
        assert_eq!(claim(&db, 101, 9_999, 9).await, []);
    })
    .await;
}

#[tokio::test]
async fn an_extended_lease_holds_longer() {
    for_each_engine(|db| async move {
        enqueue(&db, new(1, None)).await;
        let mine = claim(&db, 101, 0, 9).await.remove(0);
        let held = mine.clone();
        let extended: Result<(), StoreError> = db
            .write(move |tx| {
                let held = held.clone();
                Box::pin(async move { job::extend(tx, &held, at(50), MINUTE).await })
            })
            .await;
        extended.expect("still held");
        assert_eq!(claim(&db, 102, 109, 9).await, []);
        done(&db, mine).await.expect("still held");
    })
    .await;
}

#[tokio::test]
async fn a_failing_job_waits_and_dies_and_can_be_revived() {
    for_each_engine(|db| async move {
        enqueue(&db, new(1, None)).await;
        let first = claim(&db, 101, 0, 9).await.remove(0);
        fail(&db, first, 0).await.expect("held");
        assert_eq!(claim(&db, 101, 9, 9).await, []);
        let due = db.read(|tx| Box::pin(job::next_due(tx, id(1)))).await;
        assert_eq!(due, Ok(Some(at(10))));
        let second = claim(&db, 101, 10, 9).await.remove(0);
        fail(&db, second, 10).await.expect("held");
        assert_eq!(claim(&db, 101, 9_999, 9).await, []);
        let dead = db.read(|tx| Box::pin(job::dead(tx, id(1), 9))).await.expect("listed");
        assert_eq!((dead[0].attempts, dead[0].last_error.as_deref()), (2, Some("no answer")));
        assert_eq!(db.write(|tx| Box::pin(job::revive(tx, id(1), id(1), at(20)))).await, Ok(true));
        let third = claim(&db, 101, 20, 9).await.remove(0);
        done(&db, third).await.expect("held");
    })
    .await;
}

#[tokio::test]
async fn a_key_is_queued_once_until_it_is_done() {
    for_each_engine(|db| async move {
        assert!(enqueue(&db, new(1, Some("k"))).await);
        assert!(!enqueue(&db, new(2, Some("k"))).await);
        let job = claim(&db, 101, 0, 9).await.remove(0);
        done(&db, job).await.expect("held");
        assert!(enqueue(&db, new(3, Some("k"))).await);
    })
    .await;
}
