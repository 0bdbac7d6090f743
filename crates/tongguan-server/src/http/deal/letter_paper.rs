//! `POST /api/v1/deals/{id}/dunning-letter/paper`: the dunning letter (催款函) as things stand, as a file for the customer.
//!
//! Promises the lines, the lateness and the time to pay that the core says. Must never be written before the ladder asks for a letter.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use jiff::ToSpan;
use serde::Deserialize;
use tongguan_core::deal::fulfilment::dunning;
use tongguan_core::deal::fulfilment::ledger::{self, Line};
use tongguan_core::id::{DealId, DocumentId, OwnEntityId};
use tongguan_core::money::Money;
use tongguan_core::process::DocumentKind;
use tongguan_core::reference::issued_copy::{Audience, CopyFormat, Issue};
use tongguan_core::reference::own_entity::OwnEntity;
use tongguan_core::refusal::Refusal;
use tongguan_doc::paper::letter::{self, Demand, Late, PayTo};
use tongguan_store::{StoreError, reference};

use super::ledger_paper::event_said;
use super::reading::{Reading, refused};
use super::rights;
use super::view::drawn;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::copy::{Asked, Sheet, Tongue, registered};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;

const KIND: DocumentKind = DocumentKind::Dunning;

/// Which copy of it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterCopy)]
pub struct Wanted {
    /// The file's format.
    #[schema(value_type = String, pattern = "pdf|xlsx|docx")]
    format: CopyFormat,
    /// The language; the reader's where absent.
    #[schema(value_type = Option<String>, pattern = "zh|en")]
    language: Option<Tongue>,
}

/// A dunning letter, registered under the code that it bears.
#[utoipa::path(
    post, path = "/api/v1/deals/{id}/dunning-letter/paper", tag = "deal", operation_id = "dunning_letter",
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = Wanted,
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn copy(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
    _key: IdempotencyKey,
    StrictJson(wanted): StrictJson<Wanted>,
) -> Result<Response, ApiError> {
    let asked = Asked::read(wanted.format, wanted.language, lang)?;
    let reading = Reading::load(&app, &caller, asked.lang(), id).await?;
    if !rights::opens(&reading, KIND) {
        return Err(ApiError::NotFound);
    }
    let demand = demand(&app, &caller, &reading).await?;
    let sheet = Sheet {
        filling: None,
        make: &|setting| letter::letter(&demand, setting),
        name: &|_, _| None,
        mark: None,
        audience: Audience::Customer,
        issue: &|sha256| Issue {
            deal: id,
            document: None,
            kind: KIND,
            revision: 0,
            number: None,
            format: asked.format,
            language: asked.language,
            audience: Audience::Customer,
            to: Vec::new(),
            mark: None,
            sha256,
        },
        file: format!("{}-{}", letter::title(asked.language), demand.on),
    };
    registered(&app, &caller, asked, sheet).await?.answer(asked.format)
}

/// What the letter says; refused where nothing is late enough for one.
async fn demand(app: &App, caller: &Caller, reading: &Reading) -> Result<Demand, ApiError> {
    let (deal, process) = (&reading.deal, &reading.process);
    let on = tongguan_core::zone::local_date(reading.context.now, &process.time_zone());
    let rung = dunning::letter_rung(process);
    let late: BTreeSet<_> = dunning::in_letter(deal, process, on).collect();
    let days = rung.and_then(|rung| rung.letter_days).filter(|_| !late.is_empty());
    let Some(days) = days else {
        return Err(refused(reading, &Refusal::NoLetterDue { from_days: rung.map(|rung| rung.from_days) }));
    };
    let ledger = ledger::ledger(deal, process, &reading.facts.calendar, on);
    let lines: Vec<&Line> = ledger.lines.iter().filter(|line| late.contains(&line.instalment)).collect();
    let contract = lines.first().map(|line| line.contract);
    Ok(Demand {
        customer: reading.named(deal.account.0).name.unwrap_or_default(),
        number: deal.numbers.last().and_then(drawn),
        on,
        pay_by: on.saturating_add(i64::from(days).days()),
        lines: lines.into_iter().map(|line| said(reading, line)).collect(),
        pay_to: pay_to(app, caller, reading, contract).await?,
    })
}

fn said(reading: &Reading, line: &Line) -> Late {
    let contract = reading.deal.contracting.contracts.get(&line.contract);
    Late {
        contract: contract.and_then(|contract| contract.number.as_ref().and_then(drawn)).unwrap_or_default(),
        event: event_said(reading, line),
        planned: line.planned,
        due_on: line.due_on,
        // What is disputed is talked about apart (4.10).
        outstanding: line.outstanding.checked_sub(line.disputed).unwrap_or(Money::ZERO),
        overdue_days: line.overdue_days,
    }
}

/// The account of our entity that signed the contract.
async fn pay_to(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    contract: Option<DocumentId>,
) -> Result<Vec<(PayTo, String)>, ApiError> {
    let facts = contract.and_then(|id| reading.deal.documents.get(&id)).map(|contract| &contract.facts);
    let entity = facts.and_then(|facts| facts.get("our_entity")?.as_str()?.parse().ok()).map(OwnEntityId);
    let Some(OwnEntityId(id)) = entity else { return Ok(Vec::new()) };
    let tenant = caller.tenant;
    let found: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(reference::load::<OwnEntity>(tx, tenant, id))).await;
    let Some(entity) = found?.map(|found| found.state.card) else { return Ok(Vec::new()) };
    let lines = [
        (PayTo::Holder, Some(entity.name)),
        (PayTo::Bank, entity.bank),
        (PayTo::Account, entity.bank_account),
    ];
    Ok(lines.into_iter().filter_map(|(which, text)| Some((which, text?))).collect())
}
