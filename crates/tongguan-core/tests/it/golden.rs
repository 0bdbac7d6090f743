//! Events live for ever: one of each kind, as it was once written, is read and folded by every later version.
//!
//! `tests/golden/events.jsonl` only grows. A new kind of event is added by running this test with `GOLDEN=write`, which
//! appends what the simulation met; a line that is there is never written anew.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use tongguan_core::deal::{Deal, Recorded};
use tongguan_core::id::DealId;
use uuid::Uuid;

use crate::simulation;

fn path(inside: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(inside)
}

fn lines() -> Vec<Value> {
    let text = std::fs::read_to_string(path("tests/golden/events.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

fn kind(recorded: &Value) -> String {
    recorded["event"]["type"].as_str().expect("events are tagged").to_owned()
}

/// Everything that was written is still there.
fn holds(written: &Value, now: &Value) -> bool {
    match (written, now) {
        (Value::Object(written), Value::Object(now)) => {
            written.iter().all(|(key, value)| now.get(key).is_some_and(|now| holds(value, now)))
        }
        (Value::Array(written), Value::Array(now)) => {
            written.len() == now.len() && written.iter().zip(now).all(|(written, now)| holds(written, now))
        }
        (written, now) => written == now,
    }
}

#[test]
fn what_was_once_written_is_read_and_folded() {
    let mut deal: Option<Deal> = None;
    for line in lines() {
        let recorded: Recorded =
            serde_json::from_value(line.clone()).unwrap_or_else(|error| panic!("{}: {error}", kind(&line)));
        let again = serde_json::to_value(&recorded).expect("events are plain data");
        assert!(holds(&line, &again), "{line} is now {again}");
        match &mut deal {
            None => deal = Deal::begin(DealId(Uuid::from_u128(7)), &recorded),
            Some(deal) => deal.fold(&recorded),
        }
        let deal = deal.as_ref().expect("the first line registers a lead");
        assert_eq!(deal.last_at, recorded.at);
    }
    assert!(deal.is_some());
}

/// The kinds of events, as their source has them.
fn variants() -> Vec<String> {
    let source = std::fs::read_to_string(path("src/deal/event.rs")).expect("the source of events");
    let body = source.split("pub enum Event {").nth(1).and_then(|rest| rest.split("\n}\n").next());
    let lines = body.expect("the enum").lines().filter_map(|line| line.strip_prefix("    "));
    let names = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    let snake = |line: &str| {
        let name: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
        name.chars().fold(String::new(), |mut snake, c| {
            if c.is_ascii_uppercase() && !snake.is_empty() {
                snake.push('_');
            }
            snake.push(c.to_ascii_lowercase());
            snake
        })
    };
    names.map(snake).collect()
}

#[test]
fn there_is_a_line_for_every_kind() {
    let mut lines = lines();
    if std::env::var("GOLDEN").is_ok_and(|value| value == "write") {
        write(&mut lines);
    }
    let written: Vec<String> = lines.iter().map(kind).collect();
    let missing: Vec<String> = variants().into_iter().filter(|kind| !written.contains(kind)).collect();
    assert_eq!(missing, [""; 0], "run with GOLDEN=write, and write by hand what the simulation never meets");
}

fn write(lines: &mut Vec<Value>) {
    let met = simulation::events().map(|recorded| serde_json::to_value(recorded).expect("plain data"));
    let mut first = BTreeMap::<String, Value>::new();
    for recorded in met {
        first.entry(kind(&recorded)).or_insert(recorded);
    }
    let missing = variants().into_iter().filter(|kind| !lines.iter().any(|line| self::kind(line) == *kind));
    let fresh: Vec<Value> = missing.filter_map(|kind| first.remove(&kind)).collect();
    lines.extend(fresh);
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    std::fs::create_dir_all(path("tests/golden")).expect("a folder");
    std::fs::write(path("tests/golden/events.jsonl"), text).expect("written");
}
