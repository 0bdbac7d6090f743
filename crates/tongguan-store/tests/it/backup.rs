//! Backups: made while writers go on, equal after restoring, and never a bad file under a good name.

use tongguan_store::backup::{backup, backup_beside, restore};
use tongguan_store::command_log::{self, Entry, Outcome};
use tongguan_store::tenant::{self, Tenant};
use tongguan_store::{Database, Engine, StoreError, params, setting};
use tongguan_testkit::{at, fresh, id};

async fn settings(db: &Database) -> Vec<(String, String)> {
    db.read(|tx| Box::pin(setting::all(tx, id(1)))).await.expect("read")
}

async fn write(db: &Database, number: u128) -> Result<(), StoreError> {
    db.write(move |tx| {
        Box::pin(async move {
            setting::put(tx, id(1), &format!("{number:05}"), "v", at(0)).await?;
            let line = Entry {
                id: id(number),
                recorded_at: at(i64::try_from(number).expect("small")),
                actor_id: None,
                via: "test".into(),
                target_kind: "reference".into(),
                target_id: None,
                command: "put".into(),
                outcome: Outcome::Accepted { events: None },
                detail: "{}".into(),
            };
            command_log::append(tx, id(1), "a", &line).await
        })
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_writes_restores_to_a_whole_prefix() {
    let (db, folder) = (fresh(Engine::Sqlite).await, tempfile::tempdir().expect("a folder"));
    let company = db.write(|tx| {
        let tenant = Tenant { id: id(1), name: "t".into(), created_at: at(0) };
        Box::pin(async move { tenant::create(tx, &tenant).await })
    });
    company.await.expect("created");
    for number in 0..50 {
        write(&db, number).await.expect("written");
    }
    let writing = db.clone();
    let writer = tokio::spawn(async move {
        for number in 50..250 {
            write(&writing, number).await.expect("written");
        }
    });
    let copy = folder.path().join("copy.db");
    let live = db.sqlite_path().expect("a file").to_owned();
    let report = backup_beside(&live, &copy).await.expect("backed up");
    writer.await.expect("the writer went on");
    assert_eq!(report.heads.len(), 1);

    let restored = folder.path().join("new/tongguan.db");
    assert_eq!(restore(&copy, &restored).await.as_ref(), Ok(&report));
    let second = Database::open_sqlite(&restored).await.expect("opens");
    let (found, all) = (settings(&second).await, settings(&db).await);
    assert!(found.len() >= 50 && all.len() == 250);
    assert_eq!(found, all[..found.len()]);
    // The head is the journal line of the last setting in it.
    assert_eq!(report.heads[0].1, id(found.len() as u128 - 1));
    second.close().await;
    db.remove().await;
}

#[tokio::test]
async fn bad_places_and_bad_files_are_refused() {
    let (db, folder) = (fresh(Engine::Sqlite).await, tempfile::tempdir().expect("a folder"));
    let copy = folder.path().join("copy.db");
    backup(&db, &copy).await.expect("backed up");
    assert!(matches!(backup(&db, &copy).await, Err(StoreError::File { .. })), "an existing file stays");
    assert!(
        matches!(restore(&copy, &folder.path().join("x.db")).await, Err(StoreError::File { .. })),
        "not empty"
    );

    let mut bytes = std::fs::read(&copy).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    std::fs::write(&copy, bytes).expect("damaged");
    let target = folder.path().join("new/a.db");
    assert!(restore(&copy, &target).await.is_err());
    assert!(!target.exists() && !target.with_added_extension("partial").exists());

    let newer = db.write(|tx| {
        Box::pin(async move {
            let sql =
                "INSERT INTO schema_migration (version, name, digest, applied_at) VALUES (9999, '', $1, 0)";
            tx.execute(sql, params![[0u8; 32]]).await
        })
    });
    newer.await.expect("prepared");
    let refused = backup(&db, &folder.path().join("newer.db")).await;
    assert!(matches!(refused, Err(StoreError::NewerSchema { found: 9999, .. })), "{refused:?}");
    db.remove().await;
}

#[tokio::test]
async fn postgres_says_what_to_use_instead() {
    let (db, folder) = (fresh(Engine::Postgres).await, tempfile::tempdir().expect("a folder"));
    let refused = backup(&db, &folder.path().join("a.db")).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("pg_dump")));
    db.remove().await;
}
