//! Interest on late payment (保障中小企业款项支付条例, art. 17). Simple interest, rounded once at the end.

use crate::money::{Money, Percent, div_half_up};
use serde::{Deserialize, Serialize};

/// What a day of lateness costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "rate", rename_all = "snake_case")]
pub enum LateRate {
    /// Nothing agreed: 0.05 % a day, by art. 17.
    #[default]
    Statutory,
    /// Agreed, per day.
    Daily(Percent),
    /// Agreed, per year of 365 days.
    Yearly(Percent),
}

/// Interest on `principal` for a number of days late; `None` when it does not fit.
pub fn late_interest(principal: Money, rate: LateRate, days: u32) -> Option<Money> {
    match rate {
        LateRate::Statutory => simple_interest(principal, Percent::from_scaled(500), days, 1),
        LateRate::Daily(rate) => simple_interest(principal, rate, days, 1),
        LateRate::Yearly(rate) => simple_interest(principal, rate, days, 365),
    }
}

/// An agreed yearly rate may not be below the one-year LPR at signing (art. 17).
pub fn agreed_rate_suffices(agreed_yearly: Percent, one_year_lpr: Percent) -> bool {
    agreed_yearly >= one_year_lpr
}

/// `principal × rate × days ÷ period`, where the rate is for `period_days`.
pub(crate) fn simple_interest(principal: Money, rate: Percent, days: u32, period_days: u32) -> Option<Money> {
    let exact = i128::from(principal.0) * i128::from(rate.scaled());
    let exact = exact.checked_mul(i128::from(days))?;
    let whole = i128::from(Percent::SCALE * 100) * i128::from(period_days);
    Money::from_i128(div_half_up(exact, whole))
}
