//! `GET /api/v1/pool`: leads and customers that nobody owns (公海), as far as one must know them to claim them; `GET /api/v1/pools`: which
//! pools there are for somebody.
//!
//! Promises a name, a place and a date, and no person of the customer: phones and mails show once somebody owns it; and nothing of a pool
//! into which the caller does not look. Whether he may claim is the core's word, asked for each.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::deal::Command;
use tongguan_core::id::{CommandId, DealId, DepartmentId};
use tongguan_core::label::Language;
use tongguan_core::pool::{self as rule, OWN, PoolRule};
use tongguan_core::reference::account::{self, Account};
use tongguan_store::read::pool::{self, Look, Part, PoolRow};
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::names;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::ruled::Ruled;
use tongguan_service::run::{Answer, Attempt, Target, Via};

/// Which part of the pool.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Customers; leads where absent.
    #[serde(default)]
    accounts: bool,
    /// In this pool; in all that the caller looks into where absent.
    pool: Option<String>,
    /// Of this department.
    #[param(value_type = Option<Uuid>)]
    department: Option<DepartmentId>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Something that nobody owns.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PoolLine {
    /// The deal, or the customer.
    pub id: Uuid,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// The customer's name.
    pub name: Option<String>,
    /// Its department.
    pub department: Named,
    /// The pool in which it lies; absent where there is only the company's own.
    pub pool: Option<String>,
    /// Its industry.
    pub industry: Option<String>,
    /// Its region.
    pub region: Option<String>,
    /// A, B or C, of a lead that was graded.
    pub grade: Option<String>,
    /// When somebody last spoke to the customer.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_contact: Option<Timestamp>,
    /// By which rule the night took a customer: `no_contact`, `no_deal` or `protection_end`; absent where somebody let it go.
    pub recall_rule: Option<String>,
    /// Whether the caller may claim it now.
    pub may_claim: bool,
    /// Why not.
    #[schema(value_type = Option<Problem>)]
    pub problem: Option<serde_json::Value>,
}

/// Whoever may claim sees what there is to claim, and so does whoever watches over it.
const READERS: [&str; 7] = [
    "sales_rep",
    "sales_supervisor",
    "sales_manager",
    "sales_director",
    "sales_ops",
    "general_manager",
    "auditor",
];

/// What is in the pool, latest first.
#[utoipa::path(
    get, path = "/api/v1/pool", tag = "work", operation_id = "list_pool", params(Asked),
    responses(
        (status = 200, body = PageView<PoolLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<PoolLine>>, ApiError> {
    may_look(&caller)?;
    let (limit, after) = (paging::limit(asked.limit)?, paging::after::<Uuid>(asked.cursor.as_deref())?);
    let part = if asked.accounts { Part::Accounts } else { Part::Leads };
    let tenant = caller.tenant;
    let look = look(&app, &caller, asked.pool.as_deref());
    let narrowed = pool::Asked { part, look, department: asked.department, after, limit };
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let narrowed = narrowed.clone();
            Box::pin(async move {
                let page = pool::list(tx, tenant, &narrowed).await?;
                let mut rows = Vec::with_capacity(page.items.len());
                for row in page.items {
                    let account = reference::load::<Account>(tx, tenant, row.account).await?;
                    rows.push((row, account.map(|row| row.state)));
                }
                Ok((rows, page.next))
            })
        })
        .await;
    let (rows, next) = page?;
    let names = names::of(&app, tenant, Vec::new()).await?;
    let mut items = Vec::with_capacity(rows.len());
    for (row, account) in rows {
        items.push(line(&app, &caller, (lang, &names), (part, row, account)).await?);
    }
    Ok(Json(PageView { items, next: paging::next(next) }))
}

/// Whoever claims or watches, and whoever keeps a pool.
fn may_look(caller: &Caller) -> Result<(), ApiError> {
    let organization = &caller.organization;
    let keeps = organization.pools.iter().any(|pool| rule::is_admin(organization, caller.person, Some(pool)));
    if keeps { Ok(()) } else { caller.must_hold(&READERS) }
}

/// The pools into which the caller looks, or one of them; none where he does not look into that one.
fn look(app: &App, caller: &Caller, key: Option<&str>) -> Look {
    let organization = &caller.organization;
    let mut into = rule::seen_by(organization, &app.current_process(), caller.person);
    into.retain(|at| key.is_none_or(|key| key_of(organization.pools.get(*at)) == key));
    Look { marks: rule::marks(organization), into }
}

