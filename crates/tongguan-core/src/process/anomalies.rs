//! From where on the weekly scan calls something unusual; all of it is a company's choice (`[J]`).

use serde::{Deserialize, Serialize};

use super::settings::DayHours;
use crate::anomaly::Rule;

/// Thresholds of the scan (6.1, S:).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anomalies {
    /// Rules that this company does not want.
    #[serde(default)]
    pub off: Vec<Rule>,
    /// The night; it ends on the next day.
    pub night: DayHours,
    /// Data shown in full, a day.
    pub reveals: Spike,
    /// Lists taken out, a day.
    pub exports: Spike,
    /// Approvals.
    pub decisions: Decisions,
    /// Deals.
    pub deals: Deals,
    /// What people write.
    pub texts: Texts,
    /// Deals on which nobody works.
    pub idle: Idle,
    /// Orders that are not what they seem.
    pub orders: Orders,
    /// Receipts before the end of a quarter.
    pub receipts: Receipts,
    /// Days after the end of a quarter in which a receipt of that quarter is not taken back.
    pub receipt_reversed_days: u32,
    /// Days after looking at somebody else's customer in which one does not register it oneself.
    pub looked_days: u32,
}

/// When a day's count is a spike: above a number, or above what is usual for this person.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spike {
    /// Fewer are never one.
    pub at_least: u32,
    /// More always are.
    pub more_than: u32,
    /// Days that say what is usual.
    pub history_days: u32,
    /// Standard deviations above it.
    pub sigma: u32,
}

/// Approvals.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// Whoever decides within so many seconds of his turn has read nothing.
    pub read_seconds: u32,
    /// Decisions …
    pub batch: u32,
    /// … within so many minutes.
    pub batch_minutes: u32,
    /// From so many decisions a week on, one is expected to refuse something.
    pub never_refused: u32,
    /// Minutes between two sign-ins by one browser that make it shared.
    pub shared_minutes: u32,
}

/// Deals.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deals {
    /// Changes of the expected closing date.
    pub close_moves: u32,
    /// Change of the expected amount, percent of the first.
    pub amount_percent: u32,
    /// Gates passed in one day.
    pub stages_a_day: u32,
    /// A claim within so many minutes of the release was waited for.
    pub claim_minutes: u32,
    /// Last days of a quarter.
    pub quarter_end_days: u32,
    /// Days after such an acceptance in which no complaint is expected.
    pub defects_days: u32,
}

/// Deals on which nobody works, in days.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idle {
    /// For so long nobody did anything for an open opportunity.
    pub opportunity_days: u32,
    /// For so long after it was graded A nobody visited.
    pub a_unvisited_days: u32,
    /// So near before its expected closing date a deal has a quotation.
    pub committed_days: u32,
}

/// Orders that are not what they seem.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Orders {
    /// Quotations, or contracts, of one customer or group in one week by one person.
    pub split_papers: u32,
    /// Days after a loss in which its seller wins no smaller one for the same goods from a new customer.
    pub diverted_days: u32,
    /// Percent of the signed value …
    pub cut_percent: u32,
    /// … that is not given up within so many days.
    pub cut_days: u32,
}

/// Receipts before the end of a quarter.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipts {
    /// A sum is round that divides by this, minor units.
    pub round_minor: i64,
    /// So many of them …
    pub round_receipts: u32,
    /// … on the last days of a quarter.
    pub round_days: u32,
}

/// What people write.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Percent of signs in a row that two texts share.
    pub similar_percent: u32,
    /// A shorter note says nothing.
    pub note_chars: u32,
    /// So many of them in a week are told.
    pub thin_notes: u32,
    /// Visit reports of one person on the last day of a month.
    pub month_end_visits: u32,
    /// Visits of one person in a week that brought nothing home.
    pub empty_visits: u32,
}
