//! Reference changes: put in order when they race, chained, checked.

use tongguan_store::chain::Verdict;
use tongguan_store::reference_log::{self, NewReferenceEvent};
use tongguan_store::{StoreError, params};
use tongguan_testkit::{at, for_each_engine, id};

fn event() -> NewReferenceEvent {
    NewReferenceEvent {
        kind: "price_changed".into(),
        recorded_at: at(1),
        actor_id: None,
        command_id: id(4),
        payload: "{}".into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn racing_changes_are_put_in_order() {
    for_each_engine(|db| async move {
        let racers: Vec<_> = (0..8)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    db.write(|tx| {
                        Box::pin(async move { reference_log::append(tx, id(1), "prices", &event()).await })
                    })
                    .await
                })
            })
            .collect();
        let mut places = Vec::new();
        for racer in racers {
            places.push(racer.await.expect("no racer panics").expect("each is stored"));
        }
        places.sort_unstable();
        assert_eq!(places, (1..=8).collect::<Vec<i64>>());
        let verdict = db.read(|tx| Box::pin(reference_log::verify(tx, id(1), "prices"))).await;
        assert!(matches!(verdict, Ok(Verdict::Whole { length: 8, .. })), "{verdict:?}");
        assert_eq!(
            db.read(|tx| Box::pin(reference_log::streams(tx, id(1), "", 9))).await,
            Ok(vec!["prices".into()])
        );
        let edited: Result<Verdict, StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    let edit = "UPDATE reference_event SET payload = '{1}' WHERE tenant_id = $1 AND seq = 5";
                    tx.execute(edit, params![id(1)]).await?;
                    reference_log::verify(tx, id(1), "prices").await
                })
            })
            .await;
        assert_eq!(edited, Ok(Verdict::Broken { seq: 5 }));
    })
    .await;
}
