//! Working days: which days count, and counting them forwards and backwards.
//!
//! A calendar is data in two layers, the State Council's days under the company's own. Counting follows the Civil
//! Code, arts. 200–203: the day on which something starts is never counted. A year without a published notice
//! is answered with plain weekends and the statutory days known, and says so (`provisional`).
//! Never panics on any date, never guesses a working weekend.

mod count;
mod data;
mod hours;
mod shipped;

pub use count::Span;
pub use data::{CalendarError, CompanyDay, RowKind};

use data::{Row, Year};
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// A working-day calendar. Cheap to clone and to share.
#[derive(Debug, Clone)]
pub struct Calendar(Arc<Layers>);

impl Default for Calendar {
    fn default() -> Self {
        Calendar::shipped()
    }
}

#[derive(Debug, Clone)]
struct Layers {
    years: BTreeMap<i16, Year>,
    statutory_version: String,
    company: BTreeMap<Date, CompanyDay>,
    version: String,
}

/// What kind of day a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Monday to Friday, nothing special.
    Workday,
    /// Saturday or Sunday, nothing special.
    Weekend,
    /// Off by the yearly notice or by statute.
    Holiday,
    /// A working weekend day (调休上班).
    Makeup,
    /// Off by the company's own decision.
    CompanyOff,
    /// Worked by the company's own decision.
    CompanyWork,
}

/// One date as the calendar sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Day {
    /// Whether it counts as a working day.
    pub working: bool,
    /// Why.
    pub kind: DayKind,
    /// The year's notice is not loaded, so the answer may still change (暂定).
    pub provisional: bool,
}

/// How "n working days before" is read; a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BackwardReading {
    /// The n-th working day before the event is the last day in time.
    #[default]
    NthBefore,
    /// n full working days must lie between the last day in time and the event.
    FullBetween,
}

impl Calendar {
    /// The calendar from year files (`calendars/cn-YYYY.json`). A later file replaces an earlier one of the same year.
    pub fn from_json<'a>(files: impl IntoIterator<Item = &'a str>) -> Result<Calendar, CalendarError> {
        let years = files.into_iter().map(Year::from_json).collect::<Result<Vec<_>, _>>()?;
        let years: BTreeMap<i16, Year> = years.into_iter().map(|year| (year.year, year)).collect();
        Ok(Calendar::from_layers(years, BTreeMap::new(), None))
    }

    /// The calendar that Tongguan ships: 2019–2026 by notice, 2027 provisional.
    pub fn shipped() -> Calendar {
        shipped::calendar()
    }

    /// The same calendar with one more year file, which replaces that year (a new notice, usually).
    pub fn with_year(&self, file: &str) -> Result<Calendar, CalendarError> {
        let year = Year::from_json(file)?;
        let mut layers = Layers::clone(&self.0);
        layers.years.insert(year.year, year);
        let company_version =
            layers.version.strip_prefix(&layers.statutory_version).and_then(|v| v.strip_prefix('/'));
        let company_version = company_version.map(str::to_string);
        Ok(Calendar::from_layers(layers.years, layers.company, company_version))
    }

    /// The same statutory days under the company's own days, which win. Replaces an earlier company layer.
    pub fn with_company_days(self, version: impl Into<String>, days: Vec<CompanyDay>) -> Calendar {
        let company = days.into_iter().map(|day| (day.date, day)).collect();
        let layers = Arc::unwrap_or_clone(self.0);
        Calendar::from_layers(layers.years, company, Some(version.into()))
    }

    fn from_layers(
        years: BTreeMap<i16, Year>,
        company: BTreeMap<Date, CompanyDay>,
        company_version: Option<String>,
    ) -> Calendar {
        let statutory_version = data::version(&years);
        let version = match company_version {
            Some(own) => format!("{statutory_version}/{own}"),
            None => statutory_version.clone(),
        };
        Calendar(Arc::new(Layers { years, statutory_version, company, version }))
    }

    /// Names the data: it changes when a statutory row or the company's version changes. Stored with every due date.
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// What this date is.
    pub fn day(&self, date: Date) -> Day {
        if let Some(own) = self.0.company.get(&date) {
            let kind = if own.working { DayKind::CompanyWork } else { DayKind::CompanyOff };
            return Day { working: own.working, kind, provisional: false };
        }
        let provisional = self.0.years.get(&date.year()).is_none_or(|year| year.provisional);
        let kind = match self.row(date) {
            Some(row) if row.kind == RowKind::Makeup => DayKind::Makeup,
            Some(_) => DayKind::Holiday,
            None if self.is_fixed_holiday(date) => DayKind::Holiday,
            None if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) => DayKind::Weekend,
            None => DayKind::Workday,
        };
        Day { working: matches!(kind, DayKind::Workday | DayKind::Makeup), kind, provisional }
    }

    /// The name of a day that has one: 国庆节, 国庆节调休, or what the company calls its own day.
    pub fn name(&self, date: Date) -> Option<&str> {
        let own = self.0.company.get(&date).map(|day| day.name.as_str());
        own.or_else(|| self.row(date).map(|row| row.name.as_str()))
    }

    /// Whether any of the year's answers may still change because its notice is not loaded.
    pub fn is_provisional_year(&self, year: i16) -> bool {
        self.0.years.get(&year).is_none_or(|year| year.provisional)
    }

    fn row(&self, date: Date) -> Option<&Row> {
        self.0.years.get(&date.year())?.rows.get(&date)
    }

    /// 元旦, 劳动节 and 国庆节 have fixed dates, so a year without any data still knows them.
    fn is_fixed_holiday(&self, date: Date) -> bool {
        let fixed = matches!((date.month(), date.day()), (1, 1) | (5, 1 | 2) | (10, 1..=3));
        fixed && !self.0.years.contains_key(&date.year())
    }
}
