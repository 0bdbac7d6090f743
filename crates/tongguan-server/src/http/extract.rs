//! The path and the caller's language as types.
//!
//! Promises that an id which is none is as absent as one that nobody has.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::error::ApiError;
use tongguan_service::i18n::Lang;

/// What the path names: one value, or a struct with a field for each name.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| ApiError::NotFound)?;
        let values: Vec<(&str, &str)> = params.iter().collect();
        let value = match values.as_slice() {
            [(_, only)] => Value::String((*only).to_owned()),
            several => several
                .iter()
                .map(|(name, value)| ((*name).to_owned(), Value::String((*value).to_owned())))
                .collect::<Map<_, _>>()
                .into(),
        };
        serde_json::from_value(value).map(Self).map_err(|_| ApiError::NotFound)
    }
}

/// The language that a request asks for.
pub struct ApiLang(pub Lang);

impl<S: Send + Sync> FromRequestParts<S> for ApiLang {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let asked = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Ok(Self(Lang::accepted(asked.unwrap_or_default())))
    }
}
