//! Giving a file out: as an attachment, never to be run.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use tongguan_core::digest::Digest;
use tongguan_core::id::TenantId;
use tongguan_store::file::{self, File};

use crate::app::App;
use crate::http::error::ApiError;

/// The file as an answer. The caller has checked that the reader may have it.
pub async fn give(app: &App, tenant: TenantId, sha256: Digest) -> Result<Response, ApiError> {
    let row = row(app, tenant, sha256).await?.ok_or(ApiError::NotFound)?;
    let bytes = app.files.get(tenant.0, sha256.0).await?;
    let mut headers = HeaderMap::new();
    let media_type = HeaderValue::from_str(&row.media_type).map_err(|_| ApiError::Internal)?;
    headers.insert(header::CONTENT_TYPE, media_type);
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    Ok((headers, bytes).into_response())
}

/// The same to be looked at within our own page: a picture or a PDF, which the browser draws in a process of its own.
pub async fn show(app: &App, tenant: TenantId, sha256: Digest) -> Result<Response, ApiError> {
    let mut answer = give(app, tenant, sha256).await?;
    let headers = answer.headers_mut();
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (is_picture, is_pdf) = (media_type.starts_with("image/"), media_type == "application/pdf");
    if is_picture || is_pdf {
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    }
    // A sandbox would keep the browser's own reader of PDF from working; nothing of the file may be loaded or run all the same.
    if is_pdf {
        let policy =
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    Ok(answer)
}

/// What is known of a file.
pub async fn row(app: &App, tenant: TenantId, sha256: Digest) -> Result<Option<File>, ApiError> {
    let found: Result<_, tongguan_store::StoreError> =
        app.db.read(move |tx| Box::pin(async move { file::find(tx, tenant.0, &sha256.0).await })).await;
    Ok(found?)
}
