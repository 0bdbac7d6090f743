//! `GET /api/v1/views?page=`, `PUT` and `DELETE /api/v1/views/{page}/{name}`: filters that one keeps under a name.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_store::StoreError;
use tongguan_store::saved_view::{self, SavedView};

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::{self, Query};
use crate::http::strict_json::StrictJson;

/// The lists that keep views.
const PAGES: [&str; 10] = [
    "leads",
    "deals",
    "quotes",
    "contracts",
    "delivery",
    "collection",
    "invoices",
    "accounts",
    "visits",
    "audit",
];
/// The longest name and the longest filter, in characters.
const LONGEST_NAME: usize = 40;
const LONGEST_QUERY: usize = 2_000;

/// Of which list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The list, such as `deals`.
    page: String,
}

/// Which view.
#[derive(Deserialize)]
pub struct Which {
    page: String,
    name: String,
}

/// A kept filter.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SavedViewLine {
    /// Its name.
    pub name: String,
    /// The filter, as an address has it behind its question mark.
    pub query: String,
    /// When it was saved.
    #[schema(value_type = String, format = DateTime)]
    pub saved_at: Timestamp,
}

/// A filter to keep.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveView {
    /// The filter, as an address has it behind its question mark.
    pub query: String,
}

/// One's own views of a list, by name.
#[utoipa::path(
    get, path = "/api/v1/views", tag = "work", operation_id = "list_views",
    params(Asked),
    responses(
        (status = 200, body = Vec<SavedViewLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(Asked { page }): Query<Asked>,
) -> Result<Json<Vec<SavedViewLine>>, ApiError> {
    if !PAGES.contains(&page.as_str()) {
        return Err(query::not_allowed("page", PAGES.join(", ")));
    }
    let (tenant, person) = (caller.tenant.0, caller.person.0);
    let found: Result<Vec<SavedView>, StoreError> = app
        .db
        .read(move |tx| {
            let page = page.clone();
            Box::pin(async move { saved_view::list(tx, tenant, person, &page).await })
        })
        .await;
    let line = |SavedView { name, query, saved_at, .. }| SavedViewLine { name, query, saved_at };
    Ok(Json(found?.into_iter().map(line).collect()))
}

/// Keeps a filter under a name, in place of the one that had it.
#[utoipa::path(
    put, path = "/api/v1/views/{page}/{name}", tag = "work", operation_id = "save_view",
    params(("page" = String, Path), ("name" = String, Path)),
    request_body = SaveView,
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn save(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(which): Path<Which>,
    StrictJson(SaveView { query }): StrictJson<SaveView>,
) -> Result<StatusCode, ApiError> {
    let Which { page, name } = known(which)?;
    if query.chars().count() > LONGEST_QUERY {
        return Err(ApiError::InvalidValue { path: "$.query".to_owned() });
    }
    let (tenant, person) = (caller.tenant.0, caller.person.0);
    let view = SavedView { page, name, query, saved_at: app.world().now() };
    let saved: Result<bool, StoreError> = app
        .db
        .write(move |tx| {
            let view = view.clone();
            Box::pin(async move { saved_view::put(tx, tenant, person, &view).await })
        })
        .await;
    match saved? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::InvalidValue { path: "$".to_owned() }),
    }
}

/// Forgets a view.
#[utoipa::path(
    delete, path = "/api/v1/views/{page}/{name}", tag = "work", operation_id = "forget_view",
    params(("page" = String, Path), ("name" = String, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn forget(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(which): Path<Which>,
) -> Result<StatusCode, ApiError> {
    let Which { page, name } = known(which)?;
    let (tenant, person) = (caller.tenant.0, caller.person.0);
    let removed: Result<bool, StoreError> = app
        .db
        .write(move |tx| {
            let (page, name) = (page.clone(), name.clone());
            Box::pin(async move { saved_view::remove(tx, tenant, person, &page, &name).await })
        })
        .await;
    if removed? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::NotFound) }
}

/// A list that keeps views, and a name that people can read.
fn known(which: Which) -> Result<Which, ApiError> {
    let name = which.name.trim().to_owned();
    let is_name = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if is_name && PAGES.contains(&which.page.as_str()) {
        Ok(Which { page: which.page, name })
    } else {
        Err(ApiError::NotFound)
    }
}
