//! Giving a file out: as an attachment, never to be run.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use tongguan_core::digest::Digest;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_store::file::{self, File};
use uuid::Uuid;

use super::name;
use crate::app::App;
use crate::http::copy::disposition;
use crate::http::error::ApiError;

/// The file as an answer, under the name that one of these people gave it, the first who did. The caller has checked that the reader may
/// have it.
pub async fn give(
    app: &App,
    tenant: TenantId,
    (sha256, by): (Digest, &[PersonId]),
) -> Result<Response, ApiError> {
    let row = row(app, tenant, sha256).await?.ok_or(ApiError::NotFound)?;
    let bytes = app.files.get(tenant.0, sha256.0).await?;
    let mut headers = HeaderMap::new();
    let media_type = HeaderValue::from_str(&row.media_type).map_err(|_| ApiError::Internal)?;
    headers.insert(header::CONTENT_TYPE, media_type);
    let disposition = disposition_of(app, tenant, (sha256, by), &row.media_type).await?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    Ok((headers, bytes).into_response())
}

/// The same to be looked at within our own page: a picture or a PDF, which the browser draws in a process of its own.
pub async fn show(app: &App, tenant: TenantId, file: (Digest, &[PersonId])) -> Result<Response, ApiError> {
    let mut answer = give(app, tenant, file).await?;
    let headers = answer.headers_mut();
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (is_picture, is_pdf) = (media_type.starts_with("image/"), media_type == "application/pdf");
    if is_picture || is_pdf {
        let named = headers.get(header::CONTENT_DISPOSITION).and_then(|value| value.to_str().ok());
        let named = named.and_then(|value| value.strip_prefix("attachment")).unwrap_or_default();
        let inline = HeaderValue::from_str(&format!("inline{named}")).map_err(|_| ApiError::Internal)?;
        headers.insert(header::CONTENT_DISPOSITION, inline);
    }
    // A sandbox would keep the browser's own reader of PDF from working; nothing of the file may be loaded or run all the same.
    if is_pdf {
        let policy =
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    Ok(answer)
}

/// `attachment` with the file's name (RFC 6266); its digest where nobody gave it one.
async fn disposition_of(
    app: &App,
    tenant: TenantId,
    (sha256, by): (Digest, &[PersonId]),
    media_type: &str,
) -> Result<HeaderValue, ApiError> {
    let found: Result<Vec<_>, tongguan_store::StoreError> =
        app.db.read(move |tx| Box::pin(async move { file::names(tx, tenant.0, &sha256.0).await })).await;
    let name = called(&found?, (sha256, by));
    let (stem, ending) = name::parts(&name, media_type);
    HeaderValue::from_str(&disposition(stem, &ending)).map_err(|_| ApiError::Internal)
}

/// What a file is called: the name that one of these people gave it, the first who did; its digest where nobody did.
pub fn called(names: &[(Uuid, String)], (sha256, by): (Digest, &[PersonId])) -> String {
    let named = by.iter().find_map(|person| names.iter().find(|(namer, _)| *namer == person.0));
    named.map_or_else(|| sha256.to_string()[..DIGITS].to_owned(), |(_, name)| name.clone())
}

/// Digits of the digest by which a file without a name is saved.
const DIGITS: usize = 16;

/// What is known of a file.
pub async fn row(app: &App, tenant: TenantId, sha256: Digest) -> Result<Option<File>, ApiError> {
    let found: Result<_, tongguan_store::StoreError> =
        app.db.read(move |tx| Box::pin(async move { file::find(tx, tenant.0, &sha256.0).await })).await;
    Ok(found?)
}
