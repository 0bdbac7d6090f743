//! Transactions: what is kept, what is not, and that no one is lost in a group.

use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use tongguan_store::sql::{SqliteOptions, Tx};
use tongguan_store::{Database, Engine, StoreError, params};
use tongguan_testkit::{at, empty, for_each_engine, fresh, id};

const PUT: &str = "INSERT INTO setting (tenant_id, key, value, updated_at) VALUES ($1, $2, $3, $4)";
const COUNT: &str = "SELECT COUNT(*) FROM setting WHERE tenant_id = $1";

async fn put(tx: &mut Tx, key: &str) -> Result<(), StoreError> {
    tx.execute(PUT, params![id(7), key, "v", at(0)]).await.map(drop)
}

async fn count(db: &Database) -> i64 {
    let read: Result<i64, StoreError> =
        db.read(|tx| Box::pin(async move { tx.query_one(COUNT, params![id(7)]).await?.get(0) })).await;
    read.expect("counting works")
}

#[tokio::test(flavor = "multi_thread")]
async fn parallel_writers_lose_nothing() {
    for_each_engine(|db| async move {
        let tasks = (0..64).map(|writer| {
            let db = db.clone();
            tokio::spawn(async move {
                for turn in 0..5 {
                    let key = format!("{writer}-{turn}");
                    db.write(move |tx| {
                        let key = key.clone();
                        Box::pin(async move { put(tx, &key).await })
                    })
                    .await
                    .expect("each write is stored");
                }
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.expect("no writer panics");
        }
        assert_eq!(count(&db).await, 320);
    })
    .await;
}

/// Work that can stop anywhere (an import) looks whether somebody waits behind it.
#[tokio::test]
async fn whoever_writes_sees_that_somebody_waits() {
    let db = fresh(Engine::Sqlite).await;
    let (begin, begun) = mpsc::channel();
    let (let_go, may_go) = mpsc::channel();
    let (writer, may_go) = (db.clone(), Mutex::new(may_go));
    let first = tokio::spawn(async move {
        let seen: Result<[bool; 2], StoreError> = writer
            .write(move |tx| {
                let alone = tx.is_waited_for();
                begin.send(()).expect("the test listens");
                may_go.lock().expect("one writer").recv().expect("the test goes on");
                let seen = [alone, tx.is_waited_for()];
                Box::pin(async move { Ok(seen) })
            })
            .await;
        seen.expect("written")
    });
    tokio::task::yield_now().await;
    begun.recv().expect("the first one runs");
    let other = db.clone();
    let second = tokio::spawn(async move { other.write(|tx| Box::pin(put(tx, "a"))).await });
    tokio::task::yield_now().await;
    let_go.send(()).expect("the first one waits");
    assert_eq!(first.await.expect("no panic"), [false, true]);
    second.await.expect("no panic").expect("written");
    let after: Result<bool, StoreError> =
        db.write(|tx| Box::pin(async move { Ok(tx.is_waited_for()) })).await;
    assert_eq!(after, Ok(false), "nobody is counted twice");
}

/// Whoever waits for a write that gives way is written with it: one wait for the disk serves both, and neither takes the other along.
#[tokio::test]
async fn who_is_given_way_shares_the_commit() {
    let db = fresh(Engine::Sqlite).await;
    let (first, second) = (Gate::new(), Gate::new());
    let written = write(&db, "a", first.clone(), Ok(()));
    tokio::task::yield_now().await;
    first.reached();
    let fails = Err(StoreError::NotFound { what: "reason" });
    let refused = write(&db, "b", second.clone(), fails.clone());
    tokio::task::yield_now().await;
    first.open();
    second.reached();
    assert_eq!(count(&db).await, 0, "the first one waits for the second before it is committed");
    second.open();
    assert_eq!(written.await.expect("no panic"), Ok(()));
    assert_eq!(refused.await.expect("no panic"), fails);
    assert_eq!(count(&db).await, 1);
}

/// Where a write waits until the test lets it go on.
struct Gate {
    tell: mpsc::Sender<()>,
    told: Mutex<mpsc::Receiver<()>>,
    let_go: mpsc::Sender<()>,
    may_go: Mutex<mpsc::Receiver<()>>,
}

impl Gate {
    fn new() -> Arc<Self> {
        let ((tell, told), (let_go, may_go)) = (mpsc::channel(), mpsc::channel());
        Arc::new(Self { tell, told: Mutex::new(told), let_go, may_go: Mutex::new(may_go) })
    }

    fn pass(&self) {
        self.tell.send(()).expect("the test listens");
        self.may_go.lock().expect("one writer").recv().expect("the test goes on");
    }

    fn reached(&self) {
        self.told.lock().expect("one listener").recv().expect("the write runs");
    }

    fn open(&self) {
        self.let_go.send(()).expect("the write waits");
    }
}

/// A write that stands at its gate once it has written, then looks who waits, and ends as it is told.
fn write(
    db: &Database,
    key: &'static str,
    gate: Arc<Gate>,
    ends: Result<(), StoreError>,
) -> tokio::task::JoinHandle<Result<(), StoreError>> {
    let db = db.clone();
    tokio::spawn(async move {
        db.write(move |tx| {
            let (gate, ends) = (gate.clone(), ends.clone());
            Box::pin(async move {
                put(tx, key).await?;
                gate.pass();
                tx.is_waited_for();
                ends
            })
        })
        .await
    })
}

#[tokio::test]
async fn an_error_rolls_back_and_reaches_the_caller() {
    for_each_engine(|db| async move {
        let outcome: Result<(), StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    put(tx, "a").await?;
                    Err(StoreError::NotFound { what: "reason" })
                })
            })
            .await;
        assert_eq!(outcome, Err(StoreError::NotFound { what: "reason" }));
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_savepoint_leaves_no_trace_and_the_rest_stays() {
    for_each_engine(|db| async move {
        let outcome: Result<(), StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    tx.savepoint("command").await?;
                    put(tx, "refused").await?;
                    // A failed statement inside is forgiven as well.
                    put(tx, "refused").await.expect_err("the key is taken");
                    tx.rollback_to("command").await?;
                    tx.release("command").await?;
                    put(tx, "journal").await
                })
            })
            .await;
        outcome.expect("the transaction is kept");
        assert_eq!(count(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_swallowed_failure_is_not_committed() {
    for_each_engine(|db| async move {
        let outcome: Result<(), StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    put(tx, "a").await?;
                    drop(put(tx, "a").await);
                    Ok(())
                })
            })
            .await;
        assert!(matches!(outcome, Err(StoreError::Aborted { .. })), "{outcome:?}");
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn unique_keys_have_the_same_names() {
    for_each_engine(|db| async move {
        let twice = |keys: [(u128, Option<&'static str>); 2]| {
            db.write(move |tx| {
                Box::pin(async move {
                    for (number, key) in keys {
                        tx.execute(JOB, params![id(7), id(number), key, "", at(0)]).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
        };
        const JOB: &str = "INSERT INTO job (tenant_id, id, kind, key, payload, due_at, attempts, created_at) \
            VALUES ($1, $2, 'k', $3, $4, $5, 0, $5)";
        let by_index = twice([(1, Some("k")), (2, Some("k"))]).await.expect_err("the key is unique");
        assert!(by_index.is_unique("job_key"), "{by_index}");
        let by_primary_key = twice([(1, None), (1, None)]).await.expect_err("the id is unique");
        assert!(by_primary_key.is_unique("job_pkey"), "{by_primary_key}");
    })
    .await;
}

#[tokio::test]
async fn values_come_back_as_they_went() {
    for_each_engine(|db| async move {
        let row = db
            .write(|tx| {
                Box::pin(async move {
                    let sql = "INSERT INTO body (tenant_id, id, target_id, salt, content, erased_at) \
                        VALUES ($1, $2, $3, $4, $5, $6) RETURNING id, salt, content, erased_at";
                    let salt: Option<Vec<u8>> = None;
                    tx.query_one(sql, params![id(7), id(1), id(2), salt, b"\x00\xff".as_slice(), at(5)]).await
                })
            })
            .await
            .expect("the row is stored");
        assert_eq!(row.get(0), Ok(id(1)));
        assert_eq!(row.get::<Option<Vec<u8>>>(1), Ok(None));
        assert_eq!(row.get(2), Ok(b"\x00\xff".to_vec()));
        assert_eq!(row.get(3), Ok(at(5)));
        assert!(row.get::<String>(3).is_err());
        assert!(row.get::<i64>(9).is_err());
    })
    .await;
}

#[tokio::test]
async fn reads_may_not_write() {
    for_each_engine(|db| async move {
        let outcome: Result<(), StoreError> = db.read(|tx| Box::pin(put(tx, "a"))).await;
        assert!(outcome.is_err());
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_injected_failure_at_any_statement_changes_nothing_in_the_end() {
    for_each_engine(|db| async move {
        for (nth, times) in (1..=4).flat_map(|nth| [(nth, 1), (nth, 2), (nth, 3)]) {
            db.fail_write_statement_again(nth, times);
            let key = format!("k{nth}-{times}");
            let outcome: Result<(), StoreError> = db
                .write(move |tx| {
                    let key = key.clone();
                    Box::pin(async move {
                        put(tx, &key).await?;
                        tx.query_one(COUNT, params![id(7)]).await?;
                        put(tx, &format!("{key}-second")).await
                    })
                })
                .await;
            outcome.expect("the retry succeeds");
            assert!(!db.fault_is_armed(), "statement {nth} was never reached");
            assert_eq!(count(&db).await, i64::from((nth - 1) * 3 + times) * 2);
        }
    })
    .await;
}

#[tokio::test]
async fn a_panic_reaches_the_caller_and_nobody_else() {
    for_each_engine(|db| async move {
        let broken = db.clone();
        let task = tokio::spawn(async move {
            broken
                .write::<(), StoreError, _>(|tx| {
                    Box::pin(async move {
                        put(tx, "a").await?;
                        panic!("on purpose");
                    })
                })
                .await
        });
        assert!(task.await.expect_err("the panic arrives").is_panic());
        db.write(|tx| Box::pin(put(tx, "b"))).await.expect("the next write works");
        assert_eq!(count(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_closed_store_says_so() {
    for_each_engine(|db| async move {
        db.close().await;
        let outcome: Result<(), StoreError> = db.write(|tx| Box::pin(put(tx, "a"))).await;
        assert!(matches!(outcome, Err(StoreError::Unavailable { .. })), "{outcome:?}");
    })
    .await;
}

#[tokio::test]
async fn a_long_read_is_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = SqliteOptions { readers: 1, read_limit: Duration::ZERO, ..SqliteOptions::default() };
    let db = Database::open_sqlite_with(&folder.path().join("a.db"), options).await.expect("opens");
    const ENDLESS: &str =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
    let outcome = db.read(|tx| Box::pin(async move { tx.query_one(ENDLESS, params![]).await })).await;
    assert_eq!(outcome, Err(StoreError::TimedOut));
    db.close().await;
}

#[tokio::test]
async fn a_second_process_is_kept_out_of_a_sqlite_file() {
    let db = empty(Engine::Sqlite).await;
    let path = db.sqlite_path().expect("a file").to_owned();
    let second = Database::open_sqlite(&path).await.err();
    assert!(matches!(second, Some(StoreError::Unavailable { .. })), "{second:?}");
    db.close().await;
    Database::open_sqlite(&path).await.expect("free again").close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_future_is_refused_instead_of_stopping_the_writer() {
    let db = fresh(Engine::Sqlite).await;
    let never = Arc::new(tokio::sync::Notify::new());
    let outcome: Result<(), StoreError> = db
        .write(move |_| {
            let never = never.clone();
            Box::pin(async move {
                never.notified().await;
                Ok(())
            })
        })
        .await;
    assert!(matches!(outcome, Err(StoreError::Unsupported { .. })), "{outcome:?}");
    db.remove().await;
}

#[tokio::test]
async fn a_look_from_beside_sees_what_is_committed_and_writes_nothing() {
    let db = fresh(Engine::Sqlite).await;
    let put = |value: &'static str| {
        db.write(move |tx| Box::pin(tongguan_store::setting::put(tx, id(1), "key", value, at(0))))
    };
    put("1").await.expect("written");
    let beside =
        Database::open_sqlite_beside(db.sqlite_path().expect("a file")).await.expect("no lock is in the way");
    put("2").await.expect("the owner goes on");
    let seen = beside.read(|tx| Box::pin(tongguan_store::setting::get(tx, id(1), "key"))).await;
    assert_eq!(seen, Ok(Some("2".to_owned())));
    let refused =
        beside.write(|tx| Box::pin(tongguan_store::setting::put(tx, id(1), "key", "3", at(0)))).await;
    assert!(matches!(refused, Err(StoreError::Unavailable { .. })), "{refused:?}");
    beside.close().await;
    db.remove().await;
}
