//! `POST /api/v1/imports/{id}/commands`: have it checked, done, stopped or taken back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tongguan_core::reference::import::Command;
use uuid::Uuid;

use super::must_see;
use super::view::{self, ImportView};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, Request};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use tongguan_service::run::{Target, Via};

/// What people may ask of an import.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ImportCommand {
    /// Give every row a verdict.
    CheckImport {},
    /// Do the rows, or go on with them.
    RunImport {},
    /// Stop.
    CancelImport {},
    /// Take all of it back.
    UndoImport {
        /// Why.
        reason: String,
    },
}

/// Gives a command to an import. It is answered at once; the work goes on in the server.
#[utoipa::path(
    post, path = "/api/v1/imports/{id}/commands", tag = "import", operation_id = "command_import",
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = ImportCommand,
    responses(
        (status = 200, body = ImportView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn command(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
    key: IdempotencyKey,
    StrictJson(asked): StrictJson<ImportCommand>,
) -> Result<Json<ImportView>, ApiError> {
    must_see(&app, &caller, id).await?;
    let (command, via) = match asked {
        ImportCommand::CheckImport {} => (Command::CheckImport {}, Via::Import),
        ImportCommand::RunImport {} => (Command::RunImport {}, Via::Import),
        ImportCommand::CancelImport {} => (Command::CancelImport {}, Via::Import),
        ImportCommand::UndoImport { reason } => (Command::UndoImport { reason }, Via::Undo),
    };
    let target = Target::Reference { id: Some(id), command: command.into() };
    let key = key.as_str().to_owned();
    execute::run(&app, &caller, Request { target, expected: None, key, via, dry_run: false }).await?;
    app.imports.notify_one();
    let job = must_see(&app, &caller, id).await?;
    Ok(Json(view::of(&app, &caller, lang, job).await?))
}
