//! `GET` and `PUT /api/v1/notices/reasons`: why one is told things, and what one does not want to hear.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tongguan_core::notice::Reason;
use tongguan_store::StoreError;
use tongguan_store::notice;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use tongguan_service::notify::sentence;

/// A reason for notices.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReasonView {
    /// Its key, as notices have it.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Whether it may be muted: what is late, and what waits for oneself, may not.
    pub can_be_muted: bool,
    /// Whether the caller muted it.
    pub is_muted: bool,
    /// Notices for it that he has not read.
    pub unread: i64,
}

/// What is not to be told any more.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mutes {
    /// The keys of all reasons that are muted, in place of those before. Reasons that cannot be muted are passed over.
    #[schema(value_type = Vec<String>)]
    pub muted: BTreeSet<Reason>,
}

/// Why one is told things.
#[utoipa::path(
    get, path = "/api/v1/notices/reasons", tag = "work",
    responses(
        (status = 200, body = Vec<ReasonView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
) -> Result<Json<Vec<ReasonView>>, ApiError> {
    let (tenant, person) = (caller.tenant, caller.person);
    let found: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            Box::pin(async move {
                let muted = notice::mutes(tx, tenant, person).await?;
                Ok((muted, notice::unread_by_reason(tx, tenant, person).await?))
            })
        })
        .await;
    let (muted, unread) = found?;
    let view = |reason: Reason| ReasonView {
        key: reason.key().to_owned(),
        title: sentence::title(reason, lang).to_owned(),
        can_be_muted: reason.can_be_muted(),
        is_muted: muted.contains(&reason),
        unread: unread.get(&reason).copied().unwrap_or_default(),
    };
    Ok(Json(Reason::ALL.into_iter().map(view).collect()))
}

/// Sets what one does not want to hear.
#[utoipa::path(
    put, path = "/api/v1/notices/reasons", tag = "work",
    params(("Idempotency-Key" = String, Header)),
    request_body = Mutes,
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn mute(
    State(app): State<Arc<App>>,
    caller: Caller,
    _key: IdempotencyKey,
    StrictJson(mutes): StrictJson<Mutes>,
) -> Result<StatusCode, ApiError> {
    let (tenant, person) = (caller.tenant, caller.person);
    let set: Result<(), StoreError> = app
        .db
        .write(move |tx| {
            let muted = mutes.muted.clone();
            Box::pin(async move { notice::set_mutes(tx, tenant, person, &muted).await })
        })
        .await;
    set?;
    Ok(StatusCode::NO_CONTENT)
}
