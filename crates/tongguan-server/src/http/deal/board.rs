//! `GET /api/v1/board`: the running deals, a column for each stage.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use tongguan_store::StoreError;
use tongguan_store::read::board;

use super::card::{Cards, DealCard};
use super::list::{SumsView, Which, filter};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Query;
use crate::http::paging;
use crate::http::problem::Problem;
use crate::i18n::Lang;

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
    lang: Lang,
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
