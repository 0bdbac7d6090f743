//! A company with a scanner, and a hand on its clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;
use tokio::sync::watch;
use tongguan_core::deal::{Deal, Event, Recorded, RegisterLead};
use tongguan_core::id::DealId;
use tongguan_core::notice::Reason;
use tongguan_service::job::scanner::Scanner;
use tongguan_service::run::{Answer, Executor, Target};
use tongguan_service::world::World;
use tongguan_store::{Database, StoreError, notice};
use tongguan_testkit::id;
use uuid::Uuid;

use crate::company::scene::{Scene, Who, lead_form};
use crate::company::{TENANT, attempt, company};

/// A clock that the test moves, and ids that differ.
#[derive(Clone)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(now.as_microsecond())))
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::Relaxed)).expect("in range")
    }

    pub fn wait(&self, hours: i64) {
        self.0.fetch_add(hours * 3_600_000_000, Ordering::Relaxed);
    }

    pub fn wait_until(&self, moment: Timestamp) {
        self.0.store(moment.as_microsecond(), Ordering::Relaxed);
    }

    pub fn world(&self) -> World {
        let (clock, count) = (self.clone(), AtomicU64::new(1));
        let fill = move |bytes: &mut [u8]| {
            bytes.fill(0);
            bytes[..8].copy_from_slice(&count.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        };
        World::new(move || clock.now(), fill)
    }
}

/// A company with a scanner, and a hand on its clock.
pub struct Stage {
    pub db: Database,
    pub scene: Scene,
    pub executor: Executor,
    pub clock: Clock,
    pub scanner: Scanner,
}

impl Stage {
    pub async fn new(db: Database) -> Self {
        let (scene, executor) = company(&db).await;
        let clock = Clock::at(scene.now);
        let scanner = Scanner::new(db.clone(), executor.clone(), clock.world());
        Self { db, scene, executor, clock, scanner }
    }

    /// A further process that scans.
    pub fn rival(&self) -> Scanner {
        let clock = self.clock.clone();
        let world = World::new(move || clock.now(), |bytes| bytes.fill(0xaa));
        Scanner::new(self.db.clone(), self.executor.clone(), world)
    }

    /// Something that is accepted; the id of what it is about.
    pub async fn act(&mut self, who: Who, target: Target) -> Uuid {
        self.scene.now = self.clock.now();
        let answer = self.executor.run(attempt(&mut self.scene, who, target, None)).await;
        let answer = answer.expect("answered");
        let Answer::Accepted { id, .. } = answer else { panic!("{answer:?}") };
        id
    }

    pub async fn register(&mut self, deal: u128, name: &str, uscc: Option<&str>) {
        let mut body = lead_form();
        body.insert("account_name".to_owned(), name.into());
        match uscc {
            Some(uscc) => body.insert("uscc".to_owned(), uscc.into()),
            None => body.remove("uscc"),
        };
        let command = RegisterLead { body, ..RegisterLead::default() };
        self.act(Who::Rep, Target::NewDeal { id: DealId(id(deal)), command }).await;
    }

    pub async fn turn(&self) -> Option<Timestamp> {
        let (_keep, stopping) = watch::channel(false);
        self.scanner.turn(TENANT, &stopping).await.expect("scanned")
    }

    pub async fn deal(&self, deal: u128) -> Deal {
        let deal = DealId(id(deal));
        let loaded: Result<_, StoreError> =
            self.db.read(move |tx| Box::pin(tongguan_store::deal::load(tx, TENANT, deal))).await;
        loaded.expect("read").expect("there")
    }

    pub async fn events(&self, deal: u128) -> Vec<Recorded> {
        let deal = DealId(id(deal));
        let events: Result<Vec<_>, StoreError> =
            self.db.read(move |tx| Box::pin(tongguan_store::deal::events(tx, TENANT, deal))).await;
        events.expect("read")
    }

    /// How often each alarm and miss was recorded.
    pub async fn recorded(&self, deal: u128) -> (usize, usize) {
        let events = self.events(deal).await;
        let count = |which: fn(&Event) -> bool| events.iter().filter(|one| which(&one.event)).count();
        (
            count(|event| matches!(event, Event::AlarmRaised { .. })),
            count(|event| matches!(event, Event::ObligationMissed { .. })),
        )
    }

    pub async fn told(&self, who: Who) -> Vec<Reason> {
        let person = who.id();
        let listed: Result<Vec<_>, StoreError> =
            self.db.read(move |tx| Box::pin(notice::list(tx, TENANT, person, false, Uuid::max(), 50))).await;
        listed.expect("read").iter().map(|one| one.notice.reason).collect()
    }
}
