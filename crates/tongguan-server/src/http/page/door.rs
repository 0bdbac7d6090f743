//! The sign-in page: what this is, whose it is, and a form that works without scripts.

use axum::http::{HeaderValue, header};
use axum::response::{Html as Body, IntoResponse, Response};
use tongguan_core::process::Process;

use super::html::{Html, page};
use super::place::escaped;
use super::template::Page;
use crate::app::App;
use crate::http::error::ApiError;
use tongguan_service::i18n::{Lang, fill};
use tongguan_service::installation;

const SIGN_IN: &str = include_str!("sign_in.html");

/// What was typed, and where to go on.
#[derive(Default)]
pub struct Wanted<'a> {
    /// The page that was asked for.
    pub next: &'a str,
    /// The login that was typed.
    pub login: &'a str,
    /// What went wrong.
    pub fault: Option<&'a ApiError>,
}

/// The page.
pub async fn show(app: &App, lang: Lang, wanted: &Wanted<'_>) -> Response {
    // The page must come even where the database does not answer; the name is only a greeting.
    let company = installation::company(&app.db).await.ok().flatten().map(|company| company.name);
    let notice = notice(lang, wanted);
    let page_of = Page {
        lang,
        values: &[
            ("company", company.as_deref().or(lang.page("product")).unwrap_or_default()),
            ("tag", lang.tag()),
            ("next", wanted.next),
            ("typed", wanted.login),
        ],
        markup: &[
            ("stages", &stages(&app.current_process(), lang)),
            ("notice", &notice),
            ("provider", &provider(app, lang, wanted)),
        ],
    };
    let body = page(lang, lang.page("sign_in").unwrap_or_default(), &page_of.fill(SIGN_IN), wanted.next);
    let mut response = Body(body).into_response();
    if let Some(fault) = wanted.fault {
        *response.status_mut() = fault.status();
        if let Some(seconds) = fault.retry_after_s() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
    response
}

fn notice(lang: Lang, wanted: &Wanted<'_>) -> String {
    let mut html = Html::default();
    if let Some(fault) = wanted.fault {
        let text = fill(&lang.entry(fault.code()).detail, &fault.words(lang));
        html.raw("<p class=\"line bad\" role=\"alert\">").text(&text).raw("</p>");
    } else if wanted.next != "/" {
        html.raw("<p class=\"line\">").text(lang.page("wanted").unwrap_or_default()).raw("</p>");
    }
    html.finish()
}

/// The way to the identity provider, where there is one.
fn provider(app: &App, lang: Lang, wanted: &Wanted<'_>) -> String {
    let mut html = Html::default();
    if let Some(provider) = app.oidc.get() {
        let href = format!("/sign-in/oidc?next={}", escaped(wanted.next));
        html.raw("<p class=\"line\"><a class=\"other\" href=\"").text(&href).raw("\">");
        html.text(&format!("{}{}", lang.page("sign_in_by").unwrap_or_default(), provider.name()))
            .raw("</a></p>");
    }
    html.finish()
}

fn stages(process: &Process, lang: Lang) -> String {
    let mut html = Html::default();
    for stage in process.stages.iter().filter(|stage| stage.gate.is_some()) {
        let of = |text: &tongguan_core::label::Label| match lang {
            Lang::Zh => text.zh.clone(),
            Lang::En => text.en.clone(),
        };
        html.raw("<li>").element("b", &of(&stage.name)).element("span", &of(&stage.goal)).raw("</li>");
    }
    html.finish()
}
