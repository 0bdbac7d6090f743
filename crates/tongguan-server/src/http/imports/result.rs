//! `GET /api/v1/imports/{id}/result`: the rows that need a look, as the same table with a column that says why. Taking it is an act of
//! its own in the log.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tongguan_core::reference::import::Command;
use uuid::Uuid;

use super::must_see;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, Request};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::Query;
use tongguan_service::import::result;
use tongguan_service::import::table;
use tongguan_service::import::words::Reasons;
use tongguan_service::run::{Target, Via};
use tongguan_store::import::Phase;

/// In which form.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `csv` or `xlsx`.
    #[param(value_type = String)]
    format: Format,
}

/// A form of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text in UTF-8 with its mark.
    Csv,
    /// A workbook.
    Xlsx,
}

/// The rows that need a look, with reasons, to be corrected and imported again.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}/result", tag = "import", operation_id = "take_import_result",
    params(("id" = Uuid, Path), Asked),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn take(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
    Query(Asked { format }): Query<Asked>,
) -> Result<Response, ApiError> {
    let (job, _) = must_see(&app, &caller, id).await?;
    let request = Request {
        target: Target::Reference { id: Some(id), command: Command::TakeImportResult {}.into() },
        expected: None,
        key: app.world().id().to_string(),
        via: Via::Import,
        dry_run: false,
    };
    execute::run(&app, &caller, request).await?;
    let phase = if job.started_at.is_some() { Phase::Run } else { Phase::Check };
    let outcomes = app.importer().outcomes(caller.tenant, (id, phase)).await?;
    let book = app.importer().book(caller.tenant, &job).await.map_err(|_| ApiError::Internal)?;
    let mapping = job.mapping.as_ref().ok_or(ApiError::NotFound)?;
    let sheet = book.sheet(mapping.sheet.as_deref()).ok_or(ApiError::NotFound)?;
    let (process, directory) = (app.current_process(), app.directory(caller.tenant).await?);
    let fields = job.kind.fields(&process);
    let layout = table::lay(sheet, mapping, &fields).map_err(|_| ApiError::NotFound)?;
    let reasons = Reasons { lang, fields: &fields, process: &process, names: &directory.names };
    let place = (sheet, layout.head);
    let (bytes, media_type, ending) = match format {
        Format::Csv => {
            let mut bytes = Vec::new();
            result::write(&mut bytes, place, &outcomes, reasons).map_err(|_| ApiError::Internal)?;
            (bytes, "text/csv; charset=utf-8", "csv")
        }
        Format::Xlsx => {
            let bytes = result::workbook(place, &outcomes, reasons).map_err(|_| ApiError::Internal)?;
            (bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
    };
    Ok((headers(media_type, &format!("result-{}.{ending}", &id.to_string()[..8]))?, bytes).into_response())
}

fn headers(media_type: &'static str, name: &str) -> Result<HeaderMap, ApiError> {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let attached = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    headers.insert(header::CONTENT_DISPOSITION, attached.map_err(|_| ApiError::Internal)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(headers)
}
