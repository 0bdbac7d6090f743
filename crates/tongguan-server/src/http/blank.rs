//! `GET /api/v1/processes/current/forms/{kind}/paper`: an empty form, for filling by hand.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tongguan_core::process::{DocumentForm, DocumentKind};
use tongguan_core::reference::issued_copy::CopyFormat;
use tongguan_doc::paper::Paper;
use tongguan_doc::paper::make::{self, Setting};

use super::caller::Caller;
use super::copy::{self, Around, Asked, Tongue};
use super::error::ApiError;
use super::extract::Path;
use super::problem::Problem;
use super::query::Query;
use crate::app::App;
use crate::http::extract::ApiLang;
use crate::printing;

/// In which form.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The file's format.
    #[param(value_type = String, pattern = "pdf|xlsx|docx")]
    format: CopyFormat,
    /// The language; the reader's where absent.
    #[param(value_type = Option<String>, pattern = "zh|en")]
    language: Option<Tongue>,
}

/// An empty form of the process in force. It says nothing of anybody, so it is in no register and bears no code.
#[utoipa::path(
    get, path = "/api/v1/processes/current/forms/{kind}/paper", tag = "process", operation_id = "blank_form",
    params(("kind" = String, Path), Wanted),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn form(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(kind): Path<DocumentKind>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, ApiError> {
    let asked = Asked::read(wanted.format, wanted.language, lang)?;
    let process = app.current_process();
    let form = process.form(kind).ok_or(ApiError::NotFound)?;
    let paper = blank(form, asked, copy::around(&app, &caller).await?);
    let bytes = printing::print(&app, paper, asked.format).await?;
    copy::give(bytes, asked.format, form.name.get(asked.language))
}

fn blank(form: &DocumentForm, asked: Asked, around: Around) -> Paper {
    let setting = Setting {
        language: asked.language,
        zone: TimeZone::UTC,
        letterhead: around.letterhead,
        footer: around.footer,
        watermark: None,
        name: &|_, _| None,
    };
    make::blank(form, &setting)
}
