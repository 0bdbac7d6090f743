//! `GET /api/v1/deals/{id}/ledger`: 表5, computed from contract, invoices and receipts.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use tongguan_core::deal::fulfilment::dunning;
use tongguan_core::deal::fulfilment::ledger::{self, Line};
use tongguan_core::id::DealId;
use uuid::Uuid;

use super::ledger_paper;
use super::reading::Reading;
use super::view::document::text;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::printing;

/// 表5.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LedgerView {
    /// Value of signed contracts.
    pub contract_minor: i64,
    /// Invoiced.
    pub invoiced_minor: i64,
    /// Received.
    pub received_minor: i64,
    /// Out, due or not.
    pub outstanding_minor: i64,
    /// Past due.
    pub overdue_minor: i64,
    /// Instalments by contract and place.
    pub instalments: Vec<InstalmentView>,
    /// Whether the ladder asks for a dunning letter.
    pub is_letter_due: bool,
    /// The formats of copies that can be had.
    pub formats: Vec<String>,
}

/// A line of 表5.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InstalmentView {
    /// Which instalment.
    pub id: Uuid,
    /// The contract that pays it.
    pub contract: Uuid,
    /// Its place in the schedule.
    pub seq: u32,
    /// What makes it payable: its key.
    pub event: String,
    /// Its name in the schedule.
    pub name: String,
    /// Its amount.
    pub planned_minor: i64,
    /// By when we ask for it.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// By when it was agreed at first.
    #[schema(value_type = Option<String>, format = Date)]
    pub original_due_on: Option<Date>,
    /// When payment is expected.
    #[schema(value_type = Option<String>, format = Date)]
    pub expected_on: Option<Date>,
    /// What came in.
    pub received_minor: i64,
    /// What is out.
    pub outstanding_minor: i64,
    /// The disputed part of it.
    pub disputed_minor: i64,
    /// Days past due.
    pub overdue_days: u32,
    /// Late interest so far.
    pub interest_minor: Option<i64>,
    /// The dunning level owed.
    pub dunning_owed: Option<u8>,
    /// Where it stands: its key.
    pub status: String,
    /// Where it stands, in words.
    pub status_name: String,
}

/// The ledger of instalments, today.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/ledger", tag = "deal",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = LedgerView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
) -> Result<Json<LedgerView>, ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    if !ledger_paper::is_shown(&reading) {
        return Err(ApiError::NotFound);
    }
    let today = tongguan_core::zone::local_date(reading.context.now, &reading.process.time_zone());
    let ledger = ledger::ledger(&reading.deal, &reading.process, &reading.facts.calendar, today);
    Ok(Json(LedgerView {
        contract_minor: ledger.contract_amount.0,
        invoiced_minor: ledger.invoiced.0,
        received_minor: ledger.received.0,
        outstanding_minor: ledger.due_unpaid.0.saturating_add(ledger.not_due.0),
        overdue_minor: ledger.overdue.0,
        instalments: ledger.lines.iter().map(|line| view(&reading, line)).collect(),
        is_letter_due: dunning::in_letter(&reading.deal, &reading.process, today).next().is_some(),
        formats: printing::FORMATS.split(", ").map(str::to_owned).collect(),
    }))
}

fn view(reading: &Reading, line: &Line) -> InstalmentView {
    let (event, status) = (text(&line.event), text(&line.status));
    let word = |group: &str, key: &str| {
        let found = reading.lang.word(&format!("{group}.{key}"));
        if found.is_empty() { key.to_owned() } else { found.to_owned() }
    };
    InstalmentView {
        id: line.instalment.0,
        contract: line.contract.0,
        seq: line.seq,
        name: word("payment_event", &event),
        event,
        planned_minor: line.planned.0,
        due_on: line.due_on,
        original_due_on: line.original_due_on,
        expected_on: line.expected_on,
        received_minor: line.received.0,
        outstanding_minor: line.outstanding.0,
        disputed_minor: line.disputed.0,
        overdue_days: line.overdue_days,
        interest_minor: line.interest.map(|interest| interest.0),
        dunning_owed: line.dunning_owed,
        status_name: word("instalment", &status),
        status,
    }
}
