//! `GET /api/v1/deals/{id}/history`: what happened, in people's words.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use tongguan_core::id::{BodyId, DealId};
use tongguan_store::{StoreError, body};
use uuid::Uuid;

use super::files::Known;
use super::reading::{self, Reading};
use super::view::history::{self, HistoryLine};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;

/// Which lines.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Only those about this approval.
    approval: Option<Uuid>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// What happened to a deal, the latest first.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/history", tag = "deal",
    params(("id" = Uuid, Path), Asked),
    responses(
        (status = 200, body = PageView<HistoryLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<HistoryLine>>, ApiError> {
    let (limit, before) = (paging::limit(asked.limit)?, paging::after::<u64>(asked.cursor.as_deref())?);
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let events = reading::events(&app, &caller, &reading).await?;
    let texts = match super::rights::reads_notes(&reading) {
        true => texts(&app, &caller, history::notes(&events)).await?,
        false => BTreeMap::new(),
    };
    let files = Known::load(&app, caller.tenant, &reading, events.iter()).await?;
    let is_asked = |line: &HistoryLine| {
        before.is_none_or(|seq| line.seq < seq)
            && (asked.approval.is_none() || line.approval == asked.approval)
    };
    let mut items: Vec<HistoryLine> =
        history::view(&reading, &events, &texts, &files).into_iter().filter(is_asked).collect();
    let is_more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next = items.last().filter(|_| is_more).map(|line| line.seq);
    Ok(Json(PageView { items, next: paging::next(next) }))
}

/// What people wrote, by the ids under which it is kept; erased texts are absent.
pub async fn texts(
    app: &App,
    caller: &Caller,
    wanted: Vec<BodyId>,
) -> Result<BTreeMap<BodyId, String>, ApiError> {
    let (tenant, ids) = (caller.tenant.0, wanted.iter().map(|id| id.0).collect::<Vec<_>>());
    let found: Result<Vec<body::Body>, StoreError> = app
        .db
        .read(move |tx| {
            let ids = ids.clone();
            Box::pin(async move { body::load_many(tx, tenant, &ids).await })
        })
        .await;
    let text = |body: body::Body| Some((BodyId(body.id), String::from_utf8(body.text?.content).ok()?));
    Ok(found?.into_iter().filter_map(text).collect())
}
