//! Problem documents (RFC 9457) in the caller's language.
//!
//! Promises `application/problem+json` with a stable `code`, its `params`, and the request id. A handler returns an
//! [`ApiError`]; the layer [`speak`] gives it language and request id on the way out, and
//! tells it as a page to who opened one. Must never show inner text.

use super::error::ApiError;
use super::page::{fault, lang::PageLang};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use tongguan_service::i18n::{self, Lang};
use uuid::Uuid;

/// The id of a request, kept in its extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

/// A fault as told to the caller (RFC 9457).
#[derive(Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Problem {
    /// A URI that names the kind of problem: `urn:tongguan:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// A few words, the same for every occurrence.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code that programs compare.
    pub code: String,
    /// What happened this time, in the caller's language.
    pub detail: String,
    /// The data behind the detail.
    #[schema(value_type = Object)]
    pub params: serde_json::Map<String, serde_json::Value>,
    /// The id under which the log tells more.
    pub request_id: Option<Uuid>,
}

impl Problem {
    /// What `error` says in `lang`.
    pub fn new(error: &ApiError, lang: Lang, request_id: Option<RequestId>) -> Self {
        let (code, params) = (error.code(), error.params());
        let entry = lang.entry(code);
        Self {
            kind: format!("urn:tongguan:problem:{code}"),
            title: entry.title.clone(),
            status: error.status().as_u16(),
            code: code.to_owned(),
            detail: i18n::fill(&entry.detail, &error.words(lang)),
            params,
            request_id: request_id.map(|id| id.0),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        write(&self, Lang::Zh, None, &mut response);
        if let Some(seconds) = self.retry_after_s() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

fn write(error: &ApiError, lang: Lang, id: Option<RequestId>, response: &mut Response) {
    let problem = Problem::new(error, lang, id);
    let body = serde_json::to_vec(&problem).expect("text, numbers and maps with text keys always serialise");
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    *response.body_mut() = Body::from(body);
}

/// Layer: say every fault again, in the caller's language and with the request id.
pub async fn speak(request: Request, next: Next) -> Response {
    let PageLang(lang) = PageLang::of(request.uri(), request.headers());
    let is_page = fault::is_wanted(&request);
    let id = request.extensions().get::<RequestId>().copied();
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<ApiError>() {
        match is_page {
            true => fault::write(&error, lang, id, &mut response),
            false => write(&error, lang, id, &mut response),
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::error::samples;

    #[test]
    fn every_fault_is_said_in_full_in_both_languages() {
        for error in samples() {
            for lang in [Lang::Zh, Lang::En] {
                let problem = Problem::new(&error, lang, None);
                assert!(i18n::codes().any(|code| code == problem.code), "{} has no text", problem.code);
                assert!(!problem.detail.contains('{'), "{}: {}", problem.code, problem.detail);
            }
        }
    }

    #[test]
    fn every_text_belongs_to_a_fault() {
        let said: Vec<_> = samples().iter().map(|error| error.code().to_owned()).collect();
        for code in i18n::codes().filter(|code| !code.starts_with("password_")) {
            assert!(said.iter().any(|s| s == code), "{code} is said by nobody");
        }
    }

    #[test]
    fn retry_after_is_a_header() {
        let response = ApiError::TooManyRequests { retry_after_s: 3 }.into_response();
        assert_eq!(response.headers()[header::RETRY_AFTER], "3");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    }
}
