//! The demo company: made by commands alone, whole, and the same for the same seed.

use jiff::Timestamp;
use tongguan_core::process::Process;
use tongguan_service::demo::{self, Made, Order};
use tongguan_service::installation::{Place, checkup};
use tongguan_service::run::{Executor, Processes};
use tongguan_service::world::World;

/// A small company that ends on 2026-11-25 at 18:00 in Shanghai.
async fn made(seed: u64, folder: &std::path::Path) -> Made {
    let place = Place::in_folder(folder);
    let world = World::system();
    let db = place.make(&world).await.expect("an empty folder");
    let executor = Executor::new(db.clone(), "demo", Processes::new(Process::standard()));
    let until: Timestamp = "2026-11-25T10:00:00Z".parse().expect("a moment");
    let made = demo::build(&db, &place.files(), &executor, world, Order { seed, deals: 12, until })
        .await
        .expect("made");
    let found = checkup::examine(&db, &place.files(), &checkup::processes()).await.expect("examined");
    assert_eq!(found.findings, [], "chains hold, lists equal their events");
    db.close().await;
    made
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_of_deals_is_made_by_commands_and_holds_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = made(3, folder.path()).await;
    assert_eq!(made.stuck, [] as [String; 0], "nobody is refused again and again");
    assert!(made.stages.len() >= 3, "deals stand in several stages: {:?}", made.stages);
    assert!(made.accepted > 150, "{}", made.accepted);
    assert!(made.refused.contains_key("gate_closed"), "somebody tried too early: {:?}", made.refused);
    let again = tempfile::tempdir().expect("a folder");
    let second = self::made(3, again.path()).await;
    assert_eq!(
        (second.stages, second.accepted),
        (made.stages, made.accepted),
        "the same seed, the same year"
    );
}
