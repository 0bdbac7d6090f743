//! `GET /api/v1/instalments`: 回款跟踪 across deals: planned against received, by age.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tongguan_core::deal::Deal;
use tongguan_core::id::{AccountId, DepartmentId, InstalmentId};
use tongguan_store::StoreError;
use tongguan_store::read::filter::OwnerFilter;
use tongguan_store::read::instalments::{
    self, Age, Ageing, InstalmentFilter, InstalmentKey, InstalmentRow, InstalmentSums,
};
use uuid::Uuid;

use super::documents::deals;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::card::{Cards, DealCard};
use crate::http::deal::list::{found, owner};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::paging;
use crate::http::problem::Problem;
use crate::http::query::{self, Query};
use tongguan_service::i18n::Lang;

/// Which instalments. All conditions hold.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Only those not fully paid.
    #[serde(default)]
    open: bool,
    /// `not_due`, `to30`, `to60`, `to90` or `over90`, of those not fully paid.
    #[param(value_type = Option<String>)]
    age: Option<Age>,
    /// Owner of the deal: `me`, or the id of a person.
    owner: Option<String>,
    /// Department of the deal.
    #[param(value_type = Option<Uuid>)]
    department: Option<DepartmentId>,
    /// A customer.
    #[param(value_type = Option<Uuid>)]
    account: Option<AccountId>,
    /// Part of a number or of a name, or pinyin.
    q: Option<String>,
    /// Due on this day or later.
    #[param(value_type = Option<String>)]
    due_from: Option<Date>,
    /// Due before this day.
    #[param(value_type = Option<String>)]
    due_before: Option<Date>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A page of instalments.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InstalmentPage {
    /// What is on it, earliest due first.
    pub items: Vec<InstalmentLine>,
    /// The cursor of the next page; absent at the end.
    pub next: Option<String>,
    /// Of all that the filter finds; on the first page only.
    pub sums: Option<InstalmentSumsView>,
    /// What is out by age, whatever age is asked for; on the first page only.
    pub ageing: Option<Vec<AgeView>>,
}

/// Instalments counted and summed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InstalmentSumsView {
    /// How many.
    pub instalments: i64,
    /// Planned, minor units.
    pub planned_minor: i64,
    /// Came in, minor units.
    pub received_minor: i64,
    /// Still out, minor units.
    pub outstanding_minor: i64,
}

/// A bucket of age.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AgeView {
    /// `not_due`, `to30`, `to60`, `to90` or `over90`.
    #[schema(value_type = String)]
    pub age: Age,
    /// How many instalments.
    pub instalments: i64,
    /// What is out, minor units.
    pub outstanding_minor: i64,
}

/// An instalment in the list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InstalmentLine {
    /// Its id.
    pub id: Uuid,
    /// The contract that pays it, by its approval form.
    pub contract: Uuid,
    /// Its place in the schedule, from 1.
    pub seq: i64,
    /// What makes it payable: its key.
    pub event: String,
    /// The same in words.
    pub name: String,
    /// Planned, minor units.
    pub planned_minor: i64,
    /// Came in, minor units.
    pub received_minor: i64,
    /// Still out, minor units.
    pub outstanding_minor: i64,
    /// What of it is disputed, minor units.
    pub disputed_minor: i64,
    /// By when we ask for it.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// When payment is expected, as last heard.
    #[schema(value_type = Option<String>, format = Date)]
    pub expected_on: Option<Date>,
    /// Days past due; 0 where it is not.
    pub overdue_days: i32,
    /// The dunning level owed.
    pub dunning_owed: Option<i64>,
    /// The dunning level done.
    pub dunning_done: Option<i64>,
    /// Issued invoices for it, minor units.
    pub invoiced_minor: i64,
    /// `none`, `requested`, `issued` or `delivered`: how far its invoices are.
    pub invoice: String,
    /// Its deal.
    pub deal: DealCard,
}

/// Instalments of the deals that the caller sees.
#[utoipa::path(
    get, path = "/api/v1/instalments", tag = "work", operation_id = "list_instalments",
    params(Asked),
    responses(
        (status = 200, body = InstalmentPage),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<InstalmentPage>, ApiError> {
    let (limit, key) =
        (paging::limit(asked.limit)?, paging::after::<InstalmentKey>(asked.cursor.as_deref())?);
    let today = tongguan_core::zone::local_date(app.world().now(), &app.current_process().time_zone());
    let wide = wide(&app, &caller, &asked).await?;
    let filter = narrow(&asked, &wide, today);
    let (access, tenant, is_first) = (app.access(&caller), caller.tenant, key.is_none());
    let read: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let (access, filter, wide, key) = (access.clone(), filter.clone(), wide.clone(), key.clone());
            Box::pin(async move {
                let page = instalments::list(tx, &access, &filter, key.as_ref(), limit).await?;
                let totals = match is_first {
                    true => Some((
                        instalments::sums(tx, &access, &filter).await?,
                        instalments::ageing(tx, &access, &wide, today).await?,
                    )),
                    false => None,
                };
                let deals = deals(tx, tenant, page.items.iter().map(|row| row.deal.deal)).await?;
                Ok((page, totals, deals))
            })
        })
        .await;
    let (page, totals, deals) = read?;
    let cards =
        Cards::load(&app, &caller, lang, page.items.iter().map(|row| &row.deal), std::iter::empty()).await?;
    let line = |row: &InstalmentRow| line(row, deals.get(&row.deal.deal), (today, lang), &cards);
    Ok(Json(InstalmentPage {
        items: page.items.iter().map(line).collect(),
        next: paging::next(page.next),
        sums: totals.as_ref().map(|(sums, _)| sums_view(*sums)),
        ageing: totals.map(|(_, ageing)| ages(ageing)),
    }))
}

