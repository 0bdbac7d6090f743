//! `GET /api/v1/deals`: deals that the caller sees, filtered, in an order, with their sums.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tongguan_core::deal::{Grade, Standing};
use tongguan_core::id::{AccountId, DepartmentId, PersonId};
use tongguan_core::process::Stage;
use tongguan_store::StoreError;
use tongguan_store::read::deals::{self, DealKey, DealOrder, DealRow};
use tongguan_store::read::filter::{DealFilter, Found, OwnerFilter};
use tongguan_store::read::{search, sums};

use super::card::{Cards, DealCard};
use super::similar;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::paging;
use crate::http::problem::Problem;
use crate::http::query::{self, Query};

/// Which deals, in which order. All conditions hold.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// `open`, `closed`, `lost` or `invalid`; all where absent.
    #[param(value_type = Option<String>)]
    pub standing: Option<Standing>,
    /// The present stage.
    #[param(value_type = Option<String>)]
    pub stage: Option<Stage>,
    /// The grade set by review.
    #[param(value_type = Option<String>)]
    pub grade: Option<Grade>,
    /// `me`, `pool`, or the id of a person.
    pub owner: Option<String>,
    /// A department.
    #[param(value_type = Option<Uuid>)]
    pub department: Option<DepartmentId>,
    /// A customer.
    #[param(value_type = Option<Uuid>)]
    pub account: Option<AccountId>,
    /// Option of 线索来源.
    pub source: Option<String>,
    /// Part of a number, of the customer's name or of the name of its people, or their pinyin.
    pub q: Option<String>,
    /// Signed or not.
    pub won: Option<bool>,
    /// Only those with a duty past due.
    #[serde(default)]
    pub overdue: bool,
    /// Only those with an instalment past due.
    #[serde(default)]
    pub unpaid: bool,
    /// Only those where nothing happened since.
    #[param(value_type = Option<String>)]
    pub untouched_since: Option<Timestamp>,
    /// Only those in their stage since before.
    #[param(value_type = Option<String>)]
    pub in_stage_before: Option<Timestamp>,
    /// Worth at least, minor units.
    pub amount_from_minor: Option<i64>,
    /// Worth at most, minor units.
    pub amount_to_minor: Option<i64>,
    /// Expected to be signed on this day or later.
    #[param(value_type = Option<String>)]
    pub close_from: Option<Date>,
    /// Expected to be signed on this day or earlier.
    #[param(value_type = Option<String>)]
    pub close_to: Option<Date>,
    /// `updated`, `registered`, `amount`, `close` or `due`.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    pub order: DealOrder,
    /// Whether to count, for running leads, what there is of the same or a similar customer.
    #[serde(default)]
    pub similar: bool,
    /// How many, 1 to 200.
    pub limit: Option<u32>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

/// A page of deals.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DealPage {
    /// What is on it.
    pub items: Vec<DealCard>,
    /// The cursor of the next page; absent at the end.
    pub next: Option<String>,
    /// Of all deals that the filter finds; on the first page only.
    pub sums: Option<SumsView>,
}

/// Deals counted and summed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SumsView {
    /// How many.
    pub deals: i64,
    /// What they are worth, minor units.
    pub amount_minor: i64,
    /// What their customers still owe, minor units.
    pub outstanding_minor: i64,
}

impl From<sums::Sums> for SumsView {
    fn from(sums: sums::Sums) -> Self {
        Self { deals: sums.deals, amount_minor: sums.amount_minor, outstanding_minor: sums.outstanding_minor }
    }
}

/// Deals that the caller sees.
#[utoipa::path(
    get, path = "/api/v1/deals", tag = "deal",
    params(Which),
    responses(
        (status = 200, body = DealPage),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(which): Query<Which>,
) -> Result<Json<DealPage>, ApiError> {
    let (limit, key) = (paging::limit(which.limit)?, paging::after::<DealKey>(which.cursor.as_deref())?);
    let filter = filter(&app, &caller, &which).await?;
    let (access, order) = (app.access(&caller), which.order);
    let is_first = key.is_none();
    let asks = which.similar.then(|| similar::everything(&caller));
    let settings = app.directory(caller.tenant).await?.settings.clone();
    let found: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let (access, filter, key) = (access.clone(), filter.clone(), key.clone());
            let (asks, settings) = (asks.clone(), settings.clone());
            Box::pin(async move {
                let page = deals::list(tx, &access, &filter, order, key.as_ref(), limit).await?;
                let sums = if is_first { Some(sums::sums(tx, &access, &filter).await?) } else { None };
                let similar = match asks {
                    Some(everything) => similar::counts(tx, &everything, &settings, &page.items).await?,
                    None => BTreeMap::new(),
                };
                Ok((page, sums, similar))
            })
        })
        .await;
    let (page, sums, similar) = found?;
    let cards = Cards::load(&app, &caller, lang, page.items.iter(), std::iter::empty()).await?;
    let card = |row: &DealRow| DealCard { similar: similar.get(&row.deal).copied(), ..cards.card(row) };
    Ok(Json(DealPage {
        items: page.items.iter().map(card).collect(),
        next: paging::next(page.next),
        sums: sums.map(SumsView::from),
    }))
}

/// The filter as the store reads it.
pub async fn filter(app: &App, caller: &Caller, which: &Which) -> Result<DealFilter, ApiError> {
    let owner = owner(caller, which.owner.as_deref())?;
    let now = app.world().now();
    let today = tongguan_core::zone::local_date(now, &app.current_process().time_zone());
    let found = found(app, caller, which.q.as_deref()).await?;
    Ok(DealFilter {
        standing: which.standing,
        stage: which.stage,
        grade: which.grade,
        owner,
        department: which.department,
        account: which.account,
        source: which.source.clone(),
        won: which.won,
        due_before: which.overdue.then_some(now),
        unpaid_before: which.unpaid.then_some(today),
        untouched_since: which.untouched_since,
        in_stage_before: which.in_stage_before,
        amount_from_minor: which.amount_from_minor,
        amount_to_minor: which.amount_to_minor,
        close_from: which.close_from,
        close_to: which.close_to,
        found,
    })
}

/// Whose deals are asked for: `me`, `pool`, or the id of a person.
pub fn owner(caller: &Caller, asked: Option<&str>) -> Result<Option<OwnerFilter>, ApiError> {
    match asked {
        None => Ok(None),
        Some("me") => Ok(Some(OwnerFilter::Person(caller.person))),
        Some("pool") => Ok(Some(OwnerFilter::Pool)),
        Some(id) => {
            let id = id.parse().map_err(|_| query::not_allowed("owner", "me, pool, UUID"))?;
            Ok(Some(OwnerFilter::Person(PersonId(id))))
        }
    }
}

/// What a text finds; none where nothing is asked.
pub async fn found(app: &App, caller: &Caller, asked: Option<&str>) -> Result<Option<Found>, StoreError> {
    let Some(text) = asked.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let (tenant, text) = (caller.tenant, text.to_owned());
    app.db
        .read(move |tx| {
            let text = text.clone();
            Box::pin(async move { search::find(tx, tenant, &text).await.map(Some) })
        })
        .await
}
