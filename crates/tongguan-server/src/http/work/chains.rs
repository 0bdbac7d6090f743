//! `GET /api/v1/chains`: walks the hash chains of everything that was recorded, a bounded stretch at a time.
//!
//! Promises that an edited, removed or moved entry is told with the chain and the place where it shows. Each answer says how to go on,
//! so that a large installation is walked in steps that a page can show. Must never change anything.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tongguan_core::id::TenantId;
use tongguan_store::chain::Verdict;
use tongguan_store::{StoreError, Tx, command_log, event_log, reference_log, security_log};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::paging;
use crate::http::problem::Problem;
use crate::http::query::Query;

/// Roles that may have the record checked.
const CHECKERS: [&str; 3] = ["auditor", "sys_admin", "general_manager"];
/// Chains per answer.
const STEP: u32 = 100;

/// Where to go on.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The `next` of the answer before.
    cursor: Option<String>,
}

/// Where a walk stands: the kinds of chains follow each other in this order.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Place {
    Deals(Uuid),
    Reference(String),
    Journal(Date, String),
    Security(Date, String),
}

/// What a stretch of the walk found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ChainsView {
    /// The chains of this stretch: `deal`, `reference`, `journal` or `security`.
    pub kind: String,
    /// How many chains were walked.
    pub checked: usize,
    /// Those that do not hold.
    pub broken: Vec<BrokenChain>,
    /// Where to go on; absent when everything was walked.
    pub next: Option<String>,
}

/// A chain that does not hold.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BrokenChain {
    /// The deal's id, the stream's name, or day and writer of a log.
    pub chain: String,
    /// The first entry that does not follow from the one before.
    pub seq: i64,
}

/// A stretch of the walk over all chains; for auditors, system administrators and the general manager.
#[utoipa::path(
    get, path = "/api/v1/chains", tag = "work", operation_id = "check_chains",
    params(Asked),
    responses(
        (status = 200, body = ChainsView),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn check(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<ChainsView>, ApiError> {
    caller.must_hold(&CHECKERS)?;
    let place = paging::after::<Place>(asked.cursor.as_deref())?.unwrap_or(Place::Deals(Uuid::nil()));
    let tenant = caller.tenant;
    let walked: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let place = place.clone();
            Box::pin(async move { walk(tx, tenant, place).await })
        })
        .await;
    Ok(Json(walked?))
}

async fn walk(tx: &mut Tx, tenant: TenantId, place: Place) -> Result<ChainsView, StoreError> {
    match place {
        Place::Deals(after) => deals(tx, tenant.0, after).await,
        Place::Reference(after) => reference(tx, tenant.0, &after).await,
        Place::Journal(day, writer) => journal(tx, tenant.0, (day, writer)).await,
        Place::Security(day, writer) => security(tx, tenant.0, (day, writer)).await,
    }
}

async fn deals(tx: &mut Tx, tenant: Uuid, after: Uuid) -> Result<ChainsView, StoreError> {
    let ids = event_log::deals(tx, tenant, after, STEP).await?;
    let mut broken = Vec::new();
    for id in &ids {
        take(&mut broken, id.to_string(), event_log::verify(tx, tenant, *id).await?);
    }
    let more = ids.last().filter(|_| ids.len() == STEP as usize).map(|last| Place::Deals(*last));
    let next = more.unwrap_or_else(|| Place::Reference(String::new()));
    Ok(found("deal", ids.len(), broken, Some(next)))
}

async fn reference(tx: &mut Tx, tenant: Uuid, after: &str) -> Result<ChainsView, StoreError> {
    let streams = reference_log::streams(tx, tenant, after, STEP).await?;
    let mut broken = Vec::new();
    for stream in &streams {
        take(&mut broken, stream.clone(), reference_log::verify(tx, tenant, stream).await?);
    }
    let more = streams.last().filter(|_| streams.len() == STEP as usize);
    let next = more.map_or(Place::Journal(Date::MIN, String::new()), |last| Place::Reference(last.clone()));
    Ok(found("reference", streams.len(), broken, Some(next)))
}

async fn journal(tx: &mut Tx, tenant: Uuid, after: (Date, String)) -> Result<ChainsView, StoreError> {
    let all = command_log::chains(tx, tenant, after.0, Date::MAX).await?;
    let chains: Vec<_> = all.into_iter().filter(|chain| *chain > after).take(STEP as usize).collect();
    let mut broken = Vec::new();
    for (day, writer) in &chains {
        take(&mut broken, format!("{day} {writer}"), command_log::verify(tx, tenant, *day, writer).await?);
    }
    let more = chains.last().filter(|_| chains.len() == STEP as usize).cloned();
    let next = match more {
        Some((day, writer)) => Place::Journal(day, writer),
        None => Place::Security(Date::MIN, String::new()),
    };
    Ok(found("journal", chains.len(), broken, Some(next)))
}

async fn security(tx: &mut Tx, tenant: Uuid, after: (Date, String)) -> Result<ChainsView, StoreError> {
    let all = security_log::chains(tx, tenant, after.0).await?;
    let chains: Vec<_> = all.into_iter().filter(|chain| *chain > after).take(STEP as usize).collect();
    let mut broken = Vec::new();
    for (day, writer) in &chains {
        take(&mut broken, format!("{day} {writer}"), security_log::verify(tx, tenant, *day, writer).await?);
    }
    let more = chains.last().filter(|_| chains.len() == STEP as usize).cloned();
    Ok(found("security", chains.len(), broken, more.map(|(day, writer)| Place::Security(day, writer))))
}

fn take(broken: &mut Vec<BrokenChain>, chain: String, verdict: Verdict) {
    if let Verdict::Broken { seq } = verdict {
        broken.push(BrokenChain { chain, seq });
    }
}

fn found(kind: &str, checked: usize, broken: Vec<BrokenChain>, next: Option<Place>) -> ChainsView {
    ChainsView { kind: kind.to_owned(), checked, broken, next: paging::next(next) }
}
