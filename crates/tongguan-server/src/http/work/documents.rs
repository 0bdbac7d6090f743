//! `GET /api/v1/documents`: documents of one kind across the deals that the caller sees.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tongguan_core::deal::Deal;
use tongguan_core::id::{DealId, DepartmentId, TenantId};
use tongguan_core::process::DocumentKind;
use tongguan_store::read::document_list::{self, DocumentFilter, DocumentKey, ListedDocument};
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::card::{Cards, DealCard};
use crate::http::deal::list::{found, owner};
use crate::http::deal::reading::Named;
use crate::http::deal::rights;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::paging;
use crate::http::problem::Problem;
use crate::http::query::Query;

/// Which documents. All conditions hold.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Their kind, such as `quotation`.
    #[param(value_type = String)]
    kind: DocumentKind,
    /// `submitted`, `in_review`, `approved`, `refused` or `voided`.
    status: Option<String>,
    /// Owner of the deal: `me`, `pool`, or the id of a person.
    owner: Option<String>,
    /// Department of the deal.
    #[param(value_type = Option<Uuid>)]
    department: Option<DepartmentId>,
    /// Part of a number or of a name, or pinyin.
    q: Option<String>,
    /// Submitted at this moment or later.
    #[param(value_type = Option<String>)]
    from: Option<Timestamp>,
    /// Submitted before this moment.
    #[param(value_type = Option<String>)]
    to: Option<Timestamp>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A page of documents.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DocumentPage {
    /// What is on it.
    pub items: Vec<DocumentLine>,
    /// The cursor of the next page; absent at the end.
    pub next: Option<String>,
    /// How many the filter finds; on the first page only.
    pub count: Option<i64>,
}

/// A document in a list, latest revision.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DocumentLine {
    /// Its id.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// Its number, where it takes one.
    pub number: Option<String>,
    /// Its revision, from 1.
    pub revision: i64,
    /// `submitted`, `in_review`, `approved`, `refused` or `voided`.
    pub status: String,
    /// Who submitted this revision.
    pub submitted_by: Option<Named>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub submitted_at: Timestamp,
    /// Its deal.
    pub deal: DealCard,
    /// Its figures, dates and choices as far as the reader sees them, without text and personal data.
    #[schema(value_type = Object)]
    pub facts: Map<String, Value>,
    /// As a contract: when it was signed.
    #[schema(value_type = Option<String>, format = Date)]
    pub signed_on: Option<Date>,
    /// As a signed contract: its value, minor units.
    pub contract_minor: Option<i64>,
    /// As a signed contract: when its term ends.
    #[schema(value_type = Option<String>, format = Date)]
    pub term_end: Option<Date>,
    /// Where it stands in its own course: `planned`, `reported`, `cancelled` for a visit; `requested`, `issued`, `delivered`,
    /// `void` for an invoice; `drafted`, `sealed`, `signed`, `filed` for a contract.
    pub course: Option<String>,
    /// As an issued invoice: its number.
    pub invoice_no: Option<String>,
}

/// Documents of one kind, last submitted first. What a reader may not open is absent.
#[utoipa::path(
    get, path = "/api/v1/documents", tag = "work", operation_id = "list_documents",
    params(Asked),
    responses(
        (status = 200, body = DocumentPage),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<DocumentPage>, ApiError> {
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<DocumentKey>(asked.cursor.as_deref())?);
    let filter = DocumentFilter {
        kind: asked.kind,
        status: asked.status.clone(),
        owner: owner(&caller, asked.owner.as_deref())?,
        department: asked.department,
        from: asked.from,
        to: asked.to,
        found: found(&app, &caller, asked.q.as_deref()).await?,
    };
    let (access, tenant, is_first) = (app.access(&caller), caller.tenant, key.is_none());
    let read: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let (access, filter) = (access.clone(), filter.clone());
            Box::pin(async move {
                let page = document_list::list(tx, &access, &filter, key, limit).await?;
                let count = match is_first {
                    true => Some(document_list::count(tx, &access, &filter).await?),
                    false => None,
                };
                let deals = deals(tx, tenant, page.items.iter().map(|row| row.deal.deal)).await?;
                Ok((page, count, deals))
            })
        })
        .await;
    let (page, count, deals) = read?;
    let writers = page.items.iter().filter_map(|row| row.document.submitted_by).map(|person| person.0);
    let cards = Cards::load(&app, &caller, lang, page.items.iter().map(|row| &row.deal), writers).await?;
    let line = |row: &ListedDocument| line(&app, &caller, row, deals.get(&row.deal.deal)?, &cards);
    Ok(Json(DocumentPage {
        items: page.items.iter().filter_map(line).collect(),
        next: paging::next(page.next),
        count,
    }))
}

/// The deals behind the rows of a page, each folded once.
pub async fn deals(
    tx: &mut Tx,
    tenant: TenantId,
    ids: impl Iterator<Item = DealId>,
) -> Result<BTreeMap<DealId, Deal>, StoreError> {
    let mut deals = BTreeMap::new();
    for id in ids {
        if !deals.contains_key(&id) {
            deals.extend(tongguan_store::deal::load(tx, tenant, id).await?.map(|deal| (id, deal)));
        }
    }
    Ok(deals)
}

/// A row for its reader; none where he may not open documents of this kind.
fn line(
    app: &App,
    caller: &Caller,
    row: &ListedDocument,
    deal: &Deal,
    cards: &Cards,
) -> Option<DocumentLine> {
    let document = deal.documents.get(&row.document.document)?;
    let process = app.process_for(caller, deal.process_version)?;
    let facts = rights::facts_for(caller, &process, deal, document, app.world().now())?;
    let contract = row.contract.as_ref();
    let (course, invoice_no) = course(deal, row);
    Some(DocumentLine {
        id: row.document.document.0,
        kind: row.document.kind.clone(),
        number: row.document.number.clone(),
        revision: row.document.revision,
        status: row.document.status.clone(),
        submitted_by: row.document.submitted_by.map(|person| cards.named(person.0)),
        submitted_at: row.document.submitted_at,
        deal: cards.card(&row.deal),
        facts,
        signed_on: contract.and_then(|contract| contract.signed_on),
        contract_minor: contract.map(|contract| contract.amount_minor),
        term_end: contract.and_then(|contract| contract.term_end),
        course: course.map(str::to_owned),
        invoice_no,
    })
}

/// Where a document stands in its own course, and its number as an invoice.
fn course(deal: &Deal, row: &ListedDocument) -> (Option<&'static str>, Option<String>) {
    let id = row.document.document;
    if let Some(visit) = deal.nurture.visits.get(&id) {
        let course = match (visit.cancelled, visit.report) {
            (true, _) => "cancelled",
            (false, Some(_)) => "reported",
            (false, None) => "planned",
        };
        return (Some(course), None);
    }
    if let Some(invoice) = deal.fulfilment.invoices.get(&id) {
        let course = match (invoice.void, invoice.delivered_on, invoice.issued_on) {
            (true, ..) => "void",
            (_, Some(_), _) => "delivered",
            (_, None, Some(_)) => "issued",
            (_, None, None) => "requested",
        };
        return (Some(course), invoice.number.clone());
    }
    let of_contract = deal.contracting.contracts.get(&id).map(|contract| {
        match (&contract.filing, &contract.signing, &contract.seal) {
            (Some(_), ..) => "filed",
            (None, Some(_), _) => "signed",
            (None, None, Some(_)) => "sealed",
            (None, None, None) => "drafted",
        }
    });
    (of_contract, None)
}
