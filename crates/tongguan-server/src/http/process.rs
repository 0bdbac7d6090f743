//! `GET /api/v1/processes/current`: the process in force, with its forms, stages, gates, clocks, chains and labels.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::Value;

use super::caller::Caller;
use super::error::ApiError;
use super::headers::ETag;
use super::problem::Problem;
use crate::app::App;

/// The process in force. A published version never changes: `ETag` names it.
#[utoipa::path(
    get, path = "/api/v1/processes/current", tag = "process",
    responses(
        (status = 200, body = Object),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn current(State(app): State<Arc<App>>, _caller: Caller) -> Result<(ETag, Json<Value>), ApiError> {
    let process = app.current_process();
    let definition = serde_json::to_value(&*process).map_err(|_| ApiError::Internal)?;
    Ok((ETag(u64::from(process.version)), Json(definition)))
}
