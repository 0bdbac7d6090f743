//! `POST /api/v1/deals/{id}/documents/{document}/paper`: a copy of a document, as a file.
//!
//! Promises that a copy holds what the reader may see of the document and no more, that it bears the mark which the core
//! gives it, and that it is in the register before it leaves. Must never make a clean copy of what is not approved.

mod content;
pub mod draft;
pub(super) mod names;
mod picture;

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tongguan_core::deal::copy::{self, Mark};
use tongguan_core::deal::{Document, Recorded};
use tongguan_core::id::{ContactId, DealId, DocumentId};
use tongguan_core::process::{DocumentForm, DocumentKind};
use tongguan_core::reference::issued_copy::{Audience, CopyFormat, Issue};
use tongguan_core::reference::paper_template::PaperTemplate;
use tongguan_core::refusal::Refusal;
use tongguan_doc::paper::Language;
use tongguan_doc::paper::make::{self, Content, Setting};
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::document::at_revision;
use super::reading::{self, Reading, refused};
use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::copy::{Asked, Filling, Registered, Sheet, Tongue, registered};
use crate::http::deal::view::drawn;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::query::QueryFault;
use crate::http::strict_json::StrictJson;

/// Which document.
#[derive(Deserialize)]
pub struct Which {
    id: DealId,
    document: DocumentId,
}

/// Which copy of it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DocumentCopy)]
pub struct Wanted {
    /// The file's format.
    #[schema(value_type = String, pattern = "pdf|xlsx|docx")]
    format: CopyFormat,
    /// The language; the reader's where absent.
    #[schema(value_type = Option<String>, pattern = "zh|en")]
    language: Option<Tongue>,
    /// A template of the company's own; `format` is then its format. Only a clean copy is made from one.
    template: Option<Uuid>,
    /// The revision, from 1; the latest where absent.
    revision: Option<u32>,
    /// For whom: one of ours, who gets what he may see, or a customer, who gets nothing internal.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "inside|customer")]
    audience: Audience,
    /// The customer's people it is for, as the register keeps them; only of a copy for a customer.
    #[serde(default)]
    to: Vec<Uuid>,
}

/// A copy of a document, registered under the code that it bears.
#[utoipa::path(
    post, path = "/api/v1/deals/{id}/documents/{document}/paper", tag = "deal", operation_id = "copy_document",
    params(("id" = Uuid, Path), ("document" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = Wanted,
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn copy(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(Which { id, document }): Path<Which>,
    _key: IdempotencyKey,
    StrictJson(wanted): StrictJson<Wanted>,
) -> Result<Response, ApiError> {
    let asked = Asked::read(wanted.format, wanted.language, lang)?;
    let reading = Reading::load(&app, &caller, asked.lang(), id).await?;
    let events = reading::events(&app, &caller, &reading).await?;
    let to = receivers(&reading, wanted.audience, wanted.to)?;
    let which = (document, wanted.revision, (wanted.audience, to.as_slice()));
    made(&app, &caller, asked, (&reading, &events), which, wanted.template).await?.answer(asked.format)
}

/// Whom a copy is for.
fn receivers(reading: &Reading, audience: Audience, to: Vec<Uuid>) -> Result<Vec<ContactId>, ApiError> {
    let to: Vec<ContactId> = to.into_iter().map(ContactId).collect();
    if audience == Audience::Inside && !to.is_empty() {
        let (param, allowed) = ("audience".into(), "customer".into());
        return Err(ApiError::Query(QueryFault::NotAllowed { param, allowed }));
    }
    copy::receivers(&reading.contacts, &to).map_err(|refusal| refused(reading, &refusal))?;
    Ok(to)
}

/// A registered copy of a document, in a template where one is wanted.
pub(super) async fn made(
    app: &App,
    caller: &Caller,
    asked: Asked,
    (reading, events): (&Reading, &[Recorded]),
    (document, revision, (audience, to)): (DocumentId, Option<u32>, (Audience, &[ContactId])),
    wanted: Option<Uuid>,
) -> Result<Registered, ApiError> {
    let latest = reading.deal.documents.get(&document).ok_or(ApiError::NotFound)?;
    let form = reading.process.form(latest.kind).ok_or(ApiError::NotFound)?;
    if !rights::opens(reading, latest.kind) {
        return Err(ApiError::NotFound);
    }
    let shown = match revision.filter(|revision| *revision != latest.revision) {
        None => Document::clone(latest),
        Some(revision) => at_revision(events, document, latest, revision).ok_or(ApiError::NotFound)?,
    };
    let cut = cut(reading, form, &shown, audience)?;
    let mark = copy::mark(&reading.deal, form, document, shown.revision);
    let made = content::of(app, caller, reading, (document, &shown, &cut), events, audience).await?;
    let names = names::of(app, caller, reading, (&cut, &made)).await?;
    let template = match wanted {
        Some(id) => Some(template(app, caller, (id, shown.kind, asked.format), (reading, mark)).await?),
        None => None,
    };
    let values = |setting: &Setting<'_>| make::values(&cut, &made, setting);
    let sheet = Sheet {
        filling: template.as_ref().map(|template| Filling { template, values: &values }),
        make: &|setting| make::paper(&cut, &made, setting),
        name: &|kind, id| names.get(kind, id),
        mark,
        audience,
        issue: &|sha256| Issue {
            deal: reading.deal.id,
            document: Some(document),
            kind: shown.kind,
            revision: shown.revision,
            number: shown.number.as_ref().and_then(drawn),
            format: asked.format,
            language: asked.language,
            audience,
            to: to.to_vec(),
            mark,
            sha256,
        },
        file: file_name(&made, &cut, asked.language, mark),
    };
    registered(app, caller, asked, sheet).await
}

/// The template, if it is one of this document. What bears a mark comes on our own paper, which bears it on every page.
pub(super) async fn template(
    app: &App,
    caller: &Caller,
    (id, kind, format): (Uuid, DocumentKind, CopyFormat),
    (reading, mark): (&Reading, Option<Mark>),
) -> Result<PaperTemplate, ApiError> {
    let tenant = caller.tenant;
    let found: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(reference::load::<PaperTemplate>(tx, tenant, id))).await;
    let template = found?.map(|found| found.state);
    let fits =
        |template: &PaperTemplate| template.active && (template.kind, template.format) == (kind, format);
    let template = template.filter(fits).ok_or(ApiError::NotFound)?;
    match mark {
        Some(mark) => Err(refused(reading, &Refusal::CopyNotClean { mark })),
        None => Ok(template),
    }
}

/// The form as this copy may show it.
fn cut(
    reading: &Reading,
    form: &DocumentForm,
    shown: &Document,
    audience: Audience,
) -> Result<DocumentForm, ApiError> {
    let visible = rights::visible_form(reading, form);
    match audience {
        Audience::Inside => Ok(visible),
        Audience::Customer if copy::is_for_customers(form, shown.kind) => Ok(copy::for_customers(&visible)),
        Audience::Customer => Err(ApiError::Query(QueryFault::NotAllowed {
            param: "audience".into(),
            allowed: "inside".into(),
        })),
    }
}

/// `BJ-2026-12-0015-V2`, or the document's name where it has no number.
fn file_name(content: &Content, form: &DocumentForm, language: Language, mark: Option<Mark>) -> String {
    let name = form.name.get(language);
    let number = content.head.number.as_deref().unwrap_or(name);
    let revision = content.head.revision.map(|revision| format!("-V{revision}")).unwrap_or_default();
    let mark = mark.map(|mark| format!("-{}", mark.key())).unwrap_or_default();
    format!("{number}{revision}{mark}")
}
