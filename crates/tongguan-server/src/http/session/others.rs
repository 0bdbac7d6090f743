//! `/api/v1/users/{id}/…`: the sessions, the second factor and the first password of somebody else, for those who answer for it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tongguan_core::digest::Digest;
use tongguan_core::id::PersonId;
use tongguan_core::security::{GIVES_PASSWORDS, KEEPS_SESSIONS, Kind, RESETS_FACTORS};
use tongguan_store::StoreError;
use tongguan_store::auth::Credential;
use uuid::Uuid;

use super::list::{SessionView, view};
use crate::app::App;
use crate::auth::token::{SetupToken, TokenDigest};
use crate::auth::{factor, session};
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::problem::Problem;

/// A password that is shown once.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FirstPassword {
    /// The password. It must be changed at the next sign-in.
    pub password: String,
    /// Since when it is good.
    #[schema(value_type = String, format = DateTime)]
    pub given_at: Timestamp,
}

/// A session of somebody.
#[derive(Deserialize)]
pub struct Named {
    id: Uuid,
    session: Digest,
}

/// Refuses whoever holds none of the roles, and a person that there is not.
fn may(caller: &Caller, roles: &[&str], person: PersonId) -> Result<(), ApiError> {
    caller.must_hold(roles)?;
    match caller.organization.people.contains_key(&person) {
        true => Ok(()),
        false => Err(ApiError::NotFound),
    }
}

/// Somebody's live sessions, oldest first; for system and security administrators.
#[utoipa::path(
    get, path = "/api/v1/users/{id}/sessions", tag = "session", operation_id = "list_sessions_of",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = Vec<SessionView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<Vec<SessionView>>, ApiError> {
    may(&caller, KEEPS_SESSIONS, PersonId(id))?;
    let sessions = session::sessions(&app, caller.tenant, PersonId(id)).await?;
    Ok(Json(sessions.into_iter().map(|session| view(session, &caller)).collect()))
}

/// Ends all of somebody's sessions; for system and security administrators.
#[utoipa::path(
    delete, path = "/api/v1/users/{id}/sessions", tag = "session", operation_id = "end_sessions_of",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn end_all(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, ApiError> {
    may(&caller, KEEPS_SESSIONS, PersonId(id))?;
    session::end(&app, &caller, PersonId(id), None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one of somebody's sessions; for system and security administrators.
#[utoipa::path(
    delete, path = "/api/v1/users/{id}/sessions/{session}", tag = "session", operation_id = "end_session_of",
    params(("id" = Uuid, Path), ("session" = String, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn end(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(Named { id, session }): Path<Named>,
) -> Result<StatusCode, ApiError> {
    may(&caller, KEEPS_SESSIONS, PersonId(id))?;
    match session::end(&app, &caller, PersonId(id), Some(TokenDigest(session.0))).await? {
        0 => Err(ApiError::NotFound),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}

/// Takes somebody's lost second factor away and ends his sessions; for security administrators, and never for oneself.
#[utoipa::path(
    delete, path = "/api/v1/users/{id}/second-factor", tag = "session", operation_id = "reset_second_factor",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn reset_factor(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, ApiError> {
    may(&caller, RESETS_FACTORS, PersonId(id))?;
    if caller.person == PersonId(id) {
        return Err(ApiError::Forbidden);
    }
    match factor::take_away(&app, &caller, PersonId(id)).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::NotFound),
    }
}

/// Gives somebody a password for one sign-in and ends his sessions; for system administrators. It is shown this once.
#[utoipa::path(
    post, path = "/api/v1/users/{id}/password", tag = "session", operation_id = "give_password",
    params(("id" = Uuid, Path)),
    responses(
        (status = 201, body = FirstPassword),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn give_password(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<(StatusCode, Json<FirstPassword>), ApiError> {
    let person = PersonId(id);
    may(&caller, GIVES_PASSWORDS, person)?;
    if !caller.organization.is_active(person) || caller.person == person {
        return Err(ApiError::Forbidden);
    }
    let (password, given_at) = (SetupToken::new(app.world()).text(), app.world().now());
    let password_hash = app.passwords.hash(&password).await;
    let credential = Credential { password_hash, changed_at: given_at, must_change: true };
    let line = caller.trace.line(app.world(), Kind::PasswordSet).by(caller.person).about(person);
    let line = line.session(caller.session.prefix()).detail(json!({"first": true}));
    let (tenant, node) = (caller.tenant, app.node.clone());
    let kept = app.directory(tenant).await?.settings.passwords_kept;
    let set: Result<(), StoreError> = app
        .db
        .write(move |tx| {
            let (credential, line, node) = (credential.clone(), line.clone(), node.clone());
            Box::pin(async move {
                session::set_password(tx, (tenant, person), (&credential, kept), (&node, &line)).await
            })
        })
        .await;
    set?;
    Ok((StatusCode::CREATED, Json(FirstPassword { password, given_at })))
}
