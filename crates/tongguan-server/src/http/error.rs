//! The faults of the edge, one variant each, with data and a stable code.
//!
//! Promises one conversion to a response ([`super::problem`]). Must never carry the text of an inner error.

use super::query::QueryFault;
use crate::auth::oidc::OidcFault;
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use tongguan_doc::template::Fault;
use tongguan_service::day;

/// When to come back to a full disk, in seconds.
const STORAGE_RETRY_S: u64 = 60;

/// Why a request was not served.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum ApiError {
    /// The body is not JSON; where reading stopped.
    BodyUnreadable { line: usize, column: usize },
    /// A field that the request type does not have.
    UnknownField { field: String, path: String },
    /// A field that the request type needs.
    MissingField { field: String, path: String },
    /// A value of another type than expected: `text`, `integer`, `number`, `boolean`, `list`, `object` or `value`.
    WrongType { path: String, expected: String },
    /// A value of the right type that means nothing.
    InvalidValue { path: String },
    /// The same key twice in one object.
    DuplicateKey { field: String, path: String },
    /// NUL, another control character, a lone surrogate or broken UTF-8.
    InvalidText { path: String },
    /// A date outside the years that a business can mean.
    DateOutOfRange { path: String },
    /// A number that no finite value can hold.
    NumberOutOfRange { line: usize, column: usize },
    /// Arrays and objects nested beyond the limit.
    TooDeep { max_depth: usize },
    /// A parameter of the address is not what it should be.
    Query(QueryFault),
    /// `If-Match` is there and is not of the form `"v12"`.
    IfMatchMalformed,
    /// `If-Match` is needed and not there.
    IfMatchMissing,
    /// `Idempotency-Key` is needed and not there.
    IdempotencyKeyMissing,
    /// `Idempotency-Key` is not 1–255 visible ASCII characters.
    IdempotencyKeyMalformed,
    /// Nobody is signed in.
    Unauthenticated,
    /// The person signed in may not do this.
    Forbidden,
    /// The request came from another site, or cannot show that it did not.
    CrossSite,
    /// The request has a session's cookie and no header that a form cannot set.
    OwnHeaderMissing,
    /// No such thing, or not visible.
    NotFound,
    /// The path exists, the method on it does not.
    MethodNotAllowed,
    /// The caller accepts no JSON.
    NotAcceptable,
    /// Somebody changed it meanwhile; the version it has now.
    StaleVersion { current_version: u64 },
    /// The body is larger than the limit.
    BodyTooLarge { max_bytes: usize },
    /// The body is not declared as JSON.
    UnsupportedMediaType,
    /// The file is none of the kinds that are kept.
    FileNotKept,
    /// The virus scanner found something in the file.
    FileInfected { name: String },
    /// A template of the company's own cannot be used.
    Template(Fault),
    /// A rule said no: its code and its data.
    Refused { code: Cow<'static, str>, params: Map<String, Value> },
    /// The core said no: its code, its data, and the same data in words.
    Ruled(Box<tongguan_service::i18n::ruled::Ruled>),
    /// The idempotency key was used for another request.
    IdempotencyKeyReused,
    /// Too many failed sign-ins; when to come back, in seconds.
    LockedOut { retry_after_s: u64 },
    /// Login and password do not fit together.
    WrongCredentials,
    /// The password is right, and a code is wanted with it.
    SecondFactorRequired,
    /// The code does not fit, or was used before.
    WrongCode,
    /// The sign-in was not finished in time.
    SignInExpired,
    /// Signing in by the identity provider went wrong.
    Oidc(OidcFault),
    /// The identity provider knows him, and nobody here is he.
    OidcUnknownPerson,
    /// The API key does not have the scope for this.
    KeyScope,
    /// A second factor must be enrolled first.
    SecondFactorNeeded,
    /// Another password must be chosen first.
    PasswordChangeRequired,
    /// The set-up token is wrong, or set-up is over.
    SetupClosed,
    /// The disk is full: nothing was stored.
    StorageFull,
    /// Too many requests; when to come back, in seconds.
    TooManyRequests { retry_after_s: u64 },
    /// Not now; when to come back, in seconds.
    Unavailable { retry_after_s: u64 },
    /// A fault of ours. What it was stands in the log under the request id.
    Internal,
}

