//! Ageing buckets (账龄), counted from the due date or, as a second view, from the invoice date.

use super::days_from;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Calendar days overdue on a date; 0 up to and on the due date.
pub fn days_overdue(due: Date, on: Date) -> u32 {
    u32::try_from(days_from(due, on)).unwrap_or(0)
}

/// The standard buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgeingBucket {
    /// 未到期.
    NotDue,
    /// 1–30 days.
    #[serde(rename = "1_30")]
    Days1To30,
    /// 31–60 days.
    #[serde(rename = "31_60")]
    Days31To60,
    /// 61–90 days.
    #[serde(rename = "61_90")]
    Days61To90,
    /// 91 days and more.
    #[serde(rename = "91_plus")]
    Days91Plus,
}

impl AgeingBucket {
    /// The bucket for a number of days overdue.
    pub fn of(days: u32) -> AgeingBucket {
        match days {
            0 => AgeingBucket::NotDue,
            1..=30 => AgeingBucket::Days1To30,
            31..=60 => AgeingBucket::Days31To60,
            61..=90 => AgeingBucket::Days61To90,
            91.. => AgeingBucket::Days91Plus,
        }
    }
}

/// How the last standard bucket is split in the extended view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExtendedBucket {
    /// 91–180 days.
    #[serde(rename = "91_180")]
    Days91To180,
    /// 181–365 days.
    #[serde(rename = "181_365")]
    Days181To365,
    /// More than 365 days.
    #[serde(rename = "366_plus")]
    Days366Plus,
}

impl ExtendedBucket {
    /// The extended bucket; `None` up to 90 days, where the standard ones serve.
    pub fn of(days: u32) -> Option<ExtendedBucket> {
        match days {
            0..=90 => None,
            91..=180 => Some(ExtendedBucket::Days91To180),
            181..=365 => Some(ExtendedBucket::Days181To365),
            366.. => Some(ExtendedBucket::Days366Plus),
        }
    }
}
