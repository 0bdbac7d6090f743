//! `GET /api/v1/deals/{id}/prefill/{kind}`: what the system knows already of a new document.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tongguan_core::form::{self, Opening};
use tongguan_core::id::InstalmentId;

use super::draft::{Revising, Which, reach, sources};
use super::rights::{self, FieldRight};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::printing;

/// A form as one opens it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OpenForm {
    /// What the system knows already; no more than a proposal.
    #[schema(value_type = Object)]
    pub body: Map<String, Value>,
    /// What one may do with each field.
    pub fields: Vec<FieldRight>,
    /// The formats in which a copy of the draft can be had.
    pub formats: Vec<String>,
}

/// What the form is opened for.
#[derive(Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The instalment that it is about; absent where the next one is proposed.
    #[param(value_type = Option<Uuid>)]
    instalment: Option<InstalmentId>,
}

/// Proposals for a new document, and what one may do with its fields.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/prefill/{kind}", tag = "deal",
    params(("id" = Uuid, Path), ("kind" = String, Path), About),
    responses(
        (status = 200, body = OpenForm),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn prefill(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(which): Path<Which>,
    Query(about): Query<About>,
) -> Result<Json<OpenForm>, ApiError> {
    let (reading, _) = reach(&app, &caller, lang, &which, Revising::default()).await?;
    let (bodies, facts) = sources(&app, &caller, &reading, which.kind).await?;
    let (by, now) = (reading.context.actor.person(), reading.context.now);
    let opening = Opening { bodies: &bodies, facts: &facts, by, now, instalment: about.instalment };
    let body = form::prefill(&reading.deal, &reading.process, which.kind, opening);
    let form = reading.process.form(which.kind).ok_or(ApiError::NotFound)?;
    let body = rights::full_body(&reading, form, &body);
    let formats = printing::FORMATS.split(", ").map(str::to_owned).collect();
    Ok(Json(OpenForm { body, fields: rights::of_form(&reading, form), formats }))
}
