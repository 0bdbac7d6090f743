//! A repeated request is answered, not done again, also when both come at once.

use tongguan_store::idempotency::{self, Remembered};
use tongguan_store::{Database, StoreError, counter};
use tongguan_testkit::{at, for_each_engine, id};

/// Takes a number unless this key has one already.
async fn request(db: &Database, key: &'static str) -> Result<String, StoreError> {
    db.write(move |tx| {
        Box::pin(async move {
            if let Some(known) = idempotency::find(tx, id(1), id(2), key).await? {
                return Ok(known.outcome);
            }
            let outcome = counter::next(tx, id(1), "XS", "2026").await?.to_string();
            let answer = Remembered { request_digest: [7; 32], outcome: outcome.clone(), created_at: at(1) };
            idempotency::remember(tx, id(1), id(2), key, &answer).await?;
            Ok(outcome)
        })
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_done_once() {
    for_each_engine(|db| async move {
        let requests: Vec<_> = (0..16)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { request(&db, "k").await })
            })
            .collect();
        for answer in requests {
            assert_eq!(answer.await.expect("no panic"), Ok("1".into()));
        }
        assert_eq!(request(&db, "other").await, Ok("2".into()));
    })
    .await;
}

#[tokio::test]
async fn old_answers_are_forgotten() {
    for_each_engine(|db| async move {
        request(&db, "k").await.expect("answered");
        assert_eq!(db.write(|tx| Box::pin(idempotency::forget(tx, id(1), at(1)))).await, Ok(0));
        assert_eq!(db.write(|tx| Box::pin(idempotency::forget(tx, id(1), at(2)))).await, Ok(1));
        let known = db.read(|tx| Box::pin(idempotency::find(tx, id(1), id(2), "k"))).await;
        assert_eq!(known, Ok(None));
    })
    .await;
}
