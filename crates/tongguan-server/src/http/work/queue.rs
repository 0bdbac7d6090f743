//! `GET /api/v1/obligations`: what is owed by when, by me, by my team, by others whom I wait for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tongguan_core::id::{ApprovalId, DealId};
use tongguan_core::obligation::Subject;
use tongguan_core::process::{DocumentKind, Link};
use tongguan_store::StoreError;
use tongguan_store::read::approvals::{self, About};
use tongguan_store::read::queue::{self, DutyKey, Whose};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::card::{Cards, DealCard};
use crate::http::deal::reading::Named;
use crate::http::due::{self, Watch};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;

/// Whose duties.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `mine`, `team` or `others`; mine where absent.
    #[param(value_type = Option<String>)]
    whose: Option<Whose>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A duty and its deal.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DutyView {
    /// Its id.
    pub id: Uuid,
    /// The clock, `T1`.
    pub clock: String,
    /// What is owed, verb first.
    pub name: String,
    /// `approval`, `visit`, `delivery`, `collection`, `service`, `form` or `act`: what sort of work it is.
    pub topic: String,
    /// `overdue`, `today`, `soon` (three working days) or `later`.
    pub urgency: String,
    /// Working days until it is due, or since then where it is late; 0 on the day itself.
    pub working_days: u32,
    /// How it is discharged, the usual way first; empty where only time or an approval does it.
    pub ways: Vec<WayView>,
    /// The clause that it carries.
    pub clause: String,
    /// About what: the deal, a document, a step of an approval.
    #[schema(value_type = Object)]
    pub subject: Value,
    /// Who owes it.
    pub debtor: Option<Named>,
    /// By when.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
    /// Whether it is late.
    pub is_missed: bool,
    /// Whether it stands still.
    pub is_paused: bool,
    /// Its deal.
    pub deal: DealCard,
}

/// A way to discharge a duty.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WayView {
    /// The document to hand in.
    pub document: Option<String>,
    /// The command to give.
    pub command: Option<String>,
    /// The name of that document or command.
    pub name: String,
}

/// Open duties, earliest due first.
#[utoipa::path(
    get, path = "/api/v1/obligations", tag = "work",
    params(Asked),
    responses(
        (status = 200, body = PageView<DutyView>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<DutyView>>, ApiError> {
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<DutyKey>(asked.cursor.as_deref())?);
    let (access, whose) = (app.access(&caller), asked.whose.unwrap_or(Whose::Mine));
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move { queue::list(tx, &access, whose, key, limit).await })
        })
        .await;
    let page = page?;
    let steps: Vec<(DealId, ApprovalId)> = page.items.iter().filter_map(step).collect();
    let access = app.access(&caller);
    let about: Result<Vec<About>, StoreError> = app
        .db
        .read(move |tx| {
            let (access, steps) = (access.clone(), steps.clone());
            Box::pin(async move { approvals::about(tx, &access, &steps).await })
        })
        .await;
    let about = about?;
    let rows = page.items.iter().map(|duty| &duty.deal);
    let people = page.items.iter().filter_map(|duty| duty.debtor).map(|debtor| debtor.0);
    let cards = Cards::load(&app, &caller, lang, rows, people).await?;
    let watch = cards.watch();
    let items = page.items.iter().map(|duty| view(&cards, duty, &about, &watch)).collect();
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

/// The step of an approval that a duty is about.
fn step(duty: &queue::Duty) -> Option<(DealId, ApprovalId)> {
    match duty.subject {
        Subject::Step(approval, _) => Some((duty.deal.deal, approval)),
        _ => None,
    }
}

fn view(cards: &Cards, duty: &queue::Duty, about: &[About], watch: &Watch<'_>) -> DutyView {
    let ways = cards.ways(&duty.clock);
    let urgency = watch.urgency(duty.due_at, duty.missed, duty.paused);
    DutyView {
        id: duty.obligation.0,
        clock: duty.clock.clone(),
        name: name(cards, duty, about),
        topic: topic(&duty.subject, &ways).to_owned(),
        urgency: urgency.to_owned(),
        working_days: watch.working_days(duty.due_at),
        ways: ways.iter().map(|way| way_view(cards, way)).collect(),
        clause: cards.clause(&duty.clock),
        subject: json!(duty.subject),
        debtor: duty.debtor.map(|debtor| cards.named(debtor.0)),
        due_at: duty.due_at,
        is_missed: urgency == due::OVERDUE,
        is_paused: duty.paused,
        deal: cards.card(&duty.deal),
    }
}

/// What is owed: a step of an approval says what it is about.
fn name(cards: &Cards, duty: &queue::Duty, about: &[About]) -> String {
    let found = step(duty).and_then(|(_, id)| about.iter().find(|about| about.approval == id));
    match found {
        Some(about) => {
            let words = cards.about(about.document_kind.as_deref(), &about.subject);
            format!("{}{words}", cards.speaker().lang.word("decide"))
        }
        None => cards.clock(&duty.clock),
    }
}

/// What sort of work a duty is, by what it is about and how it is discharged.
fn topic(subject: &Subject, ways: &[Link]) -> &'static str {
    use DocumentKind::{Acceptance, AfterSales, DeliveryPlan, ProgressReport, VisitPlan, VisitReport};
    match (subject, ways.first()) {
        (Subject::Step(..), _) => "approval",
        (Subject::Instalment(_), _) => "collection",
        (Subject::Complaint(_), _) | (_, Some(Link::Document(AfterSales))) => "service",
        (Subject::Week(_), _) | (_, Some(Link::Document(DeliveryPlan | ProgressReport | Acceptance))) => {
            "delivery"
        }
        (_, Some(Link::Document(VisitPlan | VisitReport))) => "visit",
        (_, Some(Link::Document(_))) => "form",
        _ => "act",
    }
}

fn way_view(cards: &Cards, way: &Link) -> WayView {
    match way {
        Link::Document(kind) => {
            let document = Some(kind.key().to_owned());
            WayView { document, command: None, name: cards.speaker().document(*kind) }
        }
        Link::Command(command) => {
            let name = cards.speaker().command(command);
            WayView { document: None, command: Some(command.clone()), name }
        }
    }
}
