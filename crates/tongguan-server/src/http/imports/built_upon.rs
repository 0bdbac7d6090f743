//! `GET /api/v1/imports/{id}/built-upon`: what stood in the way of taking an import back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::import::undo::BuiltUpon;
use tongguan_store::import::Phase;
use tongguan_store::{StoreError, import as rows};
use uuid::Uuid;

use super::must_see;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::names;
use crate::http::problem::Problem;

/// A thing of the import that somebody built upon.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportBuiltUpon {
    /// The row of the file.
    pub row: u32,
    /// The kind of the thing.
    pub kind: String,
    /// The thing.
    pub id: Uuid,
    /// What it is called, where it is a customer.
    pub name: Option<String>,
    /// The kind of what leans on it; absent where the thing itself was changed.
    pub leaning_kind: Option<String>,
    /// What leans on it.
    pub leaning: Option<Uuid>,
    /// Who.
    pub by: Option<Uuid>,
    /// The name of who.
    pub by_name: Option<String>,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// What stood in the way of taking it back, by row.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}/built-upon", tag = "import", operation_id = "list_built_upon",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = Vec<ImportBuiltUpon>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<Vec<ImportBuiltUpon>>, ApiError> {
    must_see(&app, &caller, id).await?;
    let tenant = caller.tenant;
    let data: Result<Option<String>, StoreError> =
        app.db.read(move |tx| Box::pin(rows::part_data(tx, tenant, (id, Phase::Undo), 1))).await;
    let found: Vec<BuiltUpon> = serde_json::from_str(&data?.unwrap_or_else(|| "[]".to_owned()))
        .map_err(|_| StoreError::corrupt("what was built upon cannot be read"))?;
    let ids = found.iter().flat_map(|one| one.by.map(|by| by.0).into_iter().chain([one.id])).collect();
    let names = names::of(&app, tenant, ids).await?;
    let view = |one: BuiltUpon| ImportBuiltUpon {
        row: one.row,
        name: names.get(&one.id).cloned(),
        kind: one.kind,
        id: one.id,
        leaning_kind: one.leaning.as_ref().map(|leaning| leaning.kind.clone()),
        leaning: one.leaning.map(|leaning| leaning.id),
        by: one.by.map(|by| by.0),
        by_name: one.by.and_then(|by| names.get(&by.0).cloned()),
        at: one.at,
    };
    Ok(Json(found.into_iter().map(view).collect()))
}
