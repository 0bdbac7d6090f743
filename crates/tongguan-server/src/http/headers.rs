//! `If-Match`, `ETag` and `Idempotency-Key` as types.
//!
//! Promises that a handler sees a version or a key, never a header. Must never accept a weak tag, a list or `*`: a
//! change names the one version that the person saw.

use super::error::ApiError;
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
    response::{IntoResponseParts, ResponseParts},
};

/// The version a change is based on, from `If-Match: "v12"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub u64);

/// The version of what is answered, as `ETag: "v12"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ETag(pub u64);

/// The caller's key for one attempt: 1–255 visible ASCII characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

static IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

impl IdempotencyKey {
    /// The key as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The only value of a header; `Err` when it is there twice.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a HeaderValue>, ()> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() { Err(()) } else { Ok(first) }
}

fn version(value: &HeaderValue) -> Option<u64> {
    let digits = value.to_str().ok()?.strip_prefix("\"v")?.strip_suffix('"')?;
    let canonical =
        digits == "0" || (digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.starts_with('0'));
    if canonical { digits.parse().ok() } else { None }
}

fn if_match(headers: &HeaderMap) -> Result<Option<IfMatch>, ApiError> {
    match only(headers, &header::IF_MATCH) {
        Ok(None) => Ok(None),
        Ok(Some(value)) => version(value).map(IfMatch).map(Some).ok_or(ApiError::IfMatchMalformed),
        Err(()) => Err(ApiError::IfMatchMalformed),
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        if_match(&parts.headers)?.ok_or(ApiError::IfMatchMissing)
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, ApiError> {
        if_match(&parts.headers)
    }
}

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let malformed = ApiError::IdempotencyKeyMalformed;
        let value = only(&parts.headers, &IDEMPOTENCY_KEY).map_err(|()| malformed.clone())?;
        let bytes = value.ok_or(ApiError::IdempotencyKeyMissing)?.as_bytes();
        let fits = (1..=255).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
        if !fits {
            return Err(malformed);
        }
        String::from_utf8(bytes.to_vec()).map(Self).map_err(|_| malformed)
    }
}

impl IntoResponseParts for ETag {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        let value =
            HeaderValue::from_str(&format!("\"v{}\"", self.0)).expect("digits and quotes are header text");
        parts.headers_mut().insert(header::ETAG, value);
        Ok(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    async fn read<T: FromRequestParts<()>>(name: &str, values: &[&[u8]]) -> Result<T, T::Rejection> {
        let mut request = Request::new(());
        for value in values {
            let name: HeaderName = name.parse().expect("a header name");
            request.headers_mut().append(name, HeaderValue::from_bytes(value).expect("header text"));
        }
        T::from_request_parts(&mut request.into_parts().0, &()).await
    }

    #[tokio::test]
    async fn if_match_is_one_strong_version() {
        let bad = [
            "v12",
            "\"12\"",
            "W/\"v12\"",
            "*",
            "",
            "\"v\"",
            "\"v-1\"",
            "\"v+1\"",
            "\"v01\"",
            "\"v1\", \"v2\"",
            "\"v18446744073709551616\"",
            "\"v１\"",
        ];
        for value in bad {
            let got = read::<IfMatch>("if-match", &[value.as_bytes()]).await;
            assert_eq!(got, Err(ApiError::IfMatchMalformed), "{value}");
        }
        assert_eq!(read::<IfMatch>("if-match", &[b"\"v12\""]).await, Ok(IfMatch(12)));
        assert_eq!(read::<IfMatch>("if-match", &[b"\"v0\""]).await, Ok(IfMatch(0)));
        assert_eq!(read::<IfMatch>("if-match", &[]).await, Err(ApiError::IfMatchMissing));
        let twice = read::<IfMatch>("if-match", &[b"\"v1\"", b"\"v1\""]).await;
        assert_eq!(twice, Err(ApiError::IfMatchMalformed));
    }

    #[tokio::test]
    async fn idempotency_key_is_visible_ascii() {
        let long = [b'k'; 256];
        for value in [&b""[..], b"a b", "键".as_bytes(), b"\xff", b"a\tb", &long] {
            let got = read::<IdempotencyKey>("idempotency-key", &[value]).await;
            assert_eq!(got, Err(ApiError::IdempotencyKeyMalformed), "{value:?}");
        }
        assert!(read::<IdempotencyKey>("idempotency-key", &[&long[..255]]).await.is_ok());
        let none = read::<IdempotencyKey>("idempotency-key", &[]).await;
        assert_eq!(none, Err(ApiError::IdempotencyKeyMissing));
    }
}
