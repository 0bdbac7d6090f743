//! `GET /api/v1/board`: the running deals, a column for each stage.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use tongguan_core::insight;
use tongguan_core::process::{Process, Stage};
use tongguan_store::StoreError;
use tongguan_store::read::board;
use tongguan_store::read::sums::Sums;

use super::card::{Cards, DealCard};
use super::list::{SumsView, Which, filter};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::paging;
use crate::http::problem::Problem;
use crate::http::query::Query;

/// The seconds of a day.
const DAY_S: i64 = 86_400;

/// A column.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ColumnView {
    /// Its stage.
    pub stage: String,
    /// The stage's name.
    pub name: String,
    /// All deals of the column.
    pub sums: SumsView,
    /// How likely a deal of this stage is signed, per cent.
    pub win_probability_pct: u32,
    /// What its deals are worth times that, minor units.
    pub weighted_minor: i64,
    /// Average days in the stage, now.
    pub average_dwell_days: i64,
    /// Working days that the stage usually takes.
    pub norm_working_days: Option<u32>,
    /// Its first cards.
    pub cards: Vec<DealCard>,
    /// The cursor of `GET /deals` with this stage and order, for the next ones.
    pub next: Option<String>,
}

/// The board. `limit` counts the cards of a column; standing and stage are the board's own.
#[utoipa::path(
    get, path = "/api/v1/board", tag = "deal",
    params(Which),
    responses(
        (status = 200, body = Vec<ColumnView>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(which): Query<Which>,
) -> Result<Json<Vec<ColumnView>>, ApiError> {
    let limit = paging::limit(which.limit.or(Some(20)))?;
    let filter = filter(&app, &caller, &which).await?;
    let (access, order, now) = (app.access(&caller), which.order, app.world().now());
    let columns: Result<Vec<board::Column>, StoreError> = app
        .db
        .read(move |tx| {
            let (access, filter) = (access.clone(), filter.clone());
            Box::pin(async move { board::board(tx, &access, &filter, order, limit, now).await })
        })
        .await;
    let columns = columns?;
    let rows = columns.iter().flat_map(|column| &column.cards.items);
    let cards = Cards::load(&app, &caller, lang, rows, std::iter::empty()).await?;
    let process = app.current_process();
    let view = |column: board::Column| ColumnView {
        win_probability_pct: process.win_probability(column.stage),
        weighted_minor: weighted(&process, column.stage, column.sums),
        stage: column.stage.key().to_owned(),
        name: cards.stage(column.stage.key()),
        sums: column.sums.into(),
        average_dwell_days: column.average_dwell_s / DAY_S,
        norm_working_days: process.stage(column.stage).and_then(|stage| stage.norm_working_days),
        cards: column.cards.items.iter().map(|row| cards.card(row)).collect(),
        next: paging::next(column.cards.next),
    };
    Ok(Json(columns.into_iter().map(view).collect()))
}

/// What the deals of a stage are worth at its probability (K13).
fn weighted(process: &Process, stage: Stage, sums: Sums) -> i64 {
    let sum = insight::Sum { count: sums.deals, amount_minor: sums.amount_minor };
    insight::weighted([(stage, sum)], &|stage| process.win_probability(stage))
        .map_or(i64::MAX, |money| money.minor())
}
