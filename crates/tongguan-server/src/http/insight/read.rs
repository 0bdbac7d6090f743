//! `GET /api/v1/insights/{figure}`: one figure of the board.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_store::StoreError;

use super::asked::Asked;
use super::board;
use super::ground::Ground;
use super::view::{FigureView, InsightsView};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;

/// One figure, by its number in the standard's list (`K11`) or by its key.
#[utoipa::path(
    get, path = "/api/v1/insights/{figure}", tag = "insight",
    params(("figure" = String, Path, description = "Such as `K11`"), Asked),
    responses(
        (status = 200, body = InsightsView),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(figure): Path<String>,
    asked: Asked,
) -> Result<Json<InsightsView>, ApiError> {
    let ground = Ground::of(&app, &caller, lang, &asked)?;
    let (days, as_of) = (ground.days, ground.now);
    let found: Result<Option<FigureView>, StoreError> = app
        .db
        .read(move |tx| {
            let (ground, figure) = (ground.clone(), figure.clone());
            Box::pin(async move { board::figure(tx, &ground, &figure).await })
        })
        .await;
    let figures = vec![found?.ok_or(ApiError::NotFound)?];
    Ok(Json(InsightsView { from: days.0, to: days.1, as_of, figures }))
}
