//! `POST /sign-in` and `POST /sign-out`: the same by a form, for browsers without scripts.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use super::begin::{Origin, SignIn, give, take};
use crate::app::App;
use crate::auth::session;
use crate::http::caller;
use crate::http::error::ApiError;
use crate::http::page::home;

/// Signs in and goes to the start page; a fault is shown there.
pub async fn sign_in(
    State(app): State<Arc<App>>,
    origin: Origin,
    typed: Result<Form<SignIn>, FormRejection>,
) -> Response {
    let Ok(Form(typed)) = typed else { return home::with_fault(&ApiError::WrongCredentials) };
    match session::sign_in(&app, origin.attempt(typed)).await {
        Ok((token, _)) => (give(app.cookie, &token), Redirect::to("/")).into_response(),
        Err(fault) => home::with_fault(&fault),
    }
}

/// Signs out and goes to the start page.
pub async fn sign_out(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token) = caller::token(app.cookie, &headers)
        && let Some(who) = session::resume(&app, token.digest()).await?
    {
        session::end(&app, &who, who.session).await?;
    }
    Ok((take(app.cookie), Redirect::to("/")).into_response())
}
