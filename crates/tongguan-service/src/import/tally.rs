//! Counting outcomes by what people look for among them: the verdict, and the fields and reasons of faults.

use tongguan_core::import::Verdict;
use tongguan_store::import::Tally;

use super::table::Outcome;

/// The marks of an outcome: its verdict, and `error:FIELD:CODE` once for each of its faults.
pub fn marks(outcome: &Outcome) -> Vec<String> {
    let mut marks = vec![outcome.verdict.key().to_owned()];
    if let Verdict::Error { faults } = &outcome.verdict {
        for fault in faults {
            let mark = format!("error:{}:{}", fault.field.as_deref().unwrap_or_default(), fault.code);
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
    }
    marks
}

/// How many outcomes bear each mark.
pub fn of<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> Tally {
    let mut tally = Tally::new();
    for mark in outcomes.into_iter().flat_map(marks) {
        *tally.entry(mark).or_default() += 1;
    }
    tally
}

/// How many outcomes a tally counts: each has one verdict, and the marks of faults come on top.
pub fn rows(tally: &Tally) -> u32 {
    tally.iter().filter(|(mark, _)| !mark.contains(':')).map(|(_, count)| count).sum()
}

/// Adds one tally to another.
pub fn add(sum: &mut Tally, more: &Tally) {
    for (mark, count) in more {
        *sum.entry(mark.clone()).or_default() += count;
    }
}
