//! `GET /api/v1/receipts/{id}/proposals`: which instalments a receipt probably pays, the likeliest first, with the reasons.
//!
//! Promises to allocate nothing: whoever agrees gives `allocate_receipt` to the deal. A payer who is not the contract party is said as
//! such; the deal asks for his exception (A11).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use tongguan_core::id::{InstalmentId, ReceiptId};
use tongguan_core::money::Money;
use tongguan_core::receivable::proposal::{Incoming, Proposal, Reason, propose};
use tongguan_core::reference::receipt::Receipt;
use tongguan_store::StoreError;
use tongguan_store::read::candidates::{Payable, candidates};
use tongguan_store::reference::{allocated, load};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::reference::rights;
use tongguan_service::i18n::Lang;

/// Proposals that are shown.
const MOST: usize = 5;

/// Instalments of one deal that the receipt probably pays.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProposalView {
    /// The deal.
    pub deal: Uuid,
    /// Its number.
    pub number: Option<String>,
    /// The contract party.
    pub party: String,
    /// Keys of what speaks for it: `number`, `payer`, `former_name`, `amount`.
    pub reasons: Vec<String>,
    /// The number that the payer wrote.
    pub written: Option<String>,
    /// False where the payer is somebody else, whose money needs an exception first.
    pub payer_is_party: bool,
    /// How much for which instalment.
    pub parts: Vec<PartView>,
}

/// A part of the receipt for one instalment.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PartView {
    /// The instalment.
    pub instalment: Uuid,
    /// Its name in the schedule.
    pub name: String,
    /// By when we ask for it.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// How much of the receipt.
    pub amount_minor: i64,
}

/// What a receipt probably pays.
#[utoipa::path(
    get, path = "/api/v1/receipts/{id}/proposals", tag = "work",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = Vec<ProposalView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<ReceiptId>,
) -> Result<Json<Vec<ProposalView>>, ApiError> {
    if !rights::reads(&caller, "receipt") {
        return Err(ApiError::Forbidden);
    }
    let (tenant, access) = (caller.tenant, app.access(&caller));
    let found: Result<Option<Vec<ProposalView>>, StoreError> = app
        .db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move {
                let Some(receipt) = load::<Receipt>(tx, tenant, id.0).await? else { return Ok(None) };
                let receipt = receipt.state;
                let taken = allocated(tx, tenant, id).await?;
                let amount = receipt.amount.checked_sub(taken).unwrap_or(Money::ZERO);
                if receipt.reversed_at.is_some() || amount <= Money::ZERO {
                    return Ok(Some(Vec::new()));
                }
                let incoming = Incoming { amount, payer: &receipt.payer_name, note: receipt.note.as_deref() };
                let payable = candidates(tx, &access, incoming).await?;
                let all: Vec<_> = payable.iter().map(|one| one.candidate.clone()).collect();
                let proposals = propose(incoming, &all).into_iter().take(MOST);
                Ok(Some(proposals.filter_map(|one| view(lang, &payable, one)).collect()))
            })
        })
        .await;
    found?.map(Json).ok_or(ApiError::NotFound)
}

fn view(lang: Lang, payable: &[Payable], proposal: Proposal) -> Option<ProposalView> {
    let Payable { candidate, rows } = payable.iter().find(|one| one.candidate.deal == proposal.deal)?;
    let part = |(id, amount): (InstalmentId, Money)| {
        let row = rows.iter().find(|row| row.instalment == id);
        let word = row.map(|row| lang.word(&format!("payment_event.{}", row.event)));
        let name = word.unwrap_or_default().to_owned();
        PartView {
            instalment: id.0,
            name,
            due_on: row.and_then(|row| row.due_on),
            amount_minor: amount.minor(),
        }
    };
    let number = rows.first().and_then(|row| row.deal.opportunity_no.clone().or(row.deal.lead_no.clone()));
    Some(ProposalView {
        deal: proposal.deal.0,
        number,
        party: candidate.party.clone(),
        reasons: proposal.reasons.into_iter().map(|reason| key(reason).to_owned()).collect(),
        written: proposal.number,
        payer_is_party: proposal.payer_is_party,
        parts: proposal.parts.into_iter().map(part).collect(),
    })
}

fn key(reason: Reason) -> &'static str {
    match reason {
        Reason::Number => "number",
        Reason::Payer => "payer",
        Reason::FormerName => "former_name",
        Reason::Amount => "amount",
    }
}
