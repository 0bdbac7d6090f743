//! `GET /api/v1/insights`: the figures of 过程看板 for a period.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_core::insight::Variant;
use tongguan_store::{StoreError, Tx};

use super::asked::Asked;
use super::ground::Ground;
use super::view::{FigureView, InsightsView};
use super::{clocks, deals, discipline, money};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::problem::Problem;

/// The figures, in the order of the board.
pub const FIGURES: [&str; 16] = [
    "K30",
    "K1",
    "K4",
    "K5",
    "K11",
    "K13",
    "K3",
    "K6",
    "K7",
    "K18",
    "K21",
    "K24",
    "K25",
    "clocks",
    "refusals",
    "exceptions",
];

/// One figure by its key; none where there is no such figure.
pub async fn figure(tx: &mut Tx, ground: &Ground, key: &str) -> Result<Option<FigureView>, StoreError> {
    let of_clock = |variant, clock| (variant, clock);
    let found = match key {
        "K1" => deals::conversion(tx, ground).await?,
        "K3" => clocks::of_clock(tx, ground, of_clock(Variant::ScreeningInTime, "T1")).await?,
        "K4" => deals::stages(tx, ground).await?,
        "K5" => deals::dwell(tx, ground).await?,
        "K6" => clocks::of_clock(tx, ground, of_clock(Variant::PlansInTime, "T2")).await?,
        "K7" => clocks::of_clock(tx, ground, of_clock(Variant::ReportsInTime, "T3")).await?,
        "K11" => deals::win_rate(tx, ground).await?,
        "K13" => deals::pipeline(tx, ground).await?,
        "K18" => clocks::of_clock(tx, ground, of_clock(Variant::FilingInTime, "T4")).await?,
        "K21" => money::collection(tx, ground).await?,
        "K24" => money::overdue_rate(tx, ground).await?,
        "K25" => money::ageing(tx, ground).await?,
        "K30" => clocks::compliance(tx, ground).await?,
        "clocks" => clocks::by_clock(tx, ground).await?,
        "refusals" => discipline::refusals(tx, ground).await?,
        "exceptions" => discipline::exceptions(tx, ground).await?,
        _ => return Ok(None),
    };
    Ok(Some(found))
}

/// All figures of the board over the deals that the caller sees.
#[utoipa::path(
    get, path = "/api/v1/insights", tag = "insight",
    params(Asked),
    responses(
        (status = 200, body = InsightsView),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    asked: Asked,
) -> Result<Json<InsightsView>, ApiError> {
    let ground = Ground::of(&app, &caller, lang, &asked)?;
    let (days, as_of) = (ground.days, ground.now);
    let figures: Result<Vec<FigureView>, StoreError> = app
        .db
        .read(move |tx| {
            let ground = ground.clone();
            Box::pin(async move {
                let mut found = Vec::with_capacity(FIGURES.len());
                for key in FIGURES {
                    found.extend(figure(tx, &ground, key).await?);
                }
                Ok(found)
            })
        })
        .await;
    Ok(Json(InsightsView { from: days.0, to: days.1, as_of, figures: figures? }))
}
