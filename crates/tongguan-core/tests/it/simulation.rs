//! Anybody tries anything at any time, for a quarter of a year: what must hold whatever the process says, holds.
//!
//! A run starts at one of the stops of a deal's way and is told by its seed alone; `SEED=n` repeats one run.

mod dice;
mod invariants;
mod late_moves;
mod moves;
mod papers;
mod play;
mod signatures;

use std::collections::{BTreeMap, BTreeSet};

use tongguan_core::deal::{Event, Recorded};

use play::run;

/// Runs in CI.
const SEEDS: u64 = 200;
/// No command is left out: each that `Command::key` names is among the moves, but those that only the system gives.
#[test]
fn every_command_is_tried() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/deal/command/key.rs");
    let source = std::fs::read_to_string(source).expect("the source of commands");
    let keys = source.lines().filter_map(|line| line.split_once("=> \"")?.1.split('"').next());
    let keys: Vec<&str> = keys.filter(|key| !["tick", "settle_mail"].contains(key)).collect();
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
    let (mut accepted, mut met) = (BTreeMap::new(), BTreeSet::new());
    for seed in seeds {
        let (scene, began) = run(seed, &mut accepted);
        met.extend(scene.events[began..].iter().filter_map(watched));
    }
    let kinds = accepted.len();
    assert!(
        kinds > 10 || std::env::var("SEED").is_ok(),
        "only {kinds} commands were ever accepted: {accepted:?}"
    );
    let watched = [
        "signed",
        "amended",
        "left Screening",
        "left Nurture",
        "left Proposal",
        "left Contract",
        "left Fulfilment",
    ];
    let never: Vec<&str> = watched.into_iter().filter(|what| !met.contains(*what)).collect();
    assert!(never.is_empty() || std::env::var("SEED").is_ok(), "never met, so never checked: {never:?}");
}

/// What an invariant looks at when it happens.
fn watched(recorded: &Recorded) -> Option<String> {
    match &recorded.event {
        Event::StageAdvanced { from, .. } => Some(format!("left {from:?}")),
        Event::ContractSigned { .. } => Some("signed".to_owned()),
        Event::ContractAmended { .. } => Some("amended".to_owned()),
        _ => None,
    }
}

/// Everything that happens in all runs.
pub fn events() -> impl Iterator<Item = Recorded> {
    (0..SEEDS).flat_map(|seed| run(seed, &mut BTreeMap::new()).0.events)
}