impl ApiError {
    /// The stable code and the status.
    fn code_and_status(&self) -> (&str, StatusCode) {
        use StatusCode as S;
        match self {
            Self::BodyUnreadable { .. } => ("body_unreadable", S::BAD_REQUEST),
            Self::UnknownField { .. } => ("unknown_field", S::UNPROCESSABLE_ENTITY),
            Self::MissingField { .. } => ("missing_field", S::UNPROCESSABLE_ENTITY),
            Self::WrongType { .. } => ("wrong_type", S::UNPROCESSABLE_ENTITY),
            Self::InvalidValue { .. } => ("invalid_value", S::UNPROCESSABLE_ENTITY),
            Self::DuplicateKey { .. } => ("duplicate_key", S::BAD_REQUEST),
            Self::InvalidText { .. } => ("invalid_text", S::BAD_REQUEST),
            Self::DateOutOfRange { .. } => ("date_out_of_range", S::UNPROCESSABLE_ENTITY),
            Self::NumberOutOfRange { .. } => ("number_out_of_range", S::BAD_REQUEST),
            Self::TooDeep { .. } => ("too_deep", S::BAD_REQUEST),
            Self::Query(fault) => (fault.code(), S::BAD_REQUEST),
            Self::IfMatchMalformed => ("if_match_malformed", S::BAD_REQUEST),
            Self::IfMatchMissing => ("if_match_missing", S::PRECONDITION_REQUIRED),
            Self::IdempotencyKeyMissing => ("idempotency_key_missing", S::BAD_REQUEST),
            Self::IdempotencyKeyMalformed => ("idempotency_key_malformed", S::BAD_REQUEST),
            Self::Unauthenticated => ("unauthenticated", S::UNAUTHORIZED),
            Self::Forbidden => ("forbidden", S::FORBIDDEN),
            Self::CrossSite => ("cross_site_request", S::FORBIDDEN),
            Self::OwnHeaderMissing => ("own_header_missing", S::FORBIDDEN),
            Self::NotFound => ("not_found", S::NOT_FOUND),
            Self::MethodNotAllowed => ("method_not_allowed", S::METHOD_NOT_ALLOWED),
            Self::NotAcceptable => ("not_acceptable", S::NOT_ACCEPTABLE),
            Self::StaleVersion { .. } => ("stale_version", S::CONFLICT),
            Self::BodyTooLarge { .. } => ("body_too_large", S::PAYLOAD_TOO_LARGE),
            Self::FileNotKept => ("file_not_kept", S::UNSUPPORTED_MEDIA_TYPE),
            Self::FileInfected { .. } => ("file_infected", S::UNPROCESSABLE_ENTITY),
            Self::Template(fault) => (template_code(fault), S::UNPROCESSABLE_ENTITY),
            Self::UnsupportedMediaType => ("unsupported_media_type", S::UNSUPPORTED_MEDIA_TYPE),
            Self::Refused { code, .. } => (code, S::UNPROCESSABLE_ENTITY),
            Self::Ruled(ruled) => (&ruled.code, super::refusal::status(ruled)),
            Self::IdempotencyKeyReused => ("idempotency_key_reused", S::UNPROCESSABLE_ENTITY),
            Self::LockedOut { .. } => ("locked_out", S::TOO_MANY_REQUESTS),
            Self::WrongCredentials => ("wrong_credentials", S::UNAUTHORIZED),
            Self::SecondFactorRequired => ("second_factor_required", S::UNAUTHORIZED),
            Self::WrongCode => ("wrong_code", S::UNAUTHORIZED),
            Self::SignInExpired => ("sign_in_expired", S::UNAUTHORIZED),
            Self::Oidc(OidcFault::Unreachable) => ("oidc_unreachable", S::BAD_GATEWAY),
            Self::Oidc(OidcFault::Denied) => ("oidc_denied", S::UNAUTHORIZED),
            Self::Oidc(OidcFault::Strange) => ("oidc_strange", S::BAD_REQUEST),
            Self::Oidc(OidcFault::Untrue) => ("oidc_untrue", S::UNAUTHORIZED),
            Self::OidcUnknownPerson => ("oidc_unknown_person", S::FORBIDDEN),
            Self::KeyScope => ("key_scope", S::FORBIDDEN),
            Self::SecondFactorNeeded => ("second_factor_needed", S::FORBIDDEN),
            Self::PasswordChangeRequired => ("password_change_required", S::FORBIDDEN),
            Self::SetupClosed => ("setup_closed", S::FORBIDDEN),
            Self::StorageFull => ("storage_full", S::SERVICE_UNAVAILABLE),
            Self::TooManyRequests { .. } => ("too_many_requests", S::TOO_MANY_REQUESTS),
            Self::Unavailable { .. } => ("unavailable", S::SERVICE_UNAVAILABLE),
            Self::Internal => ("internal", S::INTERNAL_SERVER_ERROR),
        }
    }

    /// The data that fills the sentence in `lang`: words where the core's data has some.
    pub fn words(&self, lang: tongguan_service::i18n::Lang) -> Map<String, Value> {
        match self {
            Self::Ruled(ruled) => ruled.words(lang).clone(),
            Self::WrongType { path, expected } => {
                let expected = lang.word(&format!("json_type.{expected}"));
                Map::from_iter([("path".to_owned(), json!(path)), ("expected".to_owned(), json!(expected))])
            }
            other => other.params(),
        }
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        self.code_and_status().0
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.code_and_status().1
    }

