//! `POST /api/v1/paper-templates?kind=…&name=…` and `GET /api/v1/processes/current/forms/{kind}/places`: the company's own templates.
//!
//! Promises that a file is opened in a child process before it is kept, and that the core hears what it asks for. With `dry_run` nothing
//! is kept, and the answer is the same.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tongguan_core::digest::Digest;
use tongguan_core::process::DocumentKind;
use tongguan_core::reference::authority;
use tongguan_core::reference::issued_copy::CopyFormat;
use tongguan_core::reference::paper_template::{self, Command, Place};
use tongguan_doc::paper::Language;
use tongguan_doc::template::Kind;
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, Request};
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::file::keep::keep;
use crate::http::file::upload::MAX_BYTES;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::printing::{self, template};
use tongguan_service::i18n::Lang;
use tongguan_service::run::{Target, Via};

/// What a template is for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Added {
    /// The kind of document.
    #[param(value_type = String)]
    kind: DocumentKind,
    /// What people call it.
    name: String,
    /// Only looks at it.
    #[serde(default)]
    dry_run: bool,
}

/// A template that was taken.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AddedView {
    /// Its id; of a dry run one that nothing has.
    pub id: Uuid,
    /// `docx` or `xlsx`.
    pub format: String,
    /// The places that it has.
    pub places: Vec<String>,
}

/// Adds a template: the body is the file itself, `application/octet-stream`, at most 20 MiB.
#[utoipa::path(
    post, path = "/api/v1/paper-templates", tag = "reference", operation_id = "add_paper_template",
    params(Added, ("Idempotency-Key" = String, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = AddedView),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(Added { kind, name, dry_run }): Query<Added>,
    key: IdempotencyKey,
    bytes: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<Json<AddedView>, ApiError> {
    let rule = authority::rule_of("add_paper_template");
    if !rule.is_some_and(|rule| caller.holds(rule.roles)) {
        return Err(ApiError::Forbidden);
    }
    let bytes = bytes.map_err(|_| ApiError::BodyTooLarge { max_bytes: MAX_BYTES })?;
    app.edge.scanner.pass(&bytes).await?;
    let looked = template::look(app.templates.program(), &bytes).await;
    let (found, names) = looked.map_err(printing::template_fault)?;
    let format = match found {
        Kind::Docx => CopyFormat::Docx,
        Kind::Xlsx => CopyFormat::Xlsx,
    };
    let places: Vec<String> = names.into_iter().collect();
    let file = Digest::of(&bytes);
    let command = Command::AddPaperTemplate { name, kind, format, file, places: places.clone() };
    // Judged before it is kept: what is refused leaves nothing.
    let request = |dry_run, key| {
        let target = Target::Reference { id: None, command: command.clone().into() };
        Request { target, expected: None, key, via: Via::Api, dry_run }
    };
    let mut done = execute::run(&app, &caller, request(true, key.as_str().to_owned())).await?;
    if !dry_run {
        keep(&app, &caller, bytes.to_vec(), format.media_type()).await?;
        done = execute::run(&app, &caller, request(false, key.as_str().to_owned())).await?;
    }
    Ok(Json(AddedView { id: done.id, format: format.ending().to_owned(), places }))
}

/// A place that a template may have.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlaceView {
    /// As it stands between the braces.
    pub name: String,
    /// What it holds, in the reader's language.
    pub label: String,
}

/// The places that a template of a document may have.
#[utoipa::path(
    get, path = "/api/v1/processes/current/forms/{kind}/places", tag = "process", operation_id = "places_of_form",
    params(("kind" = String, Path)),
    responses(
        (status = 200, body = Vec<PlaceView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn places(
    State(app): State<Arc<App>>,
    _caller: Caller,
    ApiLang(lang): ApiLang,
    Path(kind): Path<DocumentKind>,
) -> Result<Json<Vec<PlaceView>>, ApiError> {
    let process = app.current_process();
    let form = process.form(kind).ok_or(ApiError::NotFound)?;
    let language = match lang {
        Lang::Zh => Language::Zh,
        Lang::En => Language::En,
    };
    let view = |place: Place| {
        let column = place.name.rsplit('.').next().unwrap_or_default();
        let label = place.label.unwrap_or_else(|| lang.word(&format!("place.{column}")).to_owned());
        PlaceView { name: place.name, label }
    };
    Ok(Json(paper_template::places(form, language).into_iter().map(view).collect()))
}
