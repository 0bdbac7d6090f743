//! What the product costs, in one table: `make bench`.
//!
//! Promises that every figure stands beside its limit from the same run, and that what misses its goal says so. A figure is
//! processor time where that is what is asked for, so that a busy machine does not spoil it.
//!
//! `TONGGUAN_BENCH_DEALS` (10000,100000) are the sizes on SQLite, `TONGGUAN_BENCH_POSTGRES_DEALS` (10000) the size on
//! PostgreSQL, which is left out where `TONGGUAN_TEST_PG_URL` names no server.

mod clients;
mod commands;
mod exports;
mod meter;
mod process;
mod reads;
#[path = "../../../tongguan-core/tests/it/scene.rs"]
#[allow(dead_code, reason = "the scene serves more than the benchmark")]
mod scene;
mod seed;
mod staff;
mod table;

use tongguan_store::{Database, migrate};
use tongguan_testkit::empty_postgres_url;

use crate::clients::Server;
use crate::seed::Seed;
use crate::table::Table;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(run());
}

async fn run() {
    let mut table = Table::default();
    let sizes = sizes("TONGGUAN_BENCH_DEALS", &[10_000, 100_000]);
    let folder = tempfile::tempdir().expect("a folder");
    let db = Database::open_sqlite(&folder.path().join("tongguan.db")).await.expect("opens");
    measure(&mut table, "SQLite", &db, &sizes).await;
    db.close().await;
    process::measure(&mut table, folder.path());
    if std::env::var("TONGGUAN_TEST_PG_URL").is_ok_and(|url| !url.is_empty()) {
        let url = empty_postgres_url("bench").await;
        let db = Database::open_postgres(&url).await.expect("connects");
        let sizes = self::sizes("TONGGUAN_BENCH_POSTGRES_DEALS", &[10_000]);
        measure(&mut table, "PostgreSQL", &db, &sizes).await;
        db.close().await;
    }
    table.print();
}

/// Fills a database to each size in turn, and measures it there.
async fn measure(table: &mut Table, engine: &str, db: &Database, sizes: &[u64]) {
    let world = tongguan_service::world::World::system();
    migrate(db, world.id(), || tongguan_service::world::World::system().now()).await.expect("migrates");
    let seed = Seed::found(db, sizes.iter().copied().max().unwrap_or_default()).await;
    let server = Server::new(db).await;
    let mut from = 0;
    for size in sizes {
        let begun = std::time::Instant::now();
        seed.fill(db, from, *size).await;
        eprintln!("{engine}: {size} deals, {:.0?} since {from}", begun.elapsed());
        from = *size;
        table.section(&section(engine, *size));
        reads::measure(table, &server, &seed, *size).await;
        commands::measure(table, &server, &seed).await;
        exports::measure(table, &server, *size).await;
    }
    if let [first, .., last] = sizes {
        table.flat(&section(engine, *first), &section(engine, *last));
    }
}

fn section(engine: &str, size: u64) -> String {
    format!("{engine}, {size} deals")
}

fn sizes(variable: &str, usual: &[u64]) -> Vec<u64> {
    match std::env::var(variable) {
        Ok(text) => text.split(',').filter_map(|size| size.trim().parse().ok()).collect(),
        Err(_) => usual.to_vec(),
    }
}
