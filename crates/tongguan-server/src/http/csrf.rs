//! Layer: only pages of this server, and programs without cookies, change anything (reliability: session and CSRF).
//!
//! Promises no change by a form, image, script or sub-domain of another site. Asks `Sec-Fetch-Site`, and where a
//! browser sends none, compares `Origin` with `Host`. Must never answer a cross-origin question with CORS headers.

use super::{edge::Edge, error::ApiError, strict_json::is_json};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, Uri, header},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;

/// Where this server is reached.
#[derive(Debug, Clone)]
pub struct Site {
    /// The origin in the address bar, where a proxy hides it from `Host`.
    pub origin: Option<String>,
    /// Whether browsers reach it over TLS.
    pub is_tls: bool,
}

/// Refuses unsafe requests that may come from another site.
pub async fn guard(
    State(edge): State<Arc<Edge>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    check(&edge.site, request.method(), request.uri(), request.headers())?;
    Ok(next.run(request).await)
}

fn check(site: &Site, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), ApiError> {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let has_cookie = headers.contains_key(header::COOKIE);
    let is_ours = match one(headers, "sec-fetch-site") {
        Sent::One("same-origin") => true,
        Sent::One("none") => !has_cookie,
        Sent::Nothing => match one(headers, "origin") {
            Sent::One(origin) => is_own_origin(site, origin, uri, headers),
            Sent::Nothing => !has_cookie,
            Sent::Unclear => false,
        },
        Sent::One(_) | Sent::Unclear => false,
    };
    if !is_ours {
        return Err(ApiError::CrossSite);
    }
    // The server's own forms work without scripts; that they come from a page of this server is shown above.
    if OWN_FORMS.contains(&uri.path()) && is(headers, "application/x-www-form-urlencoded") {
        return Ok(());
    }
    // A form cannot set a header of its own; a program without cookies has nothing to be borrowed.
    let has_own_header = one(headers, "x-tg") == Sent::One("1") || headers.contains_key("idempotency-key");
    if has_cookie && !has_own_header {
        return Err(ApiError::OwnHeaderMissing);
    }
    let is_file = FILES.contains(&uri.path()) && has_own_header;
    if needs_json(method, headers) && !is_json(headers) && !is_file {
        return Err(ApiError::UnsupportedMediaType);
    }
    Ok(())
}

/// Paths that the server's own forms post to.
const OWN_FORMS: [&str; 6] =
    ["/sign-in", "/sign-in/code", "/sign-out", "/setup", "/password", "/second-factor"];
/// Paths that take a file as it is.
const FILES: [&str; 3] = ["/api/v1/files", "/api/v1/imports", "/api/v1/paper-templates"];

fn is(headers: &HeaderMap, media_type: &str) -> bool {
    one(headers, "content-type") == Sent::One(media_type)
}

#[derive(PartialEq)]
enum Sent<'a> {
    Nothing,
    One(&'a str),
    Unclear,
}

fn one<'a>(headers: &'a HeaderMap, name: &str) -> Sent<'a> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Sent::Nothing,
        (Some(value), None) => value.to_str().map_or(Sent::Unclear, Sent::One),
        _ => Sent::Unclear,
    }
}

fn is_own_origin(site: &Site, origin: &str, uri: &Uri, headers: &HeaderMap) -> bool {
    if let Some(own) = &site.origin {
        return origin == own;
    }
    let scheme = if site.is_tls { "https" } else { "http" };
    let host = match (one(headers, "host"), uri.authority()) {
        (Sent::One(host), _) => host,
        (Sent::Nothing, Some(authority)) => authority.as_str(),
        _ => return false,
    };
    origin.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://")) == Some(host)
}

