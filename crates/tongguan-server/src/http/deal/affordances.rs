//! `GET /api/v1/deals/{id}/affordances`: what this person could do on this deal now, and why not.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::{Map, Value};
use tongguan_core::deal::{Affordance, affordances};
use tongguan_core::id::DealId;
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use super::reading::Reading;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::ETag;
use crate::http::problem::Problem;
use tongguan_service::i18n::ruled::Ruled;

/// A command that a person could meet on this deal.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AffordanceView {
    /// The command's type.
    pub command: String,
    /// Its name.
    pub name: String,
    /// The kind of document, for `submit_document`.
    pub kind: Option<String>,
    /// The approval, for commands about one.
    pub approval: Option<Uuid>,
    /// Whether it is allowed, as far as can be told without its payload.
    pub is_allowed: bool,
    /// Why not.
    pub refusal: Option<RefusalView>,
}

/// Why a command would be refused.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RefusalView {
    /// The stable code.
    pub code: String,
    /// The sentence.
    pub text: String,
    /// The data behind it; unmet conditions come with links to what is missing.
    #[schema(value_type = Object)]
    pub params: Map<String, Value>,
}

/// What the caller could do on a deal. The browser draws its buttons from this and knows no rule.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/affordances", tag = "deal",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = Vec<AffordanceView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
) -> Result<(ETag, Json<Vec<AffordanceView>>), ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let all = affordances(&reading.deal, &reading.process, &reading.facts, &reading.context);
    let views = all.into_iter().map(|one| view(&reading, one)).collect();
    Ok((ETag(reading.deal.version), Json(views)))
}

fn view(reading: &Reading, one: Affordance) -> AffordanceView {
    let speaker = reading.speaker();
    let name = match one.kind {
        Some(kind) => speaker.command(kind.key()),
        None => speaker.command(one.command),
    };
    AffordanceView {
        command: one.command.to_owned(),
        name,
        kind: one.kind.map(|kind| kind.key().to_owned()),
        approval: one.approval.map(|approval| approval.0),
        is_allowed: one.refusal.is_none(),
        refusal: one.refusal.map(|refusal| RefusalView::of(reading, &refusal)),
    }
}

impl RefusalView {
    /// A refusal in the reader's words.
    pub fn of(reading: &Reading, refusal: &Refusal) -> Self {
        let ruled = Ruled::new(refusal.code(), refusal.parts().1, &reading.process, &reading.names);
        Self { text: ruled.sentence(reading.lang), code: ruled.code, params: ruled.params }
    }
}
