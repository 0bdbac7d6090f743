//! `GET /api/v1/obligations/counts`: the numbers of the frame and of the summary strip.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tongguan_core::zone::{end_of_day, local_date};
use tongguan_store::StoreError;
use tongguan_store::notice::unread_count;
use tongguan_store::read::approvals;
use tongguan_store::read::queue::{self, Horizon, Whose};

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Query;
use crate::http::problem::Problem;

/// Working days that are soon.
const SOON_WORKING_DAYS: u32 = 3;

/// Whose duties.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `mine`, `team` or `others`; mine where absent.
    #[param(value_type = Option<String>)]
    whose: Option<Whose>,
}

/// How many of what.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Counts {
    /// Duties past due.
    pub overdue: i64,
    /// Duties due until today ends.
    pub today: i64,
    /// Duties due within three working days.
    pub soon: i64,
    /// Duties due later.
    pub later: i64,
    /// Approvals that wait for me.
    pub approvals: i64,
    /// Notices that I have not read.
    pub notices: i64,
}

/// How many duties, approvals and notices wait.
#[utoipa::path(
    get, path = "/api/v1/obligations/counts", tag = "work",
    params(Asked),
    responses(
        (status = 200, body = Counts),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn counts(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<Counts>, ApiError> {
    let directory = app.directory(caller.tenant).await?;
    let (now, zone) = (app.world().now(), app.current_process().time_zone());
    let today = local_date(now, &zone);
    let soon = directory.calendar.working_days_after(today, SOON_WORKING_DAYS).date;
    let horizon = Horizon { now, today_ends: end_of_day(today, &zone), soon_ends: end_of_day(soon, &zone) };
    let (access, whose) = (app.access(&caller), asked.whose.unwrap_or(Whose::Mine));
    let (tenant, person) = (caller.tenant, caller.person);
    let counted: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move {
                let duties = queue::counts(tx, &access, whose, horizon).await?;
                let waiting = approvals::count_todo(tx, &access).await?;
                Ok((duties, waiting, unread_count(tx, tenant, person).await?))
            })
        })
        .await;
    let (duties, approvals, notices) = counted?;
    let queue::DutyCounts { overdue, today, soon, later } = duties;
    Ok(Json(Counts { overdue, today, soon, later, approvals, notices }))
}
