//! `GET /api/v1/accounts`: customers that the caller sees, filtered, with what the deals with them come to.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tongguan_core::id::DepartmentId;
use tongguan_store::StoreError;
use tongguan_store::read::accounts::{self, AccountFilter, AccountKey, AccountRow};
use tongguan_store::read::search;
use uuid::Uuid;

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::list::owner;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::names;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;

/// Customers that a text finds at most.
const FOUND: u32 = 128;

/// Which customers. All conditions hold.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `me`, `pool`, or the id of a person.
    owner: Option<String>,
    /// A department.
    #[param(value_type = Option<Uuid>)]
    department: Option<DepartmentId>,
    /// Part of the name, or of the name of its people, or their pinyin.
    q: Option<String>,
    /// Only those who owe something.
    #[serde(default)]
    owes: bool,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A customer in a list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AccountLine {
    /// Its id.
    pub id: Uuid,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Who owns it, by name; absent in the pool.
    pub owner_name: Option<Named>,
    /// Its department, by name.
    pub department_name: Named,
    /// Running deals with it.
    pub open_deals: i64,
    /// Value of its signed contracts, minor units.
    pub contract_minor: i64,
    /// What it still owes, minor units.
    pub outstanding_minor: i64,
    /// Its fields, as far as the reader sees them.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub fields: Value,
}

/// Customers that the caller sees, newest first.
#[utoipa::path(
    get, path = "/api/v1/accounts", tag = "reference", operation_id = "list_account",
    params(Asked),
    responses(
        (status = 200, body = PageView<AccountLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<AccountLine>>, ApiError> {
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<AccountKey>(asked.cursor.as_deref())?);
    let owner = owner(&caller, asked.owner.as_deref())?;
    let text = asked.q.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let (department, owes, today) = (asked.department, asked.owes, rights::today(&app));
    let filter = AccountFilter { owner, department, found: None, owes, today };
    let (access, tenant) = (app.access(&caller), caller.tenant);
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let (access, mut filter, text) = (access.clone(), filter.clone(), text.clone());
            Box::pin(async move {
                if let Some(text) = text {
                    let hits = search::names(tx, tenant, &text, FOUND).await?;
                    filter.found = Some(hits.into_iter().map(|hit| hit.account).collect());
                }
                accounts::list(tx, &access, &filter, key, limit).await
            })
        })
        .await;
    let page = page?;
    let ids = page.items.iter().flat_map(|row| {
        let owner = row.account.owner.map(|owner| owner.0);
        owner.into_iter().chain([row.account.department.0])
    });
    let names = names::of(&app, caller.tenant, ids.collect()).await?;
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    let items = page.items.into_iter().map(|row| line(&caller, row, &named)).collect::<Result<_, _>>()?;
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

fn line(caller: &Caller, row: AccountRow, named: &dyn Fn(Uuid) -> Named) -> Result<AccountLine, ApiError> {
    let mut fields = serde_json::to_value(&row.account).map_err(|_| ApiError::Internal)?;
    fields.as_object_mut().map(|fields| fields.remove("id"));
    Ok(AccountLine {
        id: row.account.id.0,
        version: row.version,
        owner_name: row.account.owner.map(|owner| named(owner.0)),
        department_name: named(row.account.department.0),
        open_deals: row.open_deals,
        contract_minor: row.contract_minor,
        outstanding_minor: row.outstanding_minor,
        fields: rights::shown(caller, "account", fields),
    })
}
