//! What a PDF costs: the first of a press, those after it, and the memory of all.
//!
//! `cargo bench -p tongguan-doc --features pdf --bench papers`

#[path = "../tests/it/sample.rs"]
#[allow(dead_code, reason = "the samples serve more than the benchmark")]
mod sample;

use std::time::Instant;

use tongguan_core::process::DocumentKind;
use tongguan_doc::paper::Language;
use tongguan_doc::pdf::Press;

const ROUNDS: usize = 41;
const GOAL_MS: f64 = 50.0;
const GOAL_MB: f64 = 120.0;

fn main() {
    let begun = Instant::now();
    let press = Press::new().expect("a press");
    let set = |kind| {
        let paper = sample::filled(kind, Language::Zh);
        let begun = Instant::now();
        let bytes = press.print(&paper).expect("a PDF").bytes.len();
        (begun.elapsed().as_secs_f64() * 1000.0, bytes)
    };
    // No filled form is shorter: one page, its parts and signatures.
    set(DocumentKind::Grading);
    println!("a press and its first paper: {:.0} ms", begun.elapsed().as_secs_f64() * 1000.0);
    for (what, kind, goal) in [
        ("one page (grading)", DocumentKind::Grading, Some(GOAL_MS)),
        ("quotation", DocumentKind::Quotation, None),
        ("contract approval (表4)", DocumentKind::ContractApproval, None),
    ] {
        let mut rounds: Vec<(f64, usize)> = (0..ROUNDS).map(|_| set(kind)).collect();
        rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (half, most, bytes) = (rounds[ROUNDS / 2].0, rounds[ROUNDS - 1].0, rounds[0].1);
        let missed = if goal.is_some_and(|goal| half > goal) { " missed" } else { "" };
        println!("{what}: p50 {half:.1} ms, slowest {most:.1} ms, {bytes} B{missed}");
    }
    let peak = peak_mb();
    println!("memory at most: {peak:.0} MB{}", if peak > GOAL_MB { " missed" } else { "" });
}

fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells the memory of a process");
    let line = status.lines().find(|line| line.starts_with("VmHWM")).expect("known");
    let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).expect("a number");
    kilobytes / 1024.0
}
