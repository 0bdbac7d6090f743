//! `GET /api/v1/sensitive-reads`: who had contact data shown in full, and who read fields that few may see. For the auditor.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::id::{ContactId, DealId, PersonId};
use tongguan_core::reference::sensitive_read::{SensitiveRead, What};
use tongguan_store::read::deals;
use tongguan_store::read::sensitive_reads::{self, ReadFilter, ReadKey};
use tongguan_store::{StoreError, read};
use uuid::Uuid;

use super::trail::TrailDeal;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::names;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;
use tongguan_service::i18n::speaker::Speaker;

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
    /// The customer; absent where its deal is not to be found.
    pub within: Option<Named>,
    /// The deal of a document.
    pub deal: Option<TrailDeal>,
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
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<SensitiveReadLine>>, ApiError> {
    caller.must_hold(&[AUDITOR])?;
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<ReadKey>(asked.cursor.as_deref())?);
    let filter = ReadFilter { by: asked.actor, from: asked.from, to: asked.to, kind: None };
    let (tenant, access) = (caller.tenant, app.access(&caller));
    let read: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move {
                let page = sensitive_reads::page(tx, tenant, &filter, key, limit).await?;
                let deals = deals::heads(tx, &access, &deals_of(&page.items)).await?;
                let contacts = read::names::contacts(tx, tenant, contacts_of(&page.items)).await?;
                Ok((page, deals, contacts))
            })
        })
        .await;
    let (page, deals, contacts) = read?;
    let customers = deals.iter().map(|deal| deal.account.0);
    let ids = page.items.iter().flat_map(people_and_customers).chain(customers).collect();
    let mut names = names::of(&app, tenant, ids).await?;
    names.extend(contacts.into_iter().filter(|(_, name)| !name.is_empty()).map(|(id, name)| (id.0, name)));
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    let deals = deals.iter().map(|row| (row.deal, TrailDeal::of(row, &named))).collect();
    let process = app.current_process();
    let speaker = Speaker { lang, process: &process, names: &names };
    let items = page.items.into_iter().map(|read| line(read, &speaker, &named, &deals)).collect();
    Ok(Json(PageView { items, next: paging::next(page.next) }))
}

fn deals_of(reads: &[SensitiveRead]) -> Vec<DealId> {
    let deal = |read: &SensitiveRead| match read.what {
        What::Document { deal, .. } => Some(deal),
        What::Contact { .. } => None,
    };
    reads.iter().filter_map(deal).collect::<BTreeSet<DealId>>().into_iter().collect()
}

fn contacts_of(reads: &[SensitiveRead]) -> Vec<ContactId> {
    let contact = |read: &SensitiveRead| match read.what {
        What::Contact { contact, .. } => Some(contact),
        What::Document { .. } => None,
    };
    reads.iter().filter_map(contact).collect::<BTreeSet<ContactId>>().into_iter().collect()
}

fn people_and_customers(read: &SensitiveRead) -> Vec<Uuid> {
    match read.what {
        What::Contact { account, .. } => vec![read.read_by.0, account.0],
        What::Document { .. } => vec![read.read_by.0],
    }
}

fn line(
    read: SensitiveRead,
    speaker: &Speaker<'_>,
    named: &dyn Fn(Uuid) -> Named,
    deals: &BTreeMap<DealId, TrailDeal>,
) -> SensitiveReadLine {
    let kind = read.what.key().to_owned();
    let (id, at, by) = (read.id, read.read_at, named(read.read_by.0));
    match read.what {
        What::Contact { contact, account, reason } => SensitiveReadLine {
            id,
            at,
            by,
            kind,
            about: named(contact.0),
            within: Some(named(account.0)),
            deal: None,
            fields: Vec::new(),
            reason: Some(reason),
        },
        What::Document { deal, document, form, fields } => SensitiveReadLine {
            id,
            at,
            by,
            kind,
            about: Named { id: document.0, name: Some(form_name(speaker, &form)) },
            within: deals.get(&deal).map(|deal| deal.account.clone()),
            deal: deals.get(&deal).cloned(),
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
