//! `POST /sign-in` and `POST /sign-out`: the same by a form, for browsers without scripts.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::begin::{Origin, SignIn, give, take};
use crate::app::App;
use crate::auth::session;
use crate::auth::trace::Trace;
use crate::http::caller;
use crate::http::error::ApiError;
use crate::http::page::door::{self, Wanted};
use crate::http::page::lang::PageLang;
use crate::http::page::place::own;

/// What the form sends.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// Signs in and goes to the page that was wanted; a fault is shown with the form.
pub async fn sign_in(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    origin: Origin,
    typed: Result<Form<Typed>, FormRejection>,
) -> Response {
    let Form(typed) = typed.unwrap_or_default();
    let (next, login) = (own(&typed.next), typed.login.clone());
    let attempt = origin.attempt(SignIn { login: typed.login, password: typed.password });
    match session::sign_in(&app, attempt).await {
        Ok((token, _)) => (give(app.cookie, &token), Redirect::to(next)).into_response(),
        Err(fault) => door::show(&app, lang, &Wanted { next, login: &login, fault: Some(&fault) }).await,
    }
}

/// Signs out and goes to the start page.
pub async fn sign_out(
    State(app): State<Arc<App>>,
    trace: Trace,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    if let Some(token) = caller::token(app.cookie, &headers)
        && let Some(who) = session::resume(&app, token.digest(), trace).await?
    {
        session::end(&app, &who, who.session).await?;
    }
    Ok((take(app.cookie), Redirect::to("/")).into_response())
}
