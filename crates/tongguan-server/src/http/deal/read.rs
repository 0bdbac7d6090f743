//! `GET /api/v1/deals/{id}`: the whole deal as its page shows it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_core::id::DealId;

use super::reading::Reading;
use super::view::{self, DealView};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::ETag;
use crate::http::problem::Problem;

/// The deal: path, gates, documents, approvals, obligations, figures.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}", tag = "deal",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = DealView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
) -> Result<(ETag, Json<DealView>), ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    Ok((ETag(reading.deal.version), Json(view::view(&reading))))
}
