//! `POST /api/v1/accounts/{id}/merge`, `GET /api/v1/account-merges`, `POST /api/v1/account-merges/{id}/undo`.
//!
//! Promises a preview that is what would be, and that a merge is listed with what it moved for as long as it can be taken back, and after.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tongguan_core::id::{AccountId, CommandId};
use tongguan_core::reference::merge::{Choice, Merge as Record, Merging};
use tongguan_store::StoreError;
use tongguan_store::reference::{self, Versioned};
use uuid::Uuid;

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, DryRun, Executed, Request};
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::events::Change;
use crate::http::extract::Path;
use crate::http::headers::{IdempotencyKey, IfMatch};
use crate::http::names;
use crate::http::paging::{self, PageView, Paging};
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::ruled::Ruled;
use tongguan_service::run::{Answer, Attempt, Target, Via};

/// Which customer goes, and what the one that stays takes from it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The customer that goes.
    #[schema(value_type = Uuid)]
    pub merged: AccountId,
    /// Fields taken from it: `name`, `nature`, `size_class`, `industry`, `region`, `owner`.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub taken: BTreeSet<Choice>,
    /// Why they are one.
    pub reason: String,
}

/// A merge, done or foreseen.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MergeView {
    /// Its id; absent in a preview.
    pub id: Option<Uuid>,
    /// Its version.
    pub version: u64,
    /// The one that stays, before.
    #[schema(value_type = Object)]
    pub before: Value,
    /// The one that goes.
    #[schema(value_type = Object)]
    pub merged: Value,
    /// The one that stays, after.
    #[schema(value_type = Object)]
    pub after: Value,
    /// Deals that go over.
    pub deals: u32,
    /// Contacts that go over.
    pub contacts: u32,
    /// Customers of its group that go over.
    pub members: u32,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub made_by: Option<Named>,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub made_at: Option<Timestamp>,
    /// When it was taken back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub undone_at: Option<Timestamp>,
}

fn view(caller: &Caller, names: &Names, merge: &Record, version: Option<u64>) -> MergeView {
    let shown = |account: &tongguan_core::reference::account::Account| {
        let mut fields = serde_json::to_value(account).unwrap_or_default();
        if let Some(owner) = account.owner {
            fields["owner_name"] = names.get(&owner.0).cloned().into();
        }
        rights::shown(caller, "account", fields)
    };
    MergeView {
        id: version.map(|_| merge.id.0),
        version: version.unwrap_or_default(),
        before: shown(&merge.before),
        merged: shown(&merge.merged),
        after: shown(&merge.after),
        deals: merge.deals.len() as u32,
        contacts: merge.contacts.len() as u32,
        members: merge.members.len() as u32,
        reason: merge.reason.clone(),
        made_by: merge.made_by.map(|by| Named { id: by.0, name: names.get(&by.0).cloned() }),
        made_at: version.map(|_| merge.made_at),
        undone_at: merge.undone_at,
    }
}

/// Merges another customer into this one, or shows what would become of both.
#[utoipa::path(
    post, path = "/api/v1/accounts/{id}/merge", tag = "reference",
    params(("id" = Uuid, Path), DryRun, ("Idempotency-Key" = String, Header)),
    request_body = Merge,
    responses(
        (status = 200, body = MergeView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn merge(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(DryRun { dry_run }): Query<DryRun>,
    key: IdempotencyKey,
    StrictJson(asked): StrictJson<Merge>,
) -> Result<Json<MergeView>, ApiError> {
    may(&caller)?;
    let Merge { merged, taken, reason } = asked;
    let kept = AccountId(id);
    for account in [kept, merged] {
        rights::must_see_account(&app, &caller, account).await?;
    }
    let attempt = Attempt {
        tenant: caller.tenant,
        id: CommandId(app.world().id()),
        via: Via::Api,
        target: Target::Merge(Arc::new(Merging { kept, merged, taken, reason })),
        expected: None,
        key: (!dry_run).then(|| key.as_str().to_owned()),
        context: caller.context(&app),
    };
    let names = names::of(&app, caller.tenant, Vec::new()).await?;
    if dry_run {
        return match app.executor.rehearse_merge(attempt).await? {
            Ok(merge) => Ok(Json(view(&caller, &names, &merge, None))),
            Err(answer) => Err(refused(&app, &caller, answer).await?),
        };
    }
    match app.executor.run(attempt).await? {
        Answer::Accepted { id, version, .. } => {
            let (kind, command) = ("account_merge".to_owned(), "merge_accounts".to_owned());
            app.tell(Change { kind, id, command, version });
            let row = found(&app, &caller, id).await?;
            Ok(Json(view(&caller, &names, &row.state, Some(row.version))))
        }
        answer => Err(refused(&app, &caller, answer).await?),
    }
}

async fn refused(app: &App, caller: &Caller, answer: Answer) -> Result<ApiError, ApiError> {
    let Answer::Refused { code, params } = answer else { return Ok(ApiError::Internal) };
    let names = &app.directory(caller.tenant).await?.names;
    Ok(ApiError::Ruled(Box::new(Ruled::new(code, params, &app.current_process(), names))))
}

async fn found(app: &App, caller: &Caller, id: Uuid) -> Result<Versioned<Record>, ApiError> {
    let tenant = caller.tenant;
    let found: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(reference::load::<Record>(tx, tenant, id))).await;
    found?.ok_or(ApiError::NotFound)
}

/// Whoever may merge reads what was merged; so does whoever reads it for control.
fn may(caller: &Caller) -> Result<(), ApiError> {
    match rights::reads(caller, "account_merge") {
        true => Ok(()),
        false => Err(ApiError::Forbidden),
    }
}

/// Merges, the earliest first, those that were taken back included.
#[utoipa::path(
    get, path = "/api/v1/account-merges", tag = "reference", params(Paging),
    responses(
        (status = 200, body = PageView<MergeView>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(paging): Query<Paging>,
) -> Result<Json<PageView<MergeView>>, ApiError> {
    may(&caller)?;
    let limit = paging::limit(paging.limit)?;
    let after = paging::after::<Uuid>(paging.cursor.as_deref())?;
    let tenant = caller.tenant;
    let rows: Result<Vec<Versioned<Record>>, StoreError> =
        app.db.read(move |tx| Box::pin(reference::list::<Record>(tx, tenant, after, limit))).await;
    let rows = rows?;
    let next = rows.last().filter(|_| rows.len() == limit as usize).map(|row| row.state.id.0);
    let names = names::of(&app, tenant, Vec::new()).await?;
    let items = rows.iter().map(|row| view(&caller, &names, &row.state, Some(row.version))).collect();
    Ok(Json(PageView { items, next: paging::next(next) }))
}

/// Takes a merge back as a whole.
#[utoipa::path(
    post, path = "/api/v1/account-merges/{id}/undo", tag = "reference",
    params(
        ("id" = Uuid, Path), DryRun, ("Idempotency-Key" = String, Header), ("If-Match" = Option<String>, Header),
    ),
    responses(
        (status = 200, body = Executed),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn undo(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(DryRun { dry_run }): Query<DryRun>,
    expected: Option<IfMatch>,
    key: IdempotencyKey,
) -> Result<Json<Executed>, ApiError> {
    may(&caller)?;
    let (target, key) = (Target::UndoMerge(id), key.as_str().to_owned());
    execute::run(&app, &caller, Request { target, expected, key, via: Via::Api, dry_run }).await.map(Json)
}
