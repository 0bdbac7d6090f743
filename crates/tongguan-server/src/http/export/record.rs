//! What stands between a file and its receiver: the allowance, the reason, and the entry in the register.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use tongguan_core::digest::Digest;
use tongguan_core::reference::export::{Allowance, Before, Command, Export, ExportFormat, Taking};
use tongguan_core::reference::setting::Settings;
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::file::Finished;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::copy::disposition;
use crate::http::deal::execute::{self, Request};
use crate::http::error::ApiError;
use tongguan_service::run::{Target, Via};

/// What the caller may still take out today.
pub async fn allowance(app: &App, caller: &Caller) -> Result<Allowance, ApiError> {
    let (settings, before) = before(app, caller).await?;
    Ok(Allowance::of(&settings, &caller.organization, caller.person, &before))
}

/// What the caller took out before, and the settings that it is measured by.
pub async fn before(app: &App, caller: &Caller) -> Result<(Arc<Settings>, Before), ApiError> {
    let today = tongguan_core::zone::local_date(app.world().now(), &app.current_process().time_zone());
    let (tenant, person) = (caller.tenant, caller.person);
    let taken: Result<Vec<Export>, StoreError> = app
        .db
        .read(move |tx| Box::pin(async move { reference::exports_of(tx, tenant, (person, today)).await }))
        .await;
    let settings = app.directory(caller.tenant).await?.settings.clone();
    Ok((settings, Before::of(&taken?, app.world().now(), today)))
}

/// Asks whether the caller could take this out, before any work: of no rows, so that only his right and his reason count. What is refused
/// here is in the journal all the same.
pub async fn foresee(app: &App, caller: &Caller, taking: &Taking) -> Result<(), ApiError> {
    let taking = Taking { rows: 0, sha256: Digest::of(b""), ..taking.clone() };
    let id = app.world().id();
    let foreseen = put(app, caller, (id, taking.clone()), true).await;
    if let Err(ApiError::Ruled(refused)) = &foreseen {
        let code = refused.code.clone();
        execute::note_refused(app, caller, request(app, (id, taking), true), code).await?;
    }
    foreseen
}

/// Records the file under the id that stands on it; from here on it may leave.
pub async fn record(app: &App, caller: &Caller, id: Uuid, taking: Taking) -> Result<(), ApiError> {
    put(app, caller, (id, taking), false).await
}

async fn put(app: &App, caller: &Caller, taking: (Uuid, Taking), dry_run: bool) -> Result<(), ApiError> {
    execute::run(app, caller, request(app, taking, dry_run)).await.map(drop)
}

fn request(app: &App, (id, taking): (Uuid, Taking), dry_run: bool) -> Request {
    let target = Target::Reference { id: None, command: Command::RecordExport { id, taking }.into() };
    let key = format!("export-{}", app.world().id());
    Request { target, expected: None, key, via: Via::Api, dry_run }
}

/// The file as an answer, to be saved and never run.
pub fn give(file: Finished, format: ExportFormat, name: &str) -> Result<Response, ApiError> {
    let (media_type, ending) = match format {
        ExportFormat::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        ExportFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        ExportFormat::Jsonl => ("application/x-ndjson", "jsonl"),
        ExportFormat::Zip => ("application/zip", "zip"),
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.bytes));
    let disposition = HeaderValue::from_str(&disposition(name, ending)).map_err(|_| ApiError::Internal)?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    Ok((headers, file.body()).into_response())
}
