//! The stream is the truth: replaying it gives the deal, through JSON and back.

use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Command, Deal, Recorded};

use crate::scene::{Scene, Who};

#[test]
fn replaying_the_events_gives_the_same_deal() {
    let (mut scene, approval) = Scene::graded();
    scene.wait(30).tick();
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("agreed");
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("open");
    let json = serde_json::to_string(&scene.events).expect("events are plain data");
    let events: Vec<Recorded> = serde_json::from_str(&json).expect("and come back");
    assert_eq!(events, scene.events);
    let replayed = Deal::replay(scene.deal().id, &events).expect("a registered lead");
    assert_eq!(replayed, *scene.deal());
}

#[test]
fn the_same_command_with_the_same_seed_gives_the_same_events() {
    let once = Scene::registered();
    let again = Scene::registered();
    assert_eq!(once.events, again.events);
}