/// Whether the request carries a body, or is of the one unsafe method that a form can send.
fn needs_json(method: &Method, headers: &HeaderMap) -> bool {
    let has_length = headers.get(header::CONTENT_LENGTH).is_some_and(|length| length != "0");
    *method == Method::POST || has_length || headers.contains_key(header::TRANSFER_ENCODING)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: (&str, &str) = ("content-type", "application/json");
    const HOST: (&str, &str) = ("host", "tg.example:8443");
    const COOKIE: (&str, &str) = ("cookie", "__Host-tg=00");
    const XTG: (&str, &str) = ("x-tg", "1");
    const KEY: (&str, &str) = ("idempotency-key", "k");

    fn judge(site: &Site, method: Method, headers: &[(&'static str, &'static str)]) -> u16 {
        judge_at("/api/v1/deals", site, method, headers)
    }

    fn judge_at(
        path: &'static str,
        site: &Site,
        method: Method,
        headers: &[(&'static str, &'static str)],
    ) -> u16 {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().expect("header text"));
        }
        let uri = Uri::from_static(path);
        check(site, &method, &uri, &map).map_or_else(|error| error.status().as_u16(), |()| 200)
    }

    #[test]
    fn header_matrix() {
        let site = Site { origin: None, is_tls: true };
        let sfs = |value| ("sec-fetch-site", value);
        let origin = |value| ("origin", value);
        for (headers, want) in [
            (vec![sfs("same-origin"), COOKIE, XTG, JSON], 200),
            (vec![sfs("same-origin"), COOKIE, JSON], 403),
            (vec![sfs("same-origin"), COOKIE, XTG], 415),
            (vec![sfs("same-origin"), JSON], 200),
            (vec![sfs("same-site"), COOKIE, XTG, JSON], 403),
            (vec![sfs("cross-site"), COOKIE, XTG, JSON], 403),
            (vec![sfs("cross-site"), JSON], 403),
            (vec![sfs("none"), COOKIE, XTG, JSON], 403),
            (vec![sfs("none"), JSON], 200),
            (vec![sfs("Same-Origin"), JSON], 403),
            (vec![sfs("same-origin"), sfs("same-origin"), JSON], 403),
            (vec![HOST, origin("https://tg.example:8443"), COOKIE, XTG, JSON], 200),
            (vec![HOST, origin("http://tg.example:8443"), COOKIE, XTG, JSON], 403),
            (vec![HOST, origin("https://tg.example"), COOKIE, XTG, JSON], 403),
            (vec![HOST, origin("https://evil.example"), COOKIE, XTG, JSON], 403),
            (vec![HOST, origin("https://tg.example:8443.evil"), JSON], 403),
            (vec![HOST, origin("null"), COOKIE, XTG, JSON], 403),
            (vec![origin("https://tg.example:8443"), JSON], 403),
            (vec![HOST, COOKIE, XTG, JSON], 403),
            (vec![HOST, JSON], 200),
            (vec![HOST, ("content-type", "text/plain")], 415),
            (vec![HOST, ("content-type", "application/x-www-form-urlencoded")], 415),
        ] {
            assert_eq!(judge(&site, Method::POST, &headers), want, "{headers:?}");
        }
    }

    #[test]
    fn safe_methods_pass_and_a_delete_needs_no_body() {
        let site = Site { origin: None, is_tls: true };
        assert_eq!(judge(&site, Method::GET, &[("sec-fetch-site", "cross-site"), COOKIE]), 200);
        assert_eq!(judge(&site, Method::DELETE, &[("sec-fetch-site", "same-origin"), COOKIE, XTG]), 200);
        assert_eq!(judge(&site, Method::DELETE, &[("sec-fetch-site", "cross-site")]), 403);
        assert_eq!(judge(&site, Method::TRACE, &[("sec-fetch-site", "cross-site")]), 403);
    }

    #[test]
    fn own_forms_and_files_have_their_types() {
        let site = Site { origin: None, is_tls: true };
        let form = ("content-type", "application/x-www-form-urlencoded");
        let bytes = ("content-type", "application/octet-stream");
        let (same, cross) = (("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site"));
        for (path, headers, want) in [
            ("/sign-in", vec![same, form], 200),
            ("/sign-in", vec![same, COOKIE, form], 200),
            ("/sign-in", vec![cross, form], 403),
            ("/sign-out", vec![HOST, ("origin", "https://evil.example"), COOKIE, form], 403),
            ("/sign-out", vec![HOST, COOKIE, form], 403),
            ("/api/v1/session", vec![same, form], 415),
            ("/api/v1/files", vec![same, COOKIE, XTG, bytes], 200),
            ("/api/v1/files", vec![same, COOKIE, KEY, ("content-type", "image/png")], 200),
            ("/api/v1/files", vec![cross, COOKIE, KEY, bytes], 403),
            ("/api/v1/session", vec![same, COOKIE, KEY, JSON], 200),
            ("/api/v1/files", vec![same, COOKIE, bytes], 403),
            ("/api/v1/deals", vec![same, COOKIE, XTG, bytes], 415),
        ] {
            assert_eq!(judge_at(path, &site, Method::POST, &headers), want, "{path} {headers:?}");
        }
    }

    #[test]
    fn a_public_origin_replaces_host() {
        let site = Site { origin: Some("https://crm.example".into()), is_tls: true };
        assert_eq!(judge(&site, Method::POST, &[HOST, ("origin", "https://crm.example"), JSON]), 200);
        assert_eq!(judge(&site, Method::POST, &[HOST, ("origin", "https://tg.example:8443"), JSON]), 403);
    }
}
