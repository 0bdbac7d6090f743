//! `/password`: another password, asked for by who signs in with his first one, and open to everybody else.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html as Body, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::html::{Html, page};
use super::lang::PageLang;
use super::start::signed_in;
use super::template::Page;
use crate::app::App;
use crate::auth::policy::Preset;
use crate::http::error::ApiError;
use crate::http::session::begin::Origin;
use crate::http::session::password::{ChangePassword, replace};
use tongguan_service::i18n::{Lang, fill};

const FORM: &str = include_str!("password.html");

/// What the form sends.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    current: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    again: String,
}

/// The form.
pub async fn show(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    match signed_in(&app, &headers).await? {
        Some(who) => Ok(form(lang, &Preset::of(&app.directory(who.tenant).await?.settings), None)),
        None => Ok(Redirect::to("/?next=/password").into_response()),
    }
}

/// Sets the password and goes on to the start page; a fault is shown with the form.
pub async fn take(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
    Origin { trace, .. }: Origin,
    typed: Result<Form<Typed>, FormRejection>,
) -> Result<Response, ApiError> {
    let Some(mut who) = signed_in(&app, &headers).await? else {
        return Ok(Redirect::to("/").into_response());
    };
    who.trace = trace;
    let preset = Preset::of(&app.directory(who.tenant).await?.settings);
    let Form(typed) = typed.unwrap_or_default();
    if typed.next != typed.again {
        let text = lang.page("passwords_differ").unwrap_or_default();
        return Ok(refused(form(lang, &preset, Some(text)), StatusCode::UNPROCESSABLE_ENTITY));
    }
    let change = ChangePassword { current: typed.current, next: typed.next };
    let (cookies, fault) = match replace(&app, &who, change).await {
        Ok((cookies, Ok(()))) => return Ok((cookies, Redirect::to("/")).into_response()),
        Ok((cookies, Err(refusal))) => (cookies, ApiError::from(refusal)),
        Err(fault) => (HeaderMap::new(), fault),
    };
    let text = fill(&lang.entry(fault.code()).detail, &fault.words(lang));
    let mut answer = refused(form(lang, &preset, Some(&text)), fault.status());
    answer.headers_mut().extend(cookies);
    Ok(answer)
}

fn form(lang: Lang, preset: &Preset, fault: Option<&str>) -> Response {
    let mut notice = Html::default();
    if let Some(fault) = fault {
        notice.raw("<p class=\"line bad\" role=\"alert\">").text(fault).raw("</p>");
    }
    let (notice, min) = (notice.finish(), preset.min_chars.to_string());
    let rules = if preset.kinds > 0 { "password_rules_kinds" } else { "password_rules" };
    let rules = lang.page(rules).unwrap_or_default();
    let values: &[(&str, &str)] = &[("tag", lang.tag()), ("min", &min), ("rules", rules)];
    let body = Page { lang, values, markup: &[("notice", &notice)] }.fill(FORM);
    Body(page(lang, lang.page("choose_password").unwrap_or_default(), &body, "")).into_response()
}

fn refused(mut page: Response, status: StatusCode) -> Response {
    *page.status_mut() = status;
    page
}
