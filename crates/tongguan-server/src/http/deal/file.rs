//! `GET /api/v1/deals/{id}/files/{sha256}`: a file that a deal names, to whoever may read where it is named.
//!
//! Promises that a file is given out only where a form shows it to the reader field by field, or something that happened names it
//! that is about no document which is closed to him. To everybody else it is not there. Must never give out a file by its hash alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;
use tongguan_core::deal::{Event, Recorded};
use tongguan_core::digest::Digest;
use tongguan_core::id::{DealId, DocumentId, PersonId};
use uuid::Uuid;

use super::reading::{self, Reading};
use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::file::download;
use crate::http::problem::Problem;
use crate::http::query::Query;

/// Which file of which deal.
#[derive(Deserialize)]
pub struct Which {
    id: DealId,
    sha256: Digest,
}

/// How a file is given out.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct How {
    /// To be shown within our own page, where it is a picture or a PDF; else to be saved.
    #[serde(default)]
    inline: bool,
}

/// A file that a document of the deal, an evidence or an attachment names; also one that the caller has brought himself.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/files/{sha256}", tag = "deal", operation_id = "read_file_of_deal",
    params(("id" = Uuid, Path), ("sha256" = String, Path), How),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(Which { id, sha256 }): Path<Which>,
    Query(How { inline }): Query<How>,
) -> Result<Response, ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let row = download::row(&app, caller.tenant, sha256).await?.ok_or(ApiError::NotFound)?;
    // What he is about to hand in is named nowhere yet.
    let is_his = row.created_by == Some(caller.person.0);
    let events = reading::events(&app, &caller, &reading).await?;
    // Who handed it in here has named it for this deal; another deal may know the same bytes by another name.
    let named = shown(&reading, &events).remove(&sha256);
    let (may, mut by) = (is_his || named.is_some(), named.unwrap_or_default());
    by.extend(is_his.then_some(caller.person));
    match may {
        true if inline => download::show(&app, caller.tenant, (sha256, &by)).await,
        true => download::give(&app, caller.tenant, (sha256, &by)).await,
        false => Err(ApiError::NotFound),
    }
}

/// The digests of files that what the reader may read holds, and who handed them in, the last one first; earlier revisions count as well.
/// Not all of them need be files.
pub(super) fn shown(reading: &Reading, events: &[Recorded]) -> BTreeMap<Digest, Vec<PersonId>> {
    let mut all: BTreeMap<Digest, Vec<PersonId>> = BTreeMap::new();
    for recorded in events.iter().rev() {
        for digest in named(reading, recorded) {
            all.entry(digest).or_default().extend(recorded.by.person());
        }
    }
    all
}

/// The digests that something that happened names to this reader. Not all of them need be files.
pub(super) fn named(reading: &Reading, recorded: &Recorded) -> BTreeSet<Digest> {
    let mut found = BTreeSet::new();
    match &recorded.event {
        Event::DocumentSubmitted { kind, facts, .. } => {
            let form = reading.process.form(*kind).filter(|_| rights::opens(reading, *kind));
            let body = form.map(|form| rights::visible_body(reading, form, facts));
            body.iter().flat_map(|body| body.values()).for_each(|value| collect(value, &mut found));
        }
        other => {
            let Ok(said) = serde_json::to_value(other) else { return found };
            let kind = |id: DocumentId| reading.deal.documents.get(&id).map(|document| document.kind);
            if papers(&said).all(|id| kind(id).is_none_or(|kind| rights::opens(reading, kind))) {
                collect(&said, &mut found);
            }
        }
    }
    found
}

/// The digests that stand somewhere in a value.
fn collect(value: &Value, found: &mut BTreeSet<Digest>) {
    match value {
        Value::String(text) => found.extend(Digest::parse(text)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// The documents that something that happened is about.
fn papers(said: &Value) -> impl Iterator<Item = DocumentId> + '_ {
    let id = |key: &&str| said.get(*key)?.as_str()?.parse::<Uuid>().ok().map(DocumentId);
    ["document", "contract"].iter().filter_map(id).collect::<Vec<_>>().into_iter()
}
