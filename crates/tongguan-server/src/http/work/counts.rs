//! `GET /api/v1/obligations/counts`: the numbers of the frame and of the summary strip.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tongguan_store::StoreError;
use tongguan_store::notice::unread_count;
use tongguan_store::read::approvals;
use tongguan_store::read::queue::{self, Whose};

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::due::Watch;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::http::query::Query;

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
    /// Each group of duties is counted up to this many.
    pub counted_to: i64,
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
    /// Working days since the longest overdue duty was due.
    pub overdue_working_days: Option<u32>,
    /// When the next duty of today is due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_today_at: Option<Timestamp>,
    /// The last day of what is soon.
    #[schema(value_type = String, format = Date)]
    pub soon_until: Date,
    /// Since when the approval waits for me that waits longest.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub approvals_since: Option<Timestamp>,
    /// Duties that others owe in deals of mine.
    pub others: i64,
    /// Open approvals that I asked for.
    pub requested: i64,
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
    let watch = Watch::at(app.world().now(), &app.current_process(), &directory.calendar);
    let horizon = watch.horizon;
    let (access, whose) = (app.access(&caller), asked.whose.unwrap_or(Whose::Mine));
    let (tenant, person) = (caller.tenant, caller.person);
    let counted: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move {
                let duties = queue::counts(tx, &access, whose, horizon).await?;
                let others = queue::counts(tx, &access, Whose::Others, horizon).await?;
                let waiting = approvals::count_todo(tx, &access).await?;
                let requested = approvals::count_requested(tx, &access).await?;
                Ok((duties, others, waiting, requested, unread_count(tx, tenant, person).await?))
            })
        })
        .await;
    let (duties, others, (approvals, approvals_since), requested, notices) = counted?;
    Ok(Json(Counts {
        counted_to: queue::MOST_COUNTED,
        overdue: duties.overdue,
        today: duties.today,
        soon: duties.soon,
        later: duties.later,
        approvals,
        notices,
        overdue_working_days: duties.overdue_since.map(|since| watch.working_days(since)),
        next_today_at: duties.next_today,
        soon_until: watch.soon,
        approvals_since,
        others: others.overdue + others.today + others.soon + others.later,
        requested,
    }))
}
