//! `POST /api/v1/deals/{id}/archive`: everything of one deal in one file (整单归档).
//!
//! Promises that it holds what its taker may see of the deal and no more: documents as copies of the register with their marks, the
//! history in words, attached files as they are, and a list of all of it with hashes. Like every export it says why, counts against the
//! day's allowance and is recorded. Must never hold a clean copy of what is not approved.

mod content;
mod names;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tongguan_core::digest::Digest;
use tongguan_core::id::DealId;
use tongguan_core::reference::export::{ExportFormat, Taking};
use tongguan_core::reference::issued_copy::CopyFormat;

use super::reading::{self, Reading};
use super::view::drawn;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::copy::Asked;
use crate::http::error::ApiError;
use crate::http::export::mark::Mark;
use crate::http::export::record;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use content::{Bundle, Plan};

/// How documents are drawn, and why the deal is taken out.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BundleOrder {
    /// The format of documents: `pdf`, `xlsx` or `docx`.
    #[schema(value_type = String)]
    documents: CopyFormat,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// Everything of one deal that the caller may see, as a ZIP. Each of its entries counts as a row of the day's allowance.
#[utoipa::path(
    post, path = "/api/v1/deals/{id}/archive", tag = "export", operation_id = "archive_deal",
    params(("id" = Uuid, Path)),
    request_body = BundleOrder,
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/zip"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn archive(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
    StrictJson(order): StrictJson<BundleOrder>,
) -> Result<Response, ApiError> {
    let asked = Asked::read(order.documents, None, lang)?;
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let events = reading::events(&app, &caller, &reading).await?;
    let plan = Plan::of(&app, &caller, &reading, &events).await?;
    let taking = taking(id, &plan, order.reason);
    record::foresee(&app, &caller, &taking).await?;
    if taking.rows > record::allowance(&app, &caller).await?.left {
        // The core says so, and the journal keeps it, before any copy is registered.
        record::record(&app, &caller, app.world().id(), taking).await?;
        return Err(ApiError::Internal);
    }
    let mark = Mark::new(&app, &caller, lang, &taking.reason).await?;
    let bundle = Bundle { app: &app, caller: &caller, reading: &reading, events: &events, asked };
    let file = bundle.make(&plan, &mark).await?;
    record::record(&app, &caller, mark.id, Taking { sha256: file.sha256, ..taking }).await?;
    let number = reading.deal.numbers.iter().filter_map(drawn).next_back().unwrap_or_default();
    record::give(file, ExportFormat::Zip, &mark.name(&number))
}

fn taking(id: DealId, plan: &Plan, reason: String) -> Taking {
    Taking {
        list: "deal".to_owned(),
        deal: Some(id),
        filters: BTreeMap::new(),
        columns: Vec::new(),
        rows: plan.entries(),
        format: ExportFormat::Zip,
        reason,
        sha256: Digest::of(b""),
        request: None,
    }
}
