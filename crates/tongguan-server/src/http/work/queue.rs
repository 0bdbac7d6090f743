//! `GET /api/v1/obligations`: what is owed by when, by me, by my team, by others whom I wait for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tongguan_store::StoreError;
use tongguan_store::read::queue::{self, DutyKey, Whose};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::card::{Cards, DealCard};
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::Query;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::i18n::Lang;

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
    lang: Lang,
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
    let rows = page.items.iter().map(|duty| &duty.deal);
    let people = page.items.iter().filter_map(|duty| duty.debtor).map(|debtor| debtor.0);
    let cards = Cards::load(&app, &caller, lang, rows, people).await?;
    let now = app.world().now();
    let items = page.items.iter().map(|duty| view(&cards, duty, now)).collect();
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

fn view(cards: &Cards, duty: &queue::Duty, now: Timestamp) -> DutyView {
    DutyView {
        id: duty.obligation.0,
        clock: duty.clock.clone(),
        name: cards.clock(&duty.clock),
        clause: cards.clause(&duty.clock),
        subject: json!(duty.subject),
        debtor: duty.debtor.map(|debtor| cards.named(debtor.0)),
        due_at: duty.due_at,
        is_missed: duty.missed || (!duty.paused && duty.due_at < now),
        is_paused: duty.paused,
        deal: cards.card(&duty.deal),
    }
}
