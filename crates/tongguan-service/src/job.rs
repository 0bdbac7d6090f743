//! Background work: deadlines are recorded when they pass, notices go out, what is old is cleared away.
//!
//! Promises: everything that a loop does could be done twice, or by another process, without harm; after a crash or a long stop the
//! next start catches up; a stop finishes what was begun. Must never change business state but through the executor.

pub mod acting;
pub mod anomalies;
pub mod nightly;
pub mod recycle;
pub mod reorganize;
pub mod retention;
pub mod scanner;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tongguan_core::id::TenantId;
use tongguan_store::file::content::ContentStore;
use tongguan_store::{Database, StoreError, outbox};

use crate::import::job::Importer;
use crate::installation::{company, keys};
use crate::notify::Courier;
use crate::run::Executor;
use crate::vault::Vault;
use crate::world::World;
use scanner::Scanner;

/// The longest sleep: a clock that was set, or another process's work, is noticed within it.
const NAP: Duration = Duration::from_secs(15);
/// The sleep after a fault.
const BREATH: Duration = Duration::from_secs(5);

/// What the loops work with.
pub struct Means {
    /// The database.
    pub db: Database,
    /// The only way to change business state.
    pub executor: Executor,
    /// Time and randomness.
    pub world: World,
    /// Attached files.
    pub files: ContentStore,
    /// This process among those that share the database.
    pub node: Arc<str>,
    /// The master keys.
    pub vault: Vault,
    /// Does imports.
    pub importer: Importer,
    /// Wakes the importer.
    pub imports: Arc<Notify>,
}

/// Loops that run until they are told to stop.
pub struct Background {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Background {
    /// Starts scanning and sending.
    pub fn start(means: Means, courier: Courier) -> Self {
        let Means { db, executor, world, files, node, vault, importer, imports } = means;
        let (stop, stopping) = watch::channel(false);
        let mut tasks = JoinSet::new();
        tasks.spawn(import(importer, imports, stopping.clone()));
        let scanner = Scanner::new(db.clone(), executor, world.clone()).keeping(files);
        tasks.spawn(scan(scanner, db.clone(), world.clone(), stopping.clone()));
        tasks.spawn(watch_keys((vault, world), (db.clone(), node), stopping.clone()));
        tasks.spawn(send(Arc::new(courier), db, stopping));
        Self { stop, tasks }
    }

    /// Tells the loops to stop, and waits for what they have begun.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while let Some(ended) = self.tasks.join_next().await {
            if ended.is_err() {
                tracing::error!("a background loop panicked");
            }
        }
    }
}

async fn scan(scanner: Scanner, db: Database, world: World, mut stopping: watch::Receiver<bool>) {
    while !*stopping.borrow() {
        let turn = async {
            let Some(tenant) = company(&db).await? else { return Ok(None) };
            scanner.turn(TenantId(tenant.id), &stopping.clone()).await
        };
        let rest = match turn.await {
            Ok(next) => until(next, world.now()),
            Err(error) => fault("scanner", &error),
        };
        sleep(rest, &mut stopping).await;
    }
    scanner.let_go().await;
}

/// Tells the security log of master keys that were changed beside the server: looks at the start, and again when they are others.
async fn watch_keys(
    (vault, world): (Vault, World),
    (db, node): (Database, Arc<str>),
    mut stopping: watch::Receiver<bool>,
) {
    let mut told: Option<Vec<String>> = None;
    while !*stopping.borrow() {
        match vault.ids() {
            Ok(ids) if told.as_ref() != Some(&ids) => match keys::note(&db, &vault, (&world, &node)).await {
                Ok(_) => told = Some(ids),
                Err(error) => tracing::warn!(%error, "the security log was not told of master keys"),
            },
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the master keys cannot be read"),
        }
        sleep(NAP, &mut stopping).await;
    }
}

/// Goes on with imports; whoever sets one going wakes it.
async fn import(importer: Importer, wake: Arc<Notify>, mut stopping: watch::Receiver<bool>) {
    while !*stopping.borrow() {
        let turn = async {
            let Some(tenant) = company(&importer.db).await? else { return Ok(false) };
            importer.turn(TenantId(tenant.id), &stopping.clone()).await
        };
        let rest = match turn.await {
            Ok(true) => Duration::from_millis(100),
            Ok(false) => NAP,
            Err(error) => fault("import", &error),
        };
        tokio::select! {
            () = wake.notified() => {}
            () = sleep(rest, &mut stopping) => {}
        }
    }
}

async fn send(courier: Arc<Courier>, db: Database, mut stopping: watch::Receiver<bool>) {
    let mut is_open = false;
    while !*stopping.borrow() {
        let turn = async {
            let Some(tenant) = company(&db).await?.map(|tenant| TenantId(tenant.id)) else { return Ok(None) };
            if !is_open {
                courier.open_channels(tenant).await?;
                is_open = true;
            }
            courier.turn(tenant).await?;
            db.read(move |tx| Box::pin(outbox::next_due(tx, tenant))).await
        };
        let rest = match turn.await {
            Ok(next) => until(next, courier.world.now()).min(Duration::from_secs(2)),
            Err(error) => fault("courier", &error),
        };
        sleep(rest, &mut stopping).await;
    }
}

/// How long to sleep before a moment.
fn until(next: Option<Timestamp>, now: Timestamp) -> Duration {
    let left = next.and_then(|next| Duration::try_from(next.duration_since(now)).ok());
    match next {
        None => NAP,
        // A moment that has come already is negative and no duration.
        Some(_) => left.unwrap_or(Duration::ZERO).clamp(Duration::from_millis(100), NAP),
    }
}

fn fault(worker: &str, error: &StoreError) -> Duration {
    tracing::error!(worker, %error, "background work failed and will be tried again");
    BREATH
}

async fn sleep(rest: Duration, stopping: &mut watch::Receiver<bool>) {
    tokio::select! {
        () = tokio::time::sleep(rest) => {}
        _ = stopping.changed() => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_ends_at_the_moment_and_never_lasts_long() {
        let now = Timestamp::from_second(1_000).expect("in range");
        let at = |second| Some(Timestamp::from_second(second).expect("in range"));
        assert_eq!(until(at(1_005), now), Duration::from_secs(5));
        assert_eq!(until(at(9_000), now), NAP);
        assert_eq!(until(None, now), NAP);
        assert_eq!(until(at(10), now), Duration::from_millis(100));
    }
}
