//! Duties done in time: K3, K6, K7, K18, K30, and every clock by itself.

use tongguan_core::insight::{Rate, Variant};
use tongguan_store::read::figures::{self, ClockCounts};
use tongguan_store::{StoreError, Tx};

use super::ground::Ground;
use super::view::{FigureLine, FigureUnit, FigureView};

/// The clocks of the standard whose documents K30 asks for.
pub const COMPLIANCE: [&str; 6] = ["T1", "T2", "T3", "T4", "T5", "T6"];

/// A figure over one clock.
pub async fn of_clock(
    tx: &mut Tx,
    ground: &Ground,
    (variant, clock): (Variant, &str),
) -> Result<FigureView, StoreError> {
    let counts = figures::clocks(tx, &ground.access, &ground.passed(), &[clock], false).await?;
    let total = line(ground, "total", &ground.name("total"), clock, &counts);
    Ok(ground.figure(variant.number(), vec![ground.reading(variant, Some(total), Vec::new())]))
}

/// K30: the documents of the standard's own clocks.
pub async fn compliance(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let counts = figures::clocks(tx, &ground.access, &ground.passed(), &COMPLIANCE, false).await?;
    let total = line(ground, "total", &ground.name("total"), &COMPLIANCE.join(","), &counts);
    let lines = each(ground, &counts);
    let variant = Variant::Compliance;
    Ok(ground.figure(variant.number(), vec![ground.reading(variant, Some(total), lines)]))
}

/// Every clock of the process that had something due.
pub async fn by_clock(tx: &mut Tx, ground: &Ground) -> Result<FigureView, StoreError> {
    let process = ground.process.clone();
    let keys: Vec<&str> = process.clocks.keys().map(String::as_str).collect();
    let counts = figures::clocks(tx, &ground.access, &ground.passed(), &keys, false).await?;
    let lines = each(ground, &counts);
    Ok(ground.figure("clocks", vec![ground.reading_of("on_time_by_clock", None, lines)]))
}

fn each(ground: &Ground, counts: &[ClockCounts]) -> Vec<FigureLine> {
    let name = |clock: &str| {
        let found = ground.process.clocks.get(clock);
        ground.with_speaker(|speaker| found.map_or(clock, |clock| speaker.label(&clock.name)).to_owned())
    };
    let one = |count: &ClockCounts| {
        line(ground, &count.clock, &name(&count.clock), &count.clock, std::slice::from_ref(count))
    };
    counts.iter().map(one).collect()
}

fn line(ground: &Ground, key: &str, name: &str, clocks: &str, counts: &[ClockCounts]) -> FigureLine {
    let sum = |of: fn(&ClockCounts) -> i64| counts.iter().map(of).sum::<i64>();
    let (in_time, due) = (sum(|one| one.in_time), sum(|one| one.due));
    let rows = |side: &str| ground.rows(&format!("{side}.{clocks}"));
    FigureLine::new(key, name, FigureUnit::Count)
        .rate(Rate::of(in_time, due))
        .count(due)
        .rows(rows("due"))
        .sides(rows("in_time"), Some(rows("not_in_time")))
}
