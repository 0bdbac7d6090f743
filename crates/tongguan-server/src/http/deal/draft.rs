//! `GET`, `PUT`, `DELETE /api/v1/deals/{id}/drafts/{kind}`: what one has typed so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tongguan_core::form::Source;
use tongguan_core::id::{DealId, DocumentId};
use tongguan_core::process::DocumentKind;
use tongguan_store::StoreError;
use tongguan_store::draft::{self, Draft, DraftKey};

use super::document::content;
use super::reading::Reading;
use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use tongguan_service::i18n::Lang;

/// Which form in which deal.
#[derive(Deserialize)]
pub struct Which {
    /// The deal.
    pub id: DealId,
    /// The kind of document.
    pub kind: DocumentKind,
}

/// Which document.
#[derive(Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Revising {
    /// The document that is revised; absent for a new one.
    #[param(value_type = Option<Uuid>)]
    document: Option<DocumentId>,
}

impl Revising {
    /// The one that asks for a new revision of a document, or for a new document.
    pub(super) fn of(document: Option<DocumentId>) -> Self {
        Self { document }
    }
}

/// What one has typed so far.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DraftView {
    /// The revision that it follows.
    pub revision: u32,
    /// The form.
    #[schema(value_type = Object)]
    pub body: Map<String, Value>,
    /// When it was saved.
    #[schema(value_type = String, format = DateTime)]
    pub saved_at: Timestamp,
}

/// What one types.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    /// The revision that it follows; 0 for a new document.
    #[serde(default)]
    pub revision: u32,
    /// The form, as far as it is typed.
    #[schema(value_type = Object)]
    pub body: Map<String, Value>,
}

/// What one has typed so far; null where there is nothing.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/drafts/{kind}", tag = "deal",
    params(("id" = Uuid, Path), ("kind" = String, Path), Revising),
    responses(
        (status = 200, body = Option<DraftView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn open(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(which): Path<Which>,
    Query(revising): Query<Revising>,
) -> Result<Json<Option<DraftView>>, ApiError> {
    let (_, key) = reach(&app, &caller, lang, &which, revising).await?;
    let tenant = caller.tenant.0;
    let kept: Result<Option<Draft>, StoreError> = app
        .db
        .read(move |tx| {
            let key = key.clone();
            Box::pin(async move { draft::get(tx, tenant, &key).await })
        })
        .await;
    Ok(Json(kept?.map(view).transpose()?))
}

/// Saves what one types. A draft changes nothing and is seen by its writer alone.
#[utoipa::path(
    put, path = "/api/v1/deals/{id}/drafts/{kind}", tag = "deal",
    params(("id" = Uuid, Path), ("kind" = String, Path), Revising),
    request_body = SaveDraft,
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn save(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(which): Path<Which>,
    Query(revising): Query<Revising>,
    StrictJson(typed): StrictJson<SaveDraft>,
) -> Result<StatusCode, ApiError> {
    let (_, key) = reach(&app, &caller, lang, &which, revising).await?;
    let body = Value::Object(typed.body).to_string();
    let saved = Draft { revision: typed.revision, body, saved_at: app.world().now() };
    let tenant = caller.tenant.0;
    let written: Result<(), StoreError> = app
        .db
        .write(move |tx| {
            let (key, saved) = (key.clone(), saved.clone());
            Box::pin(async move { draft::put(tx, tenant, &key, &saved).await })
        })
        .await;
    written?;
    Ok(StatusCode::NO_CONTENT)
}

/// Throws a draft away.
#[utoipa::path(
    delete, path = "/api/v1/deals/{id}/drafts/{kind}", tag = "deal",
    params(("id" = Uuid, Path), ("kind" = String, Path), Revising),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn discard(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(which): Path<Which>,
    Query(revising): Query<Revising>,
) -> Result<StatusCode, ApiError> {
    let (_, key) = reach(&app, &caller, lang, &which, revising).await?;
    let tenant = caller.tenant.0;
    let removed: Result<bool, StoreError> = app
        .db
        .write(move |tx| {
            let key = key.clone();
            Box::pin(async move { draft::remove(tx, tenant, &key).await })
        })
        .await;
    removed?;
    Ok(StatusCode::NO_CONTENT)
}

/// The deal and the draft's key, if the caller may open the form there.
pub async fn reach(
    app: &App,
    caller: &Caller,
    lang: Lang,
    which: &Which,
    Revising { document }: Revising,
) -> Result<(Reading, DraftKey), ApiError> {
    let reading = Reading::load(app, caller, lang, which.id).await?;
    let fits = document
        .is_none_or(|id| reading.deal.documents.get(&id).is_some_and(|document| document.kind == which.kind));
    if !fits || !rights::opens(&reading, which.kind) {
        return Err(ApiError::NotFound);
    }
    let (person, deal) = (caller.person.0, which.id.0);
    let key = DraftKey { person, deal, kind: which.kind.key().to_owned(), document: document.map(|id| id.0) };
    Ok((reading, key))
}

fn view(draft: Draft) -> Result<DraftView, ApiError> {
    let body =
        serde_json::from_str(&draft.body).map_err(|_| StoreError::corrupt("a draft that is no form"))?;
    Ok(DraftView { revision: draft.revision, body, saved_at: draft.saved_at })
}

/// Bodies or facts by kind.
pub type ByKind = BTreeMap<DocumentKind, Map<String, Value>>;

/// The bodies that a form is proposed from, and what was computed for them, as far as the reader sees them in full.
pub async fn sources(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    kind: DocumentKind,
) -> Result<(ByKind, ByKind), ApiError> {
    let (mut bodies, mut facts) = (BTreeMap::new(), BTreeMap::new());
    let fields = reading.process.form(kind).into_iter().flat_map(|form| form.fields());
    let sources = fields.filter_map(|field| Source::parse(field.prefill.as_deref()?));
    for kind in sources.flat_map(Source::reads) {
        let Some((_, document)) = reading.deal.document(kind) else { continue };
        if bodies.contains_key(&kind) || !rights::opens(reading, kind) {
            continue;
        }
        let form = reading.process.form(kind).ok_or(ApiError::NotFound)?;
        let body = content(app, caller, document.body).await?.unwrap_or_default();
        bodies.insert(kind, rights::full_body(reading, form, &body));
        facts.insert(kind, rights::full_body(reading, form, &document.facts));
    }
    Ok((bodies, facts))
}
