//! Which entries share a line.

use super::cell::width;
use super::{Entry, Line};

/// Widest value that shares its line, a Chinese character counting as two.
const WIDEST_VALUE: usize = 44;
/// Widest label that shares its line.
const WIDEST_LABEL: usize = 26;

/// Entries in lines, in their order. `alone` says which take a line for themselves whatever they hold.
pub(super) fn in_lines(entries: Vec<Entry>, alone: impl Fn(usize) -> bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut has_room = false;
    for (at, entry) in entries.into_iter().enumerate() {
        let is_alone = alone(at) || is_long(&entry);
        match lines.last_mut().filter(|_| has_room && !is_alone) {
            Some(line) => {
                line.push(entry);
                has_room = false;
            }
            None => {
                lines.push(vec![entry]);
                has_room = !is_alone;
            }
        }
    }
    lines
}

fn is_long(entry: &Entry) -> bool {
    let (label, value) = (&entry.label, &entry.value.text);
    value.contains('\n') || width(value) > WIDEST_VALUE || width(label) > WIDEST_LABEL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Cell;

    #[test]
    fn two_short_ones_share_a_line_and_a_long_one_stands_alone() {
        let entry = |label: &str, value: &str| Entry { label: label.to_owned(), value: Cell::text(value) };
        let long = "很长的一段话".repeat(6);
        let entries =
            vec![entry("a", "1"), entry("b", "2"), entry("c", "3"), entry("d", &long), entry("e", "5")];
        let lines = in_lines(entries, |_| false);
        let labels: Vec<String> =
            lines.iter().map(|line| line.iter().map(|entry| entry.label.as_str()).collect()).collect();
        assert_eq!(labels, ["ab", "c", "d", "e"]);
        let apart = in_lines(vec![entry("a", "1"), entry("b", "2")], |at| at == 0);
        assert_eq!(apart.len(), 2);
    }
}
