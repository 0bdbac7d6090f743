//! `POST /api/v1/session`: sign in.

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::auth::session::{self, ABSOLUTE, Attempt};
use crate::auth::token::{Cookie, SessionToken, TokenDigest};
use crate::auth::trace::Trace;
use crate::http::caller;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;

/// What a person types.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
}

/// Who has signed in.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Begun {
    /// The person.
    pub person: Uuid,
}

/// Where a request comes from, and the session that its browser still has.
pub struct Origin {
    /// Where.
    pub trace: Trace,
    former: Option<TokenDigest>,
}

impl FromRequestParts<Arc<App>> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        let former = caller::token(app.cookie, &parts.headers).map(|token| token.digest());
        Ok(Self { trace: Trace::of(parts), former })
    }
}

impl FromRequestParts<Arc<App>> for Trace {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts))
    }
}

impl Origin {
    /// The attempt to sign in from here.
    pub fn attempt(self, SignIn { login, password }: SignIn) -> Attempt {
        let Self { trace, former } = self;
        Attempt { login, password, trace, former }
    }
}

/// Signs in. Five wrong passwords in fifteen minutes lock the login.
#[utoipa::path(
    post, path = "/api/v1/session", tag = "session",
    request_body = SignIn,
    responses(
        (status = 201, body = Begun),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn begin(
    State(app): State<Arc<App>>,
    origin: Origin,
    StrictJson(typed): StrictJson<SignIn>,
) -> Result<Response, ApiError> {
    let (token, person) = session::sign_in(&app, origin.attempt(typed)).await?;
    let headers = give(app.cookie, &token);
    Ok((StatusCode::CREATED, headers, Json(Begun { person: person.0 })).into_response())
}

/// The header that hands out a session's token.
pub fn give(cookie: Cookie, token: &SessionToken) -> HeaderMap {
    let max_age_s = u32::try_from(ABSOLUTE.as_secs()).expect("twelve hours fit");
    set_cookie(&cookie.give(token, max_age_s))
}

/// The header that takes a session's token away.
pub fn take(cookie: Cookie) -> HeaderMap {
    set_cookie(&cookie.take())
}

fn set_cookie(text: &str) -> HeaderMap {
    let value = HeaderValue::from_str(text).expect("a cookie of ours is header text");
    HeaderMap::from_iter([(header::SET_COOKIE, value)])
}
