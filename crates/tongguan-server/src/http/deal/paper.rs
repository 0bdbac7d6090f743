//! `GET /api/v1/deals/{id}/documents/{document}/paper`: a copy of a document, as a file.
//!
//! Promises that a copy holds what the reader may see of the document and no more, that it bears the mark which the core
//! gives it, and that it is in the register before it leaves. Must never make a clean copy of what is not approved.

mod content;
mod names;

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tongguan_core::deal::Document;
use tongguan_core::deal::copy::{self, Mark};
use tongguan_core::id::{DealId, DocumentId};
use tongguan_core::process::DocumentForm;
use tongguan_core::reference::issued_copy::{Audience, CopyFormat, Issue};
use tongguan_doc::paper::Language;
use tongguan_doc::paper::make::{self, Content};

use super::document::at_revision;
use super::reading::{self, Reading};
use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::copy::{Asked, Sheet, issue};
use crate::http::deal::view::drawn;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::{Query, QueryFault};
use crate::i18n::Lang;

/// Which document.
#[derive(Deserialize)]
pub struct Which {
    id: DealId,
    document: DocumentId,
}

/// Which copy of it.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The file's format.
    #[param(value_type = String, pattern = "pdf|xlsx|docx")]
    format: CopyFormat,
    /// The language; the reader's where absent.
    #[param(value_type = Option<String>, pattern = "zh|en")]
    language: Option<String>,
    /// The revision, from 1; the latest where absent.
    revision: Option<u32>,
    /// For whom: one of ours, who gets what he may see, or a customer, who gets nothing internal.
    #[param(value_type = Option<String>, pattern = "inside|customer")]
    #[serde(default)]
    audience: Audience,
}

/// A copy of a document, registered under the code that it bears.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/documents/{document}/paper", tag = "deal", operation_id = "copy_document",
    params(("id" = Uuid, Path), ("document" = Uuid, Path), Wanted),
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
    lang: Lang,
    Path(Which { id, document }): Path<Which>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, ApiError> {
    let asked = Asked::read(wanted.format, wanted.language.as_deref(), lang)?;
    let reading = Reading::load(&app, &caller, asked.lang(), id).await?;
    let latest = reading.deal.documents.get(&document).ok_or(ApiError::NotFound)?;
    let form = reading.process.form(latest.kind).ok_or(ApiError::NotFound)?;
    if !rights::opens(&reading, latest.kind) {
        return Err(ApiError::NotFound);
    }
    let events = reading::events(&app, &caller, &reading).await?;
    let shown = match wanted.revision.filter(|revision| *revision != latest.revision) {
        None => Document::clone(latest),
        Some(revision) => at_revision(&events, document, latest, revision).ok_or(ApiError::NotFound)?,
    };
    let cut = cut(&reading, form, &shown, wanted.audience)?;
    let mark = copy::mark(&reading.deal, form, document, shown.revision);
    let made =
        content::of(&app, &caller, &reading, (document, &shown, &cut), &events, wanted.audience).await?;
    let names = names::of(&app, &caller, &reading, (&cut, &made)).await?;
    let sheet = Sheet {
        make: &|setting| make::paper(&cut, &made, setting),
        name: &|kind, id| names.get(kind, id),
        mark,
        issue: &|sha256| Issue {
            deal: id,
            document: Some(document),
            kind: shown.kind,
            revision: shown.revision,
            number: shown.number.as_ref().and_then(drawn),
            format: asked.format,
            language: asked.language,
            audience: wanted.audience,
            mark,
            sha256,
        },
        file: file_name(&made, &cut, asked.language, mark),
    };
    issue(&app, &caller, asked, sheet).await
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
