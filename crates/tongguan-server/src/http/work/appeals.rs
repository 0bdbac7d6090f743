//! `GET /api/v1/appeals` and `POST /api/v1/appeals`: contesting whose a customer is, without seeing the deal.
//!
//! Promises that whoever met a collision can file an appeal by what he typed himself, and follows it to its end; that he learns nothing
//! of the deal but how his appeal ended. Whoever sees the deal learns both sides. Must never answer a contact, a number or an owner to
//! one who does not see the deal.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::deal::screening::appeal;
use tongguan_core::deal::{Command, Deal};
use tongguan_core::digest::Digest;
use tongguan_core::facts::Probe;
use tongguan_core::id::{AccountId, DealId, PersonId};
use tongguan_store::read::appeals::{self, AppealAbout, AppealFilter, AppealKey};
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::account_appeals;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, Request};
use crate::http::deal::history::texts;
use crate::http::deal::reading::{self, Named};
use crate::http::deal::view::drawn;
use crate::http::error::ApiError;
use crate::http::headers::IdempotencyKey;
use crate::http::names;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::{self, Query};
use crate::http::reference::rights;
use crate::http::strict_json::StrictJson;
use tongguan_service::i18n::names::Names;
use tongguan_service::run::{Target, Via};

/// The longest value that is looked for, in characters.
const LONGEST: usize = 120;

/// What the asker typed when he was told of the collision, and why it is his.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// The customer's name.
    name: String,
    /// 统一社会信用代码.
    #[serde(default)]
    uscc: Option<String>,
    /// Why.
    reason: String,
    /// Files that prove it.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    evidence: Vec<Digest>,
}

/// An appeal that was filed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Filed {
    /// 1 for the first, decided by the supervisor; 2 for the last, decided by the director.
    pub level: u32,
}

/// What is contested.
enum Contested {
    /// A deal that runs, and its customer with it.
    Deal(DealId),
    /// A customer with which nobody else has a deal that runs.
    Account(AccountId),
}

/// Files an appeal against whoever has a customer: about his deal with it, or, where none runs, about the customer itself.
#[utoipa::path(
    post, path = "/api/v1/appeals", tag = "work", operation_id = "file_appeal",
    params(("Idempotency-Key" = String, Header)),
    request_body = Filing,
    responses(
        (status = 200, body = Filed),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn file(
    State(app): State<Arc<App>>,
    caller: Caller,
    key: IdempotencyKey,
    StrictJson(filing): StrictJson<Filing>,
) -> Result<Json<Filed>, ApiError> {
    let Filing { name, uscc, reason, evidence } = filing;
    if [Some(&name), uscc.as_ref()].into_iter().flatten().any(|text| text.chars().count() > LONGEST) {
        return Err(query::not_allowed("name", format!("≤ {LONGEST}")));
    }
    let (tenant, person) = (caller.tenant, caller.person);
    let probe = Probe { name, uscc, ..Probe::default() };
    let found: Result<Option<Contested>, StoreError> = app
        .db
        .read(move |tx| {
            let probe = probe.clone();
            Box::pin(async move {
                let hits = reference::certain(tx, tenant, &probe).await?;
                for hit in &hits {
                    let contested = appeals::contestable(tx, tenant, (hit.account, person)).await?;
                    if let Some(deal) = contested {
                        return Ok(Some(Contested::Deal(deal)));
                    }
                }
                // Nobody else sells to it at present: whose the customer is, is contested by itself.
                let held = hits.iter().find(|hit| hit.owner.is_some_and(|owner| owner != person));
                Ok(held.map(|hit| Contested::Account(hit.account)))
            })
        })
        .await;
    let id = match found?.ok_or(ApiError::NotFound)? {
        Contested::Deal(id) => id,
        Contested::Account(id) => {
            let level = account_appeals::file(&app, &caller, &key, (id, reason, evidence)).await?;
            return Ok(Json(Filed { level }));
        }
    };
    let command = Command::FileAppeal { reason, evidence };
    let (key, target) = (key.as_str().to_owned(), Target::Deal { id, command });
    execute::run(&app, &caller, Request { target, expected: None, key, via: Via::Api, dry_run: false })
        .await?;
    let deal = folded(&app, &caller, id).await?.ok_or(ApiError::NotFound)?;
    Ok(Json(Filed { level: deal.lead.appeals.len() as u32 }))
}

/// Which appeals.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Only those that nobody has decided.
    #[serde(default)]
    open: bool,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// An appeal in a list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AppealLine {
    /// The deal, where it is about one and the reader sees it.
    pub deal: Option<Uuid>,
    /// The appeal itself, where it is about a customer without business.
    pub account_appeal: Option<Uuid>,
    /// Its number, where the reader sees it.
    pub number: Option<String>,
    /// The customer.
    pub customer: Option<String>,
    /// 1 for the first, 2 for the last.
    pub level: u32,
    /// Who filed it.
    pub by: Named,
    /// His department.
    pub by_department: Option<Named>,
    /// Against whom, where the reader sees the deal or the customer.
    pub against: Option<Named>,
    /// Who has the customer by now, where that is neither side and the reader sees it.
    pub holder: Option<Named>,
    /// The department that has the deal or the customer.
    pub department: Named,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub filed_at: Timestamp,
    /// By when it is to be decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// Why.
    pub reason: Option<String>,
    /// How many files were laid to it.
    pub evidence: u32,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub decided_at: Option<Timestamp>,
    /// Whether it was decided for whoever filed it.
    pub upheld: Option<bool>,
    /// Why it was decided so, where it is about a customer without business; of a deal it stands in its history.
    pub opinion: Option<String>,
    /// The credit as it was shared out, once the last decision stands.
    pub shares: Vec<ShareView>,
    /// Whether the reader may decide it now.
    pub may_decide: bool,
    /// Whether it did not favour the reader, and he may appeal against that once.
    pub may_appeal: bool,
}

