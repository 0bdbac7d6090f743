//! `POST /api/v1/users/{id}/hand-over`: everything that a person answers for goes to others, in one action with a preview.
//!
//! Promises all or nothing in one transaction: a preview does it and takes it back, so that what it shows is what would be. Must never
//! name what the caller does not see.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use tongguan_core::id::{AccountId, CommandId, PersonId, PostId};
use tongguan_core::reference::hand_over::{HandOver as Record, Leaving};
use tongguan_store::StoreError;
use uuid::Uuid;

use super::hand_over_view::{HandOverView, Viewer};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::DryRun;
use crate::http::error::ApiError;
use crate::http::events::Change;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::run::{Answer, Attempt, Blocked, Target, Via};

/// To whom, and why.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// Who takes over what is given to nobody else.
    #[schema(value_type = Uuid)]
    pub to: PersonId,
    /// Why; recorded with each thing.
    pub reason: String,
    /// Customers that somebody else takes, with their deals.
    #[serde(default)]
    #[schema(value_type = BTreeMap<Uuid, Uuid>)]
    pub customers: BTreeMap<AccountId, PersonId>,
    /// Posts that somebody takes at once; the others stand empty. For administrators.
    #[serde(default)]
    #[schema(value_type = BTreeMap<Uuid, Uuid>)]
    pub successors: BTreeMap<PostId, PersonId>,
    /// Whether he keeps his posts and stand-ins, because he stays.
    #[serde(default)]
    pub keeps_posts: bool,
}

/// Hands everything over, or shows what would move.
#[utoipa::path(
    post, path = "/api/v1/users/{id}/hand-over", tag = "reference",
    params(("id" = Uuid, Path), DryRun, ("Idempotency-Key" = String, Header)),
    request_body = HandOver,
    responses(
        (status = 200, body = HandOverView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn run(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
    Query(DryRun { dry_run }): Query<DryRun>,
    key: IdempotencyKey,
    StrictJson(asked): StrictJson<HandOver>,
) -> Result<Json<HandOverView>, ApiError> {
    use tongguan_core::reference::authority::rule_of;
    let rule = rule_of("hand_over");
    if !rule.is_some_and(|rule| caller.holds(rule.roles)) {
        return Err(ApiError::Forbidden);
    }
    let from = PersonId(id);
    if !caller.organization.people.contains_key(&from) {
        return Err(ApiError::NotFound);
    }
    let HandOver { to, reason, customers, successors, keeps_posts } = asked;
    let leaving = Leaving { from, to, reason: reason.clone(), customers, successors, keeps_posts };
    let attempt = Attempt {
        tenant: caller.tenant,
        id: CommandId(app.world().id()),
        via: Via::Api,
        target: Target::HandOver(Arc::new(leaving)),
        expected: None,
        key: (!dry_run).then(|| key.as_str().to_owned()),
        context: caller.context(&app),
    };
    let viewer = Viewer { app: &app, caller: &caller, lang };
    let asked = (from, reason.as_str());
    match dry_run {
        true => preview(&viewer, asked, attempt).await,
        false => done(&viewer, asked, attempt).await,
    }
    .map(Json)
}

async fn preview(
    viewer: &Viewer<'_>,
    asked: (PersonId, &str),
    attempt: Attempt,
) -> Result<HandOverView, ApiError> {
    let rehearsal = viewer.app.executor.rehearse(attempt).await?;
    match rehearsal.done {
        Ok(handed) => viewer.view(&handed, None).await,
        Err(Answer::Refused { code, params }) => {
            viewer.refused(asked, &rehearsal.blocked, (code, params)).await
        }
        Err(Answer::Accepted { .. }) => Err(ApiError::Internal),
    }
}

async fn done(
    viewer: &Viewer<'_>,
    asked: (PersonId, &str),
    attempt: Attempt,
) -> Result<HandOverView, ApiError> {
    let (app, tenant) = (viewer.app, viewer.caller.tenant);
    match app.executor.run(attempt).await? {
        Answer::Accepted { id, version, .. } => {
            app.tell(Change { kind: "hand_over".to_owned(), id, command: "hand_over".to_owned(), version });
            let found: Result<_, StoreError> = app
                .db
                .read(move |tx| Box::pin(tongguan_store::reference::load::<Record>(tx, tenant, id)))
                .await;
            let found = found?.ok_or(ApiError::NotFound)?;
            viewer.view(&found.state, Some(found.version)).await
        }
        Answer::Refused { code, mut params } => {
            let things = params.as_object_mut().and_then(|params| params.remove("things"));
            let blocked: Vec<Blocked> =
                things.and_then(|things| serde_json::from_value(things).ok()).unwrap_or_default();
            viewer.refused(asked, &blocked, (code, params)).await
        }
    }
}
