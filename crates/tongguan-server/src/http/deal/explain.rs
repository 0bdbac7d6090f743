//! `GET /api/v1/deals/{id}/explain/{what}`: how a due moment came about, or what a refusal means on this deal now.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tongguan_core::deal::affordances;
use tongguan_core::id::{DealId, ObligationId};

use super::affordances::RefusalView;
use super::reading::Reading;
use super::view::derivation::{self, DerivationView};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use tongguan_service::i18n::ruled::Ruled;

/// What is to be explained.
#[derive(Deserialize)]
pub struct What {
    id: DealId,
    what: String,
}

/// An explanation: of a due moment, or of a refusal.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Explanation {
    /// How the due moment of an obligation came about.
    Obligation(Box<DerivationView>),
    /// What a refusal means.
    Refusal(RefusalExplained),
}

/// What a refusal means.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RefusalExplained {
    /// The stable code.
    pub code: String,
    /// A few words.
    pub title: String,
    /// The sentence, its data left open as `{names}`.
    pub template: String,
    /// What would be refused with this code now, command by command.
    pub now: Vec<RefusedNow>,
}

/// A command that would be refused now.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RefusedNow {
    /// The command.
    pub command: String,
    /// The kind of document, for `submit_document`.
    pub kind: Option<String>,
    /// Why.
    pub refusal: RefusalView,
}

/// Explains an obligation (by id) or a refusal (by code).
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/explain/{what}", tag = "deal",
    params(("id" = Uuid, Path), ("what" = String, Path, description = "id of an obligation, or code of a refusal")),
    responses(
        (status = 200, body = Explanation),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn explain(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(What { id, what }): Path<What>,
) -> Result<Json<Explanation>, ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let explained = match what.parse().map(ObligationId) {
        Ok(obligation) => derivation::view(&reading, obligation).map(Box::new).map(Explanation::Obligation),
        Err(_) => refusal(&reading, &what).map(Explanation::Refusal),
    };
    explained.map(Json).ok_or(ApiError::NotFound)
}

fn refusal(reading: &Reading, code: &str) -> Option<RefusalExplained> {
    let entry = reading.lang.refusal(code)?;
    let all = affordances(&reading.deal, &reading.process, &reading.facts, &reading.context);
    let refused = all.into_iter().filter_map(|one| {
        let refusal = one.refusal.filter(|refusal| refusal.code() == code)?;
        let ruled = Ruled::new(refusal.code(), refusal.parts().1, &reading.process, &reading.names);
        let text = ruled.sentence(reading.lang);
        Some(RefusedNow {
            command: one.command.to_owned(),
            kind: one.kind.map(|kind| kind.key().to_owned()),
            refusal: RefusalView { text, code: ruled.code, params: ruled.params },
        })
    });
    Some(RefusalExplained {
        code: code.to_owned(),
        title: entry.title.clone(),
        template: entry.detail.clone(),
        now: refused.collect(),
    })
}
