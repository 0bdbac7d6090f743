//! One transaction as a command makes it, with a conflict at each of its statements in turn: the end is the same on both engines.

use tongguan_store::command_log::{self, Entry, Outcome};
use tongguan_store::event_log::{self, NewEvent};
use tongguan_store::guard::{self, Guard};
use tongguan_store::idempotency::{self, Remembered};
use tongguan_store::job::{self, NewJob};
use tongguan_store::sql::Tx;
use tongguan_store::{Database, Engine, StoreError, counter};
use tongguan_testkit::{at, fresh, id};

async fn command(tx: &mut Tx) -> Result<i64, StoreError> {
    idempotency::find(tx, id(1), id(3), "key").await?;
    guard::lock(tx, id(1), &[Guard::new("credit", "a"), Guard::new("holding", "b")]).await?;
    tx.savepoint("command").await?;
    let number = counter::next(tx, id(1), "XS", "2026").await?;
    let event = |kind: &str| NewEvent {
        kind: kind.into(),
        recorded_at: at(1),
        effective_at: None,
        actor_id: Some(id(3)),
        command_id: id(4),
        payload: format!("{{\"number\":{number}}}").into_bytes(),
    };
    let head =
        event_log::append(tx, id(1), id(2), 0, &[event("lead_registered"), event("obligation_opened")])
            .await?;
    tx.release("command").await?;
    let entry = Entry {
        id: id(4),
        recorded_at: at(1),
        actor_id: Some(id(3)),
        via: "web".into(),
        target_kind: "deal".into(),
        target_id: Some(id(2)),
        command: "register_lead".into(),
        outcome: Outcome::Accepted { events: Some((1, head.seq)) },
        detail: "{}".into(),
    };
    command_log::append(tx, id(1), "a", &entry).await?;
    let mail = NewJob {
        id: id(5),
        kind: "mail".into(),
        key: None,
        payload: "{}".into(),
        due_at: at(1),
        created_at: at(1),
    };
    job::enqueue(tx, id(1), &mail).await?;
    let answer = Remembered { request_digest: [1; 32], outcome: number.to_string(), created_at: at(1) };
    idempotency::remember(tx, id(1), id(3), "key", &answer).await?;
    Ok(number)
}

/// All that the command left, in words.
async fn state(db: &Database) -> String {
    let read: Result<String, StoreError> = db
        .read(|tx| {
            Box::pin(async move {
                let events = event_log::load(tx, id(1), id(2), 0).await?;
                let lines =
                    command_log::load(tx, id(1), (jiff::civil::date(2026, 1, 1), "a/0"), 0, 9).await?;
                let due = job::next_due(tx, id(1)).await?;
                let answer = idempotency::find(tx, id(1), id(3), "key").await?;
                Ok(format!("{events:?} {lines:?} {due:?} {answer:?}"))
            })
        })
        .await;
    read.expect("read")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_at_any_statement_leads_to_the_same_end() {
    let mut ends = Vec::new();
    let mut conflicts = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for nth in 0.. {
            let db = fresh(engine).await;
            db.fail_write_statement(nth);
            assert_eq!(db.write(|tx| Box::pin(command(tx))).await, Ok(1), "{engine:?}, statement {nth}");
            let is_over = db.fault_is_armed();
            ends.push(state(&db).await);
            db.remove().await;
            if is_over {
                conflicts.push(nth - 1);
                break;
            }
        }
    }
    // SQLite, which writes one at a time, takes none of the two guards.
    assert_eq!(conflicts[0] + 2, conflicts[1], "both engines run the same statements");
    assert!(conflicts[0] > 10 && ends[0].contains("lead_registered"));
    assert!(ends.iter().all(|end| *end == ends[0]));
}
