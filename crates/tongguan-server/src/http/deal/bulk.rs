//! `POST /api/v1/commands`: the same commands over many deals, each on its own.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tongguan_core::deal::Command;
use tongguan_core::id::DealId;
use uuid::Uuid;

use super::execute::{self, DryRun, Executed, Request};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::headers::{IdempotencyKey, IfMatch};
use crate::http::openapi::commands::CommandSchema;
use crate::http::paging::MOST;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::i18n::Lang;
use tongguan_service::run::Via;

/// Commands to many deals.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    /// At most 200.
    pub commands: Vec<BulkCommand>,
}

/// One of them.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkCommand {
    /// The deal.
    #[schema(value_type = Uuid)]
    pub deal: DealId,
    /// The version that was seen, where the command needs one.
    #[serde(default)]
    pub version: Option<u64>,
    /// The command.
    #[schema(schema_with = command_schema)]
    pub command: Command,
}

fn command_schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
    <CommandSchema as utoipa::PartialSchema>::schema()
}

/// How one of them ended.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BulkResult {
    /// The deal.
    pub deal: Uuid,
    /// The status that the command alone would have had.
    pub status: u16,
    /// What was done.
    pub done: Option<Executed>,
    /// Why nothing was done.
    #[schema(value_type = Option<Problem>)]
    pub problem: Option<Value>,
}

/// Gives commands to many deals. Each is decided, done and recorded on its own; one that is refused stops no other.
#[utoipa::path(
    post, path = "/api/v1/commands", tag = "deal",
    params(DryRun, ("Idempotency-Key" = String, Header)),
    request_body = Bulk,
    responses(
        (status = 200, body = Vec<BulkResult>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn run(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(DryRun { dry_run }): Query<DryRun>,
    key: IdempotencyKey,
    StrictJson(bulk): StrictJson<Bulk>,
) -> Result<Json<Vec<BulkResult>>, ApiError> {
    if bulk.commands.len() > MOST as usize {
        return Err(ApiError::InvalidValue { path: "$.commands".to_owned() });
    }
    let mut results = Vec::with_capacity(bulk.commands.len());
    for (number, BulkCommand { deal, version, command }) in bulk.commands.into_iter().enumerate() {
        let (expected, key) = (version.map(IfMatch), format!("{}/{number}", key.as_str()));
        let request = |target| Request { target, expected, key, via: Via::Bulk, dry_run };
        let ended = execute::command(&app, &caller, (deal, command), request).await;
        results.push(result(deal, ended, lang));
    }
    Ok(Json(results))
}

fn result(deal: DealId, ended: Result<Executed, ApiError>, lang: Lang) -> BulkResult {
    let deal = deal.0;
    match ended {
        Ok(done) => BulkResult { deal, status: 200, done: Some(done), problem: None },
        Err(fault) => {
            let problem = serde_json::to_value(Problem::new(&fault, lang, None)).ok();
            BulkResult { deal, status: fault.status().as_u16(), done: None, problem }
        }
    }
}
