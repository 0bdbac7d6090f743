//! `GET /api/v1/deals/{id}/as-of`: the deal as it stood at a moment.
//!
//! Promises what its events up to that moment say, judged with that moment as now. What is known about the customer and about our
//! people is known as of today. Whoever sees the deal today sees its past; must never show more than today's reader may open.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Deserialize;
use tongguan_core::id::DealId;

use super::reading::{self, Reading};
use super::view::{self, DealView};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::Query;

/// At which moment.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The moment.
    #[param(value_type = String)]
    at: Timestamp,
}

/// The deal as it stood at a moment; absent where it was not registered yet.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/as-of", tag = "deal",
    params(("id" = Uuid, Path), Asked),
    responses(
        (status = 200, body = DealView),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
    Query(asked): Query<Asked>,
) -> Result<Json<DealView>, ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let events = reading::events(&app, &caller, &reading).await?;
    let reading = reading.as_of(&events, asked.at).ok_or(ApiError::NotFound)?;
    Ok(Json(view::view(&reading)))
}
