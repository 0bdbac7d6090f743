//! `GET /api/v1/deliveries/failed`, `POST /api/v1/deliveries/failed/{id}/retry`: notices that were given up on their way out.
//!
//! For the administrator and nobody else. Must never show an address or a text: the outbox holds none.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;
use tongguan_store::StoreError;
use tongguan_store::outbox::{self, DeadDelivery};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::paging::MOST;
use crate::http::problem::Problem;

/// Who runs the installation.
const OPERATOR: &str = "sys_admin";

/// A message that was given up.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FailedDelivery {
    /// Its id.
    pub id: Uuid,
    /// By which way it did not go: `mail`, `group`.
    pub channel: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last try said.
    pub last_error: Option<String>,
    /// When it was given up.
    #[schema(value_type = String, format = DateTime)]
    pub given_up_at: Timestamp,
}

/// Messages that were given up after three days, the latest first, at most 200.
#[utoipa::path(
    get, path = "/api/v1/deliveries/failed", tag = "operate",
    responses(
        (status = 200, body = Vec<FailedDelivery>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<Json<Vec<FailedDelivery>>, ApiError> {
    caller.must_hold(&[OPERATOR])?;
    let tenant = caller.tenant;
    let found: Result<Vec<DeadDelivery>, StoreError> =
        app.db.read(move |tx| Box::pin(outbox::dead(tx, tenant, MOST))).await;
    let view = |one: DeadDelivery| FailedDelivery {
        id: one.id,
        channel: one.channel.key().to_owned(),
        attempts: one.attempts,
        last_error: one.last_error,
        given_up_at: one.dead_at,
    };
    Ok(Json(found?.into_iter().map(view).collect()))
}

/// Tries one of them again, for another three days.
#[utoipa::path(
    post, path = "/api/v1/deliveries/failed/{id}/retry", tag = "operate",
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn retry(
    State(app): State<Arc<App>>,
    caller: Caller,
    _key: IdempotencyKey,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, ApiError> {
    caller.must_hold(&[OPERATOR])?;
    let (tenant, now) = (caller.tenant, app.world().now());
    let revived: Result<bool, StoreError> =
        app.db.write(move |tx| Box::pin(outbox::revive(tx, tenant, id, now))).await;
    match revived? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::NotFound),
    }
}
