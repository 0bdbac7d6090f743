//! `GET /api/v1/verify/{code}`: what was given out under a code, for whoever holds the paper.
//!
//! Promises the same answer for a code that was never given and for one that is no code, and nothing of what the paper says:
//! no customer, no person, no amount. Must never be a way to look for copies.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::process::DocumentKind;
use tongguan_core::reference::issued_copy::{Audience, CopyCode, Issue, IssuedCopy};
use tongguan_store::{StoreError, reference};

use super::deal::view::document::text;
use super::error::ApiError;
use super::extract::Path;
use super::problem::Problem;
use crate::app::App;
use crate::http::extract::ApiLang;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::speaker::Speaker;

/// A copy as anybody may know it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CopyView {
    /// The code.
    pub code: String,
    /// The name of the document.
    pub name: String,
    /// Its number.
    pub number: Option<String>,
    /// Its revision.
    pub revision: u32,
    /// `pdf`, `xlsx`, `docx`.
    pub format: String,
    /// When it was given out.
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Timestamp,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Why it is no clean copy, a key; absent for a clean one.
    pub mark: Option<String>,
    /// The same in words.
    pub mark_name: Option<String>,
}

/// What was given out under a code. Open to everybody: a customer holds the paper.
#[utoipa::path(
    get, path = "/api/v1/verify/{code}", tag = "verify", operation_id = "verify_copy",
    params(("code" = String, Path)),
    responses(
        (status = 200, body = CopyView),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn verify(
    State(app): State<Arc<App>>,
    ApiLang(lang): ApiLang,
    Path(code): Path<String>,
) -> Result<Json<CopyView>, ApiError> {
    let copy = find(&app, &code).await?.ok_or(ApiError::NotFound)?;
    Ok(Json(view(&app, lang, &copy)))
}

/// The copy that bears a code, as somebody typed it.
pub async fn find(app: &App, code: &str) -> Result<Option<IssuedCopy>, ApiError> {
    let (Some(code), Some(tenant)) = (CopyCode::parse(code), app.company().await?) else { return Ok(None) };
    let found: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let code = code.clone();
            Box::pin(async move { reference::copy_by_code(tx, tenant, &code).await })
        })
        .await;
    Ok(found?)
}

/// What anybody may know of it.
pub fn view(app: &App, lang: Lang, copy: &IssuedCopy) -> CopyView {
    let issue = &copy.issue;
    let (names, process) = (Names::new(), app.current_process());
    let speaker = Speaker { lang, process: &process, names: &names };
    CopyView {
        code: copy.code.as_str().to_owned(),
        name: name_of(&speaker, issue),
        number: issue.number.clone(),
        revision: issue.revision,
        format: text(&issue.format),
        issued_at: copy.issued_at,
        sha256: issue.sha256.to_string(),
        mark: issue.mark.map(|mark| mark.key().to_owned()),
        mark_name: issue.mark.map(|mark| lang.word(&format!("mark.{}", mark.key())).to_owned()),
    }
}

/// The name of what a copy is of; what is made from the deal has a name of its own.
pub fn name_of(speaker: &Speaker<'_>, issue: &Issue) -> String {
    match (issue.document, issue.kind, issue.audience) {
        (None, DocumentKind::Dunning, _) => speaker.lang.word("paper.dunning_letter").to_owned(),
        (None, DocumentKind::CollectionTracking, Audience::Customer) => {
            speaker.lang.word("paper.statement").to_owned()
        }
        (_, kind, _) => speaker.document(kind),
    }
}
