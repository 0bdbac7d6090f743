//! Random runs, stored: on both engines the chains hold, and the tables that lists read are those that a rebuild would make.
//!
//! The runs are the core's own; the tests that live beside what they are made of run along.

#![allow(dead_code, unused_imports, reason = "what the runs are made of serves more tests than this one")]

#[path = "../../../tongguan-core/tests/it/acceptance.rs"]
mod acceptance;
#[path = "../../../tongguan-core/tests/it/aftercare.rs"]
mod aftercare;
#[path = "../../../tongguan-core/tests/it/closing.rs"]
mod closing;
#[path = "../../../tongguan-core/tests/it/collection.rs"]
mod collection;
#[path = "../../../tongguan-core/tests/it/deal_room.rs"]
mod deal_room;
#[path = "../../../tongguan-core/tests/it/delivery.rs"]
mod delivery;
#[path = "../../../tongguan-core/tests/it/dunning.rs"]
mod dunning;
#[path = "../../../tongguan-core/tests/it/forms.rs"]
mod forms;
#[path = "../../../tongguan-core/tests/it/invoice.rs"]
mod invoice;
#[path = "../../../tongguan-core/tests/it/journey.rs"]
mod journey;
#[path = "../../../tongguan-core/tests/it/mail.rs"]
mod mail;
#[path = "../../../tongguan-core/tests/it/progress.rs"]
mod progress;
#[path = "../../../tongguan-core/tests/it/scene.rs"]
mod scene;
#[path = "../../../tongguan-core/tests/it/signed.rs"]
mod signed;
mod simulation;

use std::collections::BTreeMap;

use tongguan_core::deal::{Deal, Recorded};
use tongguan_core::decision::Outcome;
use tongguan_core::id::{CommandId, TenantId};
use tongguan_core::process::Process;
use tongguan_store::chain::Verdict;
use tongguan_store::rebuild::{self, Processes};
use tongguan_store::{Database, StoreError, event_log};
use tongguan_testkit::{for_each_engine, id};

use scene::Scene;

/// Every tenth of the core's runs.
const SEEDS: std::ops::Range<u64> = 0..200;
const STEP: usize = 10;

#[tokio::test]
async fn random_runs_leave_whole_chains_and_the_tables_that_a_rebuild_makes() {
    for_each_engine(|db| async move {
        for seed in SEEDS.step_by(STEP) {
            let (scene, _) = simulation::play::run(seed, &mut BTreeMap::new());
            let tenant = TenantId(id(1_000 + u128::from(seed)));
            let stored = store(&db, tenant, &scene).await;
            let (version, told) = (scene.deal().version, format!("seed {seed}"));
            assert_eq!((stored.version, stored.stage), (version, scene.deal().stage), "{told}");
            let deal = stored.id;
            let loaded: Result<_, StoreError> =
                db.read(move |tx| Box::pin(tongguan_store::deal::load(tx, tenant, deal))).await;
            assert_eq!(loaded.expect("read").as_ref(), Some(&stored), "{told}");
            let verdict: Result<Verdict, StoreError> =
                db.read(move |tx| Box::pin(event_log::verify(tx, tenant.0, deal.0))).await;
            let Ok(Verdict::Whole { length, .. }) = verdict else { panic!("{told}: {verdict:?}") };
            assert_eq!(u64::try_from(length), Ok(version), "{told}");
            assert_eq!(rebuild::compare(&db, tenant, &processes()).await, Ok(Vec::new()), "{told}");
            assert_eq!(rebuild::rebuild_all(&db, tenant, &processes()).await, Ok(1), "{told}");
            assert_eq!(rebuild::compare(&db, tenant, &processes()).await, Ok(Vec::new()), "{told}");
        }
    })
    .await;
}

fn processes() -> Processes {
    std::sync::Arc::new(|version| Some(Process::standard()).filter(|process| process.version == version))
}

/// Stores a run command by command, as the commands came; the deal with its numbers drawn.
async fn store(db: &Database, tenant: TenantId, scene: &Scene) -> Deal {
    let (mut before, mut from) = (None, 0);
    for (nth, to) in scene.ends.iter().enumerate() {
        if *to == from {
            continue;
        }
        let command = CommandId(id(1 + nth as u128));
        before = Some(append(db, tenant, command, before, scene.events[from..*to].to_vec(), scene).await);
        from = *to;
    }
    before.expect("a run begins with a registration")
}

async fn append(
    db: &Database,
    tenant: TenantId,
    command: CommandId,
    before: Option<Deal>,
    events: Vec<Recorded>,
    scene: &Scene,
) -> Deal {
    let outcome = Outcome { events, bodies: Vec::new(), effects: Vec::new(), deal: scene.deal().clone() };
    let process = scene.process.clone();
    let stored: Result<Deal, StoreError> = db
        .write(move |tx| {
            let (before, outcome, process) = (before.clone(), outcome.clone(), process.clone());
            Box::pin(async move {
                let before = before.as_ref();
                let folded = tongguan_store::deal::append(tx, tenant, &process, command, before, &outcome);
                Ok(Deal::clone(&folded.await?.deal))
            })
        })
        .await;
    stored.expect("stored")
}
