//! `POST /api/v1/deals`: register a lead, which begins a deal.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tongguan_core::deal::RegisterLead;

use super::execute::{self, DryRun, Executed};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::headers::{ETag, IdempotencyKey};
use crate::http::openapi::commands::RegisterLeadSchema;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;

/// Registers a lead (表1). Every deal begins here, in stage 1.
#[utoipa::path(
    post, path = "/api/v1/deals", tag = "deal",
    params(DryRun, ("Idempotency-Key" = String, Header)),
    request_body = inline(RegisterLeadSchema),
    responses(
        (status = 201, body = Executed),
        (status = 200, body = Executed, description = "dry run"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn register(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(dry_run): Query<DryRun>,
    key: IdempotencyKey,
    StrictJson(command): StrictJson<RegisterLead>,
) -> Result<Response, ApiError> {
    let done = execute::register(&app, &caller, command, key, dry_run).await?;
    if dry_run.dry_run {
        return Ok(Json(done).into_response());
    }
    let location = [(header::LOCATION, format!("/api/v1/deals/{}", done.id))];
    Ok((StatusCode::CREATED, location, ETag(done.version), Json(done)).into_response())
}