/// A part of the credit.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ShareView {
    /// Whose.
    pub person: Named,
    /// How much, such as `70`.
    #[schema(value_type = String)]
    pub percent: String,
}

/// Appeals that the caller filed, and those about deals and customers that he sees, the latest first.
#[utoipa::path(
    get, path = "/api/v1/appeals", tag = "work", operation_id = "list_appeals", params(Asked),
    responses(
        (status = 200, body = PageView<AppealLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<AppealLine>>, ApiError> {
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<AppealKey>(asked.cursor.as_deref())?);
    let (access, filter) =
        (app.access(&caller), AppealFilter { open: asked.open, today: rights::today(&app) });
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move { appeals::list(tx, &access, filter, key, limit).await })
        })
        .await;
    let page = page?;
    let mut items = Vec::with_capacity(page.items.len());
    for row in &page.items {
        items.extend(match row.about {
            AppealAbout::Deal(deal) => line(&app, &caller, (deal, row.level)).await?,
            AppealAbout::Account(id) => account_appeals::line(&app, &caller, id).await?,
        });
    }
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

async fn folded(app: &App, caller: &Caller, id: DealId) -> Result<Option<Arc<Deal>>, StoreError> {
    let (executor, tenant) = (app.executor.clone(), caller.tenant);
    app.db
        .read(move |tx| {
            let executor = executor.clone();
            Box::pin(async move { executor.deal(tx, tenant, id).await })
        })
        .await
}

async fn line(
    app: &App,
    caller: &Caller,
    (id, level): (DealId, u32),
) -> Result<Option<AppealLine>, ApiError> {
    let Some(deal) = folded(app, caller, id).await? else { return Ok(None) };
    let at = level.saturating_sub(1) as usize;
    let Some(filed) = deal.lead.appeals.get(at) else { return Ok(None) };
    let is_seen = match reading::visible(app, caller, id).await {
        Ok(_) => true,
        Err(ApiError::NotFound) => false,
        Err(fault) => return Err(fault),
    };
    let names = names::of(app, caller.tenant, vec![deal.account.0]).await?;
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    let home = |person: PersonId| caller.organization.people.get(&person).map(|person| person.department.0);
    let reason = texts(app, caller, vec![filed.note.id]).await?.remove(&filed.note.id);
    let is_open = filed.decided_by.is_none();
    let upheld = filed.owner.map(|owner| owner == filed.by);
    let is_last = at + 1 == deal.lead.appeals.len();
    let process = app.process_for(caller, deal.process_version).ok_or(ApiError::Internal)?;
    Ok(Some(AppealLine {
        deal: is_seen.then_some(id.0),
        account_appeal: None,
        number: deal.numbers.last().and_then(drawn).filter(|_| is_seen),
        customer: names.get(&deal.account.0).cloned(),
        level,
        by: named(filed.by.0),
        by_department: home(filed.by).map(named),
        against: filed.against.filter(|_| is_seen).map(|person| named(person.0)),
        holder: None,
        department: named(deal.department.0),
        filed_at: filed.at,
        due_at: appeal::due_at(&deal, &process).filter(|_| is_open),
        reason,
        evidence: filed.evidence.len() as u32,
        decided_at: filed.decided_at,
        upheld,
        opinion: None,
        shares: match !is_open && is_last {
            true => shares(&deal, &names, is_seen, filed.by),
            false => Vec::new(),
        },
        may_decide: is_open
            && is_seen
            && appeal::may_decide(&deal, &process, &caller.organization, caller.person),
        may_appeal: is_last && filed.by == caller.person && level == 1 && upheld == Some(false),
    }))
}

/// The shares: all of them where the reader sees the deal, his own where not.
fn shares(deal: &Deal, names: &Names, is_seen: bool, by: PersonId) -> Vec<ShareView> {
    let shown = deal.lead.shares.iter().filter(|share| is_seen || share.person == by);
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    shown
        .map(|share| ShareView { person: named(share.person.0), percent: share.percent.to_string() })
        .collect()
}
