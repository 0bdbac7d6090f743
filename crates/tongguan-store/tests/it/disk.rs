//! What SQLite does when the disk is full or returns nonsense.

use std::path::Path;

use tongguan_store::sql::SqliteOptions;
use tongguan_store::{Database, Engine, StoreError, params, setting};
use tongguan_testkit::{at, empty, fresh, id};

async fn put(db: &Database, key: &'static str, size: usize) -> Result<(), StoreError> {
    db.write(move |tx| Box::pin(async move { setting::put(tx, id(1), key, &"x".repeat(size), at(0)).await }))
        .await
}

async fn limit_pages(db: &Database, sql: &'static str) {
    let limited: Result<(), StoreError> =
        db.write(move |tx| Box::pin(async move { tx.query(sql, params![]).await.map(drop) })).await;
    limited.expect("the limit is set");
}

#[tokio::test]
async fn a_full_disk_is_told_and_writing_goes_on_when_there_is_room() {
    let db = fresh(Engine::Sqlite).await;
    put(&db, "before", 10).await.expect("room");
    limit_pages(&db, "PRAGMA max_page_count = 1").await;
    assert_eq!(put(&db, "large", 4_000_000).await, Err(StoreError::DiskFull));
    assert_eq!(db.halted(), None);
    limit_pages(&db, "PRAGMA max_page_count = 1000000").await;
    put(&db, "after", 10).await.expect("room again");
    let keys = db.read(|tx| Box::pin(setting::all(tx, id(1)))).await.expect("read");
    assert_eq!(keys.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["after", "before"]);
    db.remove().await;
}

#[tokio::test]
async fn with_too_little_space_left_the_store_is_read_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let db = Database::open_sqlite(&path).await.expect("opens");
    tongguan_store::migrate(&db, id(1), || at(0)).await.expect("migrated");
    put(&db, "before", 10).await.expect("room");
    db.close().await;
    let options = SqliteOptions { least_free_bytes: u64::MAX, ..SqliteOptions::default() };
    let db = Database::open_sqlite_with(&path, options).await.expect("opens");
    assert_eq!(put(&db, "after", 10).await, Err(StoreError::DiskFull));
    assert_eq!(db.halted(), None);
    let keys = db.read(|tx| Box::pin(setting::all(tx, id(1)))).await.expect("reading goes on");
    assert_eq!(keys.len(), 1);
    db.close().await;
}

/// Overwrites the page on which the table of settings begins.
fn damage(path: &Path, page: i64) {
    let mut bytes = std::fs::read(path).expect("read");
    let start = usize::try_from(page - 1).expect("small") * 4096;
    bytes[start..start + 4096].fill(0x5a);
    std::fs::write(path, bytes).expect("damaged");
}

#[tokio::test]
async fn a_damaged_file_stops_the_writer_for_good() {
    const PAGE: &str = "SELECT rootpage FROM sqlite_schema WHERE name = 'setting'";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let db = Database::open_sqlite(&path).await.expect("opens");
    tongguan_store::migrate(&db, id(1), || at(0)).await.expect("migrated");
    let page: Result<i64, StoreError> =
        db.read(|tx| Box::pin(async move { tx.query_one(PAGE, params![]).await?.get(0) })).await;
    db.close().await;
    damage(&path, page.expect("found"));

    let db = Database::open_sqlite(&path).await.expect("the schema is whole");
    let first = put(&db, "a", 10).await;
    assert!(matches!(first, Err(StoreError::Halted { .. })), "{first:?}");
    assert!(db.halted().is_some());
    assert!(matches!(put(&db, "b", 10).await, Err(StoreError::Halted { .. })));
    db.close().await;
    // It was not a clean stop, so the next start looks at the whole file.
    let reopened = Database::open_sqlite(&path).await.err();
    assert!(matches!(reopened, Some(StoreError::Corrupt { .. })), "{reopened:?}");
}

#[tokio::test]
async fn work_that_was_accepted_is_done_before_closing() {
    let db = empty(Engine::Sqlite).await;
    tongguan_store::migrate(&db, id(1), || at(0)).await.expect("migrated");
    let path = db.sqlite_path().expect("a file").to_owned();
    let write = put(&db, "a", 10);
    let (written, ()) = tokio::join!(write, db.close());
    written.expect("accepted before the close");
    let reopened = Database::open_sqlite(&path).await.expect("opens");
    let keys = reopened.read(|tx| Box::pin(setting::all(tx, id(1)))).await.expect("read");
    assert_eq!(keys.len(), 1);
    reopened.close().await;
}
