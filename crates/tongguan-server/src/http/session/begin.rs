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
use crate::auth::sign_in::{self, Attempt, Entered};
use crate::auth::token::{Cookie, SessionToken, TokenDigest};
use crate::auth::trace;
use crate::http::caller;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use tongguan_service::trace::Trace;

/// What a person types.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
    /// A code of the second factor, or a recovery code; asked for with `second_factor_required`.
    #[serde(default)]
    pub code: Option<String>,
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
    /// That session.
    pub former: Option<TokenDigest>,
}

impl FromRequestParts<Arc<App>> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        let former = caller::token(app.cookie, &parts.headers).map(|token| token.digest());
        Ok(Self { trace: trace::of(parts), former })
    }
}

impl Origin {
    /// The attempt to sign in from here.
    pub fn attempt(self, SignIn { login, password, code }: SignIn) -> Attempt {
        let Self { trace, former } = self;
        Attempt { login, password, code, trace, former }
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
    let entered = sign_in::sign_in(&app, origin.attempt(typed)).await?;
    let Entered::In(token, person) = entered else { return Err(ApiError::SecondFactorRequired) };
    let headers = give(app.cookie, &token);
    Ok((StatusCode::CREATED, headers, Json(Begun { person: person.0 })).into_response())
}

/// A browser forgets the cookie after thirty days; the session has long ended by then.
const COOKIE_S: u32 = 30 * 24 * 3600;

/// The header that hands out a session's token.
pub fn give(cookie: Cookie, token: &SessionToken) -> HeaderMap {
    set_cookie(&cookie.give(token, COOKIE_S))
}

/// The header that takes a session's token away.
pub fn take(cookie: Cookie) -> HeaderMap {
    set_cookie(&cookie.take())
}

fn set_cookie(text: &str) -> HeaderMap {
    let value = HeaderValue::from_str(text).expect("a cookie of ours is header text");
    HeaderMap::from_iter([(header::SET_COOKIE, value)])
}
