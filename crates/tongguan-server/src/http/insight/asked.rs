//! What is asked of figures: a period, and whose deals.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Deserialize;
use std::sync::Arc;
use tongguan_core::id::{DepartmentId, PersonId};

use crate::app::App;
use crate::http::error::ApiError;
use crate::http::query::{self, Query};

/// A period, and whose deals count.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The first day; the first of this quarter where absent.
    #[param(value_type = Option<String>)]
    pub from: Option<Date>,
    /// The last day, included; the last of that quarter where absent.
    #[param(value_type = Option<String>)]
    pub to: Option<Date>,
    /// Of this department and those below only.
    #[param(value_type = Option<Uuid>)]
    pub department: Option<DepartmentId>,
    /// Of this owner only.
    #[param(value_type = Option<Uuid>)]
    pub owner: Option<PersonId>,
    /// In `/insights/rows`: which rows, as a figure's `rows` names them.
    pub of: Option<String>,
    /// In `/insights/rows`: how many, 1 to 200.
    pub limit: Option<u32>,
    /// In `/insights/rows`: the `next` of the page before.
    pub cursor: Option<String>,
}

/// The longest period, in days.
const LONGEST_DAYS: i32 = 3_700;

impl Asked {
    /// The days of the period.
    pub fn days(&self, today: Date) -> Result<(Date, Date), ApiError> {
        let first = self.from.unwrap_or_else(|| quarter(today));
        let usual = || quarter(first).saturating_add(Span::new().months(3)).saturating_sub(1.day());
        let last = self.to.unwrap_or_else(usual);
        let length = (last - first).get_days();
        if (0..LONGEST_DAYS).contains(&length) { Ok((first, last)) } else { Err(query::invalid("to")) }
    }

    /// The part of an address that asks the same again.
    pub fn again(&self, (first, last): (Date, Date)) -> String {
        let department = self.department.map(|one| format!("&department={}", one.0));
        let owner = self.owner.map(|one| format!("&owner={}", one.0));
        let (department, owner) = (department.unwrap_or_default(), owner.unwrap_or_default());
        format!("from={first}&to={last}{department}{owner}")
    }
}

impl FromRequestParts<Arc<App>> for Asked {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        Query::from_request_parts(parts, app).await.map(|Query(asked)| asked)
    }
}

/// The first day of a day's quarter.
fn quarter(day: Date) -> Date {
    let month = (day.month() - 1) / 3 * 3 + 1;
    Date::new(day.year(), month, 1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_usual_period_is_the_quarter() {
        let today = date(2026, 11, 26);
        let days = |from, to| Asked { from, to, ..Asked::default() }.days(today);
        assert_eq!(days(None, None), Ok((date(2026, 10, 1), date(2026, 12, 31))));
        assert_eq!(days(Some(date(2026, 2, 3)), None), Ok((date(2026, 2, 3), date(2026, 3, 31))));
        assert_eq!(days(None, Some(date(2026, 11, 1))), Ok((date(2026, 10, 1), date(2026, 11, 1))));
        assert!(days(Some(today), Some(date(2026, 11, 25))).is_err());
        assert!(days(Some(date(1999, 1, 1)), Some(today)).is_err());
    }
}
