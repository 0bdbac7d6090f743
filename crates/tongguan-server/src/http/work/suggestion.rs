//! `GET /api/v1/leads/suggestion`: what the answers of 表1 come to, and which grade they lead to.
//!
//! Promises the points that screening will count. A suggestion decides nothing.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tongguan_core::deal::screening::{answers, bant, suggest};
use tongguan_core::process::Process;
use tongguan_core::score::{BantScore, BantWeights, Grade};

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::http::query::{self, Query};

/// The most that 匹配度 can bring.
const MOST_FIT: u32 = 50;

/// What 表1 says so far.
#[derive(Deserialize, Serialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Option of 预算情况.
    budget_status: String,
    /// Option of 联系人决策角色.
    authority_level: String,
    /// Option of 采购意向.
    intent_level: String,
    /// 预计采购时间.
    expected_purchase_date: Option<String>,
}

/// What it comes to.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Suggestion {
    /// BANT in total.
    pub total: u32,
    /// Where it comes from.
    pub reasons: Vec<Points>,
    /// The intent that it suggests for the grading record, of 50.
    pub intent: u32,
    /// From how much fit on which grade is suggested; a grade out of reach is absent.
    pub grades: Vec<FromFit>,
}

/// The points of one answer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Points {
    /// The field of 表1.
    pub field: String,
    /// What the answer brings.
    pub points: u16,
    /// The most that an answer could bring.
    pub most: u16,
}

/// A grade and the fit that it needs.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FromFit {
    /// `A`, `B` or `C`.
    pub grade: String,
    /// The least fit with which it is suggested.
    pub fit: u32,
}

/// What the answers of 表1 come to.
#[utoipa::path(
    get, path = "/api/v1/leads/suggestion", tag = "work", operation_id = "suggest_grade",
    params(Asked),
    responses(
        (status = 200, body = Suggestion),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn suggestion(
    State(app): State<Arc<App>>,
    _caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<Suggestion>, ApiError> {
    let process = app.current_process();
    let today = tongguan_core::zone::local_date(app.world().now(), &process.time_zone());
    let form: Map<String, Value> = match serde_json::to_value(&asked) {
        Ok(Value::Object(form)) => form,
        _ => return Err(ApiError::Internal),
    };
    let given = answers(&form).zip(bant(&form, today, &process));
    let (given, (total, intent)) = given.ok_or_else(|| query::invalid("expected_purchase_date"))?;
    let weights = &process.settings.grading.bant;
    let reasons = reasons(&BantScore::of(&given, today, weights), weights);
    Ok(Json(Suggestion { total, reasons, intent, grades: grades(&process, intent) }))
}

fn reasons(score: &BantScore, weights: &BantWeights) -> Vec<Points> {
    [
        ("budget_status", score.budget, weights.budget[0]),
        ("authority_level", score.authority, weights.authority[0]),
        ("intent_level", score.need, weights.need[0]),
        ("expected_purchase_date", score.timeline, weights.timeline[0]),
    ]
    .map(|(field, points, most)| Points { field: field.to_owned(), points, most })
    .into()
}

/// For each grade that can be reached, the least fit that leads to it.
fn grades(process: &Process, intent: u32) -> Vec<FromFit> {
    let least = |grade: Grade| (0..=MOST_FIT).find(|fit| suggest(process, *fit, intent) == grade);
    let from = |grade: Grade| least(grade).map(|fit| FromFit { grade: format!("{grade:?}"), fit });
    [Grade::A, Grade::B, Grade::C].into_iter().filter_map(from).collect()
}
