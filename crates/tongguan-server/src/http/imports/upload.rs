//! `POST /api/v1/imports?kind=&name=`: bring a file. It is parsed at once, in a child with limits, so that one which cannot be read is
//! refused before anything is kept of it.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use tongguan_core::digest::Digest;
use tongguan_core::import::Kind;
use tongguan_core::reference::import::Command;

use super::must_see;
use super::view::{self, ImportView, refused};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, Request};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::file::keep::keep;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::query::Query;
use tongguan_service::i18n::Lang;
use tongguan_service::import::child::ReadError;
use tongguan_service::import::{job, remembered, words};
use tongguan_service::run::{Target, Via};

/// The largest file that is taken.
pub const MAX_BYTES: usize = tongguan_doc::sheet::FILE_BYTES as usize;

/// What is brought.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    /// What the rows are.
    #[param(value_type = String)]
    kind: Kind,
    /// The name of the file, as its owner knows it.
    name: String,
}

/// Begins an import. The body is the file itself, XLSX or CSV, `application/octet-stream`, at most 32 MiB.
#[utoipa::path(
    post, path = "/api/v1/imports", tag = "import", operation_id = "begin_import",
    params(Brought, ("Idempotency-Key" = String, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, body = ImportView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn begin(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(Brought { kind, name }): Query<Brought>,
    key: IdempotencyKey,
    bytes: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<(StatusCode, Json<ImportView>), ApiError> {
    let bytes = bytes.map_err(|_| ApiError::BodyTooLarge { max_bytes: MAX_BYTES })?.to_vec();
    let command = Command::BeginImport {
        kind,
        file_name: name,
        sha256: Digest::of(&bytes),
        size_bytes: bytes.len() as u64,
        mapping: None,
    };
    let request = |command: Command, key: String, dry_run| Request {
        target: Target::Reference { id: None, command: command.into() },
        expected: None,
        key,
        via: Via::Import,
        dry_run,
    };
    // Whoever may not import is not given a child's work either.
    execute::run(&app, &caller, request(command.clone(), key.as_str().to_owned(), true)).await?;
    app.edge.scanner.pass(&bytes).await?;
    let read = app.reader.read(bytes.clone()).await;
    let book = read.map_err(|error| refused("import_file_refused", sentence(lang, &error)))?;
    let fields = kind.fields(&app.current_process());
    let understood = remembered::understood(&app.db, caller.tenant, (kind, &fields, None), &book).await?;
    keep(&app, &caller, bytes, "application/octet-stream").await?;
    let command = match command {
        Command::BeginImport { kind, file_name, sha256, size_bytes, .. } => {
            let mapping = understood.map(|one| one.mapping);
            Command::BeginImport { kind, file_name, sha256, size_bytes, mapping }
        }
        other => other,
    };
    let begun = execute::run(&app, &caller, request(command, key.as_str().to_owned(), false)).await?;
    let job = must_see(&app, &caller, begun.id).await?;
    Ok((StatusCode::CREATED, Json(view::of(&app, &caller, lang, job).await?)))
}

/// Why a file was not read, in words.
pub(super) fn sentence(lang: Lang, error: &ReadError) -> String {
    match error {
        ReadError::Refused(fault) => words::sentence(lang, fault, &[]),
        other => words::word(lang, &job::fault_of(other)).unwrap_or_default().to_owned(),
    }
}
