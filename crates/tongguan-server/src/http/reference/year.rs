//! `GET /api/v1/calendar-years/{year}`: every day of a year as it counts now.
//!
//! Promises the days that deadlines are counted by: the notice of the year under the company's own confirmed days. A year without
//! its notice says so. Must never leave counting to the reader.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use tongguan_core::calendar::{Calendar, DayKind};

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::problem::Problem;

/// The years that can be asked for.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// A year of the calendar in force.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// The version of the calendar that this is from.
    pub version: String,
    /// Whether the year's notice is not known yet, so that days may still change.
    pub is_provisional: bool,
    /// How many days are worked.
    pub working_days: usize,
    /// Its days in order.
    pub days: Vec<DayView>,
}

/// A day of it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DayView {
    /// Which day.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// What it is.
    #[schema(value_type = String, example = "makeup")]
    pub kind: DayKind,
    /// Whether it counts as a working day.
    pub is_working: bool,
    /// What it is called, where it has a name.
    pub name: Option<String>,
}

/// A year of the working calendar, day by day.
#[utoipa::path(
    get, path = "/api/v1/calendar-years/{year}", tag = "reference", operation_id = "read_calendar_year",
    params(("year" = i16, Path)),
    responses(
        (status = 200, body = YearView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(year): Path<String>,
) -> Result<Json<YearView>, ApiError> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year)).ok_or(ApiError::NotFound)?;
    let directory = app.directory(caller.tenant).await?;
    Ok(Json(view(&directory.calendar, year)))
}

fn view(calendar: &Calendar, year: i16) -> YearView {
    let first = jiff::civil::date(year, 1, 1);
    let days = first.series(jiff::Span::new().days(1)).take_while(|date| date.year() == year);
    let days: Vec<DayView> = days.map(|date| day(calendar, date)).collect();
    YearView {
        year,
        version: calendar.version().to_owned(),
        is_provisional: calendar.is_provisional_year(year),
        working_days: days.iter().filter(|day| day.is_working).count(),
        days,
    }
}

fn day(calendar: &Calendar, date: Date) -> DayView {
    let known = calendar.day(date);
    DayView {
        date,
        kind: known.kind,
        is_working: known.working,
        name: calendar.name(date).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_all_its_days_and_says_what_is_not_sure() {
        let known = view(&Calendar::shipped(), 2026);
        assert_eq!((known.days.len(), known.is_provisional), (365, false));
        let kind = |date: &str| {
            let day = known.days.iter().find(|day| day.date.to_string() == date);
            day.map(|day| (day.kind, day.is_working))
        };
        assert_eq!(kind("2026-10-01"), Some((DayKind::Holiday, false)));
        assert_eq!(kind("2026-10-10"), Some((DayKind::Makeup, true)));
        assert!(view(&Calendar::shipped(), 2027).is_provisional);
        assert_eq!(view(&Calendar::shipped(), 2028).days.len(), 366);
    }
}
