//! `/second-factor`: enrolling a second factor, other recovery codes, and taking it away; pages that work without scripts.
//!
//! Promises that seed and recovery codes are shown to their owner once, on pages that nobody stores.

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
use crate::auth::confirm::{self, Shown};
use crate::auth::session::SignedIn;
use crate::auth::{factor, sign_in, totp};
use crate::http::error::ApiError;
use crate::http::session::begin::Origin;
use crate::http::session::begin::give;
use tongguan_service::i18n::{Lang, fill};
use tongguan_service::installation;

const ENROL: &str = include_str!("enrol.html");
const CODES: &str = include_str!("recovery_codes.html");
const FACTOR: &str = include_str!("factor.html");
const CODE: &str = include_str!("code.html");

/// What the forms send.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    code: String,
}

/// The page: how it stands, or how to enrol.
pub async fn show(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    match signed_in(&app, &headers).await? {
        Some(who) => form(&app, &who, lang, None).await,
        None => Ok(Redirect::to("/?next=/second-factor").into_response()),
    }
}

/// Enrols, makes other recovery codes, or takes the factor away.
pub async fn take(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    Origin { trace, .. }: Origin,
    headers: HeaderMap,
    typed: Result<Form<Typed>, FormRejection>,
) -> Result<Response, ApiError> {
    let Some(mut who) = signed_in(&app, &headers).await? else {
        return Ok(Redirect::to("/").into_response());
    };
    who.trace = trace;
    let Form(typed) = typed.unwrap_or_default();
    if typed.act == "enrol" {
        return match factor::enrol(&app, &who, &typed.code).await? {
            Some(codes) => Ok(shown(lang, &codes)),
            None => form(&app, &who, lang, Some(&ApiError::WrongCode)).await,
        };
    }
    let token = match confirm::confirm(&app, &who, Shown::Code(typed.code)).await {
        Ok(token) => token,
        Err(fault) => return form(&app, &who, lang, Some(&fault)).await,
    };
    who.session = token.digest();
    let answer = match typed.act.as_str() {
        "codes" => shown(lang, &factor::renew_codes(&app, &who).await?),
        _ => {
            factor::take_away(&app, &who, who.person).await?;
            Redirect::to("/second-factor").into_response()
        }
    };
    Ok((give(app.cookie, &token), answer).into_response())
}

async fn form(app: &App, who: &SignedIn, lang: Lang, fault: Option<&ApiError>) -> Result<Response, ApiError> {
    let standing = factor::standing(app, who.tenant, who.person).await?;
    let notice = match (fault, who.must_enrol) {
        (Some(fault), _) => notice(lang, fault),
        (None, true) => needed(lang),
        (None, false) => String::new(),
    };
    let left = standing.recovery_codes.to_string();
    let (body, title) = match standing.is_active {
        true => {
            let values: &[(&str, &str)] = &[("tag", lang.tag()), ("left", &left)];
            (Page { lang, values, markup: &[("notice", &notice)] }.fill(FACTOR), "second_factor")
        }
        false => (enrolment(app, who, lang, &notice).await?, "enrol"),
    };
    let mut answer = Body(page(lang, lang.page(title).unwrap_or_default(), &body, "")).into_response();
    *answer.status_mut() = fault.map_or(StatusCode::OK, ApiError::status);
    Ok(answer)
}

async fn enrolment(app: &App, who: &SignedIn, lang: Lang, notice: &str) -> Result<String, ApiError> {
    let seed = factor::begin(app, who).await?;
    let login = sign_in::login_of(app, who.tenant, who.person).await?;
    let company = installation::company(&app.db).await?.map(|company| company.name).unwrap_or_default();
    let picture = picture(&totp::address(&seed, &company, &login)).ok_or(ApiError::Internal)?;
    let secret = totp::typed(&seed);
    let values: &[(&str, &str)] = &[("tag", lang.tag()), ("secret", &secret), ("account", &login)];
    Ok(Page { lang, values, markup: &[("notice", notice), ("picture", &picture)] }.fill(ENROL))
}

fn shown(lang: Lang, codes: &[String]) -> Response {
    let mut list = Html::default();
    for code in codes {
        list.raw("<li>").element("code", code).raw("</li>");
    }
    let list = list.finish();
    let body = Page { lang, values: &[], markup: &[("codes", &list)] }.fill(CODES);
    Body(page(lang, lang.page("recovery_codes").unwrap_or_default(), &body, "")).into_response()
}

/// The form of the second step of signing in. `token` stands for the password.
pub fn ask(lang: Lang, (token, next): (&str, &str), fault: Option<&ApiError>) -> Response {
    let notice = fault.map(|fault| notice(lang, fault)).unwrap_or_default();
    let values: &[(&str, &str)] = &[("tag", lang.tag()), ("token", token), ("next", next)];
    let body = Page { lang, values, markup: &[("notice", &notice)] }.fill(CODE);
    let mut answer =
        Body(page(lang, lang.page("second_step").unwrap_or_default(), &body, "")).into_response();
    *answer.status_mut() = fault.map_or(StatusCode::OK, ApiError::status);
    answer
}

fn notice(lang: Lang, fault: &ApiError) -> String {
    let mut html = Html::default();
    let text = fill(&lang.entry(fault.code()).detail, &fault.words(lang));
    html.raw("<p class=\"line bad\" role=\"alert\">").text(&text).raw("</p>");
    html.finish()
}

fn needed(lang: Lang) -> String {
    let mut html = Html::default();
    html.raw("<p class=\"line\">").text(lang.page("factor_needed").unwrap_or_default()).raw("</p>");
    html.finish()
}

/// The address as a picture that an authenticator app reads: one path, no style of its own.
fn picture(address: &str) -> Option<String> {
    use std::fmt::Write as _;
    let code = qrcode::QrCode::new(address).ok()?;
    let (width, quiet) = (code.width(), 4);
    let mut path = String::new();
    for (place, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let (x, y) = (place % width + quiet, place / width + quiet);
            write!(path, "M{x} {y}h1v1h-1z").ok()?;
        }
    }
    let size = width + 2 * quiet;
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {size} {size}\" role=\"img\" shape-rendering=\"crispEdges\">\
         <rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}
