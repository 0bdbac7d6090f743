//! `StrictJson<T>`: a JSON body that means exactly one thing.
//!
//! Promises one reading for every program on the way: no duplicate keys, no lone surrogates or control characters,
//! no infinite numbers, bounded size and depth, and a fault that names the place. Must never panic or answer 500.

use super::error::ApiError;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde::de::DeserializeOwned;

mod culprit;
mod faults;
mod tree;

pub use faults::cut;
pub use tree::MAX_DEPTH;

/// The size of a body in bytes where the router sets no other.
pub const DEFAULT_MAX_BYTES: usize = 1 << 20;

/// A body parsed strictly as `T`. Give `T` `#[serde(deny_unknown_fields)]`.
#[derive(Debug)]
pub struct StrictJson<T>(pub T);

/// The largest body in bytes, kept in the request's extensions by the router.
#[derive(Debug, Clone, Copy)]
pub struct MaxBody(pub usize);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for StrictJson<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(ApiError::UnsupportedMediaType);
        }
        let bytes = body(request).await?;
        parse(&bytes).map(Self)
    }
}

/// Whether the one `Content-Type` is `application/json`, in UTF-8 if it says a charset.
pub fn is_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return false };
    let Ok(text) = value.to_str() else { return false };
    let mut parts = text.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.next().as_deref() == Some("application/json")
        && parts.all(|part| matches!(part.as_str(), "charset=utf-8" | "charset=\"utf-8\""))
}

async fn body(mut request: Request) -> Result<Bytes, ApiError> {
    let max_bytes = request.extensions().get::<MaxBody>().map_or(DEFAULT_MAX_BYTES, |max| max.0);
    axum::extract::DefaultBodyLimit::max(max_bytes).apply(&mut request);
    Bytes::from_request(request, &()).await.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::BodyTooLarge { max_bytes },
        _ => ApiError::BodyUnreadable { line: 0, column: 0 },
    })
}

/// Parses `bytes` strictly.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let value = tree::read(bytes)?;
    let fitted = serde_path_to_error::deserialize(&value);
    fitted.map_err(|error| {
        faults::from_shape(&error, || culprit::path::<T>(&value, &error.inner().to_string()))
    })
}

#[cfg(test)]
mod tests;
