//! `GET /api/v1/settings`, `POST /api/v1/settings/commands`: the company's settings.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::Value;
use tongguan_core::reference::setting::Command;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, DryRun, Executed, Request};
use crate::http::error::ApiError;
use crate::http::headers::IdempotencyKey;
use crate::http::openapi::commands::SettingCommand;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::run::{Target, Via};

/// The settings in force.
#[utoipa::path(
    get, path = "/api/v1/settings", tag = "reference",
    responses(
        (status = 200, body = Object),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Value>, ApiError> {
    let directory = app.directory(caller.tenant).await?;
    serde_json::to_value(&*directory.settings).map(Json).map_err(|_| ApiError::Internal)
}

/// Changes a setting.
#[utoipa::path(
    post, path = "/api/v1/settings/commands", tag = "reference",
    params(DryRun, ("Idempotency-Key" = String, Header)),
    request_body = inline(SettingCommand),
    responses(
        (status = 200, body = Executed),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn change(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(DryRun { dry_run }): Query<DryRun>,
    key: IdempotencyKey,
    StrictJson(command): StrictJson<Command>,
) -> Result<Json<Executed>, ApiError> {
    let target = Target::Reference { id: None, command: command.into() };
    let key = key.as_str().to_owned();
    execute::run(&app, &caller, Request { target, expected: None, key, via: Via::Api, dry_run })
        .await
        .map(Json)
}
