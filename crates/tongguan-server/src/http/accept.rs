//! Layer: the API answers in JSON, its stream of changes in events, and says so to whoever accepts neither.

use super::error::ApiError;
use axum::{
    extract::Request,
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};

/// Refuses requests to `/api/` that accept no JSON.
pub async fn json_only(request: Request, next: Next) -> Result<Response, ApiError> {
    if request.uri().path().starts_with("/api/") && !accepts_json(request.headers()) {
        return Err(ApiError::NotAcceptable);
    }
    Ok(next.run(request).await)
}

fn accepts_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::ACCEPT).iter().peekable();
    values.peek().is_none()
        || values.any(|value| value.to_str().is_ok_and(|text| text.split(',').any(range_fits)))
}

fn range_fits(range: &str) -> bool {
    let mut parts = range.split(';').map(|part| part.trim().to_ascii_lowercase());
    let name = parts.next().unwrap_or_default();
    let is_refused =
        parts.any(|p| p.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0)));
    matches!(name.as_str(), "*/*" | "application/*" | "application/json" | "text/event-stream") && !is_refused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (range, fits) in [
            ("*/*", true),
            ("application/json", true),
            ("Application/JSON;q=0.1", true),
            ("text/html, application/*", true),
            ("text/event-stream", true),
            ("application/json;q=0", false),
            ("text/html", false),
            ("", false),
        ] {
            assert_eq!(range.split(',').any(range_fits), fits, "{range}");
        }
    }
}
