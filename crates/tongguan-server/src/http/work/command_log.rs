//! `GET /api/v1/command-log`: who tried what, by which way, and how it ended.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::{DealId, DepartmentId, PersonId};
use tongguan_core::sight;
use tongguan_store::StoreError;
use tongguan_store::command_log::{Entry, Outcome};
use tongguan_store::read::commands::{self, CommandFilter, CommandKey};
use tongguan_store::read::deals;
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
use crate::http::work::trail::{DEAL, TrailDeal};
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::terms::Group;

/// Which attempts.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// By this person.
    #[param(value_type = Option<Uuid>)]
    actor: Option<PersonId>,
    /// On this kind of target.
    target_kind: Option<String>,
    /// On this target.
    target: Option<Uuid>,
    /// Of this command.
    command: Option<String>,
    /// Refused ones only, or accepted ones only.
    refused: Option<bool>,
    /// Refused with this code.
    refusal_code: Option<String>,
    /// At this moment or later.
    #[param(value_type = Option<String>)]
    from: Option<Timestamp>,
    /// Before this moment.
    #[param(value_type = Option<String>)]
    to: Option<Timestamp>,
    /// On deals of this department and those below.
    #[param(value_type = Option<Uuid>)]
    department: Option<DepartmentId>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// An attempt.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AttemptLine {
    /// Its id.
    pub id: Uuid,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who; absent for the system.
    pub by: Option<Named>,
    /// By which way: `api`, `bulk`, `import`, `scanner`, `setup`.
    pub via: String,
    /// The kind of its target.
    pub target_kind: String,
    /// Its target.
    pub target: Option<Uuid>,
    /// The deal that was its target, by number and customer; absent where the reader does not see it.
    pub deal: Option<TrailDeal>,
    /// The command.
    pub command: String,
    /// The command's name.
    pub name: String,
    /// The code of the refusal; absent where it was accepted.
    pub refusal_code: Option<String>,
    /// What the refusal says, in a few words.
    pub refusal: Option<String>,
}

/// Attempts, last first. Who sees all deals reads all of it, everybody else his own.
#[utoipa::path(
    get, path = "/api/v1/command-log", tag = "work",
    params(Asked),
    responses(
        (status = 200, body = PageView<AttemptLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<AttemptLine>>, ApiError> {
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<CommandKey>(asked.cursor.as_deref())?);
    let Asked { actor, target_kind, target, command, refused, refusal_code, from, to, department, .. } =
        asked;
    let filter = CommandFilter {
        actor,
        target_kind,
        target,
        command,
        refused,
        refusal_code,
        from,
        to,
        departments: sight::within(&caller.organization, department),
        ..CommandFilter::default()
    };
    let access = app.access(&caller);
    let read: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let (access, filter) = (access.clone(), filter.clone());
            Box::pin(async move {
                let page = commands::page(tx, &access, &filter, key, limit).await?;
                let deals = deals::heads(tx, &access, &targets(&page.items)).await?;
                Ok((page, deals))
            })
        })
        .await;
    let (page, deals) = read?;
    let people = page.items.iter().filter_map(|entry| entry.actor_id);
    let customers = deals.iter().map(|deal| deal.account.0);
    let names = names::of(&app, caller.tenant, people.chain(customers).collect()).await?;
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    let deals = deals.iter().map(|row| (row.deal.0, TrailDeal::of(row, &named))).collect();
    let items = page.items.into_iter().map(|entry| line(entry, lang, &named, &deals)).collect();
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

/// The deals among the targets, each once.
fn targets(entries: &[Entry]) -> Vec<DealId> {
    let of_deals = entries.iter().filter(|entry| entry.target_kind == DEAL);
    let ids: BTreeSet<Uuid> = of_deals.filter_map(|entry| entry.target_id).collect();
    ids.into_iter().map(DealId).collect()
}

fn line(
    entry: Entry,
    lang: Lang,
    named: &dyn Fn(Uuid) -> Named,
    deals: &BTreeMap<Uuid, TrailDeal>,
) -> AttemptLine {
    let refusal_code = match entry.outcome {
        Outcome::Refused { code } => Some(code),
        Outcome::Accepted { .. } => None,
    };
    AttemptLine {
        id: entry.id,
        at: entry.recorded_at,
        by: entry.actor_id.map(named),
        via: entry.via,
        target_kind: entry.target_kind,
        target: entry.target_id,
        deal: entry.target_id.and_then(|id| deals.get(&id)).cloned(),
        name: lang.term(Group::Command, &entry.command).unwrap_or(&entry.command).to_owned(),
        command: entry.command,
        refusal: refusal_code.as_deref().map(|code| lang.entry(code).title.clone()),
        refusal_code,
    }
}
