//! `GET /api/v1/exports`: the register of what was taken out.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::PersonId;
use tongguan_core::reference::export::{Export, ExportFormat};
use tongguan_store::StoreError;
use tongguan_store::read::exports::{self, ExportFilter, ExportKey};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::reading::Named;
use crate::http::deal::view::document::text;
use crate::http::error::ApiError;
use crate::http::names;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;

/// Which exports. All conditions hold.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// By this person.
    #[param(value_type = Option<Uuid>)]
    actor: Option<PersonId>,
    /// At this moment or later.
    #[param(value_type = Option<String>)]
    from: Option<Timestamp>,
    /// Before this moment.
    #[param(value_type = Option<String>)]
    to: Option<Timestamp>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A file that was taken out.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ExportLine {
    /// Its id.
    pub id: Uuid,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who; absent for the system.
    pub by: Option<Named>,
    /// The list, such as `deals`; `deal` for everything of one deal.
    pub list: String,
    /// The deal, where everything of one was taken.
    pub deal: Option<Uuid>,
    /// The filters as they were asked.
    pub filters: BTreeMap<String, String>,
    /// The keys of the columns.
    pub columns: Vec<String>,
    /// How many rows.
    pub rows: u32,
    /// `xlsx`, `csv`, `jsonl` or `zip`.
    #[schema(value_type = String)]
    pub format: ExportFormat,
    /// Why.
    pub reason: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The request that somebody allowed, where it needed one.
    pub request: Option<Uuid>,
}

/// Exports, last first. Who sees all deals reads all of them, everybody else his own.
#[utoipa::path(
    get, path = "/api/v1/exports", tag = "export", operation_id = "list_exports",
    params(Asked),
    responses(
        (status = 200, body = PageView<ExportLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<ExportLine>>, ApiError> {
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<ExportKey>(asked.cursor.as_deref())?);
    let filter = ExportFilter { by: asked.actor, from: asked.from, to: asked.to };
    let access = app.access(&caller);
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move { exports::page(tx, &access, &filter, key, limit).await })
        })
        .await;
    let page = page?;
    let people = page.items.iter().filter_map(|export| export.exported_by).map(|person| person.0).collect();
    let names = names::of(&app, caller.tenant, people).await?;
    let named = |person: PersonId| Named { id: person.0, name: names.get(&person.0).cloned() };
    let items = page.items.into_iter().map(|export| line(export, &named)).collect();
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

fn line(export: Export, named: &dyn Fn(PersonId) -> Named) -> ExportLine {
    let taking = export.taking;
    ExportLine {
        id: export.id,
        at: export.exported_at,
        by: export.exported_by.map(named),
        list: taking.list,
        deal: taking.deal.map(|deal| deal.0),
        filters: taking.filters,
        columns: taking.columns,
        rows: taking.rows,
        format: taking.format,
        reason: taking.reason,
        sha256: text(&taking.sha256),
        request: taking.request.map(|request| request.0),
    }
}
