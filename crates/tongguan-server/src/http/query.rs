//! The query string as a type, with faults that name the parameter.
//!
//! Promises that an unknown parameter is told and not passed over, and that what is allowed is said where it is a short list.

use std::borrow::Cow;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::error::ApiError;
use super::strict_json::cut;
use tongguan_service::day;

/// The query string. Give `T` `#[serde(deny_unknown_fields)]`.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

/// What is wrong with a parameter of the address.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum QueryFault {
    /// This address has no such parameter; those it has.
    Unknown { param: String, known: String },
    /// It is needed and not there.
    Missing { param: Cow<'static, str> },
    /// Its value is none of those allowed.
    NotAllowed { param: Cow<'static, str>, allowed: Cow<'static, str> },
    /// Its value means nothing here.
    Invalid { param: Cow<'static, str> },
}

impl QueryFault {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "query_unknown",
            Self::Missing { .. } => "query_missing",
            Self::NotAllowed { .. } => "query_not_allowed",
            Self::Invalid { .. } => "query_invalid",
        }
    }

    /// The data that fills the sentence.
    pub fn params(&self) -> Value {
        match self {
            Self::Unknown { param, known } => json!({ "param": param, "known": known }),
            Self::NotAllowed { param, allowed } => json!({ "param": param, "allowed": allowed }),
            Self::Missing { param } | Self::Invalid { param } => json!({ "param": param }),
        }
    }

    fn told(param: String, text: &str) -> Self {
        if text.starts_with("unknown field `") {
            return Self::Unknown { param, known: listed(text) };
        }
        let named = |what: &str| text.strip_prefix(what).map(|name| cut(name.trim_end_matches('`')));
        if let Some(param) = named("missing field `") {
            return Self::Missing { param: param.into() };
        }
        if let Some(param) = named("duplicate field `") {
            return Self::Invalid { param: param.into() };
        }
        match text.starts_with("unknown variant `") {
            true => Self::NotAllowed { param: param.into(), allowed: listed(text).into() },
            false => Self::Invalid { param: param.into() },
        }
    }
}

/// The fault of a parameter whose value means nothing here.
pub fn invalid(param: &'static str) -> ApiError {
    ApiError::Query(QueryFault::Invalid { param: param.into() })
}

/// The fault of a parameter whose value is none of those allowed.
pub fn not_allowed(param: &'static str, allowed: impl Into<Cow<'static, str>>) -> ApiError {
    ApiError::Query(QueryFault::NotAllowed { param: param.into(), allowed: allowed.into() })
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        parse(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

/// Reads a query string.
pub fn parse<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    let pairs = || form_urlencoded::parse(query.as_bytes());
    let is_bad = |text: &str| text.contains('\0') || day::is_out_of_range(text);
    if let Some((name, _)) = pairs().find(|(name, value)| is_bad(name) || is_bad(value)) {
        return Err(ApiError::Query(QueryFault::Invalid { param: cut(&name.replace('\0', "")).into() }));
    }
    let source = serde_urlencoded::Deserializer::new(pairs());
    serde_path_to_error::deserialize(source).map_err(|error| {
        let param = cut(&error.path().to_string());
        ApiError::Query(QueryFault::told(param, &error.inner().to_string()))
    })
}

/// The names that serde lists as expected: "…, expected one of `a`, `b`".
fn listed(text: &str) -> String {
    let (_, list) = text.split_once("`, expected ").unwrap_or_default();
    let names: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
    if names.is_empty() { "-".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its parsing is looked at")]
    struct Asked {
        kind: Kind,
        limit: Option<u32>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Quotation,
        Invoice,
    }

    #[test]
    fn each_fault_names_its_parameter() {
        for (query, code, params) in [
            ("kind=quotation&x=1", "query_unknown", json!({"param": "x", "known": "kind, limit"})),
            ("limit=1", "query_missing", json!({"param": "kind"})),
            ("kind=deal", "query_not_allowed", json!({"param": "kind", "allowed": "quotation, invoice"})),
            ("kind=invoice&limit=-1", "query_invalid", json!({"param": "limit"})),
            ("kind=invoice&limit=1&limit=2", "query_invalid", json!({"param": "limit"})),
            ("kind=0000-01-01", "query_invalid", json!({"param": "kind"})),
            ("kind=%00", "query_invalid", json!({"param": "kind"})),
        ] {
            let fault = parse::<Asked>(query).expect_err("must be refused");
            assert_eq!((fault.code(), Value::Object(fault.params())), (code, params), "{query}");
        }
        assert!(parse::<Asked>("kind=invoice&limit=7").is_ok());
    }
}