fn key_of(pool: Option<&PoolRule>) -> &str {
    pool.map_or(OWN, |pool| pool.key.as_str())
}

/// A pool for somebody who looks into it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PoolView {
    /// Its key; `default` for the company's own.
    pub key: String,
    /// Its name; absent for the company's own.
    pub name: Option<String>,
    /// Leads in it.
    pub leads: u32,
    /// Customers in it.
    pub accounts: u32,
    /// Whether the caller is one of its members.
    pub is_member: bool,
    /// Whether he assigns from it.
    pub may_assign: bool,
}

/// The pools into which the caller looks, in the order in which they are asked; the company's own last.
#[utoipa::path(
    get, path = "/api/v1/pools", tag = "work", operation_id = "list_pools",
    responses(
        (status = 200, body = Vec<PoolView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn pools(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
) -> Result<Json<Vec<PoolView>>, ApiError> {
    may_look(&caller)?;
    let (tenant, look) = (caller.tenant, look(&app, &caller, None));
    let into = look.into.clone();
    let counted: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let look = look.clone();
            Box::pin(async move {
                let leads = pool::counts(tx, tenant, Part::Leads, &look).await?;
                Ok((leads, pool::counts(tx, tenant, Part::Accounts, &look).await?))
            })
        })
        .await;
    let (leads, accounts) = counted?;
    let of = |counts: &[(usize, u32)], at| counts.iter().find(|(of, _)| *of == at).map_or(0, |(_, n)| *n);
    let organization = &caller.organization;
    let language = if lang == Lang::Zh { Language::Zh } else { Language::En };
    let view = |at: usize| {
        let pool = organization.pools.get(at);
        PoolView {
            key: key_of(pool).to_owned(),
            name: pool.map(|pool| pool.name.get(language).to_owned()),
            leads: of(&leads, at),
            accounts: of(&accounts, at),
            is_member: rule::is_member(organization, caller.person, pool),
            may_assign: rule::is_admin(organization, caller.person, pool),
        }
    };
    Ok(Json(into.into_iter().map(view).collect()))
}

async fn line(
    app: &App,
    caller: &Caller,
    (lang, names): (Lang, &Names),
    (part, row, account): (Part, PoolRow, Option<Account>),
) -> Result<PoolLine, ApiError> {
    let target = match part {
        Part::Leads => {
            Target::Deal { id: DealId(row.id), command: Command::ClaimLead { justification: None } }
        }
        Part::Accounts => Target::Reference {
            id: Some(row.id),
            command: account::Command::ClaimAccount { justification: None }.into(),
        },
    };
    let attempt = Attempt {
        tenant: caller.tenant,
        id: CommandId(app.world().id()),
        via: Via::Api,
        target,
        expected: None,
        key: None,
        context: caller.context(app),
    };
    let problem = match app.executor.dry_run(attempt).await? {
        Answer::Accepted { .. } => None,
        Answer::Refused { code, params } => {
            let ruled = Ruled::new(code, params, &app.current_process(), names);
            let fault = ApiError::Ruled(Box::new(ruled));
            Some(serde_json::to_value(Problem::new(&fault, lang, None)).map_err(|_| ApiError::Internal)?)
        }
    };
    let pools = &caller.organization.pools;
    let of_account = |field: fn(&Account) -> Option<String>| account.as_ref().and_then(field);
    Ok(PoolLine {
        id: row.id,
        version: row.version,
        name: of_account(|account| Some(account.name.clone())),
        department: Named { id: row.department, name: names.get(&row.department).cloned() },
        pool: (!pools.is_empty()).then(|| key_of(pools.get(row.pool)).to_owned()),
        industry: of_account(|account| account.industry.clone()),
        region: of_account(|account| account.region.clone()),
        grade: row.grade,
        last_contact: row.last_contact,
        recall_rule: of_account(|account| {
            let rule = account.pooled.last().and_then(|last| last.rule);
            rule.map(|rule| rule.key().to_owned())
        })
        .filter(|_| part == Part::Accounts),
        may_claim: problem.is_none(),
        problem,
    })
}
