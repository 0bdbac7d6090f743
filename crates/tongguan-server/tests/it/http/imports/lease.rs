//! Two processes over one PostgreSQL: one of them works on an import, and where it dies the other goes on behind its last group.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::sync::watch;
use tongguan_core::id::TenantId;
use tongguan_core::process::Process;
use tongguan_service::import::job::Importer;
use tongguan_service::run::{Executor, Processes};
use tongguan_service::world::World;
use tongguan_store::lease::{self, Lease};
use tongguan_store::{Database, Engine, StoreError};
use tongguan_testkit::fresh;
use uuid::Uuid;

use super::super::company::company;
use super::super::server::Server;

/// Customers of the file.
const ROWS: usize = 240;
/// The lease and its length, as the job takes it.
const LEASE: (&str, i64) = ("import", 60_000_000);

/// A company with an import that was set to work on and that nobody works on.
struct Scene {
    server: Server,
    tenant: TenantId,
    import: Uuid,
}

impl Scene {
    async fn new(db: &Database) -> Self {
        let server = company(db, &["admin", "ops"]).await;
        let letters: Vec<char> =
            "山河湖海江川林森石玉金木水火土云风雨雷电春夏秋冬东南西北松竹梅兰".chars().collect();
        let name = |row: usize| -> String {
            // Far from one another: names that resemble one another are duplicates.
            let mixed = (row as u32 + 1).wrapping_mul(2_654_435_761);
            let place = |n: u32| letters[(mixed >> (5 * n + 2)) as usize % letters.len()];
            (0..6).map(place).chain(format!("{row:04}有限公司").chars()).collect()
        };
        let rows: String = (0..ROWS).map(|row| format!("{},C34\n", name(row))).collect();
        let id = server.brought("ops", "customers", format!("客户,行业\n{rows}").into_bytes()).await;
        let path = format!("/api/v1/imports/{id}/commands");
        server.post("ops", path, json!({"type": "run_import"})).send().await.expect(200);
        let tenant = server.app.company().await.expect("read").expect("set up");
        Self { import: id.parse().expect("an id"), server, tenant }
    }

    /// A process of its own over the same database and files, whose clock goes ahead by so many seconds.
    fn process(&self, ahead: &Arc<AtomicI64>) -> Importer {
        let (app, ahead) = (self.server.app.clone(), ahead.clone());
        let clock = move || app.world().now() + SignedDuration::from_secs(ahead.load(Ordering::SeqCst));
        let world = World::new(clock, |bytes| {
            bytes
                .chunks_mut(16)
                .for_each(|part| part.copy_from_slice(&Uuid::new_v4().as_bytes()[..part.len()]))
        });
        let node = Uuid::new_v4().to_string();
        let executor = Executor::new(self.server.app.db.clone(), &node, Processes::new(Process::standard()));
        Importer { world, executor, ..self.server.app.importer() }
    }

    async fn state(&self) -> Value {
        let path = format!("/api/v1/imports/{}", self.import);
        self.server.get("ops", path).send().await.expect(200).body
    }

    async fn done(&self) -> u64 {
        self.state().await["done"].as_u64().unwrap_or_default()
    }

    /// Waits until some rows are done.
    async fn some_are_done(&self) -> u64 {
        loop {
            match self.done().await {
                0 => tokio::task::yield_now().await,
                done => return done,
            }
        }
    }

    /// It was done, and each row made one customer.
    async fn each_row_once(&self) {
        let ended = self.state().await;
        assert_eq!(
            (&ended["state"], ended["done"].as_u64()),
            (&json!("done"), Some(ROWS as u64)),
            "{ended:#}"
        );
        let new = ended["became"].as_array().expect("marks").iter().find(|one| one["mark"] == "new");
        assert_eq!(new.and_then(|one| one["rows"].as_u64()), Some(ROWS as u64), "{ended:#}");
        let (mut count, mut next) = (0, String::new());
        loop {
            let path = format!("/api/v1/accounts?limit=200{next}");
            let page = self.server.get("ops", path).send().await.expect(200).body;
            count += page["items"].as_array().expect("a list").len();
            match page["next"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => break,
            }
        }
        assert_eq!(count, ROWS);
    }
}

/// Holds the lease as a process does that fell silent afterwards.
async fn held(db: &Database, now: Timestamp) -> Option<Lease> {
    let (name, micros) = LEASE;
    let held: Result<_, StoreError> =
        db.write(move |tx| Box::pin(lease::acquire(tx, name, Uuid::from_u128(404), now, micros))).await;
    held.expect("asked")
}

fn clock() -> Arc<AtomicI64> {
    Arc::new(AtomicI64::new(0))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_never_work_on_one_import_at_once() {
    let database = fresh(Engine::Postgres).await;
    let scene = Scene::new(&database).await;
    let (one, other) = (scene.process(&clock()), scene.process(&clock()));
    let (_stop, stopping) = watch::channel(false);
    let (first, second) = tokio::join!(
        one.work(scene.tenant, scene.import, stopping.clone()),
        other.work(scene.tenant, scene.import, stopping.clone()),
    );
    first.expect("worked, or held off");
    second.expect("worked, or held off");
    scene.each_row_once().await;
    drop(scene);
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_process_died_another_goes_on_when_its_lease_has_run_out() {
    let database = fresh(Engine::Postgres).await;
    let scene = Scene::new(&database).await;
    let (stop, stopping) = watch::channel(false);
    let one = scene.process(&clock());
    let (tenant, import) = (scene.tenant, scene.import);
    let working = tokio::spawn(async move { one.work(tenant, import, stopping).await });
    scene.some_are_done().await;
    stop.send_replace(true);
    working.await.expect("no panic").expect("it stopped between two groups");
    let done = scene.done().await;
    assert!(0 < done && done < ROWS as u64, "{done}");

    // It is dead, and its lease is not over: whoever comes does nothing.
    held(&database, scene.server.app.world().now()).await.expect("nobody holds it");
    let ahead = clock();
    let other = scene.process(&ahead);
    let (_keep, stopping) = watch::channel(false);
    for seconds in [0, 59] {
        ahead.store(seconds, Ordering::SeqCst);
        other.work(tenant, import, stopping.clone()).await.expect("held off");
        assert_eq!(scene.done().await, done, "after {seconds} s");
    }
    ahead.store(60, Ordering::SeqCst);
    other.work(tenant, import, stopping).await.expect("worked");
    scene.each_row_once().await;
    drop(scene);
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_wakes_up_after_its_lease_was_taken_does_nothing_more() {
    let database = fresh(Engine::Postgres).await;
    let scene = Scene::new(&database).await;
    let (tenant, import) = (scene.tenant, scene.import);
    let (_stop, stopping) = watch::channel(false);
    let (one, heard) = (scene.process(&clock()), stopping.clone());
    let working = tokio::spawn(async move { one.work(tenant, import, heard).await });
    scene.some_are_done().await;
    // By the clock of another one it has been silent for too long; from now on its groups are no more its own.
    let ahead = clock();
    ahead.store(61, Ordering::SeqCst);
    let other = scene.process(&ahead);
    other.work(tenant, import, stopping).await.expect("worked");
    let ended = working.await.expect("no panic");
    let lost = matches!(&ended, Err(StoreError::LeaseLost { .. }));
    assert!(lost || ended.is_ok(), "{ended:?}");
    scene.each_row_once().await;
    drop(scene);
    database.remove().await;
}
