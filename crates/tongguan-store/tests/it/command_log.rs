//! The journal: a line stays when its command is undone, and every chain can be checked.

use tongguan_store::chain::Verdict;
use tongguan_store::command_log::{self, Entry, Outcome};
use tongguan_store::event_log::{self, NewEvent};
use tongguan_store::{Database, StoreError, params};
use tongguan_testkit::{at, for_each_engine, id};

fn entry(number: u128, outcome: Outcome) -> Entry {
    Entry {
        id: id(number),
        recorded_at: at(60),
        actor_id: Some(id(3)),
        via: "web".into(),
        target_kind: "deal".into(),
        target_id: Some(id(2)),
        command: "advance_stage".into(),
        outcome,
        detail: "{}".into(),
    }
}

async fn chains(db: &Database) -> Vec<(jiff::civil::Date, String)> {
    let day = jiff::civil::date(2026, 1, 1);
    db.read(move |tx| Box::pin(command_log::chains(tx, id(1), day, day))).await.expect("listed")
}

#[tokio::test]
async fn a_refused_command_leaves_its_line_and_nothing_else() {
    for_each_engine(|db| async move {
        let written: Result<(), StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    let event = NewEvent {
                        kind: "stage_advanced".into(),
                        recorded_at: at(1),
                        effective_at: None,
                        actor_id: None,
                        command_id: id(9),
                        payload: b"{}".to_vec(),
                    };
                    tx.savepoint("command").await?;
                    event_log::append(tx, id(1), id(2), 0, &[event]).await?;
                    tx.rollback_to("command").await?;
                    tx.release("command").await?;
                    let refused = entry(9, Outcome::Refused { code: "gate_closed".into() });
                    command_log::append(tx, id(1), "a", &refused).await
                })
            })
            .await;
        written.expect("the line is kept");
        let events = db.read(|tx| Box::pin(event_log::load(tx, id(1), id(2), 0))).await.expect("loaded");
        assert_eq!(events, []);
        let (day, writer) = chains(&db).await.pop().expect("one chain");
        let lines = db
            .read(move |tx| {
                let writer = writer.clone();
                Box::pin(async move { command_log::load(tx, id(1), (day, &writer), 0, 10).await })
            })
            .await
            .expect("loaded");
        assert_eq!(lines[0].entry, entry(9, Outcome::Refused { code: "gate_closed".into() }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parallel_lines_are_all_there_and_all_chains_are_whole() {
    for_each_engine(|db| async move {
        let writers: Vec<_> = (0..40u128)
            .map(|number| {
                let db = db.clone();
                tokio::spawn(async move {
                    db.write(move |tx| {
                        Box::pin(async move {
                            let accepted = entry(number, Outcome::Accepted { events: Some((1, 2)) });
                            command_log::append(tx, id(1), "a", &accepted).await
                        })
                    })
                    .await
                })
            })
            .collect();
        for writer in writers {
            writer.await.expect("no panic").expect("each line is stored");
        }
        let mut total = 0;
        for (day, writer) in chains(&db).await {
            let verdict = db
                .read(move |tx| {
                    let writer = writer.clone();
                    Box::pin(async move { command_log::verify(tx, id(1), day, &writer).await })
                })
                .await;
            let Ok(Verdict::Whole { length, .. }) = verdict else { panic!("{verdict:?}") };
            total += length;
        }
        assert_eq!(total, 40);
    })
    .await;
}

#[tokio::test]
async fn an_edited_line_shows() {
    for_each_engine(|db| async move {
        let verdict: Result<Verdict, StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    for number in 1..=3 {
                        command_log::append(
                            tx,
                            id(1),
                            "a",
                            &entry(number, Outcome::Accepted { events: None }),
                        )
                        .await?;
                    }
                    let edit = "UPDATE command_log SET actor_id = NULL WHERE tenant_id = $1 AND seq = 3";
                    tx.execute(edit, params![id(1)]).await?;
                    command_log::verify(tx, id(1), jiff::civil::date(2026, 1, 1), "a/0").await
                })
            })
            .await;
        assert_eq!(verdict, Ok(Verdict::Broken { seq: 3 }));
    })
    .await;
}
