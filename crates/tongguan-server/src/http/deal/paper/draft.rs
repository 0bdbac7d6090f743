//! `POST /api/v1/deals/{id}/drafts/{kind}/paper`: what one has typed so far, as a file that says on every page that it is a draft.
//!
//! Promises what the form shows: what was typed and, as far as they can be told, the figures that follow from it. Must never store what
//! was typed, and never come without its mark.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Map, Value};
use tongguan_core::deal::Command;
use tongguan_core::deal::copy::Mark;
use tongguan_core::id::DocumentId;
use tongguan_core::process::{DocumentForm, DocumentKind};
use tongguan_core::reference::issued_copy::{Audience, CopyFormat, Issue};
use tongguan_doc::paper::make::{self, Content, Head};

use super::super::draft::{Revising, Which, reach};
use super::super::preview;
use super::super::reading::Reading;
use super::super::rights;
use super::super::view::drawn;
use super::{file_name, names, picture};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::copy::{Asked, Sheet, Tongue, registered};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;

/// What was typed, and which copy of it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DraftCopy)]
pub struct Wanted {
    /// The file's format.
    #[schema(value_type = String, pattern = "pdf|xlsx|docx")]
    format: CopyFormat,
    /// The language; the reader's where absent.
    #[schema(value_type = Option<String>, pattern = "zh|en")]
    language: Option<Tongue>,
    /// The document that is revised; absent for a new one.
    #[schema(value_type = Option<Uuid>)]
    document: Option<DocumentId>,
    /// The form, as far as it is typed.
    #[schema(value_type = Object)]
    body: Map<String, Value>,
}

/// A copy of a draft, registered under the code that it bears.
#[utoipa::path(
    post, path = "/api/v1/deals/{id}/drafts/{kind}/paper", tag = "deal", operation_id = "copy_draft",
    params(("id" = Uuid, Path), ("kind" = String, Path), ("Idempotency-Key" = String, Header)),
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
    Path(which): Path<Which>,
    _key: IdempotencyKey,
    StrictJson(wanted): StrictJson<Wanted>,
) -> Result<Response, ApiError> {
    let asked = Asked::read(wanted.format, wanted.language, lang)?;
    let (document, kind) = (wanted.document, which.kind);
    let (reading, _) = reach(&app, &caller, asked.lang(), &which, Revising::of(document)).await?;
    let form = reading.process.form(kind).ok_or(ApiError::NotFound)?;
    let form = rights::visible_form(&reading, form);
    let standing = document.and_then(|id| reading.deal.documents.get(&id));
    let revision = standing.map_or(0, |document| document.revision);
    let number = standing.and_then(|document| document.number.as_ref()).and_then(drawn);
    let command = Command::SubmitDocument { kind, document, revision, body: wanted.body.clone() };
    let seen = preview::foresee(&app, &caller, which.id, command).await?;
    let figures = preview::figures(&reading, kind, &seen);
    let content = content(&reading, (kind, &form), (wanted.body, figures), (number.clone(), revision + 1));
    let names = names::of(&app, &caller, &reading, (&form, &content)).await?;
    let mark = Some(Mark::Draft);
    let sheet = Sheet {
        filling: None,
        make: &|setting| make::paper(&form, &content, setting),
        name: &|kind, id| names.get(kind, id),
        mark,
        audience: Audience::Inside,
        issue: &|sha256| Issue {
            deal: reading.deal.id,
            document,
            kind,
            revision: revision + 1,
            number: number.clone(),
            format: asked.format,
            language: asked.language,
            audience: Audience::Inside,
            to: Vec::new(),
            mark,
            sha256,
        },
        file: file_name(&content, &form, asked.language, mark),
    };
    registered(&app, &caller, asked, sheet).await?.answer(asked.format)
}

fn content(
    reading: &Reading,
    (kind, form): (DocumentKind, &DocumentForm),
    (body, facts): (Map<String, Value>, Map<String, Value>),
    (number, revision): (Option<String>, u32),
) -> Content {
    let only = |fields: Map<String, Value>| -> Map<String, Value> {
        fields.into_iter().filter(|(key, _)| form.field(key).is_some()).collect()
    };
    let (deal, name) = (&reading.deal, |id| reading.named(id).name);
    let (body, facts) = (only(body), only(facts));
    Content {
        picture: picture::of(reading, kind, form, (Some(&body), &facts)),
        body: Some(body),
        facts,
        head: Head {
            number,
            revision: Some(revision),
            customer: name(deal.account.0),
            deal: deal.numbers.last().and_then(drawn),
            owner: deal.owner.and_then(|owner| name(owner.0)),
            ..Head::default()
        },
        approvals: Vec::new(),
    }
}
