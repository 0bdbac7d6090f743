//! `GET /api/v1/deals/{id}/receipts`: money that came in and waits to be put to instalments.
//!
//! Promises receipts to those who may see receipts, and nothing of the deals that claimed parts of them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use tongguan_core::id::DealId;
use tongguan_store::StoreError;
use tongguan_store::reference::{OpenReceipt, open_receipts};
use uuid::Uuid;

use super::reading::Reading;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::reference::rights;

/// The most that are shown; what is older is found on the page of all receipts.
const MOST: u32 = 200;

/// A receipt that is not wholly allocated.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OpenReceiptView {
    /// Its id.
    pub id: Uuid,
    /// 收款编号; absent where it was booked before receipts had numbers.
    pub number: Option<String>,
    /// Bank value date.
    #[schema(value_type = String, format = Date)]
    pub received_on: Date,
    /// Who paid, as the bank names him.
    pub payer_name: String,
    /// 银行流水号.
    pub bank_serial: String,
    /// How much came in.
    pub amount_minor: i64,
    /// How much of it is still to be allocated.
    pub unallocated_minor: i64,
    /// Whether the payer goes by the name of the deal's customer.
    pub is_from_account: bool,
}

/// Receipts that wait to be allocated, those of the deal's customer first.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/receipts", tag = "deal",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = Vec<OpenReceiptView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
) -> Result<Json<Vec<OpenReceiptView>>, ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    if !rights::reads(&caller, "receipt") {
        return Err(ApiError::Forbidden);
    }
    let tenant = caller.tenant;
    let payer = reading.named(reading.deal.account.0).name.unwrap_or_default();
    let open: Result<Vec<OpenReceipt>, StoreError> = app
        .db
        .read(move |tx| {
            let payer = payer.clone();
            Box::pin(async move { open_receipts(tx, tenant, &payer, MOST).await })
        })
        .await;
    let mut views: Vec<_> = open?.into_iter().map(view).collect();
    views.sort_by_key(|one| !one.is_from_account);
    Ok(Json(views))
}

fn view(OpenReceipt { receipt, allocated, is_from }: OpenReceipt) -> OpenReceiptView {
    let amount = receipt.amount.minor();
    OpenReceiptView {
        id: receipt.id.0,
        number: receipt.number,
        received_on: receipt.received_on,
        payer_name: receipt.payer_name,
        bank_serial: receipt.bank_serial,
        amount_minor: amount,
        unallocated_minor: amount.saturating_sub(allocated.minor()),
        is_from_account: is_from,
    }
}
