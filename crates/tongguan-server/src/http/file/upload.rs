//! `POST /api/v1/files`: store a file; its SHA-256 is its name from then on.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tongguan_core::digest::Digest;

use super::keep::{call, keep};
use super::{name, sniff};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::query::Query;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 20 << 20;

/// A stored file.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FileView {
    /// Its SHA-256 in hexadecimal; what forms name it by.
    #[schema(value_type = String)]
    pub sha256: Digest,
    /// Its length.
    pub size_bytes: i64,
    /// What it is, told by its bytes.
    pub media_type: String,
    /// What it is called, where that was said.
    pub name: Option<String>,
}

/// What the file is called.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Called {
    /// Its name where it came from; made safe, it is what the file is saved under later.
    name: Option<String>,
}

/// Stores a file. The body is the file itself, `application/octet-stream`, at most 20 MiB.
#[utoipa::path(
    post, path = "/api/v1/files", tag = "file",
    params(("Idempotency-Key" = String, Header), Called),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, body = FileView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 415, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn upload(
    State(app): State<Arc<App>>,
    caller: Caller,
    _key: IdempotencyKey,
    Query(Called { name }): Query<Called>,
    bytes: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<(StatusCode, Json<FileView>), ApiError> {
    let bytes = bytes.map_err(|_| ApiError::BodyTooLarge { max_bytes: MAX_BYTES })?;
    let media_type = sniff::media_type(&bytes).ok_or(ApiError::FileNotKept)?;
    app.edge.scanner.pass(&bytes).await?;
    let (sha256, size_bytes) = keep(&app, &caller, bytes.to_vec(), media_type).await?;
    let name = name.as_deref().and_then(name::clean);
    if let Some(name) = &name {
        call(&app, &caller, sha256, name).await?;
    }
    let view = FileView { sha256, size_bytes, media_type: media_type.to_owned(), name };
    Ok((StatusCode::CREATED, Json(view)))
}
