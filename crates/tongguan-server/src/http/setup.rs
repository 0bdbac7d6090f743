//! `POST /api/v1/setup`: the first set-up, with the token from the console.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use uuid::Uuid;

use super::error::ApiError;
use super::problem::Problem;
use super::strict_json::StrictJson;
use crate::app::App;
use crate::setup::{self, SetUp};

/// The company that was set up.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Company {
    /// Its id.
    pub company: Uuid,
}

/// Sets the company up: departments, people, posts and the first administrator. Possible once.
#[utoipa::path(
    post, path = "/api/v1/setup", tag = "setup",
    request_body = SetUp,
    responses(
        (status = 201, body = Company),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn set_up(
    State(app): State<Arc<App>>,
    StrictJson(wanted): StrictJson<SetUp>,
) -> Result<(StatusCode, Json<Company>), ApiError> {
    let company = setup::run(&app, wanted).await?;
    Ok((StatusCode::CREATED, Json(Company { company: company.0 })))
}
