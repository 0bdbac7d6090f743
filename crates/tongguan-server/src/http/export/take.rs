//! `POST /api/v1/exports`: a list as a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tongguan_core::digest::Digest;
use tongguan_core::id::ExportRequestId;
use tongguan_core::reference::export::{ExportFormat, Taking};

use super::file::Draft;
use super::list::List;
use super::mark::Mark;
use super::record;
use super::rows::Asked;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;

/// What to take out, and why.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The list, such as `deals`.
    #[schema(value_type = String)]
    list: List,
    /// Its filters, as the list's address has them.
    #[serde(default)]
    filters: BTreeMap<String, String>,
    /// `xlsx`, `csv` or `jsonl`.
    #[schema(value_type = String)]
    format: ExportFormat,
    /// Why.
    #[serde(default)]
    reason: String,
    /// The request that it rests on, where somebody had to allow it.
    #[serde(default)]
    #[schema(value_type = Option<uuid::Uuid>)]
    request: Option<ExportRequestId>,
}

/// The rows that the list shows the caller with these filters, in its order, as a file. It counts against the rows that he may take
/// out a day, and is recorded with its reason.
#[utoipa::path(
    post, path = "/api/v1/exports", tag = "export", operation_id = "export_list",
    request_body = Order,
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn take(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    StrictJson(order): StrictJson<Order>,
) -> Result<Response, ApiError> {
    let Order { list, filters, format, reason, request } = order;
    if format == ExportFormat::Zip {
        return Err(ApiError::InvalidValue { path: "format".to_owned() });
    }
    let asked = Asked { list, filters: &filters, format, lang };
    asked.check()?;
    let columns = asked.columns(&app, &caller);
    let keys = columns.iter().map(|column| column.key.clone()).collect();
    let (list, sha256) = (asked.list.key().to_owned(), Digest::of(b""));
    let filters = asked.filters.clone();
    let taking =
        Taking { list, deal: None, filters, columns: keys, rows: 0, format, reason, sha256, request };
    record::foresee(&app, &caller, &taking).await?;
    let most = record::allowance(&app, &caller).await?.left;
    let name = lang.export(&format!("list.{}", asked.list.key()));
    let mark = Mark::new(&app, &caller, lang, &taking.reason).await?;
    let mut draft = Draft::new(format, (name, &mark), &columns)?;
    let rows = {
        let _turn = app.exports.acquire().await.map_err(|_| ApiError::Internal)?;
        asked.write(&app.hold().await?, &caller, (&mut draft, &columns), most).await?
    };
    if rows > most {
        // The core says so, and the journal keeps it.
        record::record(&app, &caller, mark.id, Taking { rows, ..taking }).await?;
        return Err(ApiError::Internal);
    }
    let file = draft.finish().await?;
    record::record(&app, &caller, mark.id, Taking { rows, sha256: file.sha256, ..taking }).await?;
    record::give(file, format, &mark.name(name))
}
