//! Figures for directors (domain part 5): formulas over what the reads have counted, each naming its variant.
//!
//! A rate without a denominator has no value: it is neither 0 nor 100 %. Every figure keeps its numerator and
//! denominator, so that each opens the rows behind it. Must never decide which rows count: the reads do, by `Access`.

mod dso;
mod duration;
mod rate;

pub use dso::{days_overdue, dso_by_countback, dso_of_period};
pub use duration::{Durations, Spread};
pub use rate::{Outcomes, Rate, Sum, weighted};

use serde::Serialize;

/// A figure by its number in the standard's list, in the variant that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// K1: of the leads created in the period, those that became opportunities.
    ConversionOfCohort,
    /// K3: leads screened in time among those due in the period.
    ScreeningInTime,
    /// K4: of those that entered the stage in the period, those that ever reached the next.
    StageConversionOfCohort,
    /// K4: those that left the stage forward in the period against those that entered it.
    StageConversionByFlow,
    /// K5: all time spent in the stage, by deal that entered it.
    Dwell,
    /// K6: visit plans in time among visits held.
    PlansInTime,
    /// K7: visit reports in time among visits held.
    ReportsInTime,
    /// K11: won among won and lost, by count.
    WinRate,
    /// K11: won among all closed, 无决策 included, by count.
    WinRateOfAllClosed,
    /// K11: won among won and lost, by amount.
    WinRateByAmount,
    /// K11: won among all closed, by amount.
    WinRateOfAllClosedByAmount,
    /// K12: days from opportunity to signing.
    SalesCycle,
    /// K13: open amounts by the probability of their stage.
    WeightedPipeline,
    /// K18: originals filed in time among those due in the period.
    FilingInTime,
    /// K21: received for instalments due in the period (original due dates).
    CollectionRate,
    /// K21b: received by the due date among what was due in the period.
    CollectionInTime,
    /// K24: overdue among outstanding, by amount.
    OverdueRate,
    /// K25: outstanding by ageing bucket.
    Ageing,
    /// K30: required documents in time among those due in the period.
    Compliance,
}

impl Variant {
    /// The number in the standard's list.
    pub fn number(self) -> &'static str {
        match self {
            Variant::ConversionOfCohort => "K1",
            Variant::ScreeningInTime => "K3",
            Variant::StageConversionOfCohort | Variant::StageConversionByFlow => "K4",
            Variant::Dwell => "K5",
            Variant::PlansInTime => "K6",
            Variant::ReportsInTime => "K7",
            Variant::WinRate
            | Variant::WinRateOfAllClosed
            | Variant::WinRateByAmount
            | Variant::WinRateOfAllClosedByAmount => "K11",
            Variant::SalesCycle => "K12",
            Variant::WeightedPipeline => "K13",
            Variant::FilingInTime => "K18",
            Variant::CollectionRate => "K21",
            Variant::CollectionInTime => "K21b",
            Variant::OverdueRate => "K24",
            Variant::Ageing => "K25",
            Variant::Compliance => "K30",
        }
    }
}
