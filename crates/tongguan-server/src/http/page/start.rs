//! Every address that is no endpoint: files of the interface for everybody, its page for who is signed in, the sign-in page
//! for who is not.
//!
//! Promises that who is signed out cannot tell which pages there are, and comes back to where he wanted to go.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{Html as Body, IntoResponse, Redirect, Response};

use super::door::{self, Wanted};
use super::fault::accepts_html;
use super::html::page;
use super::lang::PageLang;
use super::place::{escaped, own};
use super::template::Page;
use crate::app::App;
use crate::auth::session::{self, SignedIn};
use crate::http::caller;
use crate::http::error::ApiError;
use crate::web;
use tongguan_service::i18n::Lang;
use tongguan_service::installation;
use tongguan_service::trace::Trace;

const PLAIN: &str = include_str!("plain.html");

/// `/`: the interface, or the way in.
pub async fn home(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let next = next(&uri);
    match signed_in(&app, &headers).await? {
        None if app.company().await?.is_none() => Ok(Redirect::to("/setup").into_response()),
        Some(who) if who.must_change => Ok(Redirect::to("/password").into_response()),
        Some(who) if who.must_enrol => Ok(Redirect::to("/second-factor").into_response()),
        None => Ok(door::show(&app, lang, &Wanted { next: &next, ..Wanted::default() }).await),
        Some(_) if next != "/" => Ok(Redirect::to(&next).into_response()),
        Some(who) => interface(&app, &who, lang, &headers).await,
    }
}

/// Any other address.
pub async fn elsewhere(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let path = uri.path();
    if !matches!(method, Method::GET | Method::HEAD) || path.starts_with("/api/") {
        return Err(ApiError::NotFound);
    }
    if let Some(file) = web::FILES.file(path, &headers) {
        return Ok(file);
    }
    if path.starts_with("/assets/") || !accepts_html(&headers) {
        return Err(ApiError::NotFound);
    }
    match signed_in(&app, &headers).await? {
        None => {
            let wanted = uri.path_and_query().map_or("/", |wanted| wanted.as_str());
            Ok(Redirect::to(&format!("/?next={}", escaped(own(wanted)))).into_response())
        }
        Some(who) if who.must_change => Ok(Redirect::to("/password").into_response()),
        Some(who) if who.must_enrol => Ok(Redirect::to("/second-factor").into_response()),
        Some(_) if web::FILES.index(&headers).is_none() => Err(ApiError::NotFound),
        Some(who) => interface(&app, &who, lang, &headers).await,
    }
}

pub(super) async fn signed_in(app: &App, headers: &HeaderMap) -> Result<Option<SignedIn>, ApiError> {
    match caller::token(app.cookie, headers) {
        Some(token) => Ok(session::resume(app, token.digest(), Trace::default()).await?),
        None => Ok(None),
    }
}

/// The page of the interface; a plain one where the server was built without it.
async fn interface(app: &App, who: &SignedIn, lang: Lang, headers: &HeaderMap) -> Result<Response, ApiError> {
    if let Some(index) = web::FILES.index(headers) {
        return Ok(index);
    }
    let names = app.directory(who.tenant).await?;
    let name = names.names.get(&who.person.0).cloned().unwrap_or_default();
    let company = installation::company(&app.db).await?.map(|company| company.name).unwrap_or_default();
    let values: &[(&str, &str)] = &[("company", &company), ("name", &name)];
    let body = Page { lang, values, markup: &[] }.fill(PLAIN);
    Ok(Body(page(lang, lang.page("product").unwrap_or_default(), &body, "/")).into_response())
}

/// Where an address says to go on.
fn next(uri: &Uri) -> String {
    #[derive(serde::Deserialize)]
    struct Next {
        #[serde(default)]
        next: String,
    }
    let named = axum::extract::Query::<Next>::try_from_uri(uri).map(|query| query.0.next).unwrap_or_default();
    own(&named).to_owned()
}
