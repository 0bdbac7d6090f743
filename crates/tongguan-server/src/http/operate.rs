//! `/healthz`, `/readyz` and `/metrics`, for those who operate the server.

use super::{error::ApiError, problem::Problem};
use crate::app::App;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// The process runs.
#[utoipa::path(get, path = "/healthz", tag = "operate", responses((status = 200, body = String, content_type = "text/plain")))]
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The process takes new work; 503 from the moment that it begins to stop.
#[utoipa::path(get, path = "/readyz", tag = "operate", responses(
    (status = 200, body = String, content_type = "text/plain"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn readyz(State(app): State<Arc<App>>) -> Result<&'static str, ApiError> {
    if app.edge.is_ready() { Ok("ok\n") } else { Err(ApiError::Unavailable { retry_after_s: 5 }) }
}

/// Counts and times in the text format of Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "operate", responses((status = 200, body = String, content_type = "text/plain")))]
pub async fn metrics(State(app): State<Arc<App>>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.edge.metrics.render())
        .into_response()
}