    /// The data that fills the sentence and that programs may read.
    pub fn params(&self) -> Map<String, Value> {
        let params = match self {
            Self::BodyUnreadable { line, column } | Self::NumberOutOfRange { line, column } => {
                json!({"line": line, "column": column})
            }
            Self::UnknownField { field, path }
            | Self::MissingField { field, path }
            | Self::DuplicateKey { field, path } => json!({"field": field, "path": path}),
            Self::WrongType { path, expected } => json!({"path": path, "expected": expected}),
            Self::InvalidValue { path } | Self::InvalidText { path } => json!({"path": path}),
            Self::Query(fault) => fault.params(),
            Self::DateOutOfRange { path } => {
                json!({"path": path, "from": day::YEARS.start(), "to": day::YEARS.end()})
            }
            Self::TooDeep { max_depth } => json!({"max_depth": max_depth}),
            Self::StaleVersion { current_version } => json!({"current_version": current_version}),
            Self::BodyTooLarge { max_bytes } => json!({"max_bytes": max_bytes}),
            Self::FileInfected { name } => json!({"name": name}),
            Self::Template(Fault::Active(part)) => json!({"part": part}),
            Self::Template(Fault::Formula(cell)) => json!({"cell": cell}),
            Self::Refused { params, .. } => return params.clone(),
            Self::Ruled(ruled) => return ruled.params.clone(),
            Self::TooManyRequests { retry_after_s }
            | Self::Unavailable { retry_after_s }
            | Self::LockedOut { retry_after_s } => {
                json!({"retry_after_s": retry_after_s})
            }
            _ => return Map::new(),
        };
        let Value::Object(params) = params else { unreachable!("every arm above is an object") };
        params
    }

    /// Seconds for the `Retry-After` header.
    pub fn retry_after_s(&self) -> Option<u64> {
        match self {
            Self::TooManyRequests { retry_after_s }
            | Self::Unavailable { retry_after_s }
            | Self::LockedOut { retry_after_s } => Some(*retry_after_s),
            Self::StorageFull => Some(STORAGE_RETRY_S),
            Self::Ruled(ruled) => super::refusal::retry_after_s(ruled),
            _ => None,
        }
    }
}

fn template_code(fault: &Fault) -> &'static str {
    match fault {
        Fault::NotATemplate | Fault::Broken => "template_unreadable",
        Fault::TooLarge => "template_too_large",
        Fault::Active(_) => "template_active",
        Fault::Formula(_) => "template_formula",
    }
}

#[cfg(test)]
pub(crate) fn samples() -> Vec<ApiError> {
    use ApiError::*;
    let (field, path) = ("a".to_owned(), "$.a".to_owned());
    vec![
        BodyUnreadable { line: 1, column: 2 },
        UnknownField { field: field.clone(), path: path.clone() },
        MissingField { field: field.clone(), path: path.clone() },
        WrongType { path: path.clone(), expected: "integer".into() },
        InvalidValue { path: path.clone() },
        DuplicateKey { field, path: path.clone() },
        InvalidText { path: path.clone() },
        DateOutOfRange { path },
        NumberOutOfRange { line: 1, column: 2 },
        TooDeep { max_depth: 64 },
        Query(QueryFault::Unknown { param: "a".into(), known: "b".into() }),
        Query(QueryFault::Missing { param: "a".into() }),
        Query(QueryFault::NotAllowed { param: "a".into(), allowed: "b".into() }),
        Query(QueryFault::Invalid { param: "a".into() }),
        IfMatchMalformed,
        IfMatchMissing,
        IdempotencyKeyMissing,
        IdempotencyKeyMalformed,
        Unauthenticated,
        Forbidden,
        CrossSite,
        OwnHeaderMissing,
        NotFound,
        MethodNotAllowed,
        NotAcceptable,
        StaleVersion { current_version: 7 },
        BodyTooLarge { max_bytes: 9 },
        UnsupportedMediaType,
        FileNotKept,
        FileInfected { name: "Eicar".into() },
        Template(Fault::NotATemplate),
        Template(Fault::TooLarge),
        Template(Fault::Active("word/vbaProject.bin".into())),
        Template(Fault::Formula("C7".into())),
        Refused { code: "refused".into(), params: Map::new() },
        Refused {
            code: "import_file_refused".into(),
            params: Map::from_iter([("reason".to_owned(), json!("no sheet"))]),
        },
        IdempotencyKeyReused,
        LockedOut { retry_after_s: 3 },
        WrongCredentials,
        SecondFactorRequired,
        WrongCode,
        SignInExpired,
        Oidc(OidcFault::Unreachable),
        Oidc(OidcFault::Denied),
        Oidc(OidcFault::Strange),
        Oidc(OidcFault::Untrue),
        OidcUnknownPerson,
        KeyScope,
        SecondFactorNeeded,
        PasswordChangeRequired,
        SetupClosed,
        StorageFull,
        TooManyRequests { retry_after_s: 3 },
        Unavailable { retry_after_s: 3 },
        Internal,
    ]
}
