//! The scanner of deadlines: deals whose moment has come are given a tick, which records misses and raises alarms.
//!
//! Promises: nothing depends on when it runs, since every command records what is pending; each alarm is raised once, however many
//! scanners there are, since a tick finds only what no event tells of yet; a deal that cannot be read stops no other. When the
//! calendar changed, every deal that waits is counted again; when the organisation changed, every approval that nobody could decide
//! is looked at again. The lease only saves work.

use std::sync::Mutex;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tongguan_core::deal::Command;
use tongguan_core::id::{DealId, TenantId};
use tongguan_store::file::content::ContentStore;
use tongguan_store::lease::{self, Lease};
use tongguan_store::moment::{self, Position, Sweep};
use tongguan_store::reference::versions;
use tongguan_store::{Database, StoreError, setting};
use uuid::Uuid;

use super::{acting, anomalies, nightly, recycle, reorganize, retention};
use crate::run::{Attempt, Executor, RunError, Target};
use crate::world::World;

/// Deals per look.
const PAGE: u32 = 100;
const LEASE: &str = "scanner";
/// How long a scanner that fell silent holds off the others.
const LEASE_MICROS: i64 = 60_000_000;
/// Where it is kept up to which calendar and organisation deals were gone through.
const SEEN: &str = "scanner.seen";

/// Gives ticks.
pub struct Scanner {
    db: Database,
    executor: Executor,
    world: World,
    owner: Uuid,
    lease: Mutex<Option<Lease>>,
    files: Option<ContentStore>,
}

/// What deals were last gone through for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    calendar: String,
    organization: u64,
}

impl Scanner {
    /// A scanner.
    pub fn new(db: Database, executor: Executor, world: World) -> Self {
        let owner = world.id();
        Self { db, executor, world, owner, lease: Mutex::new(None), files: None }
    }

    /// The same, where the bytes of files lie.
    pub fn keeping(self, files: ContentStore) -> Self {
        Self { files: Some(files), ..self }
    }

    /// One turn over everything that is due. Answers when the next moment comes; none while another process scans.
    pub async fn turn(
        &self,
        tenant: TenantId,
        stopping: &watch::Receiver<bool>,
    ) -> Result<Option<Timestamp>, StoreError> {
        if !self.hold().await? {
            return Ok(None);
        }
        acting::turn(&self.db, &self.executor, &self.world, tenant).await?;
        reorganize::turn(&self.db, &self.executor, &self.world, tenant).await?;
        self.follow_changes(tenant, stopping).await?;
        self.tick_due(tenant, stopping).await?;
        if nightly::turn(&self.db, &self.executor, tenant, self.world.now()).await? {
            recycle::turn(&self.db, &self.executor, &self.world, tenant).await?;
            retention::turn(&self.db, &self.executor, &self.world, tenant).await?;
            if let Some(files) = &self.files {
                retention::clear_files(&self.db, files, tenant).await?;
            }
        }
        let (db, executor, world) = (self.db.clone(), self.executor.clone(), self.world.clone());
        anomalies::Scan { db, executor, world, tenant }.turn().await?;
        let now = self.world.now();
        self.db.read(move |tx| Box::pin(moment::next(tx, tenant, now))).await
    }

    /// Takes the lease, or holds it longer.
    async fn hold(&self) -> Result<bool, StoreError> {
        let (owner, now) = (self.owner, self.world.now());
        if let Some(held) = self.held() {
            let renewed = self.db.write(move |tx| {
                let held = held.clone();
                Box::pin(async move { lease::renew(tx, &held, now, LEASE_MICROS).await })
            });
            match renewed.await {
                Ok(()) => return Ok(true),
                Err(StoreError::LeaseLost { .. }) => self.set(None),
                Err(error) => return Err(error),
            }
        }
        let taken = self.db.write(move |tx| Box::pin(lease::acquire(tx, LEASE, owner, now, LEASE_MICROS)));
        let taken: Option<Lease> = taken.await?;
        let is_held = taken.is_some();
        self.set(taken);
        Ok(is_held)
    }

    /// Gives the lease back, so that another process need not wait for its end.
    pub async fn let_go(&self) {
        let Some(held) = self.held() else { return };
        self.set(None);
        let released: Result<(), StoreError> = self
            .db
            .write(move |tx| {
                let held = held.clone();
                Box::pin(async move { lease::release(tx, &held).await })
            })
            .await;
        if let Err(error) = released {
            tracing::warn!(%error, "the scanner's lease runs out by itself");
        }
    }

