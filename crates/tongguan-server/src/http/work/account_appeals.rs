//! Appeals about customers without business: how they are filed, shown and decided (`POST /api/v1/account-appeals/{id}/commands`).
//!
//! Promises that whoever filed one learns how it ended and nothing else of the customer, and that who has no part in it cannot tell it
//! from one that is not there.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_core::id::{AccountAppealId, AccountId, PersonId};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_appeal::{self, AccountAppeal, Command};
use tongguan_core::sight::ByPosts;
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::appeals::AppealLine;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, DryRun, Executed, Request};
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::headers::{IdempotencyKey, IfMatch};
use crate::http::names;
use crate::http::openapi::commands as schemas;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::reference::rights;
use crate::http::strict_json::StrictJson;
use tongguan_service::run::{Target, Via};

/// Files one against the owner of a customer; answers its level.
pub async fn file(
    app: &App,
    caller: &Caller,
    key: &IdempotencyKey,
    (account, reason, evidence): (AccountId, String, Vec<tongguan_core::digest::Digest>),
) -> Result<u32, ApiError> {
    let command = Command::FileAccountAppeal { account, reason, evidence };
    let target = Target::Reference { id: None, command: command.into() };
    let request =
        Request { target, expected: None, key: key.as_str().to_owned(), via: Via::Api, dry_run: false };
    let filed = execute::run(app, caller, request).await?;
    let found = found(app, caller, AccountAppealId(filed.id)).await?.ok_or(ApiError::NotFound)?;
    Ok(found.appeal.level)
}

/// Decides an appeal about a customer.
#[utoipa::path(
    post, path = "/api/v1/account-appeals/{id}/commands", tag = "work", operation_id = "decide_account_appeal",
    params(
        ("id" = Uuid, Path), DryRun, ("Idempotency-Key" = String, Header),
        ("If-Match" = Option<String>, Header),
    ),
    request_body = inline(schemas::AccountAppealCommand),
    responses(
        (status = 200, body = Executed),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn change(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(dry_run): Query<DryRun>,
    expected: Option<IfMatch>,
    key: IdempotencyKey,
    StrictJson(command): StrictJson<Command>,
) -> Result<Json<Executed>, ApiError> {
    let Found { appeal, account, .. } =
        found(&app, &caller, AccountAppealId(id)).await?.ok_or(ApiError::NotFound)?;
    if appeal.by != caller.person && !sees(&app, &caller, &appeal, account.as_ref()).await? {
        return Err(ApiError::NotFound);
    }
    let target = Target::Reference { id: Some(id), command: command.into() };
    let (key, dry_run) = (key.as_str().to_owned(), dry_run.dry_run);
    let request = Request { target, expected, key, via: Via::Api, dry_run };
    execute::run(&app, &caller, request).await.map(Json)
}

/// An appeal with its customer.
struct Found {
    appeal: AccountAppeal,
    account: Option<Account>,
    /// Whether no other one about the customer came after it.
    is_last: bool,
}

async fn found(app: &App, caller: &Caller, id: AccountAppealId) -> Result<Option<Found>, StoreError> {
    let tenant = caller.tenant;
    app.db
        .read(move |tx| {
            Box::pin(async move {
                let Some(row) = reference::load::<AccountAppeal>(tx, tenant, id.0).await? else {
                    return Ok(None);
                };
                let appeal = row.state;
                let account = reference::load::<Account>(tx, tenant, appeal.account.0).await?;
                let all = reference::appeals_about(tx, tenant, appeal.account).await?;
                let is_last = all.first().is_some_and(|last| last.state.id == appeal.id);
                Ok(Some(Found { appeal, account: account.map(|row| row.state), is_last }))
            })
        })
        .await
}

/// Whether somebody sees both sides: it is filed against him, he sees the customer, stands above where it was filed, or may decide it.
async fn sees(
    app: &App,
    caller: &Caller,
    appeal: &AccountAppeal,
    account: Option<&Account>,
) -> Result<bool, StoreError> {
    let above = match app.sight(caller).by_posts {
        ByPosts::All => true,
        ByPosts::Departments(departments) => departments.contains(&appeal.department),
        ByPosts::Own => false,
    };
    let owner = account.and_then(|account| account.owner);
    if above || appeal.against == caller.person || may_decide(app, caller, appeal, owner) {
        return Ok(true);
    }
    match account {
        Some(account) => rights::sees_account(app, caller, account).await,
        None => Ok(false),
    }
}

fn may_decide(app: &App, caller: &Caller, appeal: &AccountAppeal, owner: Option<PersonId>) -> bool {
    let process = app.current_process();
    account_appeal::may_decide((&caller.organization, &process), appeal, owner, caller.person)
}

/// The line of a list.
pub async fn line(app: &App, caller: &Caller, id: AccountAppealId) -> Result<Option<AppealLine>, ApiError> {
    let Some(Found { appeal, account, is_last }) = found(app, caller, id).await? else { return Ok(None) };
    let is_seen = sees(app, caller, &appeal, account.as_ref()).await?;
    let owner = account.as_ref().and_then(|account| account.owner);
    let names = names::of(app, caller.tenant, vec![appeal.account.0]).await?;
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    let home = |person: PersonId| caller.organization.people.get(&person).map(|person| person.department.0);
    // Whoever has it by now has a part in it, where that is neither side.
    let holder = owner.filter(|owner| ![appeal.by, appeal.against].contains(owner) && appeal.is_open());
    Ok(Some(AppealLine {
        deal: None,
        account_appeal: Some(appeal.id.0),
        number: None,
        customer: names.get(&appeal.account.0).cloned(),
        level: appeal.level,
        by: named(appeal.by.0),
        by_department: home(appeal.by).map(named),
        against: is_seen.then(|| named(appeal.against.0)),
        holder: holder.filter(|_| is_seen).map(|person| named(person.0)),
        department: named(appeal.department.0),
        filed_at: appeal.filed_at,
        due_at: appeal.is_open().then_some(appeal.due_at),
        reason: Some(appeal.reason.clone()).filter(|reason| !reason.is_empty()),
        evidence: appeal.evidence.len() as u32,
        decided_at: appeal.decided_at,
        upheld: appeal.is_upheld(),
        opinion: appeal.opinion.clone().filter(|_| is_seen),
        shares: Vec::new(),
        may_decide: may_decide(app, caller, &appeal, owner),
        may_appeal: is_last && account_appeal::may_appeal(&appeal, owner, caller.person),
    }))
}
