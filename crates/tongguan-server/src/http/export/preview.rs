//! `POST /api/v1/exports/preview`: how many rows an export would have, and what the caller may still take out today.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tongguan_core::reference::export::ExportFormat;

use super::list::List;
use super::record;
use super::rows::Asked;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use crate::i18n::Lang;

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
    lang: Lang,
    StrictJson(Which { list, filters }): StrictJson<Which>,
) -> Result<Json<Preview>, ApiError> {
    let asked = Asked { list, filters: &filters, format: ExportFormat::Xlsx, lang };
    asked.check()?;
    let columns = asked.columns(&app, &caller).into_iter().map(|column| column.name).collect();
    let (rows, is_more) = count(&app, &caller, &asked).await?;
    let allowance = record::allowance(&app, &caller).await?;
    Ok(Json(Preview { rows, is_more, columns, rows_a_day: allowance.rows_a_day, left: allowance.left }))
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
