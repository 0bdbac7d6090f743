//! Faults as pages, for people who opened an address or sent a form.
//!
//! Promises the status, the words and the request id of the problem document that a program would get.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::html::page;
use super::template::Page;
use crate::http::error::ApiError;
use crate::http::problem::{Problem, RequestId};
use tongguan_service::i18n::Lang;

const FAULT: &str = include_str!("fault.html");

/// Whether the faults of a request are told as pages: it accepts HTML by name and is none of the API's.
pub fn is_wanted(request: &Request) -> bool {
    !request.uri().path().starts_with("/api/") && accepts_html(request.headers())
}

/// Whether a request accepts HTML by name, as browsers do that open a page.
pub fn accepts_html(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.any(|value| value.split(',').any(|range| range.trim().starts_with("text/html")))
}

/// Turns the answer into the page of `error`.
pub fn write(error: &ApiError, lang: Lang, id: Option<RequestId>, response: &mut Response) {
    let problem = Problem::new(error, lang, id);
    let id = id.map(|id| id.0.to_string()).unwrap_or_default();
    let status = problem.status.to_string();
    let values: &[(&str, &str)] =
        &[("status", &status), ("title", &problem.title), ("detail", &problem.detail), ("id", &id)];
    let body = page(lang, &problem.title, &Page { lang, values, markup: &[] }.fill(FAULT), "");
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    *response.body_mut() = body.into();
}
