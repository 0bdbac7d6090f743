//! `POST /api/v1/session/confirm`: show again who one is, before an act that asks for it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::begin::give;
use crate::app::App;
use crate::auth::confirm::{self, Shown};
use crate::http::caller::Newcomer;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;

/// What somebody shows: one of the two.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Confirm {
    /// The password.
    Password(String),
    /// A code of the second factor, or a recovery code.
    Code(String),
}

/// Confirms the session by password or code; it goes on under a fresh token.
#[utoipa::path(
    post, path = "/api/v1/session/confirm", tag = "session", operation_id = "confirm_session",
    request_body = Confirm,
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn confirm(
    State(app): State<Arc<App>>,
    Newcomer(who): Newcomer,
    StrictJson(typed): StrictJson<Confirm>,
) -> Result<Response, ApiError> {
    let shown = match typed {
        Confirm::Password(password) => Shown::Password(password),
        Confirm::Code(code) => Shown::Code(code),
    };
    let token = confirm::confirm(&app, &who, shown).await?;
    Ok((StatusCode::NO_CONTENT, give(app.cookie, &token)).into_response())
}
