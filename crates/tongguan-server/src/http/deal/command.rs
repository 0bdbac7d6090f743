//! `POST /api/v1/deals/{id}/commands`: one command to one deal.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_core::deal::Command;
use tongguan_core::id::DealId;

use super::execute::{self, DryRun, Executed, Request};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::headers::{ETag, IdempotencyKey, IfMatch};
use crate::http::openapi::commands::CommandSchema;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::run::Via;

/// Gives a command to a deal. Advancing, going back and changing the owner need `If-Match` with the deal's version.
#[utoipa::path(
    post, path = "/api/v1/deals/{id}/commands", tag = "deal",
    params(("id" = Uuid, Path), DryRun, ("Idempotency-Key" = String, Header), ("If-Match" = Option<String>, Header)),
    request_body = inline(CommandSchema),
    responses(
        (status = 200, body = Executed),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 428, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn command(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<DealId>,
    Query(dry_run): Query<DryRun>,
    expected: Option<IfMatch>,
    key: IdempotencyKey,
    StrictJson(command): StrictJson<Command>,
) -> Result<(ETag, Json<Executed>), ApiError> {
    let (key, dry_run) = (key.as_str().to_owned(), dry_run.dry_run);
    let request = |target| Request { target, expected, key, via: Via::Api, dry_run };
    let done = execute::command(&app, &caller, (id, command), request).await?;
    Ok((ETag(done.version), Json(done)))
}
