//! `/`: what this server is, and signing in and out without scripts.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Html as Page, IntoResponse, Response};

use super::html::{Html, page};
use crate::app::App;
use crate::auth::session;
use crate::http::caller;
use crate::http::error::ApiError;
use crate::i18n::{Lang, fill};

const SIGN_IN: &str = include_str!("sign_in.html");
const SIGN_OUT: &str = include_str!("sign_out.html");

/// The page: a form to sign in, or who is signed in.
pub async fn home(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Page<String>, ApiError> {
    let token = caller::token(app.cookie, &headers);
    let who = match token {
        Some(token) => session::resume(&app, token.digest()).await?,
        None => None,
    };
    let Some(who) = who else { return Ok(Page(body(SIGN_IN, None))) };
    let names = app.directory(who.tenant).await?;
    let name = names.names.get(&who.person.0).cloned().unwrap_or_default();
    Ok(Page(body(SIGN_OUT, Some(&name))))
}

/// The form again, with what went wrong.
pub fn with_fault(fault: &ApiError) -> Response {
    let entry = Lang::Zh.entry(fault.code());
    let text = fill(&entry.detail, &fault.words(Lang::Zh));
    (fault.status(), Page(body(SIGN_IN, Some(&text)))).into_response()
}

fn body(form: &str, line: Option<&str>) -> String {
    let mut html = Html::default();
    html.element("h1", "通关");
    html.element("p", "从线索到回款的销售过程管理：每一关要交什么、谁批、何时到期，都有据可查。");
    if let Some(line) = line {
        html.raw("<p class=\"line\" role=\"status\">").text(line).raw("</p>");
    }
    html.raw(form).raw("<p><a href=\"/api\">API 说明</a></p>");
    page("通关", &html.finish())
}
