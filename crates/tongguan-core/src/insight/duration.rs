//! How long things took: mean, median and the value that four in five stay under.

use jiff::SignedDuration;
use serde::Serialize;

/// Durations, in seconds, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Durations(Vec<i64>);

/// What is shown of durations; seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// How many.
    pub count: usize,
    /// Arithmetic mean, half-up.
    pub mean_s: i64,
    /// The middle one; of an even number the mean of the two in the middle.
    pub median_s: i64,
    /// The smallest that at least 80 % do not exceed (nearest rank).
    pub p80_s: i64,
}

impl FromIterator<SignedDuration> for Durations {
    fn from_iter<I: IntoIterator<Item = SignedDuration>>(durations: I) -> Self {
        durations.into_iter().map(|duration| duration.as_secs()).collect()
    }
}

impl FromIterator<i64> for Durations {
    fn from_iter<I: IntoIterator<Item = i64>>(seconds: I) -> Self {
        let mut seconds: Vec<i64> = seconds.into_iter().collect();
        seconds.sort_unstable();
        Durations(seconds)
    }
}

impl Durations {
    /// What is shown; none where there is nothing.
    pub fn spread(&self) -> Option<Spread> {
        let values = &self.0;
        let (count, middle) = (values.len(), values.len() / 2);
        let total: i128 = values.iter().map(|value| i128::from(*value)).sum();
        let median_s = match count {
            0 => return None,
            even if even.is_multiple_of(2) => {
                half_up(i128::from(values[middle - 1]) + i128::from(values[middle]), 2)
            }
            _ => values[middle],
        };
        let rank = (count * 4).div_ceil(5);
        Some(Spread { count, mean_s: half_up(total, count as i128), median_s, p80_s: values[rank - 1] })
    }
}

fn half_up(total: i128, count: i128) -> i64 {
    let doubled = (2 * total + count).div_euclid(2 * count);
    i64::try_from(doubled).expect("a mean lies between two i64")
}
