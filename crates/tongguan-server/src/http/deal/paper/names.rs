//! The names of what a document refers to, so that a copy shows words and no ids.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::{Map, Value};
use tongguan_core::approval::ApprovalSubject;
use tongguan_core::form;
use tongguan_core::id::{DocumentId, NeedId};
use tongguan_core::process::{DocumentForm, DocumentKind, FieldType};
use tongguan_core::reference::own_entity::OwnEntity;
use tongguan_core::reference::price_book::PriceBook;
use tongguan_core::reference::product::Product;
use tongguan_doc::paper::make::Content;
use tongguan_store::StoreError;
use tongguan_store::reference::{self as rows, Stored};
use uuid::Uuid;

use super::super::reading::Reading;
use super::super::view::document::text;
use super::super::view::drawn;
use super::super::{document, rights};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use tongguan_service::i18n::names;

/// Names by id; of a file, the beginning of its hash.
pub(super) struct Names {
    by_id: names::Names,
}

impl Names {
    pub(super) fn get(&self, kind: &str, id: &str) -> Option<String> {
        match kind {
            "file" => id.get(..12).map(|begin| format!("SHA-256 {begin}…")),
            _ => self.by_id.get(&id.parse().ok()?).cloned(),
        }
    }
}

/// The names of all that a document refers to.
pub(super) async fn of(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    (form, content): (&DocumentForm, &Content),
) -> Result<Names, ApiError> {
    let mut by_id = reading.names.clone();
    by_id.extend(documents(reading));
    by_id.extend(instalments(reading));
    by_id.extend(exceptions(reading));
    let named = |kind: &str| named(form, content, kind);
    by_id.extend(rows_of::<OwnEntity>(app, caller, named("own_entity"), |row| row.card.name.clone()).await?);
    by_id.extend(rows_of::<Product>(app, caller, named("product"), |row| row.code.clone()).await?);
    by_id.extend(rows_of::<PriceBook>(app, caller, lines(form, content), |row| row.name.clone()).await?);
    by_id.extend(needs(app, caller, reading, named("need")).await?);
    Ok(Names { by_id })
}

fn named(form: &DocumentForm, content: &Content, kind: &str) -> Vec<Uuid> {
    let found = content.body.iter().chain([&content.facts]);
    found.flat_map(|record| form::references(form, record, kind)).map(|(_, id)| id).collect()
}

/// Ids that the system put where a form has a line of text: of the price book.
fn lines(form: &DocumentForm, content: &Content) -> Vec<Uuid> {
    let lines = form.fields().filter(|field| matches!(field.kind, FieldType::Line));
    lines.filter_map(|field| content.facts.get(&field.key)?.as_str()?.parse().ok()).collect()
}

/// Only documents that the reader may open have a name.
fn documents(reading: &Reading) -> impl Iterator<Item = (Uuid, String)> + '_ {
    let opened = reading.deal.documents.iter().filter(|(_, one)| rights::opens(reading, one.kind));
    opened.map(|(id, one)| {
        let number = one.number.as_ref().and_then(drawn).unwrap_or_default();
        let name = reading.speaker().document(one.kind);
        (id.0, format!("{name} {number} V{}", one.revision).replace("  ", " "))
    })
}

fn instalments(reading: &Reading) -> impl Iterator<Item = (Uuid, String)> + '_ {
    reading.deal.fulfilment.instalments.iter().map(|(id, one)| {
        let event = reading.lang.word(&format!("payment_event.{}", text(&one.event)));
        (id.0, format!("{} {event}", one.seq).trim().to_owned())
    })
}

/// An exception is called by what it stands in for.
fn exceptions(reading: &Reading) -> impl Iterator<Item = (Uuid, String)> + '_ {
    reading.deal.approvals.iter().filter_map(|(id, approval)| {
        let ApprovalSubject::Exception { gate, condition } = &approval.subject else { return None };
        let conditions = &reading.process.gates.get(gate)?.conditions;
        let condition = conditions.iter().find(|one| one.key == *condition)?;
        Some((id.0, reading.speaker().label(&condition.missing).to_owned()))
    })
}

async fn rows_of<S: Stored>(
    app: &App,
    caller: &Caller,
    ids: Vec<Uuid>,
    name: impl Fn(&S) -> String,
) -> Result<Vec<(Uuid, String)>, ApiError> {
    let found = rows_by_id::<S>(app, caller, ids).await?;
    Ok(found.iter().map(|row| (row.id(), name(row))).collect())
}

/// The rows that there are of some ids.
pub(in crate::http::deal) async fn rows_by_id<S: Stored>(
    app: &App,
    caller: &Caller,
    ids: Vec<Uuid>,
) -> Result<Vec<S>, ApiError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let tenant = caller.tenant;
    let found: Result<Vec<S>, StoreError> = app
        .db
        .read(move |tx| {
            let ids = ids.clone();
            Box::pin(async move {
                let mut found = Vec::new();
                for id in ids {
                    found.extend(rows::load::<S>(tx, tenant, id).await?.map(|row| row.state));
                }
                Ok(found)
            })
        })
        .await;
    Ok(found?)
}

/// A need is called as the visit report tells it, where the reader sees that.
async fn needs(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    wanted: Vec<Uuid>,
) -> Result<Vec<(Uuid, String)>, ApiError> {
    let mut reports: BTreeMap<DocumentId, Option<Map<String, Value>>> = BTreeMap::new();
    let mut names = Vec::new();
    for id in wanted {
        let Some(need) = reading.deal.nurture.needs.get(&NeedId(id)) else { continue };
        let body = match reports.entry(need.report) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(report(app, caller, reading, need.report).await?),
        };
        let body = body.as_ref();
        let told = body.and_then(|body| body.get("pain_points")?.get(need.row as usize)?.get("description"));
        names.extend(told.and_then(Value::as_str).map(|told| (id, told.to_owned())));
    }
    Ok(names)
}

async fn report(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    id: DocumentId,
) -> Result<Option<Map<String, Value>>, ApiError> {
    let report =
        reading.deal.documents.get(&id).filter(|_| rights::opens(reading, DocumentKind::VisitReport));
    let (Some(report), Some(form)) = (report, reading.process.form(DocumentKind::VisitReport)) else {
        return Ok(None);
    };
    let body = document::content(app, caller, report.body).await?;
    Ok(body.map(|body| rights::visible_body(reading, form, &body)))
}
