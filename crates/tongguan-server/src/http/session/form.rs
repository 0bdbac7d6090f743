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
use crate::auth::sign_in::{self, Entered};
use crate::auth::token::SessionToken;
use crate::http::caller;
use crate::http::error::ApiError;
use crate::http::page::door::{self, Wanted};
use crate::http::page::lang::PageLang;
use crate::http::page::place::own;
use crate::http::page::second_factor;

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

/// Signs in and goes to the page that was wanted; a fault is shown with the form. Where a code is wanted, its form comes next.
pub async fn sign_in(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    origin: Origin,
    typed: Result<Form<Typed>, FormRejection>,
) -> Result<Response, ApiError> {
    let Form(typed) = typed.unwrap_or_default();
    let (next, login) = (own(&typed.next), typed.login.clone());
    let attempt = origin.attempt(SignIn { login: typed.login, password: typed.password, code: None });
    match sign_in::sign_in(&app, attempt).await {
        Ok(Entered::In(token, _)) => Ok((give(app.cookie, &token), Redirect::to(next)).into_response()),
        Ok(Entered::CodeWanted(person)) => {
            let token = sign_in::offer(&app, person).await?;
            Ok(second_factor::ask(lang, (&token.text(), next), None))
        }
        Err(fault) => Ok(door::show(&app, lang, &Wanted { next, login: &login, fault: Some(&fault) }).await),
    }
}

/// What the form of the second step sends.
#[derive(Default, Deserialize)]
pub struct TypedCode {
    #[serde(default)]
    token: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

/// The second step; a fault is shown with its form, or with that of the first where it took too long.
pub async fn sign_in_code(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    origin: Origin,
    typed: Result<Form<TypedCode>, FormRejection>,
) -> Result<Response, ApiError> {
    let Form(typed) = typed.unwrap_or_default();
    let next = own(&typed.next);
    let entered = match SessionToken::parse(&typed.token) {
        Some(token) => {
            sign_in::second_step(&app, (&token, &typed.code), (origin.trace, origin.former)).await?
        }
        None => Err((ApiError::SignInExpired, None)),
    };
    match entered {
        Ok(token) => Ok((give(app.cookie, &token), Redirect::to(next)).into_response()),
        Err((fault, Some(token))) => Ok(second_factor::ask(lang, (&token.text(), next), Some(&fault))),
        Err((fault, None)) => {
            Ok(door::show(&app, lang, &Wanted { next, login: "", fault: Some(&fault) }).await)
        }
    }
}

/// Signs out and goes to the start page.
pub async fn sign_out(
    State(app): State<Arc<App>>,
    Origin { trace, .. }: Origin,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    if let Some(token) = caller::token(app.cookie, &headers)
        && let Some(who) = session::resume(&app, token.digest(), trace).await?
    {
        session::end(&app, &who, who.person, Some(who.session)).await?;
    }
    Ok((take(app.cookie), Redirect::to("/")).into_response())
}
