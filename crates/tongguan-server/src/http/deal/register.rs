//! `POST /api/v1/deals`: register a lead, which begins a deal; `GET /api/v1/registration`: for whom one may.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tongguan_core::deal::RegisterLead;
use tongguan_core::deal::screening::{Receivers, receivers};

use super::execute::{self, DryRun, Executed};
use super::reading::Named;
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

/// Whom the caller may register leads for.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Registration {
    /// Whether he registers leads at all.
    pub may: bool,
    /// Whose a lead becomes where no owner is named: `oneself`, or `pool`; absent where he must name one or registers none.
    pub unnamed: Option<&'static str>,
    /// Reps whom he may name, by name.
    pub owners: Vec<Named>,
}

/// Whom the caller may register leads for.
#[utoipa::path(
    get, path = "/api/v1/registration", tag = "deal", operation_id = "read_registration",
    responses(
        (status = 200, body = Registration),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Registration>, ApiError> {
    let Receivers { oneself, nobody, people } =
        receivers(&app.current_process(), &caller.organization, caller.person);
    let names = app.directory(caller.tenant).await?.names.clone();
    let named =
        |person: &tongguan_core::id::PersonId| Named { id: person.0, name: names.get(&person.0).cloned() };
    let mut owners: Vec<Named> = people.iter().map(named).collect();
    owners.sort_by(|a, b| a.name.cmp(&b.name));
    let unnamed = oneself.then_some("oneself").or(nobody.then_some("pool"));
    Ok(Json(Registration { may: unnamed.is_some() || !owners.is_empty(), unnamed, owners }))
}
