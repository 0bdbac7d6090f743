//! `PUT /api/v1/imports/{id}/mapping`: what the columns mean. It is remembered for the next file of the same kind and head.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_core::import::Mapping;
use tongguan_core::reference::import::Command;

use uuid::Uuid;

use super::must_see;
use super::view::{self, ImportView};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, Request};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use tongguan_service::import::remembered;
use tongguan_service::run::{Target, Via};

/// Says what the columns mean. One that does not fit the file is kept all the same, and `look` says why it does not.
#[utoipa::path(
    put, path = "/api/v1/imports/{id}/mapping", tag = "import", operation_id = "map_import",
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = serde_json::Value,
    responses(
        (status = 200, body = ImportView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn put(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
    key: IdempotencyKey,
    StrictJson(mapping): StrictJson<Mapping>,
) -> Result<Json<ImportView>, ApiError> {
    let (job, _) = must_see(&app, &caller, id).await?;
    let command = Command::MapImport { mapping: mapping.clone() };
    let request = Request {
        target: Target::Reference { id: Some(id), command: command.into() },
        expected: None,
        key: key.as_str().to_owned(),
        via: Via::Import,
        dry_run: false,
    };
    execute::run(&app, &caller, request).await?;
    if let Ok(book) = app.importer().book(caller.tenant, &job).await {
        remembered::remember(&app.db, caller.tenant, &mapping, &book).await?;
    }
    let job = must_see(&app, &caller, id).await?;
    Ok(Json(view::of(&app, &caller, lang, job).await?))
}
