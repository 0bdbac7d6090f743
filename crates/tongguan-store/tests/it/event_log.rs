//! Streams: versions, races, order, chains.

use tongguan_store::chain::{GENESIS, Verdict};
use tongguan_store::event_log::{self, Head, NewEvent};
use tongguan_store::{Database, StoreError, params};
use tongguan_testkit::{at, for_each_engine, id};

fn event(kind: &str, second: i64) -> NewEvent {
    NewEvent {
        kind: kind.into(),
        recorded_at: at(second),
        effective_at: None,
        actor_id: Some(id(3)),
        command_id: id(4),
        payload: format!(r#"{{"客户":"{kind}"}}"#).into_bytes(),
    }
}

async fn append(db: &Database, expected: i64, events: Vec<NewEvent>) -> Result<Head, StoreError> {
    db.write(move |tx| {
        let events = events.clone();
        Box::pin(async move { event_log::append(tx, id(1), id(2), expected, &events).await })
    })
    .await
}

async fn verify(db: &Database) -> Verdict {
    db.read(|tx| Box::pin(event_log::verify(tx, id(1), id(2)))).await.expect("checking works")
}

#[tokio::test]
async fn a_stream_grows_in_order_and_comes_back() {
    for_each_engine(|db| async move {
        let first = append(&db, 0, vec![event("a", 10), event("b", 10)]).await.expect("appended");
        assert_eq!(first.seq, 2);
        // The clock went back; the stream does not.
        append(&db, 2, vec![event("c", 5)]).await.expect("appended");
        let all = db.read(|tx| Box::pin(event_log::load(tx, id(1), id(2), 0))).await.expect("loaded");
        assert_eq!(
            all.iter().map(|e| (e.seq, e.event.kind.as_str())).collect::<Vec<_>>(),
            [(1, "a"), (2, "b"), (3, "c")]
        );
        assert_eq!(all[2].event.recorded_at, at(10));
        assert_eq!(all[0].event, event("a", 10));
        assert_eq!((all[0].prev_hash, all[1].prev_hash), (GENESIS, all[0].hash));
        let tail = db.read(|tx| Box::pin(event_log::load(tx, id(1), id(2), 2))).await.expect("loaded");
        assert_eq!(tail, all[2..]);
        assert_eq!(verify(&db).await, Verdict::Whole { length: 3, head: all[2].hash });
        let deals = db.read(|tx| Box::pin(event_log::deals(tx, id(1), id(0), 10))).await;
        assert_eq!(deals, Ok(vec![id(2)]));
    })
    .await;
}

#[tokio::test]
async fn a_stale_version_is_told_the_current_one() {
    for_each_engine(|db| async move {
        append(&db, 0, vec![event("a", 1), event("b", 1)]).await.expect("appended");
        assert_eq!(append(&db, 1, vec![event("c", 2)]).await, Err(StoreError::Conflict { current: 2 }));
        assert_eq!(append(&db, 3, vec![event("c", 2)]).await, Err(StoreError::Conflict { current: 2 }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_with_one_version_exactly_one_wins() {
    for_each_engine(|db| async move {
        let racers: Vec<_> = (0..24)
            .map(|racer| {
                let db = db.clone();
                tokio::spawn(async move {
                    append(&db, 0, vec![event(&format!("r{racer}"), 1), event("x", 1)]).await
                })
            })
            .collect();
        let mut winners = 0;
        for racer in racers {
            match racer.await.expect("no racer panics") {
                Ok(head) => winners += head.seq - 1,
                Err(error) => assert_eq!(error, StoreError::Conflict { current: 2 }),
            }
        }
        assert_eq!(winners, 1);
        assert!(matches!(verify(&db).await, Verdict::Whole { length: 2, .. }));
    })
    .await;
}

#[tokio::test]
async fn an_edit_of_any_column_shows() {
    const EDITS: [&str; 7] = [
        "UPDATE deal_event SET payload = '{}' WHERE tenant_id = $1 AND seq = 2",
        "UPDATE deal_event SET kind = 'other' WHERE tenant_id = $1 AND seq = 2",
        "UPDATE deal_event SET recorded_at = recorded_at + 1 WHERE tenant_id = $1 AND seq = 2",
        "UPDATE deal_event SET effective_at = 0 WHERE tenant_id = $1 AND seq = 2",
        "UPDATE deal_event SET actor_id = NULL WHERE tenant_id = $1 AND seq = 2",
        "UPDATE deal_event SET hash = prev_hash WHERE tenant_id = $1 AND seq = 2",
        "DELETE FROM deal_event WHERE tenant_id = $1 AND seq = 2",
    ];
    for_each_engine(|db| async move {
        append(&db, 0, vec![event("a", 1), event("b", 1), event("c", 1)]).await.expect("appended");
        for edit in EDITS {
            let edited: Result<Verdict, StoreError> = db
                .write(move |tx| {
                    Box::pin(async move {
                        tx.savepoint("edit").await?;
                        assert_eq!(tx.execute(edit, params![id(1)]).await?, 1);
                        let verdict = event_log::verify(tx, id(1), id(2)).await?;
                        tx.rollback_to("edit").await?;
                        Ok(verdict)
                    })
                })
                .await;
            assert_eq!(edited, Ok(Verdict::Broken { seq: 2 }), "{edit}");
        }
        assert!(matches!(verify(&db).await, Verdict::Whole { length: 3, .. }));
    })
    .await;
}
