//! `GET /api/v1/deals/{id}/similar`: what else there is of the same customer, or of one like it.
//!
//! Promises for each what whoever registers a lead learns anyway: the name, the department, since when nobody spoke to it. It opens
//! where the reader sees it. What is alike is the core's and the store's to say: the same keys as at registration.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::facts::{Duplicate, Probe};
use tongguan_core::id::{AccountId, DealId};
use tongguan_core::process::Stage;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::setting::Settings;
use tongguan_store::access::{Access, Scope};
use tongguan_store::read::deals::{self, DealOrder, DealRow};
use tongguan_store::read::filter::DealFilter;
use tongguan_store::{StoreError, Tx, reference};
use uuid::Uuid;

use super::card::Cards;
use super::reading::{Named, visible};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::reference::rights;

/// Running deals of one customer that are looked at.
const DEALS: u32 = 50;

/// Another deal of the customer, or another customer like it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SimilarLine {
    /// Whether it is the same customer; like it where not.
    pub certain: bool,
    /// `deal` or `account`.
    pub kind: String,
    /// The number of the deal.
    pub number: Option<String>,
    /// The name of the customer.
    pub name: String,
    /// The department that it belongs to.
    pub department: Option<String>,
    /// Who owns it; absent in the pool.
    pub owner: Option<Named>,
    /// When somebody last spoke to the customer, or something happened to the deal.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_contact: Option<Timestamp>,
    /// The deal, where the reader sees it.
    pub deal: Option<Uuid>,
    /// The customer, where the reader sees it.
    pub account: Option<Uuid>,
}

/// What is like a customer.
struct Alike {
    /// Its other running deals.
    deals: Vec<DealRow>,
    /// Other customers like it.
    accounts: Vec<(Duplicate, Account)>,
}

/// Other running deals of the customer, and other customers that equal or resemble it; certain ones first.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/similar", tag = "deal", operation_id = "list_similar",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = Vec<SimilarLine>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
) -> Result<Json<Vec<SimilarLine>>, ApiError> {
    let deal = visible(&app, &caller, id).await?;
    let (tenant, account) = (caller.tenant, deal.account);
    let (everything, settings) = (everything(&caller), app.directory(tenant).await?.settings.clone());
    let alike: Result<Alike, StoreError> = app
        .db
        .read(move |tx| {
            let (everything, settings) = (everything.clone(), settings.clone());
            Box::pin(async move { alike(tx, &everything, &settings, (id, account)).await })
        })
        .await;
    let alike = alike?;
    let owners = alike.accounts.iter().filter_map(|(_, account)| account.owner).map(|owner| owner.0);
    let cards = Cards::load(&app, &caller, lang, alike.deals.iter(), owners).await?;
    let mut lines = Vec::new();
    for row in &alike.deals {
        let is_seen = visible(&app, &caller, row.deal).await.is_ok();
        lines.push(of_deal(&cards, row, is_seen));
    }
    for (hit, account) in alike.accounts {
        let is_seen = rights::sees_account(&app, &caller, &account).await?;
        lines.push(of_account(&cards, hit, account, is_seen));
    }
    lines.sort_by_key(|line| !line.certain);
    Ok(Json(lines))
}

/// For the running leads among rows, how much there is like each.
pub(super) async fn counts(
    tx: &mut Tx,
    everything: &Access,
    settings: &Settings,
    rows: &[DealRow],
) -> Result<BTreeMap<DealId, usize>, StoreError> {
    let mut found = BTreeMap::new();
    let is_lead = |row: &&DealRow| row.standing == "open" && row.stage == Stage::Screening.key();
    for row in rows.iter().filter(is_lead) {
        let alike = alike(tx, everything, settings, (row.deal, row.account)).await?;
        found.insert(row.deal, alike.deals.len() + alike.accounts.len());
    }
    Ok(found)
}

/// Whose deals do not matter here: what is shown of those that the reader does not see is what a registration tells anybody.
pub(super) fn everything(caller: &Caller) -> Access {
    Access::of(caller.tenant, caller.person, Scope::All)
}

async fn alike(
    tx: &mut Tx,
    everything: &Access,
    settings: &Settings,
    (deal, account): (DealId, AccountId),
) -> Result<Alike, StoreError> {
    let tenant = everything.tenant();
    let filter = DealFilter { account: Some(account), ..DealFilter::open() };
    let mut deals = deals::list(tx, everything, &filter, DealOrder::Updated, None, DEALS).await?.items;
    deals.retain(|row| row.deal != deal);
    let mut accounts = Vec::new();
    if let Some(known) = reference::load::<Account>(tx, tenant, account.0).await? {
        let Account { name, uscc, .. } = known.state;
        let probe = Probe {
            name,
            uscc: uscc.map(|uscc| uscc.to_string()),
            except: Some(account),
            ..Probe::default()
        };
        for hit in reference::duplicates(tx, tenant, &probe, settings).await? {
            let found = reference::load::<Account>(tx, tenant, hit.account.0).await?;
            accounts.extend(found.map(|row| (hit, row.state)));
        }
    }
    Ok(Alike { deals, accounts })
}

fn of_deal(cards: &Cards, row: &DealRow, is_seen: bool) -> SimilarLine {
    let card = cards.card(row);
    SimilarLine {
        certain: true,
        kind: "deal".to_owned(),
        number: Some(card.number),
        name: card.account.name.unwrap_or_default(),
        department: card.department.name,
        owner: card.owner,
        last_contact: Some(row.updated_at),
        deal: is_seen.then_some(card.id),
        account: is_seen.then_some(card.account.id),
    }
}

fn of_account(cards: &Cards, hit: Duplicate, account: Account, is_seen: bool) -> SimilarLine {
    SimilarLine {
        certain: hit.certain,
        kind: "account".to_owned(),
        number: None,
        name: account.name,
        department: hit.department,
        owner: account.owner.map(|owner| cards.named(owner.0)),
        last_contact: hit.last_contact,
        deal: None,
        account: is_seen.then_some(account.id.0),
    }
}
