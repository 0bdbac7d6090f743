//! Guards: a limit across deals holds however many try at once, and opposite orders do not block each other.

use tongguan_store::guard::{self, Guard};
use tongguan_store::{StoreError, params};
use tongguan_testkit::{at, for_each_engine, id};

const COUNT: &str = "SELECT COUNT(*) FROM setting WHERE tenant_id = $1";
const ADD: &str = "INSERT INTO setting (tenant_id, key, value, updated_at) VALUES ($1, $2, '', $3)";

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_of_five_is_five() {
    for_each_engine(|db| async move {
        let takers: Vec<_> = (0..30)
            .map(|taker| {
                let db = db.clone();
                tokio::spawn(async move {
                    let taken: Result<bool, StoreError> = db
                        .write(move |tx| {
                            Box::pin(async move {
                                let mut guards = [
                                    Guard::new("holding", "rep"),
                                    Guard::new("group", "g"),
                                    Guard::new("group", "g"),
                                ];
                                if taker % 2 == 0 {
                                    guards.reverse();
                                }
                                guard::lock(tx, id(1), &guards).await?;
                                if tx.query_one(COUNT, params![id(1)]).await?.get::<i64>(0)? >= 5 {
                                    return Ok(false);
                                }
                                tx.execute(ADD, params![id(1), taker.to_string(), at(0)]).await?;
                                Ok(true)
                            })
                        })
                        .await;
                    taken
                })
            })
            .collect();
        let mut taken = 0;
        for taker in takers {
            taken += i32::from(taker.await.expect("no panic").expect("each is answered"));
        }
        assert_eq!(taken, 5);
    })
    .await;
}
