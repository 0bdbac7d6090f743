//! `GET /api/v1/accounts/{id}/access`: why somebody sees a customer, or why not, and who sees it.
//!
//! Promises the same askers and the same words as for a deal. Must never tell what is kept of the customer.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_core::id::{AccountId, PersonId};
use tongguan_core::reference::account::Account;
use tongguan_core::sight::Sight;
use tongguan_core::sight::why::{self, Why};
use tongguan_store::access::Access;
use tongguan_store::read::deals::{self, DealOrder};
use tongguan_store::read::filter::DealFilter;
use tongguan_store::{StoreError, reference};

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::access::{AccessView, Asked, ReaderView, Telling, is_watcher, may_ask};
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::i18n::Lang;

/// Why somebody sees this customer, or why not.
#[utoipa::path(
    get, path = "/api/v1/accounts/{id}/access", tag = "reference", operation_id = "explain_account_access",
    params(("id" = Uuid, Path), Asked),
    responses(
        (status = 200, body = AccessView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    lang: Lang,
    Path(id): Path<AccountId>,
    Query(asked): Query<Asked>,
) -> Result<Json<AccessView>, ApiError> {
    let account = account_for(&app, &caller, id).await?;
    let (directory, process) = (app.directory(caller.tenant).await?, app.current_process());
    let telling = Telling { lang, process: &process, directory: &directory };
    let person = asked.person(&caller);
    may_ask(&telling, &caller, person)?;
    let found = explained(&app, &telling, &caller, (person, &account)).await?;
    let is_above = |owner| why::is_above(&directory.organization, caller.person, owner);
    let asks_all =
        is_watcher(&caller) || account.owner.is_some_and(|owner| owner == caller.person || is_above(owner));
    let mut readers = Vec::new();
    let active = directory.organization.people.keys().filter(|one| directory.organization.is_active(**one));
    for one in active.filter(|_| asks_all) {
        let found = explained(&app, &telling, &caller, (*one, &account)).await?;
        let because = telling.because(&found).into_iter().next().unwrap_or_default();
        readers.extend(found.sees.then(|| ReaderView { person: telling.named(*one), because }));
    }
    let (person, because) = (telling.named(person), telling.because(&found));
    Ok(Json(AccessView { person, sees: found.sees, because, hidden: Vec::new(), readers }))
}

async fn account_for(app: &App, caller: &Caller, id: AccountId) -> Result<Account, ApiError> {
    if !is_watcher(caller) {
        return rights::must_see_account(app, caller, id).await;
    }
    let tenant = caller.tenant;
    let found: Result<_, StoreError> = app
        .db
        .read(move |tx| Box::pin(async move { reference::load::<Account>(tx, tenant, id.0).await }))
        .await;
    Ok(found?.ok_or(ApiError::NotFound)?.state)
}

async fn explained(
    app: &App,
    telling: &Telling<'_>,
    caller: &Caller,
    (person, account): (PersonId, &Account),
) -> Result<Why, StoreError> {
    let access = Access::seeing(caller.tenant, person, Sight::Own);
    let filter = DealFilter { account: Some(account.id), ..DealFilter::default() };
    let takes_part = app
        .db
        .read(move |tx| {
            let (access, filter) = (access.clone(), filter.clone());
            Box::pin(async move {
                let page = deals::list(tx, &access, &filter, DealOrder::Updated, None, 1).await?;
                Ok::<_, StoreError>(!page.items.is_empty())
            })
        })
        .await?;
    let organization = &telling.directory.organization;
    Ok(why::of_account(organization, telling.process, (person, takes_part), account))
}
