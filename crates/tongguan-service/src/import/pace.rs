//! How many rows go into one transaction: as many as the writer does in a moment. Where somebody comes to wait for it, the rest is left.

use std::time::Duration;

/// A group should take about this long while nobody waits: rows of one group share the pages that they change, so a commit of sixty
/// writes hardly more than one of ten.
const MOMENT: Duration = Duration::from_millis(64);
/// The smallest and the largest group.
const LEAST: usize = 4;
const MOST: usize = 256;

/// The size of the next group after one of `size` rows that took so long.
pub(super) fn next(size: usize, took: Duration) -> usize {
    let size = match () {
        () if took > MOMENT * 2 => size / 2,
        () if took < MOMENT / 2 => size * 2,
        () => size,
    };
    size.clamp(LEAST, MOST)
}

/// The size of the first group.
pub(super) const FIRST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_groups_shrink_and_fast_ones_grow() {
        assert_eq!(next(16, Duration::from_millis(320)), 8);
        assert_eq!(next(16, Duration::from_millis(64)), 16);
        assert_eq!(next(16, Duration::from_millis(1)), 32);
        assert_eq!(next(LEAST, Duration::from_secs(9)), LEAST);
        assert_eq!(next(MOST, Duration::ZERO), MOST);
    }
}
