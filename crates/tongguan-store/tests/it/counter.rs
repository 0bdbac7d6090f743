//! Numbers without gap or double, also when transactions that took one are rolled back.

use tongguan_store::{StoreError, counter};
use tongguan_testkit::{for_each_engine, id};

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_at_once_leave_no_gap() {
    for_each_engine(|db| async move {
        let takers: Vec<_> = (0..100)
            .map(|taker| {
                let db = db.clone();
                tokio::spawn(async move {
                    db.write(move |tx| {
                        Box::pin(async move {
                            let number = counter::next(tx, id(1), "HT", "2026").await?;
                            // Every fifth gives its number back.
                            if taker % 5 == 0 {
                                Err(StoreError::NotFound { what: "reason" })
                            } else {
                                Ok(number)
                            }
                        })
                    })
                    .await
                })
            })
            .collect();
        let mut numbers = Vec::new();
        for taker in takers {
            match taker.await.expect("no panic") {
                Ok(number) => numbers.push(number),
                Err(error) => assert_eq!(error, StoreError::NotFound { what: "reason" }),
            }
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=80).collect::<Vec<i64>>());
    })
    .await;
}
