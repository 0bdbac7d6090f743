//! `GET /api/v1/deals/{id}/copies`: the register of copies of a deal: who took which revision, when, in which form, and for whom.
//!
//! Promises an entry for every copy of what the reader may open, the latest first; a copy that went by mail names whom it went to.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::{ContactId, DealId};
use tongguan_core::reference::issued_copy::{Audience, IssuedCopy};
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::ledger_paper;
use super::reading::{Named, Reading};
use super::rights;
use super::view::document::text;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::{ApiLang, Path};
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::verify::name_of;

/// A copy that was given out.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CopyOfDeal {
    /// Its entry in the register.
    pub id: Uuid,
    /// The code that it bears.
    pub code: String,
    /// What it is a copy of; absent for what is made from the deal.
    pub document: Option<Uuid>,
    /// The name of that.
    pub name: String,
    /// Its number.
    pub number: Option<String>,
    /// Its revision; 0 for what is made from the deal.
    pub revision: u32,
    /// `pdf`, `xlsx` or `docx`.
    pub format: String,
    /// `zh` or `en`.
    pub language: String,
    /// `inside` or `customer`.
    pub audience: String,
    /// The customer's people it was made for or sent to.
    pub to: Vec<Named>,
    /// Whether our mail carried it.
    pub is_mailed: bool,
    /// What stands across it, in words; absent where it is clean.
    pub mark_name: Option<String>,
    /// Who took it; absent for the system.
    pub by: Option<Named>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// Copies of a deal.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CopiesOfDeal {
    /// The latest first.
    pub items: Vec<CopyOfDeal>,
}

/// Which copies.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Only those of this document.
    document: Option<Uuid>,
}

/// The copies of a deal that were given out, as far as the reader may open what they show.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/copies", tag = "deal", operation_id = "list_copies_of_deal",
    params(("id" = Uuid, Path), Asked),
    responses(
        (status = 200, body = CopiesOfDeal),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
    Query(asked): Query<Asked>,
) -> Result<Json<CopiesOfDeal>, ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let tenant = caller.tenant;
    let copies: Result<Vec<IssuedCopy>, StoreError> =
        app.db.read(move |tx| Box::pin(reference::copies_of_deal(tx, tenant, id))).await;
    let mailed: BTreeMap<Uuid, &[ContactId]> = mailed(&reading);
    let is_asked = |copy: &IssuedCopy| {
        asked.document.is_none_or(|wanted| copy.issue.document.is_some_and(|document| document.0 == wanted))
    };
    let mut shown: Vec<_> =
        copies?.into_iter().filter(|copy| is_asked(copy) && opens(&reading, copy)).collect();
    shown.sort_by_key(|copy| Reverse(copy.issued_at));
    let items = shown.into_iter().map(|copy| view(&reading, &copy, mailed.get(&copy.id).copied())).collect();
    Ok(Json(CopiesOfDeal { items }))
}

/// Copies that were handed to our mail, and to whom they went.
fn mailed(reading: &Reading) -> BTreeMap<Uuid, &[ContactId]> {
    reading.deal.mails.values().map(|mail| (mail.copy, mail.to.as_slice())).collect()
}

/// Whoever may open what a copy shows sees that it was given out.
fn opens(reading: &Reading, copy: &IssuedCopy) -> bool {
    match copy.issue.document {
        Some(_) => rights::opens(reading, copy.issue.kind),
        None => ledger_paper::is_shown(reading),
    }
}

fn view(reading: &Reading, copy: &IssuedCopy, mailed: Option<&[ContactId]>) -> CopyOfDeal {
    let issue = &copy.issue;
    let to = mailed.unwrap_or(&issue.to);
    let word = |mark: &str| reading.lang.word(&format!("mark.{mark}")).to_owned();
    CopyOfDeal {
        id: copy.id,
        code: copy.code.as_str().to_owned(),
        document: issue.document.map(|document| document.0),
        name: name_of(&reading.speaker(), issue),
        number: issue.number.clone(),
        revision: issue.revision,
        format: text(&issue.format),
        language: text(&issue.language),
        audience: match issue.audience {
            Audience::Inside => "inside",
            Audience::Customer => "customer",
        }
        .to_owned(),
        to: to.iter().map(|contact| reading.named(contact.0)).collect(),
        is_mailed: mailed.is_some(),
        mark_name: issue.mark.map(|mark| word(mark.key())),
        by: copy.issued_by.map(|person| reading.named(person.0)),
        at: copy.issued_at,
        sha256: issue.sha256.to_string(),
    }
}
