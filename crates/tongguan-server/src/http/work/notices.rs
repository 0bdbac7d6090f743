//! `GET /api/v1/notices`, `POST /api/v1/notices/read`: what somebody was told, and that he has read it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tongguan_core::notice::Reason;
use tongguan_store::StoreError;
use tongguan_store::notice::{self, StoredNotice};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::headers::IdempotencyKey;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::notify::sentence;

/// Which notices.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Unread ones only.
    #[serde(default)]
    unread: bool,
    /// Those for one reason only, read ones among them.
    #[param(value_type = Option<String>)]
    reason: Option<Reason>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A notice.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NoticeView {
    /// Its id.
    pub id: Uuid,
    /// Why it was sent.
    pub reason: String,
    /// A few words.
    pub title: String,
    /// One sentence.
    pub detail: String,
    /// The deal.
    pub deal: Option<Uuid>,
    /// What of it: the deal, an obligation, an approval.
    #[schema(value_type = Object)]
    pub about: Value,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When it was read.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub read_at: Option<Timestamp>,
}

/// What was read.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// This notice; absent for all up to `last`.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// All up to this one.
    #[serde(default)]
    pub last: Option<Uuid>,
}

/// One's own notices, the latest first.
#[utoipa::path(
    get, path = "/api/v1/notices", tag = "work",
    params(Asked),
    responses(
        (status = 200, body = PageView<NoticeView>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<NoticeView>>, ApiError> {
    let limit = paging::limit(asked.limit)?;
    let before = paging::after::<Uuid>(asked.cursor.as_deref())?.unwrap_or(Uuid::max());
    let (tenant, person, unread) = (caller.tenant, caller.person, asked.unread);
    let reason = asked.reason;
    let found: Result<Vec<StoredNotice>, StoreError> = app
        .db
        .read(move |tx| {
            Box::pin(async move {
                match reason {
                    Some(reason) => notice::list_of_reason(tx, tenant, person, reason, before, limit).await,
                    None => notice::list(tx, tenant, person, unread, before, limit).await,
                }
            })
        })
        .await;
    let found = found?;
    let next = found.last().filter(|_| found.len() == limit as usize).map(|last| last.id);
    let (process, directory) = (app.current_process(), app.directory(caller.tenant).await?);
    let view = |one: StoredNotice| {
        let said = sentence::say(&one.notice, lang, &process, &directory.names);
        NoticeView {
            id: one.id,
            reason: one.notice.reason.key().to_owned(),
            title: said.title,
            detail: said.detail,
            deal: one.notice.deal.map(|deal| deal.0),
            about: about(one.notice.about),
            at: one.created_at,
            read_at: one.read_at,
        }
    };
    Ok(Json(PageView { items: found.into_iter().map(view).collect(), next: paging::next(next) }))
}

fn about(about: tongguan_core::notice::About) -> Value {
    use tongguan_core::notice::About;
    match about {
        About::Deal => json!({"kind": "deal"}),
        About::Obligation(id) => json!({"kind": "obligation", "id": id}),
        About::Approval(id) => json!({"kind": "approval", "id": id}),
    }
}

/// Notes that notices were read.
#[utoipa::path(
    post, path = "/api/v1/notices/read", tag = "work",
    params(("Idempotency-Key" = String, Header)),
    request_body = Read,
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    _key: IdempotencyKey,
    StrictJson(read): StrictJson<Read>,
) -> Result<StatusCode, ApiError> {
    let (tenant, person, now) = (caller.tenant, caller.person, app.world().now());
    let marked: Result<(), StoreError> = app
        .db
        .write(move |tx| {
            Box::pin(async move {
                if let Some(id) = read.id {
                    notice::mark_read(tx, tenant, person, id, now).await?;
                }
                if let Some(last) = read.last {
                    notice::mark_all_read(tx, tenant, person, last, now).await?;
                }
                Ok(())
            })
        })
        .await;
    marked?;
    Ok(StatusCode::NO_CONTENT)
}