/// The filter without its age.
async fn wide(app: &App, caller: &Caller, asked: &Asked) -> Result<InstalmentFilter, ApiError> {
    let owner = match owner(caller, asked.owner.as_deref())? {
        Some(OwnerFilter::Person(person)) => Some(person),
        Some(OwnerFilter::Pool) => return Err(query::not_allowed("owner", "me, UUID")),
        None => None,
    };
    Ok(InstalmentFilter {
        account: asked.account,
        owner,
        department: asked.department,
        open: asked.open,
        due_from: asked.due_from,
        due_before: asked.due_before,
        found: found(app, caller, asked.q.as_deref()).await?,
        ..InstalmentFilter::default()
    })
}

fn narrow(asked: &Asked, wide: &InstalmentFilter, today: Date) -> InstalmentFilter {
    let Some(age) = asked.age else { return wide.clone() };
    let (from, before) = age.due(today);
    let later = |a: Option<Date>, b: Option<Date>| a.max(b);
    let earlier = |a: Option<Date>, b: Option<Date>| match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    };
    InstalmentFilter {
        open: true,
        due_from: later(wide.due_from, from),
        due_before: earlier(wide.due_before, before),
        ..wide.clone()
    }
}

fn sums_view(sums: InstalmentSums) -> InstalmentSumsView {
    InstalmentSumsView {
        instalments: sums.instalments,
        planned_minor: sums.amount_minor,
        received_minor: sums.received_minor,
        outstanding_minor: sums.outstanding_minor,
    }
}

fn ages(ageing: Ageing) -> Vec<AgeView> {
    let of = |age: Age| match age {
        Age::NotDue => ageing.not_due,
        Age::To30 => ageing.to_30,
        Age::To60 => ageing.to_60,
        Age::To90 => ageing.to_90,
        Age::Over90 => ageing.over_90,
    };
    let view = |age: Age| {
        let (instalments, outstanding_minor) = of(age);
        AgeView { age, instalments, outstanding_minor }
    };
    Age::ALL.into_iter().map(view).collect()
}

fn line(
    row: &InstalmentRow,
    deal: Option<&Deal>,
    (today, lang): (Date, Lang),
    cards: &Cards,
) -> InstalmentLine {
    let late = row.due_on.filter(|due| *due < today && row.outstanding_minor > 0);
    let (invoice, invoiced_minor) = deal.map_or(("none", 0), |deal| invoices(deal, row.instalment));
    let name = lang.word(&format!("payment_event.{}", row.event));
    InstalmentLine {
        id: row.instalment.0,
        contract: row.contract.0,
        seq: row.place,
        name: if name.is_empty() { row.event.clone() } else { name.to_owned() },
        event: row.event.clone(),
        planned_minor: row.amount_minor,
        received_minor: row.received_minor,
        outstanding_minor: row.outstanding_minor,
        disputed_minor: row.disputed_minor,
        due_on: row.due_on,
        expected_on: row.expected_on,
        overdue_days: late.map_or(0, |due| today.since(due).map_or(0, |span| span.get_days())),
        dunning_owed: row.dunning_owed,
        dunning_done: row.dunning_done,
        invoiced_minor,
        invoice: invoice.to_owned(),
        deal: cards.card(&row.deal),
    }
}

/// How far the invoices of an instalment are, and what the issued ones come to.
fn invoices(deal: &Deal, instalment: InstalmentId) -> (&'static str, i64) {
    let of = deal.fulfilment.invoices.values().filter(|one| one.instalment == instalment && one.is_live());
    let of: Vec<_> = of.collect();
    let issued: i64 = of.iter().filter(|one| one.issued_on.is_some()).map(|one| one.total.minor()).sum();
    let is_delivered = of.iter().any(|one| one.delivered_on.is_some());
    match (of.is_empty(), is_delivered, of.iter().any(|one| one.issued_on.is_some())) {
        (true, ..) => ("none", 0),
        (_, true, _) => ("delivered", issued),
        (_, _, true) => ("issued", issued),
        _ => ("requested", issued),
    }
}
