//! Leases: one owner at a time, and a fence against the one before.

use tongguan_store::lease::{self, Lease};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::{at, for_each_engine, id};

const MINUTE: i64 = 60_000_000;

async fn acquire(db: &Database, owner: u128, second: i64) -> Option<Lease> {
    let granted = db.write(move |tx| Box::pin(lease::acquire(tx, "scanner", id(owner), at(second), MINUTE)));
    granted.await.expect("answered")
}

async fn check(db: &Database, lease: &Lease) -> Result<(), StoreError> {
    let lease = lease.clone();
    db.write(move |tx| {
        let lease = lease.clone();
        Box::pin(async move { lease::check(tx, &lease).await })
    })
    .await
}

#[tokio::test]
async fn the_former_owner_is_fenced_off() {
    for_each_engine(|db| async move {
        let first = acquire(&db, 1, 0).await.expect("free");
        assert_eq!(acquire(&db, 2, 59).await, None);
        let renewed = first.clone();
        let outcome: Result<(), StoreError> = db
            .write(move |tx| {
                let renewed = renewed.clone();
                Box::pin(async move { lease::renew(tx, &renewed, at(30), MINUTE).await })
            })
            .await;
        outcome.expect("still mine");
        assert_eq!(acquire(&db, 2, 60).await, None);
        let second = acquire(&db, 2, 90).await.expect("expired");
        assert_eq!((first.epoch, second.epoch), (1, 2));
        assert_eq!(check(&db, &first).await, Err(StoreError::LeaseLost { name: "scanner".into() }));
        check(&db, &second).await.expect("the owner may write");
    })
    .await;
}

#[tokio::test]
async fn a_clock_set_back_does_not_lock_everybody_out() {
    for_each_engine(|db| async move {
        let ten_years = 10 * 365 * 86_400;
        acquire(&db, 1, ten_years).await.expect("free");
        let after = acquire(&db, 2, 0).await.expect("no lease lasts ten years");
        assert_eq!(after.epoch, 2);
        assert_eq!(acquire(&db, 3, -60).await, None, "a clock that is a little behind waits");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_one_gets_it() {
    for_each_engine(|db| async move {
        let racers: Vec<_> = (1..=16)
            .map(|owner| {
                let db = db.clone();
                tokio::spawn(async move { acquire(&db, owner, 0).await })
            })
            .collect();
        let mut granted = 0;
        for racer in racers {
            granted += u32::from(racer.await.expect("no panic").is_some());
        }
        assert_eq!(granted, 1);
    })
    .await;
}
