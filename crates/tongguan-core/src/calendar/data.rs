//! Calendars as data: the year files, the company's days, and the version that names them.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Why a year file was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CalendarError {
    /// Not the JSON of a year file.
    #[error("not a calendar file: {detail}")]
    NotACalendar {
        /// What the JSON reader said.
        detail: String,
    },
    /// A row lies outside the file's year.
    #[error("{date} is not in {year}")]
    WrongYear {
        /// The row's date.
        date: Date,
        /// The file's year.
        year: i16,
    },
    /// Two rows for one date.
    #[error("{date} is listed twice")]
    Twice {
        /// The date.
        date: Date,
    },
    /// A working day can only be made up on a weekend.
    #[error("{date} is no weekend, so it cannot be a make-up day")]
    MakeupOnWeekday {
        /// The date.
        date: Date,
    },
}

/// What a row of a year file says about its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A day off.
    Holiday,
    /// A working weekend day.
    Makeup,
}

/// A day that the company decided on itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyDay {
    /// The date.
    pub date: Date,
    /// Whether the company works on it.
    pub working: bool,
    /// What it is called, e.g. 工厂检修.
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    date: Date,
    pub kind: RowKind,
    pub name: String,
}

/// A year file as written. `source` names where the rows come from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    year: i16,
    #[serde(default)]
    provisional: bool,
    #[expect(dead_code, reason = "kept for the people who read the file")]
    source: String,
    days: Vec<Row>,
}

/// A year file as used.
#[derive(Debug, Clone)]
pub(super) struct Year {
    pub year: i16,
    pub provisional: bool,
    pub rows: BTreeMap<Date, Row>,
}

impl Year {
    pub fn from_json(file: &str) -> Result<Year, CalendarError> {
        let file: YearFile =
            serde_json::from_str(file).map_err(|e| CalendarError::NotACalendar { detail: e.to_string() })?;
        let mut rows = BTreeMap::new();
        for row in file.days {
            let date = row.date;
            if date.year() != file.year {
                return Err(CalendarError::WrongYear { date, year: file.year });
            }
            let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
            if row.kind == RowKind::Makeup && !weekend {
                return Err(CalendarError::MakeupOnWeekday { date });
            }
            if rows.insert(date, row).is_some() {
                return Err(CalendarError::Twice { date });
            }
        }
        Ok(Year { year: file.year, provisional: file.provisional, rows })
    }
}

/// First and last year and a digest of what the rows decide: `cn-2019-2027-1f0c…`.
pub(super) fn version(years: &BTreeMap<i16, Year>) -> String {
    let (Some(first), Some(last)) = (years.keys().next(), years.keys().last()) else {
        return "cn-none".to_string();
    };
    let mut digest = Sha256::new();
    for year in years.values() {
        digest.update(format!("{} {}\n", year.year, year.provisional));
        for row in year.rows.values() {
            digest.update(format!("{} {:?}\n", row.date, row.kind));
        }
    }
    format!("cn-{first}-{last}-{}", &hex::encode(digest.finalize())[..12])
}
