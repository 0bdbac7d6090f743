//! `GET /api/v1/deals/{id}/documents/{document}`: a document in any revision, with what the reader may see and fill.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tongguan_core::deal::copy;
use tongguan_core::deal::{BodyRef, Document, Event, Recorded};
use tongguan_core::id::{DealId, DocumentId};
use tongguan_core::process::DocumentForm;
use tongguan_store::{StoreError, body};

use super::reading::{self, Reading};
use super::restricted;
use super::rights::{self, FieldRight};
use super::view::document::{DocumentView, one};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::printing;

/// Which document.
#[derive(Deserialize)]
pub struct Which {
    id: DealId,
    document: DocumentId,
}

/// Which revision.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// The revision, from 1; the latest where absent.
    revision: Option<u32>,
}

/// A document with its content.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DocumentContent {
    /// What is known of the revision.
    pub document: DocumentView,
    /// The latest revision.
    pub latest_revision: u32,
    /// Its content as submitted, without fields that the reader may not see; absent where it was erased.
    #[schema(value_type = Option<Object>)]
    pub body: Option<Map<String, Value>>,
    /// What the reader may do with each field.
    pub fields: Vec<FieldRight>,
    /// Which copies on paper the reader may take of this revision.
    pub copies: CopiesView,
}

/// Copies on paper of a revision.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CopiesView {
    /// `pdf`, `xlsx`, `docx`: those that this server makes.
    pub formats: Vec<String>,
    /// Whether a copy for the customer may be made, without what is internal.
    pub for_customers: bool,
    /// What stands across every page, in words; absent where copies are clean.
    pub mark: Option<String>,
}

/// A revision of a document.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/documents/{document}", tag = "deal",
    params(("id" = Uuid, Path), ("document" = Uuid, Path), Revision),
    responses(
        (status = 200, body = DocumentContent),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(Which { id, document }): Path<Which>,
    Query(Revision { revision }): Query<Revision>,
) -> Result<Json<DocumentContent>, ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let latest = reading.deal.documents.get(&document).ok_or(ApiError::NotFound)?;
    let form = reading.process.form(latest.kind).ok_or(ApiError::NotFound)?;
    if !rights::opens(&reading, latest.kind) {
        return Err(ApiError::NotFound);
    }
    let shown = match revision.filter(|revision| *revision != latest.revision) {
        None => Document::clone(latest),
        Some(revision) => {
            let events = reading::events(&app, &caller, &reading).await?;
            at_revision(&events, document, latest, revision).ok_or(ApiError::NotFound)?
        }
    };
    let body = content(&app, &caller, shown.body).await?;
    restricted::record(&app, &caller, &reading, form, (document, shown.revision)).await?;
    Ok(Json(DocumentContent {
        body: body.map(|body| shown_body(&reading, form, body)),
        document: one(&reading, document, &shown),
        latest_revision: latest.revision,
        fields: rights::of_form(&reading, form),
        copies: copies(&reading, form, document, &shown),
    }))
}

fn copies(reading: &Reading, form: &DocumentForm, id: DocumentId, shown: &Document) -> CopiesView {
    let mark = copy::mark(&reading.deal, form, id, shown.revision);
    CopiesView {
        formats: printing::FORMATS.split(", ").map(str::to_owned).collect(),
        for_customers: copy::is_for_customers(form, shown.kind),
        mark: mark.map(|mark| reading.lang.word(&format!("mark.{}", mark.key())).to_owned()),
    }
}

fn shown_body(reading: &Reading, form: &DocumentForm, body: Map<String, Value>) -> Map<String, Value> {
    rights::visible_body(reading, form, &body)
}

/// A former revision, as its event tells it.
pub(super) fn at_revision(
    events: &[Recorded],
    id: DocumentId,
    latest: &Document,
    wanted: u32,
) -> Option<Document> {
    events.iter().find_map(|recorded| match &recorded.event {
        Event::DocumentSubmitted { document, revision, number, facts, body, digest, .. }
            if *document == id && *revision == wanted =>
        {
            Some(Document {
                revision: wanted,
                number: number.clone().or_else(|| latest.number.clone()),
                facts: facts.clone(),
                body: *body,
                digest: *digest,
                submitted_by: recorded.by.person(),
                submitted_at: recorded.at,
                approved: false,
                ..latest.clone()
            })
        }
        _ => None,
    })
}

/// The content of a body; none where it was erased.
pub async fn content(
    app: &App,
    caller: &Caller,
    kept: BodyRef,
) -> Result<Option<Map<String, Value>>, ApiError> {
    let tenant = caller.tenant.0;
    let found: Result<Vec<body::Body>, StoreError> =
        app.db.read(move |tx| Box::pin(async move { body::load_many(tx, tenant, &[kept.id.0]).await })).await;
    let text = found?.pop().and_then(|body| body.text);
    text.map(|text| serde_json::from_slice(&text.content))
        .transpose()
        .map_err(|_| StoreError::corrupt("a body that is no form").into())
}
