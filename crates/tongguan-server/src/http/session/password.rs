//! `PUT /api/v1/session/password`: choose another password.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::security::Kind;
use tongguan_store::auth::Credential;
use tongguan_store::{StoreError, reference};

use super::begin::{Origin, SignIn, give};
use crate::app::App;
use crate::auth::policy::{self, PasswordRefusal};
use crate::auth::session::{self, SignedIn};
use crate::auth::trace::Line;
use crate::http::caller::Newcomer;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;

/// The password so far, and the next one.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password so far.
    pub current: String,
    /// The next one: 12 to 128 characters, not a common one.
    pub next: String,
}

/// Changes one's own password. All sessions end, and this browser gets a new one.
#[utoipa::path(
    put, path = "/api/v1/session/password", tag = "session",
    request_body = ChangePassword,
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn change(
    State(app): State<Arc<App>>,
    Newcomer(who): Newcomer,
    origin: Origin,
    StrictJson(typed): StrictJson<ChangePassword>,
) -> Result<Response, ApiError> {
    match replace(&app, &who, origin, typed).await? {
        (headers, Ok(())) => Ok((StatusCode::NO_CONTENT, headers).into_response()),
        (headers, Err(refusal)) => {
            let mut answer = ApiError::from(refusal).into_response();
            answer.headers_mut().extend(headers);
            Ok(answer)
        }
    }
}

/// Sets another password where the one so far is right; the headers hand out the session that goes on, whether or not the
/// next one is accepted.
pub async fn replace(
    app: &App,
    who: &SignedIn,
    origin: Origin,
    typed: ChangePassword,
) -> Result<(HeaderMap, Result<(), PasswordRefusal>), ApiError> {
    let (tenant, person) = (who.tenant, who.person);
    let login = login(app, tenant, person).await?;
    let again = SignIn { login: login.clone(), password: typed.current };
    // The same checks, locks and costs as signing in; it also ends this session.
    let trace = origin.trace.clone();
    let (token, _) = session::sign_in(app, origin.attempt(again)).await?;
    let headers = give(app.cookie, &token);
    if let Err(refusal) = policy::check(&typed.next, &login) {
        return Ok((headers, Err(refusal)));
    }
    let password_hash = app.passwords.hash(&typed.next).await;
    let next = Credential { password_hash, changed_at: app.world().now(), must_change: false };
    let line = trace.line(app.world(), Kind::PasswordSet).by(person).session(token.digest());
    set(app, (tenant, person), next, token.digest().0, line).await?;
    Ok((headers, Ok(())))
}

async fn login(app: &App, tenant: TenantId, person: PersonId) -> Result<String, ApiError> {
    let found: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            Box::pin(async move {
                reference::load::<tongguan_core::reference::person::Person>(tx, tenant, person.0).await
            })
        })
        .await;
    Ok(found?.ok_or(ApiError::Unauthenticated)?.state.login)
}

/// Sets the credential, and ends all sessions but the one that was just begun.
async fn set(
    app: &App,
    (tenant, person): (TenantId, PersonId),
    next: Credential,
    keep: [u8; 32],
    line: Line,
) -> Result<(), StoreError> {
    let node = app.node.clone();
    app.db
        .write(move |tx| {
            let (next, line, node) = (next.clone(), line.clone(), node.clone());
            Box::pin(async move {
                let kept = tongguan_store::auth::session(tx, tenant, &keep).await?;
                session::set_password(tx, tenant, person, &next, (&node, &line)).await?;
                match kept {
                    Some(kept) => tongguan_store::auth::open_session(tx, tenant, &kept).await,
                    None => Ok(()),
                }
            })
        })
        .await
}
