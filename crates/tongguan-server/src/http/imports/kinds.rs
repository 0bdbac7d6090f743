//! `GET /api/v1/imports/kinds`: what can be imported, and which of it the caller may.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use tongguan_core::import::Kind;
use tongguan_core::reference::Desk;
use tongguan_core::reference::import::admit_kind;
use tongguan_core::reference::setting::Settings;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::problem::Problem;
use tongguan_service::import::words;

/// A kind of things that can be imported.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportKind {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// Whether the caller may import it.
    pub may: bool,
}

/// What can be imported.
#[utoipa::path(
    get, path = "/api/v1/imports/kinds", tag = "import", operation_id = "list_import_kinds",
    responses(
        (status = 200, body = Vec<ImportKind>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
) -> Result<Json<Vec<ImportKind>>, ApiError> {
    let (process, context) = (app.current_process(), caller.context(&app));
    // Who may do what does not depend on settings.
    let settings = Settings::default();
    let organization = &caller.organization;
    let desk = Desk { organization, process: &process, settings: &settings, context: &context };
    let kind = |kind: Kind| ImportKind {
        key: kind.key(),
        name: words::word(lang, &format!("kind_{}", kind.key())).unwrap_or(kind.key()).to_owned(),
        may: admit_kind(&desk, kind).is_ok(),
    };
    Ok(Json(Kind::ALL.into_iter().map(kind).collect()))
}
