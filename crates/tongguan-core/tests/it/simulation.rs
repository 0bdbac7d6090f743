//! Anybody tries anything at any time, for a quarter of a year: what must hold whatever the process says, holds.
//!
//! A run starts at one of the stops of a deal's way and is told by its seed alone; `SEED=n` repeats one run.

mod dice;
mod invariants;
mod late_moves;
mod moves;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use tongguan_core::calendar::{Calendar, CompanyDay};
use tongguan_core::deal::{Command, Recorded, affordances};
use tongguan_core::facts::Actor;
use tongguan_core::refusal::Refusal;

use crate::scene::{Scene, Who};
use dice::Dice;
use invariants::Watch;

/// Runs in CI.
const SEEDS: u64 = 200;
/// Attempts of one run.
const ATTEMPTS: u32 = 60;
/// Longest pause between two attempts, hours.
const LONGEST_PAUSE_HOURS: usize = 96;

/// Where runs start.
const STARTS: &[fn() -> Scene] = &[
    Scene::registered,
    Scene::screened,
    || Scene::graded().0,
    Scene::nurturing,
    || Scene::proposing().0,
    || Scene::voted().0,
    || Scene::confirmed().0,
    || Scene::quoted().0,
    || Scene::contracting().0,
    || Scene::drafted().0,
    || Scene::in_chain().0,
    || Scene::agreed().0,
    || Scene::signed().0,
    crate::signed::signed,
    crate::delivery::confirmed,
    crate::delivery::started,
    crate::acceptance::accepted,
    || crate::collection::overdue(40),
];

/// No command is left out: each that `Command::key` names is among the moves, but the scanner's own.
#[test]
fn every_command_is_tried() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/deal/command/key.rs");
    let source = std::fs::read_to_string(source).expect("the source of commands");
    let keys = source.lines().filter_map(|line| line.split_once("=> \"")?.1.split('"').next());
    let keys: Vec<&str> = keys.filter(|key| *key != "tick").collect();
    assert!(keys.len() > 80, "{keys:?}");
    let tried: Vec<&str> = moves::all().map(|(key, _)| key).collect();
    let left_out: Vec<&&str> = keys.iter().filter(|key| !tried.contains(key)).collect();
    assert!(left_out.is_empty(), "{left_out:?}");
}

#[test]
fn a_quarter_of_anything_breaks_no_rule() {
    let seeds = match std::env::var("SEED") {
        Ok(seed) => seed.parse().map(|seed| seed..seed + 1).expect("SEED is a number"),
        Err(_) => 0..SEEDS,
    };
    let mut accepted = BTreeMap::new();
    for seed in seeds {
        drop(run(seed, &mut accepted));
    }
    let kinds = accepted.len();
    assert!(
        kinds > 10 || std::env::var("SEED").is_ok(),
        "only {kinds} commands were ever accepted: {accepted:?}"
    );
}

/// Everything that happens in all runs.
pub fn events() -> impl Iterator<Item = Recorded> {
    (0..SEEDS).flat_map(|seed| run(seed, &mut BTreeMap::new()).events)
}

fn run(seed: u64, accepted: &mut BTreeMap<&'static str, u32>) -> Scene {
    let mut dice = Dice::new(seed);
    let mut scene = STARTS[dice.below(STARTS.len())]();
    scene.facts.receipt = Some(crate::collection::receipt("2026-11-20"));
    let mut watch = Watch::of(&scene, seed);
    for _ in 0..ATTEMPTS {
        let longest = if dice.below(4) == 0 { LONGEST_PAUSE_HOURS } else { 12 };
        scene.now += SignedDuration::from_mins(dice.below(60 * longest) as i64);
        match dice.below(16) {
            0 => drop(scene.tick()),
            1 => shake(&mut scene, &mut dice),
            _ => attempt(&mut scene, &mut dice, seed, accepted),
        }
        watch.check(&scene);
    }
    watch.finish(&scene);
    scene
}

/// The organisation and the calendar change.
fn shake(scene: &mut Scene, dice: &mut Dice) {
    match dice.below(4) {
        0 => {
            let posts = &mut scene.organization().posts;
            let at = dice.below(posts.len());
            posts[at].holder = None;
        }
        1 => {
            let who = dice.pick(&Who::ALL);
            let posts = &mut scene.organization().posts;
            if let Some(post) = posts.iter_mut().find(|post| post.holder.is_none()) {
                post.holder = Some(who.id());
            }
        }
        2 => {
            let who = dice.pick(&Who::ALL);
            let people = &mut scene.organization().people;
            let gone = people.values().any(|person| !person.active);
            people.entry(who.id()).and_modify(|person| person.active = false);
            if gone {
                people.values_mut().for_each(|person| person.active = true);
            }
        }
        _ => {
            let date = scene.today().saturating_add(jiff::Span::new().days(dice.below(20) as i64));
            let off = CompanyDay { date, working: dice.below(2) == 0, name: "临时安排".to_owned() };
            let version = scene.events.len().to_string();
            scene.facts.calendar = Calendar::shipped().with_company_days(version, vec![off]);
        }
    }
    let organization = Arc::make_mut(&mut scene.facts.organization);
    organization.version += 1;
}

/// Somebody, more often than not one who could, tries something; what he was offered agrees with what he is answered.
fn attempt(scene: &mut Scene, dice: &mut Dice, seed: u64, accepted: &mut BTreeMap<&'static str, u32>) {
    let command = moves::any(scene, dice);
    let who = dice.somebody(scene, &command);
    let context = scene.context(Actor::Person(who.id()));
    let offers = affordances(scene.deal(), &scene.process, &scene.facts, &context);
    let before = scene.deal().clone();
    let told = format!("seed {seed}, event {}, {who:?} gives {command:?}", before.version);
    let answer = scene.act(who, command.clone());
    let offer = offers.iter().find(|offer| match &command {
        Command::SubmitDocument { kind, .. } => offer.kind == Some(*kind),
        other => offer.command == other.key() && offer.kind.is_none(),
    });
    match &answer {
        Ok(_) => {
            *accepted.entry(command.key()).or_default() += 1;
            let offered = offer.is_some_and(|offer| offer.refusal.is_none());
            assert!(offered, "{told}: accepted, and was not offered");
        }
        Err(refusal) => {
            assert_eq!(*scene.deal(), before, "{told}: a refusal changed something");
            let offered = offer.and_then(|offer| offer.refusal.as_ref());
            let exact =
                |offered: &Refusal| offered == refusal || matches!(offered, Refusal::NothingToActOn { .. });
            assert!(offered.is_none_or(exact), "{told}: {offered:?}, then {refusal:?}");
        }
    }
}
