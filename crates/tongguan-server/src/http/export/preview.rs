//! `POST /api/v1/exports/preview`: how many rows an export would have, and what the caller may still take out today.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::reference::export::{Allowance, ExportFormat};
use tongguan_core::reference::export_request::{ExportRequest, Standing};
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::list::List;
use super::record;
use super::rows::Asked;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;

/// Rows that are counted where the list itself does not say how many it has.
const COUNTED: u64 = 1_000;

/// Which list, with which filters.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// The list, such as `deals`.
    #[schema(value_type = String)]
    list: List,
    /// Its filters, as the list's address has them.
    #[serde(default)]
    filters: BTreeMap<String, String>,
}

/// What an export would be.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Preview {
    /// How many rows.
    pub rows: u64,
    /// Whether there are more than were counted.
    pub is_more: bool,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// Rows that the caller may take out a day; 0 where he may not export.
    pub rows_a_day: u32,
    /// What is left of it today.
    pub left: u32,
    /// Whether somebody else has to allow it first.
    pub needs_approval: bool,
    /// The caller's last request for exactly this, where he has one that is not over.
    pub request: Option<PreviewRequest>,
}

/// A request for exactly this export.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PreviewRequest {
    /// Its id.
    pub id: Uuid,
    /// `waiting` or `approved`.
    #[schema(value_type = String)]
    pub standing: Standing,
    /// For how many people at most.
    pub contacts: u32,
    /// Until when it may be taken.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub valid_until: Option<Timestamp>,
}

/// What an export would be. Nothing is made, nothing is recorded.
#[utoipa::path(
    post, path = "/api/v1/exports/preview", tag = "export", operation_id = "preview_export",
    request_body = Which,
    responses(
        (status = 200, body = Preview),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn preview(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    StrictJson(Which { list, filters }): StrictJson<Which>,
) -> Result<Json<Preview>, ApiError> {
    let asked = Asked { list, filters: &filters, format: ExportFormat::Xlsx, lang };
    asked.check()?;
    let columns = asked.columns(&app, &caller).into_iter().map(|column| column.name).collect();
    let (rows, is_more) = count(&app, &caller, &asked).await?;
    let (settings, before) = record::before(&app, &caller).await?;
    let allowance = Allowance::of(&settings, &caller.organization, caller.person, &before);
    let count = u32::try_from(rows).unwrap_or(u32::MAX);
    let needs_approval = before.needs_approval(&settings, list.key(), count);
    let request = if needs_approval { request(&app, &caller, list, &filters).await? } else { None };
    let (rows_a_day, left) = (allowance.rows_a_day, allowance.left);
    Ok(Json(Preview { rows, is_more, columns, rows_a_day, left, needs_approval, request }))
}

/// The caller's last request for this list with these filters that waits or may be taken.
async fn request(
    app: &App,
    caller: &Caller,
    list: List,
    filters: &BTreeMap<String, String>,
) -> Result<Option<PreviewRequest>, ApiError> {
    let (tenant, person, now) = (caller.tenant, caller.person, app.world().now());
    let found: Result<Vec<ExportRequest>, StoreError> =
        app.db.read(move |tx| Box::pin(reference::export_requests_of(tx, tenant, person))).await;
    let of_this = |one: &ExportRequest| one.list == list.key() && one.filters == *filters && one.is_live(now);
    Ok(found?.into_iter().find(of_this).map(|one| PreviewRequest {
        id: one.id.0,
        standing: one.standing,
        contacts: one.contacts,
        valid_until: one.valid_until,
    }))
}

async fn count(app: &Arc<App>, caller: &Caller, asked: &Asked<'_>) -> Result<(u64, bool), ApiError> {
    let (mut rows, mut cursor) = (0, None);
    loop {
        let turn = asked.list.turn((app, caller, asked.lang), asked.filters, cursor.as_deref()).await?;
        if let Some(total) = turn.total {
            return Ok((total, false));
        }
        rows += turn.items.len() as u64;
        match turn.next {
            Some(next) if rows < COUNTED => cursor = Some(next),
            next => return Ok((rows, next.is_some())),
        }
    }
}
