//! `DELETE /api/v1/session`: sign out.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::begin::take;
use crate::app::App;
use crate::auth::session;
use crate::http::caller::Newcomer;
use crate::http::error::ApiError;
use crate::http::problem::Problem;

/// Signs out: the session ends and the cookie goes.
#[utoipa::path(
    delete, path = "/api/v1/session", tag = "session",
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn end(State(app): State<Arc<App>>, Newcomer(who): Newcomer) -> Result<Response, ApiError> {
    session::end(&app, &who, who.person, Some(who.session)).await?;
    Ok((StatusCode::NO_CONTENT, take(app.cookie)).into_response())
}
