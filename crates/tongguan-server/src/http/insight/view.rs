//! A figure as it is shown.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tongguan_core::insight::{Rate, Spread, Variant};

/// Figures of a period.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct InsightsView {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// The last day, included.
    #[schema(value_type = String, format = Date)]
    pub to: Date,
    /// The moment at which it was counted.
    #[schema(value_type = String, format = DateTime)]
    pub as_of: Timestamp,
    /// The figures.
    pub figures: Vec<FigureView>,
}

/// A figure in all its readings.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct FigureView {
    /// Its number in the standard's list, `K11`, or a key of ours.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its readings, the usual one first.
    pub readings: Vec<FigureReading>,
}

/// A figure in one variant.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct FigureReading {
    /// The variant's key.
    pub variant: String,
    /// Its name.
    pub name: String,
    /// How it is reckoned, in words.
    pub formula: String,
    /// What it is all together; absent where only the lines mean something.
    pub total: Option<FigureLine>,
    /// Its parts: stages, clocks, outcomes, ages.
    pub lines: Vec<FigureLine>,
}

/// What numbers are measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureUnit {
    /// How many.
    Count,
    /// Minor units of money, tax included.
    MoneyMinor,
    /// Seconds.
    Seconds,
}

/// A number, and the rows behind it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct FigureLine {
    /// Its key: `total`, a stage, a clock, an outcome, an age.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What `value`, `part` and `whole` are measured in.
    pub unit: FigureUnit,
    /// The number, where it is none of a rate.
    pub value: Option<i64>,
    /// The part of a rate.
    pub part: Option<i64>,
    /// The whole of a rate.
    pub whole: Option<i64>,
    /// Part of whole in percent, `72.4409`; absent without a whole.
    pub percent: Option<String>,
    /// How many rows there are.
    pub count: Option<i64>,
    /// How long, in seconds; of durations only.
    pub spread: Option<FigureSpread>,
    /// How long it may take, in working days; of stages only.
    pub limit_working_days: Option<u32>,
    /// The probability by which an amount is weighed, in percent.
    pub probability: Option<u32>,
    /// Days overdue, weighted by amount; of the ageing only.
    pub days_overdue: Option<String>,
    /// Where all rows behind it are, to be put behind `/api/v1`.
    pub rows: Option<String>,
    /// Where the rows of the part are.
    pub part_rows: Option<String>,
    /// Where the rows of the whole but not of the part are.
    pub rest_rows: Option<String>,
}

/// How long things took.
#[derive(Debug, Clone, Copy, Serialize, utoipa::ToSchema)]
pub struct FigureSpread {
    /// How many.
    pub count: usize,
    /// Arithmetic mean.
    pub mean_s: i64,
    /// The middle one.
    pub median_s: i64,
    /// What four in five do not exceed.
    pub p80_s: i64,
}

impl From<Spread> for FigureSpread {
    fn from(spread: Spread) -> Self {
        let Spread { count, mean_s, median_s, p80_s } = spread;
        Self { count, mean_s, median_s, p80_s }
    }
}

impl FigureLine {
    /// A line without numbers.
    pub fn new(key: impl Into<String>, name: impl Into<String>, unit: FigureUnit) -> Self {
        Self {
            key: key.into(),
            name: name.into(),
            unit,
            value: None,
            part: None,
            whole: None,
            percent: None,
            count: None,
            spread: None,
            limit_working_days: None,
            probability: None,
            days_overdue: None,
            rows: None,
            part_rows: None,
            rest_rows: None,
        }
    }

    /// With a number.
    pub fn value(mut self, value: i64) -> Self {
        self.value = Some(value);
        self
    }

    /// With a rate.
    pub fn rate(mut self, rate: Rate) -> Self {
        (self.part, self.whole) = (Some(rate.part), Some(rate.whole));
        self.percent = rate.percent().map(|percent| percent.to_string());
        self
    }

    /// With the number of its rows.
    pub fn count(mut self, count: i64) -> Self {
        self.count = Some(count);
        self
    }

    /// With the place of its rows.
    pub fn rows(mut self, rows: String) -> Self {
        self.rows = Some(rows);
        self
    }

    /// With the places of the rows of its part and of the rest.
    pub fn sides(mut self, part: String, rest: Option<String>) -> Self {
        (self.part_rows, self.rest_rows) = (Some(part), rest);
        self
    }
}

/// The key of a variant, as it is written.
pub fn key(variant: Variant) -> String {
    let value = serde_json::to_value(variant).expect("a variant without data is a text");
    value.as_str().expect("a variant without data is a text").to_owned()
}
