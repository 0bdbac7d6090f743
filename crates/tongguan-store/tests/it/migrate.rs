//! Migrations: once each however many processes start, and never backwards.

use tongguan_store::sql::Tx;
use tongguan_store::{Database, Engine, StoreError, migrate, params, prepare_all, setting};
use tongguan_testkit::{at, empty, empty_postgres_url, for_each_engine, id};

const VERSIONS: &str = "SELECT version FROM schema_migration ORDER BY version";

async fn versions(db: &Database) -> Vec<i64> {
    let read: Result<Vec<i64>, StoreError> = db
        .read(|tx| {
            Box::pin(
                async move { tx.query(VERSIONS, params![]).await?.iter().map(|row| row.get(0)).collect() },
            )
        })
        .await;
    read.expect("read")
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    for_each_engine(|db| async move {
        let before = versions(&db).await;
        migrate(&db, id(2), || at(1)).await.expect("nothing to do");
        assert_eq!(versions(&db).await, before);
        assert_eq!(before.last(), Some(&tongguan_store::migrate::newest_version()));
    })
    .await;
}

#[tokio::test]
async fn a_newer_schema_and_an_edited_migration_are_refused() {
    async fn run(tx: &mut Tx, sql: &str) -> Result<(), StoreError> {
        tx.execute(sql, params![]).await.map(drop)
    }
    for_each_engine(|db| async move {
        const NEWER: &str =
            "INSERT INTO schema_migration (version, name, digest, applied_at) SELECT 9999, name, digest, 0 FROM schema_migration WHERE version = 1";
        db.write(|tx| Box::pin(run(tx, NEWER))).await.expect("prepared");
        let known = tongguan_store::migrate::newest_version();
        assert_eq!(migrate(&db, id(2), || at(1)).await, Err(StoreError::NewerSchema { found: 9999, known }));
        db.write(|tx| Box::pin(run(tx, "DELETE FROM schema_migration WHERE version = 9999"))).await.expect("prepared");
        db.write(|tx| {
            Box::pin(async move {
                tx.execute("UPDATE schema_migration SET digest = $1 WHERE version = 1", params![[0u8; 32]]).await
            })
        })
        .await
        .expect("prepared");
        assert!(matches!(migrate(&db, id(2), || at(1)).await, Err(StoreError::Corrupt { .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_together_migrate_once() {
    let url = empty_postgres_url("together").await;
    let starts: Vec<_> = (0..4)
        .map(|process| {
            let url = url.clone();
            tokio::spawn(async move {
                let db = Database::open_postgres(&url).await?;
                migrate(&db, id(process), || at(0)).await?;
                prepare_all(&db).await
            })
        })
        .collect();
    for start in starts {
        start.await.expect("no panic").expect("each process starts");
    }
}

#[tokio::test]
async fn a_migration_that_was_cut_off_is_finished_by_the_next_start() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let db = empty(engine).await;
        // A crash after the steps and before their record.
        migrate(&db, id(1), || at(0)).await.expect("migrated");
        let all = versions(&db).await;
        db.write(|tx| Box::pin(async move { tx.execute("DELETE FROM schema_migration", params![]).await }))
            .await
            .expect("cut off");
        migrate(&db, id(2), || at(0)).await.expect("finished");
        assert_eq!(versions(&db).await, all);
        db.remove().await;
    }
}

#[tokio::test]
async fn a_company_from_before_goes_on_without_the_rule_of_no_deal() {
    const RULE: &str = include_str!("../../migrations/0035_no_deal_rule.sql");
    const TENANT: &str = "INSERT INTO tenant (tenant_id, name, created_at) VALUES ($1, $2, $3)";
    const KEY: &str = "account_no_deal_days";
    for_each_engine(|db| async move {
        let (quiet, own) = (id(71), id(72));
        let read: Result<_, StoreError> = db
            .write(move |tx| {
                Box::pin(async move {
                    for tenant in [quiet, own] {
                        tx.execute(TENANT, params![tenant, "公司", 0_i64]).await?;
                    }
                    setting::put(tx, own, KEY, "90", at(1)).await?;
                    tx.execute(RULE, params![]).await?;
                    tx.execute(RULE, params![]).await?;
                    Ok((setting::get(tx, quiet, KEY).await?, setting::get(tx, own, KEY).await?))
                })
            })
            .await;
        assert_eq!(read.expect("read"), (Some("0".to_owned()), Some("90".to_owned())));
    })
    .await;
}
