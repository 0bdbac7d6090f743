//! Refusals of the core and faults of the store as faults of the edge: which status, and when to come back. Must never judge anything again.

use axum::http::StatusCode;
use serde_json::Value;
use tongguan_service::i18n::ruled::Ruled;
use tongguan_store::StoreError;

use super::error::ApiError;

/// Codes that say: not for this person.
const FORBIDDEN: [&str; 5] =
    ["not_permitted", "no_business_role", "incompatible_role", "system_only", "out_of_reach"];
/// Codes that say: somebody was faster.
const STALE: [&str; 2] = ["stale_revision", "content_changed"];
/// The code that says: later.
const LATER: &str = "exports_too_many";

/// 403 where the person is the reason, 409 where somebody was faster, 429 where it is too soon, else 422.
pub fn status(ruled: &Ruled) -> StatusCode {
    match ruled.code.as_str() {
        code if FORBIDDEN.contains(&code) => StatusCode::FORBIDDEN,
        code if STALE.contains(&code) => StatusCode::CONFLICT,
        LATER => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// When to come back, where it is too soon.
pub fn retry_after_s(ruled: &Ruled) -> Option<u64> {
    ruled.params.get("retry_after_s").and_then(Value::as_u64).filter(|_| ruled.code == LATER)
}

impl From<StoreError> for ApiError {
    /// Passing faults and a full disk become 503 with a time to come back, all else is ours. The log has the rest.
    fn from(error: StoreError) -> Self {
        tracing::warn!(%error, "the store failed");
        match error {
            StoreError::Contended { .. } | StoreError::OutcomeUnknown { .. } | StoreError::TimedOut => {
                Self::Unavailable { retry_after_s: 1 }
            }
            StoreError::Unavailable { .. } | StoreError::Halted { .. } => {
                Self::Unavailable { retry_after_s: 5 }
            }
            StoreError::DiskFull => Self::StorageFull,
            _ => Self::Internal,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tongguan_core::process::Process;
    use tongguan_service::i18n::names::Names;

    use super::*;

    fn ruled(code: &str, params: Value) -> Ruled {
        Ruled::new(code.to_owned(), params, &Process::standard(), &Names::new())
    }

    #[test]
    fn the_person_and_the_version_have_their_own_status() {
        for (code, status) in [
            ("not_permitted", 403),
            ("content_changed", 409),
            ("self_approval", 422),
            ("exports_too_many", 429),
        ] {
            assert_eq!(super::status(&ruled(code, json!({}))).as_u16(), status, "{code}");
        }
    }

    #[test]
    fn faults_of_the_store_say_when_to_come_back() {
        for (error, status) in [
            (StoreError::TimedOut, 503),
            (StoreError::Unavailable { reason: String::new() }, 503),
            (StoreError::DiskFull, 503),
            (StoreError::corrupt("x"), 500),
        ] {
            assert_eq!(ApiError::from(error).status().as_u16(), status);
        }
    }
}
