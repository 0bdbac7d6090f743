//! Keeping bytes under their hash.

use jiff::Timestamp;
use tongguan_core::digest::Digest;
use tongguan_store::StoreError;
use tongguan_store::file::{self, File};

use super::upload::MAX_BYTES;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;

/// Keeps a file of the caller's. Answers its hash and its length.
pub async fn keep(
    app: &App,
    caller: &Caller,
    bytes: Vec<u8>,
    media_type: &str,
) -> Result<(Digest, i64), ApiError> {
    let size_bytes =
        i64::try_from(bytes.len()).map_err(|_| ApiError::BodyTooLarge { max_bytes: MAX_BYTES })?;
    let sha256 = app.files.put(caller.tenant.0, bytes).await?;
    let created_at: Timestamp = app.world().now();
    let created_by = Some(caller.person.0);
    let row = File { sha256, size_bytes, media_type: media_type.to_owned(), created_by, created_at };
    let tenant = caller.tenant.0;
    let known: Result<bool, StoreError> = app
        .db
        .write(move |tx| {
            let row = row.clone();
            Box::pin(async move { file::record(tx, tenant, &row).await })
        })
        .await;
    known?;
    Ok((Digest(sha256), size_bytes))
}

/// Keeps what the caller calls a file.
pub async fn call(app: &App, caller: &Caller, sha256: Digest, name: &str) -> Result<(), ApiError> {
    let (tenant, person, name) = (caller.tenant.0, caller.person.0, name.to_owned());
    let kept: Result<(), StoreError> = app
        .db
        .write(move |tx| {
            let name = name.clone();
            Box::pin(async move { file::call(tx, tenant, (&sha256.0, person), &name).await })
        })
        .await;
    Ok(kept?)
}
