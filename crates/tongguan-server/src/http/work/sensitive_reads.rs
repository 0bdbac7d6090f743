//! `GET /api/v1/sensitive-reads`: who had contact data shown in full, and who read fields that few may see. For the auditor.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::PersonId;
use tongguan_core::reference::sensitive_read::{SensitiveRead, What};
use tongguan_store::StoreError;
use tongguan_store::read::sensitive_reads::{self, ReadFilter, ReadKey};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::names;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::i18n::Lang;
use crate::i18n::names::Names;
use crate::i18n::speaker::Speaker;

/// Who reads the register.
const AUDITOR: &str = "auditor";

/// Which reads. All conditions hold.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// By this person.
    #[param(value_type = Option<Uuid>)]
    actor: Option<PersonId>,
    /// At this moment or later.
    #[param(value_type = Option<String>)]
    from: Option<Timestamp>,
    /// Before this moment.
    #[param(value_type = Option<String>)]
    to: Option<Timestamp>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A read.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SensitiveReadLine {
    /// Its id.
    pub id: Uuid,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who.
    pub by: Named,
    /// `contact` or `document`.
    pub kind: String,
    /// The contact, or the document.
    pub about: Named,
    /// The customer, or the deal.
    pub within: Named,
    /// The fields in words, of a document.
    pub fields: Vec<String>,
    /// Why, of a contact.
    pub reason: Option<String>,
}

/// Reads, last first.
#[utoipa::path(
    get, path = "/api/v1/sensitive-reads", tag = "record", operation_id = "list_sensitive_reads",
    params(Asked),
    responses(
        (status = 200, body = PageView<SensitiveReadLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    lang: Lang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<SensitiveReadLine>>, ApiError> {
    caller.must_hold(&[AUDITOR])?;
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<ReadKey>(asked.cursor.as_deref())?);
    let filter = ReadFilter { by: asked.actor, from: asked.from, to: asked.to, kind: None };
    let tenant = caller.tenant;
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| Box::pin(async move { sensitive_reads::page(tx, tenant, &filter, key, limit).await }))
        .await;
    let page = page?;
    let names = names::of(&app, tenant, page.items.iter().flat_map(ids).collect()).await?;
    let process = app.current_process();
    let speaker = Speaker { lang, process: &process, names: &names };
    let items = page.items.into_iter().map(|read| line(read, &speaker, &names)).collect();
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

fn ids(read: &SensitiveRead) -> Vec<Uuid> {
    let (about, within) = match &read.what {
        What::Contact { contact, account, .. } => (contact.0, account.0),
        What::Document { deal, document, .. } => (document.0, deal.0),
    };
    vec![read.read_by.0, about, within]
}

fn line(read: SensitiveRead, speaker: &Speaker<'_>, names: &Names) -> SensitiveReadLine {
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    let kind = read.what.key().to_owned();
    let (id, at, by) = (read.id, read.read_at, named(read.read_by.0));
    match read.what {
        What::Contact { contact, account, reason } => SensitiveReadLine {
            id,
            at,
            by,
            kind,
            about: named(contact.0),
            within: named(account.0),
            fields: Vec::new(),
            reason: Some(reason),
        },
        What::Document { deal, document, form, fields } => SensitiveReadLine {
            id,
            at,
            by,
            kind,
            about: Named { id: document.0, name: Some(form_name(speaker, &form)) },
            within: named(deal.0),
            fields: fields.iter().map(|key| field_name(speaker, &form, key)).collect(),
            reason: None,
        },
    }
}

fn form_name(speaker: &Speaker<'_>, form: &str) -> String {
    let found = speaker.process.documents.iter().find(|(kind, _)| kind.key() == form);
    found.map_or_else(|| form.to_owned(), |(kind, _)| speaker.document(*kind))
}

fn field_name(speaker: &Speaker<'_>, form: &str, key: &str) -> String {
    let found = speaker.process.documents.iter().find(|(kind, _)| kind.key() == form);
    let field = found.and_then(|(_, form)| form.fields().find(|field| field.key == key));
    field.map_or_else(|| key.to_owned(), |field| speaker.label(&field.name).to_owned())
}
