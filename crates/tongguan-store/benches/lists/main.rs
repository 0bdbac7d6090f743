//! What lists cost on SQLite, at 10,000 and at 100,000 deals: `cargo bench -p tongguan-store`.
//!
//! Prints the least and the median time of one read on one thread. Lists must cost the same at both sizes.

#[path = "../../../tongguan-core/tests/it/scene.rs"]
#[allow(dead_code, reason = "the scene serves more than the benchmark")]
mod scene;
mod seed;

use std::time::{Duration, Instant};

use jiff::Timestamp;
use seed::{Seed, TENANT, rep, team};
use tongguan_core::id::{DealId, PersonId};
use tongguan_core::process::Stage;
use tongguan_store::access::{Access, Scope};
use tongguan_store::read::filter::{DealFilter, OwnerFilter};
use tongguan_store::read::{approvals, board, deals, queue, sums};
use tongguan_store::sql::BoxFuture;
use tongguan_store::{Database, StoreError, Tx, migrate};
use uuid::Uuid;

const ROUNDS: usize = 60;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let sizes: Vec<u128> = match std::env::var("TONGGUAN_BENCH_DEALS") {
        Ok(text) => text.split(',').filter_map(|size| size.parse().ok()).collect(),
        Err(_) => vec![10_000, 100_000],
    };
    let folder = tempfile::tempdir().expect("a folder");
    let db = Database::open_sqlite(&folder.path().join("bench.db")).await.expect("opens");
    migrate(&db, Uuid::nil(), Timestamp::now).await.expect("migrates");
    let (seed, mut from) = (Seed::new(), 0);
    for size in sizes {
        let begun = Instant::now();
        seed.fill(&db, from, size).await;
        let each = begun.elapsed() / u32::try_from(size - from).expect("a number of deals");
        println!("{size} deals, {each:?} to decide and store one");
        from = size;
        measure(&db).await;
        rights(&db).await;
    }
    db.close().await;
}

async fn measure(db: &Database) {
    let person = |person: PersonId, scope| Access::of(TENANT, person, scope);
    let director = person(PersonId(Uuid::nil()), Scope::All);
    let of_team = person(PersonId(Uuid::nil()), Scope::Departments(vec![team(3)]));
    let of_rep = person(rep(4), Scope::Own);
    for (who, access) in [("director", &director), ("team", &of_team), ("rep", &of_rep)] {
        for order in deals::DealOrder::ALL {
            let access = access.clone();
            time(db, &format!("list {order:?}, {who}"), move |tx| {
                let access = access.clone();
                Box::pin(async move {
                    deals::list(tx, &access, &DealFilter::open(), order, None, 50).await.map(drop)
                })
            })
            .await;
        }
        let one = access.clone();
        time(db, &format!("board, {who}"), move |tx| {
            let access = one.clone();
            Box::pin(async move {
                let (filter, order) = (DealFilter::open(), deals::DealOrder::Updated);
                board::board(tx, &access, &filter, order, 10, Timestamp::UNIX_EPOCH).await.map(drop)
            })
        })
        .await;
        let one = access.clone();
        time(db, &format!("sums, {who}"), move |tx| {
            let access = one.clone();
            Box::pin(async move { sums::sums(tx, &access, &DealFilter::open()).await.map(drop) })
        })
        .await;
        for whose in [queue::Whose::Mine, queue::Whose::Team, queue::Whose::Others] {
            let one = access.clone();
            time(db, &format!("queue {whose:?}, {who}"), move |tx| {
                let access = one.clone();
                Box::pin(async move { queue::list(tx, &access, whose, None, 50).await.map(drop) })
            })
            .await;
        }
        let one = access.clone();
        time(db, &format!("requested approvals, {who}"), move |tx| {
            let access = one.clone();
            Box::pin(async move {
                approvals::list(tx, &access, approvals::Inbox::Requested, None, 50).await.map(drop)
            })
        })
        .await;
    }
    let filters = [
        ("stage", DealFilter { stage: Some(Stage::Nurture), ..DealFilter::open() }),
        ("owner", DealFilter { owner: Some(OwnerFilter::Person(rep(4))), ..DealFilter::open() }),
        (
            "grade and amount",
            DealFilter {
                grade: Some(tongguan_core::deal::Grade::A),
                amount_from_minor: Some(80_000_000),
                ..DealFilter::open()
            },
        ),
    ];
    for (name, filter) in filters {
        let access = director.clone();
        time(db, &format!("list by {name}, director"), move |tx| {
            let (access, filter) = (access.clone(), filter.clone());
            Box::pin(async move {
                deals::list(tx, &access, &filter, deals::DealOrder::Updated, None, 50).await.map(drop)
            })
        })
        .await;
    }
    let deal = DealId(Uuid::from_u128((4_u128 << 64) + 0x7000_0000_0000_0000_8000));
    time(db, "one deal, folded", move |tx| {
        Box::pin(async move { tongguan_store::deal::load(tx, TENANT, deal).await.map(drop) })
    })
    .await;
    time(db, "one deal, head", move |tx| {
        let access = director.clone();
        Box::pin(async move { deals::head(tx, &access, deal).await.map(drop) })
    })
    .await;
}

/// What rights cost: the list of 50 by a reader from whom nothing is hidden, and the same rows by one who sees every department and is
/// asked of each row. Processor time of all threads, so that other programs do not count. Goal: at most a fifth more.
async fn rights(db: &Database) {
    let reader = PersonId(Uuid::nil());
    let free = Access::of(TENANT, reader, Scope::All);
    let bound = Access::of(TENANT, reader, Scope::Departments((0..seed::TEAMS).map(team).collect()));
    let mut least = [u64::MAX; 2];
    for _ in 0..10 {
        for (access, least) in [&free, &bound].into_iter().zip(&mut least) {
            *least = (*least).min(processor(db, access).await);
        }
    }
    let [free, bound] = least;
    let more = (bound as f64 / free as f64 - 1.0) * 100.0;
    let verdict = if more <= 20.0 { "within" } else { "**missed**" };
    println!("  rights, list of 50: {free} ns without, {bound} ns with, {more:+.1} % ({verdict} +20 %)");
}

/// Processor nanoseconds of one list of 50.
async fn processor(db: &Database, access: &Access) -> u64 {
    let begun = nanos();
    for _ in 0..ROUNDS {
        let access = access.clone();
        let listed = db.read(move |tx: &mut Tx| {
            let access = access.clone();
            Box::pin(async move {
                deals::list(tx, &access, &DealFilter::open(), deals::DealOrder::Updated, None, 50)
                    .await
                    .map(drop)
            }) as BoxFuture<'_, Result<(), StoreError>>
        });
        listed.await.expect("reading works");
    }
    (nanos() - begun) / ROUNDS as u64
}

/// Processor nanoseconds of all threads of this process so far.
fn nanos() -> u64 {
    let tasks = std::fs::read_dir("/proc/self/task").expect("Linux tells its threads");
    let of_one = |task: std::io::Result<std::fs::DirEntry>| {
        let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    };
    tasks.filter_map(of_one).sum()
}

async fn time<F>(db: &Database, name: &str, work: F)
where
    F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<(), StoreError>> + Clone + Send + Sync + 'static,
{
    let mut times: Vec<Duration> = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        db.read(work.clone()).await.expect("reading works");
        times.push(begun.elapsed());
    }
    times.sort();
    println!("  {name:38} least {:>9.1?}  median {:>9.1?}", times[0], times[ROUNDS / 2]);
}