    fn held(&self) -> Option<Lease> {
        self.lease.lock().expect("no panic under the lock").clone()
    }

    fn set(&self, lease: Option<Lease>) {
        *self.lease.lock().expect("no panic under the lock") = lease;
    }

    /// Gives a tick to each deal whose moment has come, the earliest first.
    async fn tick_due(&self, tenant: TenantId, stopping: &watch::Receiver<bool>) -> Result<(), StoreError> {
        let (now, mut position) = (self.world.now(), Position::default());
        loop {
            let page: Result<_, StoreError> =
                self.db.read(move |tx| Box::pin(moment::due(tx, tenant, now, position, PAGE))).await;
            let (deals, behind) = page?;
            if deals.is_empty() || !self.tick_each(tenant, &deals, stopping).await? {
                return Ok(());
            }
            position = behind;
        }
    }

    /// Goes through deals again for which the calendar or the organisation changed since the last time.
    async fn follow_changes(
        &self,
        tenant: TenantId,
        stopping: &watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let (before, current) = self.seen(tenant).await?;
        let which = match () {
            () if before == current => return Ok(()),
            () if before.calendar != current.calendar => Sweep::Waiting,
            () => Sweep::Blocked,
        };
        // Where both changed, those that wait do not contain all that are blocked.
        let sweeps: &[Sweep] =
            if which == Sweep::Waiting { &[Sweep::Waiting, Sweep::Blocked] } else { &[which] };
        for sweep in sweeps {
            if !self.go_through(tenant, *sweep, stopping).await? {
                return Ok(());
            }
        }
        self.remember(tenant, current).await
    }

    async fn seen(&self, tenant: TenantId) -> Result<(Seen, Seen), StoreError> {
        let executor = self.executor.clone();
        self.db
            .read(move |tx| {
                let executor = executor.clone();
                Box::pin(async move {
                    let before = setting::get(tx, tenant.0, SEEN).await?;
                    let before = before.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
                    let organization = versions::load(tx, tenant).await?.of(versions::ORGANIZATION);
                    let calendar = executor.known(tx, tenant).await?.calendar.version().to_owned();
                    Ok((before, Seen { calendar, organization }))
                })
            })
            .await
    }

    async fn remember(&self, tenant: TenantId, seen: Seen) -> Result<(), StoreError> {
        let text =
            serde_json::to_string(&seen).map_err(|_| StoreError::corrupt("versions are no plain data"))?;
        let now = self.world.now();
        self.db
            .write(move |tx| {
                let text = text.clone();
                Box::pin(async move { setting::put(tx, tenant.0, SEEN, &text, now).await })
            })
            .await
    }

    async fn go_through(
        &self,
        tenant: TenantId,
        sweep: Sweep,
        stopping: &watch::Receiver<bool>,
    ) -> Result<bool, StoreError> {
        let mut after = Uuid::nil();
        loop {
            let page: Result<Vec<DealId>, StoreError> =
                self.db.read(move |tx| Box::pin(moment::sweep(tx, tenant, sweep, after, PAGE))).await;
            let page = page?;
            let Some(last) = page.last() else { return Ok(true) };
            if !self.tick_each(tenant, &page, stopping).await? {
                return Ok(false);
            }
            after = last.0;
        }
    }

    /// False when it was told to stop before the end.
    async fn tick_each(
        &self,
        tenant: TenantId,
        deals: &[DealId],
        stopping: &watch::Receiver<bool>,
    ) -> Result<bool, StoreError> {
        for deal in deals {
            if *stopping.borrow() {
                return Ok(false);
            }
            match self.executor.run(self.tick(tenant, *deal)).await {
                Ok(_) | Err(RunError::NotFound) => {}
                Err(RunError::Store(error @ StoreError::Corrupt { .. })) => {
                    tracing::error!(%deal, %error, "a deal cannot be read; its deadlines stand still");
                }
                Err(RunError::Store(error)) => return Err(error),
                Err(error) => tracing::error!(%deal, %error, "a tick was not taken"),
            }
        }
        self.hold().await
    }

    fn tick(&self, tenant: TenantId, deal: DealId) -> Attempt {
        Attempt::by_system(&self.world, tenant, Target::Deal { id: deal, command: Command::Tick {} })
    }
}
