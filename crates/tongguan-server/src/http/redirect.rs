//! The way from plain HTTP to the address that people should type.
//!
//! Promises to send nowhere but to this server. Must never take a body: what was sent openly is not passed on as if it had been safe.

use axum::Router;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// Answers whatever is asked with the same path under `origin`.
pub fn router(origin: &str) -> Router {
    let origin = origin.trim_end_matches('/').to_owned();
    Router::new().fallback(move |method: Method, uri: Uri| async move { answer(&origin, &method, &uri) })
}

fn answer(origin: &str, method: &Method, uri: &Uri) -> Response {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("{origin}{path}"))]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_leads_to_this_server_alone() {
        let lead = |method: Method, uri: &str| {
            let answer = answer("https://crm.example:8443", &method, &uri.parse().expect("an address"));
            let to = answer.headers().get("location").map(|to| to.to_str().expect("text").to_owned());
            (answer.status().as_u16(), to.unwrap_or_default())
        };
        let to = |path: &str| (308, format!("https://crm.example:8443{path}"));
        assert_eq!(lead(Method::GET, "/deals?stage=1"), to("/deals?stage=1"));
        assert_eq!(lead(Method::GET, "http://evil.example/x"), to("/x"));
        assert_eq!(lead(Method::HEAD, "//evil.example/x"), to("//evil.example/x"));
        assert_eq!(lead(Method::POST, "/sign-in").0, 405);
    }
}
