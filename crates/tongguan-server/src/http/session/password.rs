//! `PUT /api/v1/session/password`: choose another password.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::security::Kind;
use tongguan_store::StoreError;
use tongguan_store::auth::{self as table, Credential};

use super::begin::give;
use crate::app::App;
use crate::auth::confirm::{self, Shown};
use crate::auth::policy::{self, PasswordRefusal, Preset};
use crate::auth::session::{self, SignedIn};
use crate::auth::sign_in;
use crate::http::caller::Newcomer;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use tongguan_service::trace::Line;

/// The password so far, and the next one.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password so far.
    pub current: String,
    /// The next one, as the preset of passwords wants it.
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
    StrictJson(typed): StrictJson<ChangePassword>,
) -> Result<Response, ApiError> {
    match replace(&app, &who, typed).await? {
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
    typed: ChangePassword,
) -> Result<(HeaderMap, Result<(), PasswordRefusal>), ApiError> {
    let (tenant, person) = (who.tenant, who.person);
    let login = sign_in::login_of(app, tenant, person).await?;
    // The same checks, locks and costs as at the door; the session goes on under a fresh token.
    let token = confirm::confirm(app, who, Shown::Password(typed.current)).await?;
    let headers = give(app.cookie, &token);
    let preset = Preset::of(&app.directory(tenant).await?.settings);
    if let Err(refusal) = judge(app, (tenant, person), (&typed.next, &login), &preset).await? {
        return Ok((headers, Err(refusal)));
    }
    let password_hash = app.passwords.hash(&typed.next).await;
    let next = Credential { password_hash, changed_at: app.world().now(), must_change: false };
    let line = who.trace.line(app.world(), Kind::PasswordSet).by(person).session(token.digest().prefix());
    set(app, (tenant, person), (next, preset.kept.max(1)), token.digest().0, line).await?;
    Ok((headers, Ok(())))
}

/// Whether the next password may be taken: by the preset, and not one that he had lately.
async fn judge(
    app: &App,
    (tenant, person): (TenantId, PersonId),
    (next, login): (&str, &str),
    preset: &Preset,
) -> Result<Result<(), PasswordRefusal>, ApiError> {
    if let Err(refusal) = policy::check(next, login, preset) {
        return Ok(Err(refusal));
    }
    let kept = preset.kept;
    let former: Result<Vec<String>, StoreError> = app
        .db
        .read(move |tx| {
            Box::pin(async move {
                let mut hashes = table::former_passwords(tx, tenant, person, kept).await?;
                hashes.extend(table::credential(tx, tenant, person).await?.map(|now| now.password_hash));
                Ok(if kept > 0 { hashes } else { Vec::new() })
            })
        })
        .await;
    for hash in former? {
        if app.passwords.verify(next, Some(&hash)).await {
            return Ok(Err(PasswordRefusal::UsedBefore(kept)));
        }
    }
    Ok(Ok(()))
}

/// Sets the credential, and ends all sessions but the one that was just begun.
async fn set(
    app: &App,
    (tenant, person): (TenantId, PersonId),
    (next, kept_passwords): (Credential, u32),
    keep: [u8; 32],
    line: Line,
) -> Result<(), StoreError> {
    let node = app.node.clone();
    app.db
        .write(move |tx| {
            let (next, line, node) = (next.clone(), line.clone(), node.clone());
            Box::pin(async move {
                let kept = tongguan_store::auth::session(tx, tenant, &keep).await?;
                session::set_password(tx, (tenant, person), (&next, kept_passwords), (&node, &line)).await?;
                match kept {
                    Some(kept) => tongguan_store::auth::open_session(tx, tenant, &kept).await,
                    None => Ok(()),
                }
            })
        })
        .await
}
