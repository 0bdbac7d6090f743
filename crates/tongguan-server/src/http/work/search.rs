//! `GET /api/v1/search`: deals and customers by number, by any part of a name, by pinyin.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tongguan_store::StoreError;
use tongguan_store::read::search::{self, DealHit};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::card::Cards;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::paging;
use crate::http::problem::Problem;
use crate::http::query::{self, Query};

/// What is looked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The text, at most 100 characters.
    q: String,
    /// How many, 1 to 200.
    limit: Option<u32>,
}

/// What was found.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Found {
    /// Best first.
    pub items: Vec<Hit>,
}

/// Something that was found.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Hit {
    /// `deal` or `account`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The deal that leads there.
    pub deal: Option<Uuid>,
    /// What people read.
    pub title: String,
    /// Where it stands.
    pub note: Option<String>,
}

/// The longest text that is looked for, in characters.
const LONGEST: usize = 100;

/// Finds deals that the caller sees, and the customers of those deals.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "work",
    params(Asked),
    responses(
        (status = 200, body = Found),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn find(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<Found>, ApiError> {
    let limit = paging::limit(asked.limit)?;
    let text = asked.q.trim().to_owned();
    if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Err(query::not_allowed("q", format!("≤ {LONGEST}")));
    }
    let access = app.access(&caller);
    let hits: Result<Vec<DealHit>, StoreError> = app
        .db
        .read(move |tx| {
            let (access, text) = (access.clone(), text.clone());
            Box::pin(async move { search::deals(tx, &access, &text, limit).await })
        })
        .await;
    let hits = hits?;
    let cards =
        Cards::load(&app, &caller, lang, hits.iter().map(|hit| &hit.deal), std::iter::empty()).await?;
    let mut items: Vec<Hit> = Vec::new();
    for card in hits.iter().map(|hit| cards.card(&hit.deal)) {
        let customer = card.account.name.clone().unwrap_or_default();
        if !items.iter().any(|hit| hit.id == card.account.id) {
            let (kind, id, title) = ("account".to_owned(), card.account.id, customer.clone());
            items.push(Hit { kind, id, deal: Some(card.id), title, note: None });
        }
        let title = format!("{} {customer}", card.number);
        let (kind, note) = ("deal".to_owned(), Some(card.stage_name));
        items.push(Hit { kind, id: card.id, deal: Some(card.id), title, note });
    }
    items.truncate(limit as usize);
    Ok(Json(Found { items }))
}
