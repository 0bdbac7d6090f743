//! `GET /api/v1/deals/{id}/files`: the files of a deal, where each was named and what it is called.
//!
//! Promises a line wherever something names a file to this reader, by the rule of [`super::file`]; the latest first.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::deal::{Event, Recorded};
use tongguan_core::digest::Digest;
use tongguan_core::id::{DealId, PersonId, TenantId};
use tongguan_store::StoreError;
use tongguan_store::file::{self, File};
use uuid::Uuid;

use super::file::named;
use super::reading::{self, Named, Reading};
use super::view::history;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::{ApiLang, Path};
use crate::http::file::{download, name};
use crate::http::problem::Problem;
use crate::http::query::Query;

/// A file by its name.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct NamedFile {
    /// The file.
    #[schema(value_type = String)]
    pub sha256: Digest,
    /// What it is called.
    pub name: String,
}

/// A file where it was named.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FileOfDeal {
    /// The file.
    #[schema(value_type = String)]
    pub sha256: Digest,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Its size.
    pub size_bytes: i64,
    /// Where it was named: the place in the deal's stream.
    pub seq: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who brought it there; absent for the system.
    pub by: Option<Named>,
    /// What was done with it, a sentence.
    pub text: String,
    /// The document that it lies with.
    pub document: Option<Uuid>,
    /// Whether it was laid there by itself, no part of a form or of something that was done.
    pub is_attachment: bool,
}

/// The files of a deal.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FilesOfDeal {
    /// The latest first.
    pub items: Vec<FileOfDeal>,
}

/// Which files.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Only those that lie with this document.
    document: Option<Uuid>,
}

/// The files of a deal: attachments, evidence, and those in forms, as far as the reader may open them.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/files", tag = "deal", operation_id = "list_files_of_deal",
    params(("id" = Uuid, Path), Asked),
    responses(
        (status = 200, body = FilesOfDeal),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<DealId>,
    Query(asked): Query<Asked>,
) -> Result<Json<FilesOfDeal>, ApiError> {
    let reading = Reading::load(&app, &caller, lang, id).await?;
    let events = reading::events(&app, &caller, &reading).await?;
    let known = Known::load(&app, caller.tenant, &reading, events.iter()).await?;
    let mut items = Vec::new();
    for (recorded, seq) in events.iter().zip(1..).collect::<Vec<_>>().into_iter().rev() {
        let line = history::line(&reading, &BTreeMap::new(), &known, recorded, seq);
        if asked.document.is_some() && asked.document != line.document {
            continue;
        }
        let is_attachment = matches!(recorded.event, Event::FilesAttached { .. });
        items.extend(known.of(&reading, recorded).map(|(digest, file, name)| FileOfDeal {
            sha256: digest,
            name,
            media_type: file.media_type.clone(),
            size_bytes: file.size_bytes,
            seq,
            at: line.at,
            by: line.by.clone(),
            text: line.text.clone(),
            document: line.document,
            is_attachment,
        }));
    }
    Ok(Json(FilesOfDeal { items }))
}

/// Files, and what people call them.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<Digest, (File, Vec<(Uuid, String)>)>);

impl Known {
    /// Those that these events name to the reader.
    pub async fn load<'e>(
        app: &App,
        tenant: TenantId,
        reading: &Reading,
        events: impl Iterator<Item = &'e Recorded>,
    ) -> Result<Self, ApiError> {
        let wanted: BTreeSet<Digest> = events.flat_map(|recorded| named(reading, recorded)).collect();
        let wanted: Vec<_> = wanted.into_iter().map(|digest| digest.0).collect();
        let found: Result<Vec<_>, StoreError> = app
            .db
            .read(move |tx| {
                let wanted = wanted.clone();
                Box::pin(async move { file::known(tx, tenant.0, &wanted).await })
            })
            .await;
        Ok(Self(found?.into_iter().map(|(file, names)| (Digest(file.sha256), (file, names))).collect()))
    }

    /// The files that an event names to the reader, each with the name that its bringer gave it.
    fn of<'k>(
        &'k self,
        reading: &Reading,
        recorded: &Recorded,
    ) -> impl Iterator<Item = (Digest, &'k File, String)> + 'k {
        let by: Vec<PersonId> = recorded.by.person().into_iter().collect();
        // Most deals have no file: then nothing is looked through.
        let named = if self.0.is_empty() { BTreeSet::new() } else { named(reading, recorded) };
        named.into_iter().filter_map(move |digest| {
            let (stem, ending) = self.called((digest, &by))?;
            Some((digest, &self.0.get(&digest)?.0, format!("{stem}.{ending}")))
        })
    }

    /// What a file is called that these people brought, and the ending that fits it; none where it is no file.
    pub fn called(&self, (sha256, by): (Digest, &[PersonId])) -> Option<(String, String)> {
        let (file, names) = self.0.get(&sha256)?;
        let called = download::called(names, (sha256, by));
        let (stem, ending) = name::parts(&called, &file.media_type);
        Some((stem.to_owned(), ending))
    }

    /// The same by their names alone.
    pub fn names(&self, reading: &Reading, recorded: &Recorded) -> Vec<NamedFile> {
        self.of(reading, recorded).map(|(sha256, _, name)| NamedFile { sha256, name }).collect()
    }
}
