//! `GET /api/v1/imports` and `GET /api/v1/imports/{id}`: imports, and how far one is.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_core::reference::import::ImportJob;
use tongguan_store::reference::Versioned;
use tongguan_store::{StoreError, import as rows};
use uuid::Uuid;

use super::view::{self, ImportView};
use super::{must_see, sees_all};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::paging::{self, PageView, Paging};
use crate::http::problem::Problem;
use crate::http::query::Query;

/// One's own imports, the latest first; all of them for those who may stop them.
#[utoipa::path(
    get, path = "/api/v1/imports", tag = "import", operation_id = "list_imports",
    params(Paging),
    responses(
        (status = 200, body = PageView<ImportView>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(Paging { limit, cursor }): Query<Paging>,
) -> Result<Json<PageView<ImportView>>, ApiError> {
    let limit = paging::limit(limit)?;
    let before: Option<Uuid> = paging::after(cursor.as_deref())?;
    let (tenant, by) = (caller.tenant, (!sees_all(&caller)).then_some(caller.person));
    let found: Result<Vec<Versioned<ImportJob>>, StoreError> =
        app.db.read(move |tx| Box::pin(rows::list(tx, tenant, by, before, limit))).await;
    let found = found?;
    let last = (found.len() == limit as usize).then(|| found.last().map(|last| last.state.id)).flatten();
    let mut items = Vec::with_capacity(found.len());
    for row in found {
        items.push(view::of(&app, &caller, lang, (row.state, row.version)).await?);
    }
    Ok(Json(PageView { items, next: paging::next(last) }))
}

/// An import, and how far it is.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}", tag = "import", operation_id = "read_import",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = ImportView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
) -> Result<Json<ImportView>, ApiError> {
    let job = must_see(&app, &caller, id).await?;
    Ok(Json(view::of(&app, &caller, lang, job).await?))
}
