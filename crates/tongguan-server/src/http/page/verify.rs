//! `/verify`: what was given out under a code, for whoever holds the paper and no account.
//!
//! Promises nothing beyond what [`crate::http::verify`] tells. Must never say whether a code was close.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html as Body, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::html::{Html, page};
use super::lang::PageLang;
use super::place::escaped;
use super::template::Page;
use crate::app::App;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::verify::{CopyView, find, view};
use tongguan_service::i18n::Lang;

const FORM: &str = include_str!("verify.html");

/// What the form sends.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// The form; with a code, on to its page.
pub async fn show(PageLang(lang): PageLang, typed: Result<Query<Typed>, QueryRejection>) -> Response {
    match typed.ok().map(|typed| typed.0.code).filter(|code| !code.trim().is_empty()) {
        Some(code) => Redirect::to(&format!("/verify/{}", escaped(code.trim()))).into_response(),
        None => form(lang, ""),
    }
}

/// What was given out under a code.
pub async fn of_code(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    Path(code): Path<String>,
) -> Result<Response, ApiError> {
    let mut notice = Html::default();
    let Some(copy) = find(&app, &code).await? else {
        notice.raw("<p class=\"line bad\" role=\"alert\">");
        notice.text(lang.page("copy_unknown").unwrap_or_default()).raw("</p>");
        let mut answer = form(lang, &notice.finish());
        *answer.status_mut() = StatusCode::NOT_FOUND;
        return Ok(answer);
    };
    let zone = app.current_process().time_zone();
    let at = zone.to_datetime(copy.issued_at).strftime("%Y-%m-%d %H:%M").to_string();
    table(&mut notice, lang, &view(&app, lang, &copy), &at);
    Ok(form(lang, &notice.finish()))
}

fn table(html: &mut Html, lang: Lang, copy: &CopyView, at: &str) {
    let word = |key: &str| lang.page(key).unwrap_or_default();
    let stand = copy.mark_name.as_deref().unwrap_or_else(|| word("copy_clean"));
    let rows = [
        ("copy_code", copy.code.clone()),
        ("copy_document", copy.name.clone()),
        ("copy_number", copy.number.clone().unwrap_or_default()),
        ("copy_revision", format!("V{}", copy.revision)),
        ("copy_format", copy.format.to_uppercase()),
        ("copy_issued_at", at.to_owned()),
        ("copy_stand", stand.to_owned()),
        ("copy_sha256", copy.sha256.clone()),
    ];
    html.raw("<dl>");
    for (key, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        html.element("dt", word(key)).element("dd", value);
    }
    html.raw("</dl>");
}

fn form(lang: Lang, notice: &str) -> Response {
    let body = Page { lang, values: &[], markup: &[("notice", notice)] }.fill(FORM);
    Body(page(lang, lang.page("verify_copy").unwrap_or_default(), &body, "")).into_response()
}
