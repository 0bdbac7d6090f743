//! `GET /api/v1/deals/{id}/prefill/{kind}`: what the system knows already of a new document.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::{Map, Value};
use tongguan_core::form;

use super::draft::{Revising, Which, reach, sources};
use super::rights::{self, FieldRight};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::i18n::Lang;

/// A form as one opens it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OpenForm {
    /// What the system knows already; no more than a proposal.
    #[schema(value_type = Object)]
    pub body: Map<String, Value>,
    /// What one may do with each field.
    pub fields: Vec<FieldRight>,
}

/// Proposals for a new document, and what one may do with its fields.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/prefill/{kind}", tag = "deal",
    params(("id" = Uuid, Path), ("kind" = String, Path)),
    responses(
        (status = 200, body = OpenForm),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn prefill(
    State(app): State<Arc<App>>,
    caller: Caller,
    lang: Lang,
    Path(which): Path<Which>,
) -> Result<Json<OpenForm>, ApiError> {
    let (reading, _) = reach(&app, &caller, lang, &which, Revising::default()).await?;
    let bodies = sources(&app, &caller, &reading, which.kind).await?;
    let body = form::prefill(&reading.deal, &reading.process, which.kind, &bodies, reading.context.now);
    let form = reading.process.form(which.kind).ok_or(ApiError::NotFound)?;
    Ok(Json(OpenForm { body, fields: rights::of_form(&reading, form) }))
}
