//! `GET /api/v1/accounts/{id}/access`: why somebody sees a customer, or why not, and who sees it.
//!
//! Promises the same askers and the same words as for a deal. Must never tell what is kept of the customer.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_core::id::AccountId;
use tongguan_core::reference::account::Account;
use tongguan_core::sight::why;
use tongguan_store::{StoreError, reference};

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::access::{AccessView, Asked, Telling, askable, is_watcher, may_ask};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::Query;

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
    ApiLang(lang): ApiLang,
    Path(id): Path<AccountId>,
    Query(asked): Query<Asked>,
) -> Result<Json<AccessView>, ApiError> {
    let account = account_for(&app, &caller, id).await?;
    let (directory, process) = (app.directory(caller.tenant).await?, app.current_process());
    let telling = Telling { lang, process: &process, directory: &directory };
    let person = asked.person(&caller);
    may_ask(&telling, &caller, person)?;
    let (organization, deals) = (&directory.organization, rights::involved(&app, &caller, account.id).await?);
    let at = (rights::today(&app), app.world().now());
    let explained = |person| why::of_account(organization, &process, person, (&account, &deals), at);
    let found = explained(person);
    let is_above = |owner| why::is_above(organization, caller.person, owner);
    let asks_all =
        is_watcher(&caller) || account.owner.is_some_and(|owner| owner == caller.person || is_above(owner));
    let readers = if asks_all { telling.readers(explained) } else { Vec::new() };
    let (person, because) = (telling.named(person), telling.because(&found));
    let askable = askable(&telling, &caller);
    Ok(Json(AccessView { person, sees: found.sees, because, hidden: Vec::new(), askable, readers }))
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
