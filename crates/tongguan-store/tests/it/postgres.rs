//! What only a server can do to us: end the connection, refuse a commit late, or cast doubt on it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tongguan_store::sql::Tx;
use tongguan_store::{Database, Engine, StoreError, params, setting};
use tongguan_testkit::{TestDatabase, at, fresh, id};

/// A database in which a function body runs within the commit of each transaction that touched a setting.
async fn with_commit_hook(body: &str) -> TestDatabase {
    let db = fresh(Engine::Postgres).await;
    let function = format!(
        "CREATE FUNCTION hook() RETURNS trigger LANGUAGE plpgsql AS $x$ BEGIN {body}; RETURN NULL; END $x$"
    );
    let steps = [
        "CREATE SEQUENCE tries".to_owned(),
        function,
        "CREATE CONSTRAINT TRIGGER hook AFTER INSERT OR UPDATE ON setting DEFERRABLE INITIALLY DEFERRED \
            FOR EACH ROW EXECUTE FUNCTION hook()"
            .to_owned(),
    ];
    for step in steps {
        let run: Result<u64, StoreError> = db
            .write(move |tx| {
                let step = step.clone();
                Box::pin(async move { tx.execute(&step, params![]).await })
            })
            .await;
        run.expect("the hook is made");
    }
    db
}

async fn put(tx: &mut Tx) -> Result<(), StoreError> {
    setting::put(tx, id(1), "a", "v", at(0)).await
}

async fn count(db: &Database) -> usize {
    db.read(|tx| Box::pin(setting::all(tx, id(1)))).await.expect("read").len()
}

#[tokio::test]
async fn a_connection_that_ends_within_the_commit_leaves_the_outcome_unknown() {
    let db = with_commit_hook("PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60)").await;
    let outcome = db.write(|tx| Box::pin(put(tx))).await;
    assert!(matches!(outcome, Err(StoreError::OutcomeUnknown { .. })), "{outcome:?}");
    db.remove().await;
}

#[tokio::test]
async fn a_warning_within_the_commit_leaves_the_outcome_unknown() {
    let db = with_commit_hook("RAISE WARNING 'canceling wait for synchronous replication'").await;
    let outcome = db.write(|tx| Box::pin(put(tx))).await;
    assert!(matches!(outcome, Err(StoreError::OutcomeUnknown { .. })), "{outcome:?}");
    db.remove().await;
}

#[tokio::test]
async fn a_commit_refused_for_a_conflict_is_run_again() {
    let body = "IF nextval('tries') < 3 THEN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END IF";
    let db = with_commit_hook(body).await;
    db.write(|tx| Box::pin(put(tx))).await.expect("the third run is committed");
    assert_eq!(count(&db).await, 1);
    db.remove().await;
}

#[tokio::test]
async fn conflicts_without_end_are_given_up() {
    let db = with_commit_hook("RAISE EXCEPTION 'conflict' USING ERRCODE = '40P01'").await;
    let outcome = db.write(|tx| Box::pin(put(tx))).await;
    assert!(matches!(outcome, Err(StoreError::Contended { .. })), "{outcome:?}");
    assert_eq!(count(&db).await, 0);
    db.remove().await;
}

#[tokio::test]
async fn a_connection_lost_before_the_commit_is_replaced() {
    let db = fresh(Engine::Postgres).await;
    let runs = Arc::new(AtomicU32::new(0));
    let counted = runs.clone();
    let outcome: Result<(), StoreError> = db
        .write(move |tx| {
            let run = counted.fetch_add(1, Ordering::SeqCst);
            Box::pin(async move {
                put(tx).await?;
                if run == 0 {
                    tx.query("SELECT 1 WHERE pg_terminate_backend(pg_backend_pid())", params![]).await?;
                }
                setting::put(tx, id(1), "b", "v", at(0)).await
            })
        })
        .await;
    outcome.expect("the second run is committed");
    assert_eq!((runs.load(Ordering::SeqCst), count(&db).await), (2, 2));
    db.remove().await;
}

#[tokio::test]
async fn a_demoted_primary_is_left_and_tried_again() {
    let db = fresh(Engine::Postgres).await;
    let runs = Arc::new(AtomicU32::new(0));
    let counted = runs.clone();
    let outcome: Result<(), StoreError> = db
        .write(move |tx| {
            let run = counted.fetch_add(1, Ordering::SeqCst);
            Box::pin(async move {
                if run == 0 {
                    tx.execute("SET TRANSACTION READ ONLY", params![]).await?;
                }
                put(tx).await
            })
        })
        .await;
    outcome.expect("the second run is committed");
    assert_eq!((runs.load(Ordering::SeqCst), count(&db).await), (2, 1));
    db.remove().await;
}

#[tokio::test]
async fn an_abandoned_transaction_is_rolled_back_and_its_connection_is_not_reused() {
    let db = fresh(Engine::Postgres).await;
    let (entered, mut inside) = tokio::sync::mpsc::channel::<()>(1);
    let abandoned = db.clone();
    let task = tokio::spawn(async move {
        let outcome: Result<(), StoreError> = abandoned
            .write(move |tx| {
                let entered = entered.clone();
                Box::pin(async move {
                    put(tx).await?;
                    entered.send(()).await.expect("the test listens");
                    std::future::pending().await
                })
            })
            .await;
        outcome
    });
    inside.recv().await.expect("the transaction is open");
    task.abort();
    assert!(task.await.is_err_and(|error| error.is_cancelled()));
    db.write(|tx| Box::pin(setting::put(tx, id(1), "b", "v", at(0)))).await.expect("the next one works");
    let keys = db.read(|tx| Box::pin(setting::all(tx, id(1)))).await.expect("read");
    assert_eq!(keys, [("b".into(), "v".into())]);
    db.remove().await;
}

/// A server that does not encrypt is refused where the URL asks for it; nothing is sent in plain text instead.
#[tokio::test]
async fn encryption_that_is_asked_for_is_never_left_out() {
    let url = tongguan_testkit::empty_postgres_url("plain").await;
    let sign = if url.contains('?') { '&' } else { '?' };
    let outcome = Database::open_postgres(&format!("{url}{sign}sslmode=require")).await.err();
    assert!(
        matches!(outcome, Some(StoreError::Unavailable { .. } | StoreError::Database { .. })),
        "{outcome:?}"
    );
    Database::open_postgres(&url).await.expect("without it the server answers").close().await;
}
