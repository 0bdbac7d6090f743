//! `/sign-in/oidc`: to the identity provider and back; a fault is shown with the sign-in page.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use super::begin::{Origin, give};
use crate::app::App;
use crate::auth::oidc::{self, OidcFault};
use crate::auth::sign_in::{self, Entered};
use crate::auth::token::Cookie;
use crate::http::error::ApiError;
use crate::http::page::door::{self, Wanted};
use crate::http::page::lang::PageLang;
use crate::http::page::place::own;
use crate::http::page::second_factor;

/// A browser keeps its errand for ten minutes.
const ERRAND_S: u32 = 600;

/// Where to go on.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    next: String,
}

/// What the provider sends a browser back with.
#[derive(Default, Deserialize)]
pub struct Back {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    error: Option<String>,
}

/// Sends the browser to the provider.
pub async fn go(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let Query(asked) = asked.unwrap_or_default();
    let next = own(&asked.next);
    let Some(provider) = app.oidc.get() else { return ApiError::NotFound.into_response() };
    match provider.begin(&app.edge.vault, next).await {
        Ok((url, errand)) => (cookie(app.cookie, &errand, ERRAND_S), Redirect::to(&url)).into_response(),
        Err(fault) => {
            door::show(&app, lang, &Wanted { next, login: "", fault: Some(&ApiError::Oidc(fault)) }).await
        }
    }
}

/// Takes the browser back, and signs its person in.
pub async fn back(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    origin: Origin,
    headers: HeaderMap,
    back: Result<Query<Back>, QueryRejection>,
) -> Response {
    let Query(back) = back.unwrap_or_default();
    let mut answer = match enter(&app, origin, &headers, &back).await {
        Ok((Entered::In(token, _), next)) => {
            (give(app.cookie, &token), Redirect::to(own(&next))).into_response()
        }
        Ok((Entered::CodeWanted(person), next)) => match sign_in::offer(&app, person).await {
            Ok(token) => second_factor::ask(lang, (&token.text(), own(&next)), None),
            Err(fault) => fault.into_response(),
        },
        Err(fault) => door::show(&app, lang, &Wanted { next: "/", login: "", fault: Some(&fault) }).await,
    };
    let gone = cookie(app.cookie, "", 0);
    answer.headers_mut().append(header::SET_COOKIE, gone[header::SET_COOKIE].clone());
    answer
}

async fn enter(
    app: &App,
    origin: Origin,
    headers: &HeaderMap,
    back: &Back,
) -> Result<(Entered, String), ApiError> {
    let provider = app.oidc.get().ok_or(ApiError::NotFound)?;
    if let Some(error) = &back.error {
        return Err(ApiError::Oidc(oidc::denied(&json!(error))));
    }
    let errand = errand(app.cookie, headers).ok_or(ApiError::Oidc(OidcFault::Strange))?;
    let ended = provider.end(&app.edge.vault, &errand, (&back.state, &back.code)).await;
    let (identity, next) = ended.map_err(ApiError::Oidc)?;
    let entered =
        sign_in::by_identity(app, &identity, provider.claim(), (origin.trace, origin.former)).await?;
    Ok((entered, next))
}

fn name(cookie: Cookie) -> String {
    format!("{}-oidc", cookie.name())
}

/// The cookie that keeps the errand; it must come along when the provider sends the browser back, so it is lax.
fn cookie(cookie: Cookie, value: &str, max_age_s: u32) -> HeaderMap {
    let secure = if cookie == Cookie::Tls { "; Secure" } else { "" };
    let text =
        format!("{}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Lax{secure}", name(cookie));
    let value = HeaderValue::from_str(&text).expect("a cookie of ours is header text");
    HeaderMap::from_iter([(header::SET_COOKIE, value)])
}

/// The one errand that a request carries.
fn errand(cookie: Cookie, headers: &HeaderMap) -> Option<String> {
    let mut all = headers.get_all(header::COOKIE).iter();
    let (Some(text), None) = (all.next()?.to_str().ok(), all.next()) else { return None };
    let wanted = name(cookie);
    let pairs = text.split(';').filter_map(|pair| pair.trim().split_once('='));
    let mut mine = pairs.filter(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned());
    match (mine.next(), mine.next()) {
        (Some(value), None) => Some(value),
        _ => None,
    }
}
