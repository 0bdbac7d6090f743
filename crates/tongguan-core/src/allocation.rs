//! Splitting an amount so that the parts add up to it exactly.

use crate::money::{Money, Percent};
use serde::Serialize;

/// Why an amount cannot be split that way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum AllocationError {
    /// No parts to split into.
    #[error("no parts")]
    NoParts,
    /// A part with a weight or percentage below zero.
    #[error("part {index} is negative")]
    Negative {
        /// Which part, counted from 0.
        index: usize,
    },
    /// All weights are zero and there is something to split.
    #[error("all weights are zero")]
    NoWeight,
    /// Percentages that do not add up to 100.
    #[error("the percentages add up to {sum}")]
    NotHundred {
        /// What they add up to.
        sum: Percent,
    },
    /// The figures do not fit.
    #[error("too large")]
    TooLarge,
}

/// Splits `total` in proportion to `weights` by largest remainder: each part gets its share rounded down, and the cents left
/// over go to the largest remainders, the first of equals first.
pub fn allocate(total: Money, weights: &[Money]) -> Result<Vec<Money>, AllocationError> {
    if weights.is_empty() {
        return Err(AllocationError::NoParts);
    }
    if let Some(index) = weights.iter().position(|weight| weight.is_negative()) {
        return Err(AllocationError::Negative { index });
    }
    let sum = Money::checked_sum(weights.iter().copied()).ok_or(AllocationError::TooLarge)?;
    if sum == Money::ZERO {
        let nothing = total == Money::ZERO;
        return if nothing { Ok(vec![Money::ZERO; weights.len()]) } else { Err(AllocationError::NoWeight) };
    }
    Ok(by_largest_remainder(total, weights, i128::from(sum.0)))
}

fn by_largest_remainder(total: Money, weights: &[Money], sum: i128) -> Vec<Money> {
    let magnitude = i128::from(total.0).abs();
    let exact: Vec<i128> = weights.iter().map(|weight| magnitude * i128::from(weight.0)).collect();
    let mut parts: Vec<i128> = exact.iter().map(|share| share / sum).collect();
    let left = magnitude - parts.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    // The sort is stable, so equal remainders keep the order of the lines.
    order.sort_by_key(|index| std::cmp::Reverse(exact[*index] % sum));
    // Fewer cents are left over than there are parts, so `left` always fits.
    for index in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        parts[index] += 1;
    }
    let sign = i128::from(total.0.signum());
    parts.into_iter().map(|part| Money::from_i128(part * sign).expect("no part exceeds the total")).collect()
}

/// Instalments of `total` by percentages that add up to 100: all but the last are rounded half up, the last takes the rest.
/// No instalment ever exceeds what is left, so none turns its sign.
pub fn instalments(total: Money, percents: &[Percent]) -> Result<Vec<Money>, AllocationError> {
    let Some((_, all_but_last)) = percents.split_last() else { return Err(AllocationError::NoParts) };
    if let Some(index) = percents.iter().position(|percent| *percent < Percent::ZERO) {
        return Err(AllocationError::Negative { index });
    }
    let sum = percents.iter().try_fold(Percent::ZERO, |sum, percent| sum.checked_add(*percent));
    let sum = sum.ok_or(AllocationError::TooLarge)?;
    if sum != Percent::HUNDRED {
        return Err(AllocationError::NotHundred { sum });
    }
    let mut left = total;
    let mut parts = Vec::with_capacity(percents.len());
    for percent in all_but_last {
        let part = total.percent(*percent).ok_or(AllocationError::TooLarge)?;
        let part = if total.is_negative() { part.max(left) } else { part.min(left) };
        left = left.checked_sub(part).ok_or(AllocationError::TooLarge)?;
        parts.push(part);
    }
    parts.push(left);
    Ok(parts)
}
