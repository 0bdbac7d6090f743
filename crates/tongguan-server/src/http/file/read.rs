//! `GET /api/v1/files/{sha256}`: the file, to whoever brought it. Others reach it through the deal that names it
//! ([`crate::http::deal::file`]).

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use tongguan_core::digest::Digest;

use super::download;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::problem::Problem;

/// A file that the caller has stored.
#[utoipa::path(
    get, path = "/api/v1/files/{sha256}", tag = "file",
    params(("sha256" = String, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(sha256): Path<Digest>,
) -> Result<Response, ApiError> {
    let row = download::row(&app, caller.tenant, sha256).await?;
    match row.is_some_and(|row| row.created_by == Some(caller.person.0)) {
        true => download::give(&app, caller.tenant, (sha256, &[caller.person])).await,
        false => Err(ApiError::NotFound),
    }
}
