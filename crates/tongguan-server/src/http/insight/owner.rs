//! `GET /api/v1/insights/owner`: the five figures that an owner looks at on his phone.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use tongguan_store::read::{approvals, exceptions, figures, instalments};
use tongguan_store::{StoreError, Tx};

use super::asked::Asked;
use super::ground::Ground;
use super::view::{FigureLine, FigureUnit, FigureView, InsightsView};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::problem::Problem;

/// Signed, cash in, overdue, exceptions to decide, and what waits for the caller.
#[utoipa::path(
    get, path = "/api/v1/insights/owner", tag = "insight",
    params(Asked),
    responses(
        (status = 200, body = InsightsView),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
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
            Box::pin(async move { all(tx, &ground).await })
        })
        .await;
    Ok(Json(InsightsView { from: days.0, to: days.1, as_of, figures: figures? }))
}

async fn all(tx: &mut Tx, ground: &Ground) -> Result<Vec<FigureView>, StoreError> {
    let (access, filter) = (&ground.access, &ground.instalments);
    let won = figures::outcomes(tx, access, &ground.slice, &ground.zone).await?.won;
    let cash = instalments::received_in(tx, access, filter, ground.days).await?;
    let overdue = instalments::overdue(tx, access, filter, ground.today()).await?;
    let excepted = exceptions::open(tx, access, &ground.slice).await?;
    let (waiting, _) = approvals::count_todo(tx, access).await?;
    let money = |value: i64| ground.line("total", FigureUnit::MoneyMinor).value(value);
    let number = |value: i64| ground.line("total", FigureUnit::Count).value(value).count(value);
    let of = |key: &str, variant: &str, total: FigureLine| {
        ground.figure(key, vec![ground.reading_of(variant, Some(total), Vec::new())])
    };
    let overdue = money(overdue.iter().map(|(_, minor)| minor).sum());
    Ok(vec![
        of("signed", "signed_in_period", money(won.1).count(won.0).rows(ground.rows("won"))),
        of("cash", "cash_in_period", money(cash.1).count(cash.0).rows(ground.rows("paid"))),
        of("overdue", "overdue_now", overdue.rows(ground.rows("overdue"))),
        of(
            "exceptions_waiting",
            "exceptions_open",
            number(excepted).rows(format!("/exceptions?open=true{}", ground.whose())),
        ),
        of("waiting", "waiting_for_me", number(waiting).rows("/approvals".to_owned())),
    ])
}
