//! `POST /api/v1/deals/{id}/preview`: what a command would do, before anybody gives it.
//!
//! Promises the core's answer on the ground of a real attempt, in the reader's words and within his rights. A refusal is
//! part of the answer, so that a form can be judged while it is typed. Must never store anything.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::{Map, Value};
use tongguan_core::deal::{Command, Event};
use tongguan_core::decision::Outcome;
use tongguan_core::id::{BodyId, CommandId, DealId};
use tongguan_core::process::DocumentKind;

use super::affordances::RefusalView;
use super::files::Known;
use super::reading::{Named, Reading};
use super::rights;
use super::view::approval::{self, ApprovalView};
use super::view::history::{self, HistoryLine};
use super::view::obligation::{self, ObligationView};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::openapi::commands::CommandSchema;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use tongguan_service::run::{Attempt, Foresight, Target, Via};

/// What a command would do.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PreviewView {
    /// Why it would be refused; absent where it would be done.
    pub refusal: Option<RefusalView>,
    /// For a document: its figures as far as they can be told, without what the reader may not see.
    #[schema(value_type = Object)]
    pub facts: Map<String, Value>,
    /// For a quotation: the role that would decide last on it.
    pub decides: Option<String>,
    /// What would happen, in order.
    pub lines: Vec<HistoryLine>,
    /// What would be owed anew.
    pub obligations: Vec<ObligationView>,
    /// Approvals that would begin.
    pub approvals: Vec<ApprovalView>,
    /// Who would be told.
    pub told: Vec<Named>,
}

/// What a command would do. Nothing is stored, no key is used; a refusal comes as part of the answer.
#[utoipa::path(
    post, path = "/api/v1/deals/{id}/preview", tag = "deal",
    params(("id" = Uuid, Path)),
    request_body = inline(CommandSchema),
    responses(
        (status = 200, body = PreviewView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn preview(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
    StrictJson(command): StrictJson<Command>,
) -> Result<Json<PreviewView>, ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let kind = kind_of(&command);
    let seen = foresee(&app, &caller, id, command).await?;
    Ok(Json(view(reading, kind, seen)))
}

/// What the core says to a command, without doing it.
pub(super) async fn foresee(
    app: &App,
    caller: &Caller,
    id: DealId,
    command: Command,
) -> Result<Foresight, ApiError> {
    let attempt = Attempt {
        tenant: caller.tenant,
        id: CommandId(app.world().id()),
        via: Via::Api,
        target: Target::Deal { id, command },
        expected: None,
        key: None,
        context: caller.context(app),
    };
    Ok(app.executor.foresee(attempt).await?)
}

/// What a document comes to, as far as it can be told and the reader may see it.
pub(super) fn figures(reading: &Reading, kind: DocumentKind, seen: &Foresight) -> Map<String, Value> {
    let decided = seen.decided.as_ref().ok().and_then(submitted);
    let reckoned = decided.or(seen.appraisal.as_ref().map(|appraisal| &appraisal.facts));
    reckoned.map(|facts| visible(reading, kind, facts)).unwrap_or_default()
}

fn kind_of(command: &Command) -> Option<DocumentKind> {
    match command {
        Command::SubmitDocument { kind, .. } => Some(*kind),
        _ => None,
    }
}

fn view(reading: Reading, kind: Option<DocumentKind>, seen: Foresight) -> PreviewView {
    let facts = kind.map(|kind| figures(&reading, kind, &seen)).unwrap_or_default();
    let told = seen.told.into_iter().map(|person| reading.named(person.0)).collect();
    let decides = seen.appraisal.as_ref().map(|appraisal| reading.speaker().party(&appraisal.decides));
    match seen.decided {
        Err(refusal) => PreviewView {
            refusal: Some(RefusalView::of(&reading, &refusal)),
            facts,
            decides,
            lines: Vec::new(),
            obligations: Vec::new(),
            approvals: Vec::new(),
            told: Vec::new(),
        },
        Ok(outcome) => {
            let (lines, obligations, approvals) = after(reading, outcome);
            PreviewView { refusal: None, facts, decides, lines, obligations, approvals, told }
        }
    }
}

fn visible(reading: &Reading, kind: DocumentKind, facts: &Map<String, Value>) -> Map<String, Value> {
    let form =
        Some(kind).filter(|kind| rights::opens(reading, *kind)).and_then(|kind| reading.process.form(kind));
    form.map(|form| rights::visible_body(reading, form, facts)).unwrap_or_default()
}

fn submitted(outcome: &Outcome) -> Option<&Map<String, Value>> {
    outcome.events.iter().find_map(|recorded| match &recorded.event {
        Event::DocumentSubmitted { facts, .. } => Some(facts),
        _ => None,
    })
}

/// What is new when the deal is read as it would be afterwards.
fn after(before: Reading, outcome: Outcome) -> (Vec<HistoryLine>, Vec<ObligationView>, Vec<ApprovalView>) {
    let known = (before.deal.obligations.clone(), before.deal.approvals.clone());
    let text = |body: tongguan_core::decision::Body| Some((body.id, String::from_utf8(body.content).ok()?));
    let texts: BTreeMap<BodyId, String> = outcome.bodies.into_iter().filter_map(text).collect();
    let after = Reading { deal: Arc::new(outcome.deal), ..before };
    let mut lines = history::view(&after, &outcome.events, &texts, &Known::default());
    lines.reverse();
    let obligations = obligation::view(&after).into_iter();
    let obligations = obligations.filter(|one| one.state == "open" && !known.0.contains_key(&one.id.into()));
    let approvals = approval::view(&after).into_iter().filter(|one| !known.1.contains_key(&one.id.into()));
    (lines, obligations.collect(), approvals.collect())
}
