//! The browser interface in the binary: its files as the web build left them, packed ones beside plain ones.
//!
//! Promises that files under `/assets/`, whose names change with their content, are kept by browsers for a year, and that
//! all others are asked for again and answered with 304 where nothing changed. Must never pack while it answers.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};

/// A file of the interface.
#[derive(Debug, Clone, Copy)]
pub struct File {
    path: &'static str,
    /// Its entity tag, quoted.
    tag: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// The files of an interface.
#[derive(Debug, Clone, Copy)]
pub struct Files(&'static [File]);

/// What the build found in `web/dist`.
pub static FILES: Files = Files(include!(concat!(env!("OUT_DIR"), "/web.rs")));

/// The policy of the page that runs the interface: scripts are files of this server and text never becomes markup;
/// antd writes its styles itself, pictures may be shown before they are sent.
pub const CSP: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                       img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; \
                       frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

/// What the page is called.
const INDEX: &str = "/index.html";

impl Files {
    /// The page that runs the interface; none where the server was built without it.
    pub fn index(&self, asked: &HeaderMap) -> Option<Response> {
        let mut response = self.find(INDEX)?.answer(asked);
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
        Some(response)
    }

    /// A file by its path. The page is none of them: only who is signed in gets that.
    pub fn file(&self, path: &str, asked: &HeaderMap) -> Option<Response> {
        if path == INDEX { None } else { self.find(path).map(|file| file.answer(asked)) }
    }

    fn find(&self, path: &str) -> Option<&File> {
        self.0.iter().find(|file| file.path == path)
    }
}

impl File {
    fn answer(&self, asked: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        let is_known = asked.get(header::IF_NONE_MATCH).is_some_and(|tags| names(tags, self.tag));
        let headers = response.headers_mut();
        headers.insert(header::ETAG, HeaderValue::from_static(self.tag));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.keeping()));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type()));
        let (encoding, bytes) = self.fitting(asked);
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        *response.body_mut() = Body::from(bytes);
        response
    }

    fn keeping(&self) -> &'static str {
        if self.path.starts_with("/assets/") { "public, max-age=31536000, immutable" } else { "no-cache" }
    }

    fn fitting(&self, asked: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
        for (encoding, bytes) in [("br", self.br), ("gzip", self.gzip)] {
            if let Some(bytes) = bytes.filter(|_| accepts(asked, encoding)) {
                return (Some(encoding), bytes);
            }
        }
        (None, self.plain)
    }

    fn media_type(&self) -> &'static str {
        match self.path.rsplit('.').next().unwrap_or_default() {
            "html" => "text/html; charset=utf-8",
            "js" | "mjs" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "webmanifest" => "application/manifest+json",
            "json" => "application/json",
            "txt" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        }
    }
}

/// Whether `If-None-Match` names this tag; a weak form of it counts.
fn names(tags: &HeaderValue, tag: &str) -> bool {
    let tags = tags.to_str().unwrap_or_default();
    tags.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
    let mut values = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.any(|value| {
        value.split(',').any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, ""));
            let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok());
            name.trim().eq_ignore_ascii_case(encoding) && weight.unwrap_or(1.0_f32) > 0.0
        })
    })
}

#[cfg(test)]
mod tests;
