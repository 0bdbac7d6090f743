//! `GET /api/v1/sessions`, `DELETE /api/v1/sessions/{id}`: one's own sessions, and ending them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::digest::Digest;

use crate::app::App;
use crate::auth::session::{self, SignedIn};
use crate::auth::token::TokenDigest;
use crate::http::caller::Newcomer;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::problem::Problem;

/// A session.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SessionView {
    /// What it is named by; not its token.
    #[schema(value_type = String)]
    pub id: Digest,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// About when it was last used.
    #[schema(value_type = String, format = DateTime)]
    pub seen_at: Timestamp,
    /// When it ends in any case.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
    /// The address it began from.
    pub address: Option<String>,
    /// What its browser called itself.
    pub agent: Option<String>,
}

/// One's own sessions, oldest first.
#[utoipa::path(
    get, path = "/api/v1/sessions", tag = "session",
    responses(
        (status = 200, body = Vec<SessionView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    Newcomer(who): Newcomer,
) -> Result<Json<Vec<SessionView>>, ApiError> {
    let sessions = session::sessions(&app, who.tenant, who.person).await?;
    Ok(Json(sessions.into_iter().map(|session| view(session, &who)).collect()))
}

/// A session as its owner, or whoever keeps sessions, sees it.
pub fn view(session: tongguan_store::auth::Session, who: &SignedIn) -> SessionView {
    SessionView {
        id: Digest(session.token_digest),
        created_at: session.created_at,
        seen_at: session.seen_at,
        expires_at: session.expires_at,
        is_this: session.token_digest == who.session.0,
        address: session.address,
        agent: session.agent,
    }
}

/// Ends one of one's own sessions.
#[utoipa::path(
    delete, path = "/api/v1/sessions/{id}", tag = "session",
    params(("id" = String, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn kill(
    State(app): State<Arc<App>>,
    Newcomer(who): Newcomer,
    Path(id): Path<Digest>,
) -> Result<StatusCode, ApiError> {
    match session::end(&app, &who, who.person, Some(TokenDigest(id.0))).await? {
        0 => Err(ApiError::NotFound),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}
