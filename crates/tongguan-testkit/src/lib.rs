//! Databases for tests. A test written once runs on SQLite in a file and on a real PostgreSQL.
//!
//! Promises: each test has a fresh, migrated database; PostgreSQL is the server named by `TONGGUAN_TEST_PG_URL`, else a private one that
//! dies with the test process however that ends; when there is none the test fails and says what to do. Must never skip a test.

mod server;

use std::ops::Deref;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use tempfile::TempDir;
use tongguan_store::{Database, Engine, migrate};
use uuid::Uuid;

/// A database that lives as long as the test.
pub struct TestDatabase {
    db: Database,
    keep: Keep,
}

enum Keep {
    Folder(TempDir),
    Server { name: String },
}

impl Deref for TestDatabase {
    type Target = Database;
    fn deref(&self) -> &Database {
        &self.db
    }
}

impl TestDatabase {
    /// Closes it and removes what it stored. A test that fails before leaves that to the end of the server or of the temp folder.
    pub async fn remove(self) {
        self.db.close().await;
        match self.keep {
            Keep::Folder(folder) => folder.close().expect("the test's folder can be removed"),
            Keep::Server { name } => server::drop_database(&name).await,
        }
    }
}

/// Runs a test on each engine, each time on a fresh, migrated database.
pub async fn for_each_engine<F, Fut>(test: F)
where
    F: Fn(Database) -> Fut,
    Fut: Future<Output = ()>,
{
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("on {engine:?}");
        let database = fresh(engine).await;
        test(database.clone()).await;
        database.remove().await;
    }
}

/// A fresh, migrated database.
pub async fn fresh(engine: Engine) -> TestDatabase {
    let database = empty(engine).await;
    migrate(&database, id(1), || at(0)).await.expect("the migrations apply");
    database
}

/// A fresh database without any table.
pub async fn empty(engine: Engine) -> TestDatabase {
    match engine {
        Engine::Sqlite => {
            let folder = tempfile::tempdir().expect("a folder for the test's database");
            let db = Database::open_sqlite(&folder.path().join("test.db")).await.expect("SQLite opens");
            TestDatabase { db, keep: Keep::Folder(folder) }
        }
        Engine::Postgres => {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let started = Timestamp::now().as_microsecond();
            let name = format!("tongguan_test_{}_{started}_{count}", std::process::id());
            let url = server::create_database(&name).await;
            let db = Database::open_postgres(&url).await.expect("PostgreSQL opens");
            TestDatabase { db, keep: Keep::Server { name } }
        }
    }
}

/// The URL of a fresh PostgreSQL database without any table, for tests that open it themselves. It lives as long as the server.
pub async fn empty_postgres_url(name: &str) -> String {
    let name = format!("{name}_{}_{}", std::process::id(), Timestamp::now().as_microsecond());
    server::create_database(&name).await
}

/// A readable id for tests.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A readable instant for tests: `seconds` after 2026-01-01 00:00 UTC.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_767_225_600 + seconds).expect("tests stay within the calendar")
}
