//! `POST /api/v1/users/{id}/hand-over`: everything that a person owns goes to another, in one action with a preview.
//!
//! Promises that nothing moves before each single move was decided and none is refused; that each moves by the command that
//! moves it at any time, with its own record, so that a run which was broken off is simply given again. Posts are the
//! administrator's: with them go the approvals that wait. Must never name what the caller does not see.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tongguan_core::deal::Command;
use tongguan_core::id::{AccountId, DealId, PersonId};
use tongguan_core::reference::account;
use tongguan_store::StoreError;
use tongguan_store::reference::{self as rows, Owned};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, DryRun, Request};
use crate::http::deal::reading;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use crate::i18n::Lang;
use crate::run::{Target, Via};

/// To whom, and why.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// Who takes over.
    #[schema(value_type = Uuid)]
    pub to: PersonId,
    /// Why; recorded with each deal.
    pub reason: String,
}

/// What was moved, or would be.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HandedOver {
    /// Whether it was done: never in a preview, nor where one move is refused.
    pub done: bool,
    /// Open deals, with their obligations.
    pub deals: Vec<Moved>,
    /// Customers.
    pub accounts: Vec<Moved>,
    /// Posts that the person holds. Approvals that wait for him follow them.
    pub posts: Vec<PostLeft>,
    /// How many of his deals the caller does not see: they keep the rest back.
    pub unseen: u32,
}

/// One move.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Moved {
    /// What.
    pub id: Uuid,
    /// The status that the command alone would have.
    pub status: u16,
    /// Why it does not move.
    #[schema(value_type = Option<Problem>)]
    pub problem: Option<Value>,
}

/// A post that is still held.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PostLeft {
    /// Which.
    pub id: Uuid,
    /// Its role.
    pub role: String,
}

/// Hands everything over.
#[utoipa::path(
    post, path = "/api/v1/users/{id}/hand-over", tag = "reference",
    params(("id" = Uuid, Path), DryRun, ("Idempotency-Key" = String, Header)),
    request_body = HandOver,
    responses(
        (status = 200, body = HandedOver),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn run(
    State(app): State<Arc<App>>,
    caller: Caller,
    lang: Lang,
    Path(id): Path<Uuid>,
    Query(DryRun { dry_run }): Query<DryRun>,
    key: IdempotencyKey,
    StrictJson(asked): StrictJson<HandOver>,
) -> Result<Json<HandedOver>, ApiError> {
    if !moves_customers(&caller) {
        return Err(ApiError::Forbidden);
    }
    let from = PersonId(id);
    if !caller.organization.people.contains_key(&from) {
        return Err(ApiError::NotFound);
    }
    let tenant = caller.tenant;
    let owned: Result<Owned, StoreError> =
        app.db.read(move |tx| Box::pin(rows::owned(tx, tenant, from))).await;
    let work = Work { app: &app, caller: &caller, lang, key: key.as_str(), asked: &asked };
    let owned = owned?;
    let preview = work.give(&owned, from, true).await?;
    match dry_run || !preview.is_clear() {
        true => Ok(Json(preview)),
        false => work.give(&owned, from, false).await.map(Json),
    }
}

/// Whoever may transfer a customer hands over.
fn moves_customers(caller: &Caller) -> bool {
    use tongguan_core::reference::authority::rule_of;
    let rule = rule_of("transfer_account");
    rule.is_some_and(|rule| caller.roles().any(|role| rule.roles.contains(&role)))
}

impl HandedOver {
    fn is_clear(&self) -> bool {
        self.unseen == 0 && self.deals.iter().chain(&self.accounts).all(|moved| moved.status == 200)
    }
}

struct Work<'a> {
    app: &'a App,
    caller: &'a Caller,
    lang: Lang,
    key: &'a str,
    asked: &'a HandOver,
}

impl Work<'_> {
    async fn give(&self, owned: &Owned, from: PersonId, dry_run: bool) -> Result<HandedOver, ApiError> {
        let (mut deals, mut accounts, mut unseen) = (Vec::new(), Vec::new(), 0);
        for deal in &owned.deals {
            match self.deal(*deal, dry_run).await? {
                Some(moved) => deals.push(moved),
                None => unseen += 1,
            }
        }
        for account in &owned.accounts {
            accounts.push(self.account(*account, dry_run).await);
        }
        let held = self.caller.organization.posts.iter().filter(|post| post.holder == Some(from));
        let posts = held.map(|post| PostLeft { id: post.id.0, role: post.role.clone() }).collect();
        let mut handed = HandedOver { done: false, deals, accounts, posts, unseen };
        handed.done = !dry_run && handed.is_clear();
        Ok(handed)
    }

    /// A deal; none where the caller does not see it.
    async fn deal(&self, id: DealId, dry_run: bool) -> Result<Option<Moved>, ApiError> {
        match reading::visible(self.app, self.caller, id).await {
            Err(ApiError::NotFound) => return Ok(None),
            Err(fault) => return Err(fault),
            Ok(_) => {}
        }
        let HandOver { to, reason } = self.asked;
        let command = Command::ReassignOwner { to: *to, reason: reason.clone() };
        Ok(Some(self.moved(id.0, Target::Deal { id, command }, dry_run).await))
    }

    async fn account(&self, id: AccountId, dry_run: bool) -> Moved {
        let command = account::Command::TransferAccount { owner: Some(self.asked.to) };
        self.moved(id.0, Target::Reference { id: Some(id.0), command: command.into() }, dry_run).await
    }

    async fn moved(&self, id: Uuid, target: Target, dry_run: bool) -> Moved {
        let key = format!("{}/{id}", self.key);
        let request = Request { target, expected: None, key, via: Via::Bulk, dry_run };
        match execute::run(self.app, self.caller, request).await {
            Ok(_) => Moved { id, status: 200, problem: None },
            Err(fault) => {
                let problem = serde_json::to_value(Problem::new(&fault, self.lang, None)).ok();
                Moved { id, status: fault.status().as_u16(), problem }
            }
        }
    }
}
