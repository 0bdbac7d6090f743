//! `GET /api/v1/hand-overs`, `GET /api/v1/hand-overs/{id}` and its signed list as a file.
//!
//! Promises that a hand-over is read by whoever directs, administers or audits people, by those who took over, and by those above them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tongguan_core::id::PersonId;
use tongguan_core::reference::hand_over::{HandOver, leavers};
use tongguan_core::reference::issued_copy::CopyFormat;
use tongguan_doc::paper::hand_over::{self as paper, List, Moved, Signed};
use tongguan_doc::paper::make::Setting;
use tongguan_store::StoreError;
use tongguan_store::reference::{self, Versioned};
use uuid::Uuid;

use super::hand_over_view::{HandOverView, Viewer};
use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::copy::{Asked, Tongue, around, give};
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::extract::Path;
use crate::http::headers::ETag;
use crate::http::names;
use crate::http::paging::{self, PageView, Paging};
use crate::http::problem::Problem;
use crate::http::query::Query;
use crate::http::strict_json::StrictJson;
use crate::printing;

/// A hand-over in a list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HandOverLine {
    /// Its id.
    pub id: Uuid,
    /// Who left.
    pub from: Named,
    /// Who moved it.
    pub made_by: Option<Named>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    /// How many things of each kind.
    pub counts: BTreeMap<String, u32>,
    /// Who took over.
    pub receivers: Vec<Named>,
    /// Whether it is signed for.
    pub signed: bool,
    /// Whether the reader may sign now.
    pub may_sign: bool,
}

/// Pages read for one page: of those, many may not be visible.
const LOOKS: usize = 20;

/// Hand-overs that the caller reads, the earliest first.
#[utoipa::path(
    get, path = "/api/v1/hand-overs", tag = "reference", params(Paging),
    responses(
        (status = 200, body = PageView<HandOverLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(paging): Query<Paging>,
) -> Result<Json<PageView<HandOverLine>>, ApiError> {
    let limit = paging::limit(paging.limit)?;
    let mut after = paging::after::<Uuid>(paging.cursor.as_deref())?;
    let viewer = Viewer { app: &app, caller: &caller, lang };
    let mut items = Vec::new();
    for _ in 0..LOOKS {
        let tenant = caller.tenant;
        let found: Result<Vec<Versioned<HandOver>>, StoreError> =
            app.db.read(move |tx| Box::pin(reference::list::<HandOver>(tx, tenant, after, limit))).await;
        let found = found?;
        after = found.last().filter(|_| found.len() == limit as usize).map(|row| row.state.id.0);
        for row in found {
            if reads(&viewer, &row.state).await? {
                items.push(line(&viewer, &row.state).await?);
            }
        }
        if after.is_none() || items.len() >= limit as usize {
            break;
        }
    }
    Ok(Json(PageView { items, next: paging::next(after) }))
}

async fn line(viewer: &Viewer<'_>, handed: &HandOver) -> Result<HandOverLine, ApiError> {
    let names = names::of(viewer.app, viewer.caller.tenant, Vec::new()).await?;
    let named = |id: Uuid| Named { id, name: names.get(&id).cloned() };
    let mut counts = BTreeMap::new();
    for item in &handed.items {
        *counts.entry(item.kind.key().to_owned()).or_default() += 1;
    }
    Ok(HandOverLine {
        id: handed.id.0,
        from: named(handed.from.0),
        made_by: handed.made_by.map(|by| named(by.0)),
        made_at: handed.made_at,
        counts,
        receivers: handed.receivers().into_iter().map(|person| named(person.0)).collect(),
        signed: handed.is_signed(),
        may_sign: viewer.may_sign(handed).await?,
    })
}

async fn reads(viewer: &Viewer<'_>, handed: &HandOver) -> Result<bool, ApiError> {
    let has_part = handed.receivers().contains(&viewer.caller.person)
        || handed.made_by == Some(viewer.caller.person)
        || handed.signatures.iter().any(|signature| signature.by == viewer.caller.person);
    Ok(has_part || rights::reads(viewer.caller, "hand_over") || viewer.may_sign(handed).await?)
}

pub(super) async fn found(viewer: &Viewer<'_>, id: Uuid) -> Result<Versioned<HandOver>, ApiError> {
    let tenant = viewer.caller.tenant;
    let found: Result<_, StoreError> =
        viewer.app.db.read(move |tx| Box::pin(reference::load::<HandOver>(tx, tenant, id))).await;
    let found = found?.ok_or(ApiError::NotFound)?;
    match reads(viewer, &found.state).await? {
        true => Ok(found),
        false => Err(ApiError::NotFound),
    }
}

/// Whose things the caller may hand over, by name; nobody where he hands over for nobody.
#[utoipa::path(
    get, path = "/api/v1/hand-overs/leavers", tag = "reference", operation_id = "list_leavers",
    responses(
        (status = 200, body = Vec<Named>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn whose(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Vec<Named>>, ApiError> {
    let names = app.directory(caller.tenant).await?.names.clone();
    let named = |person: PersonId| Named { id: person.0, name: names.get(&person.0).cloned() };
    let mut people: Vec<Named> = leavers(&caller.organization, caller.person).map(named).collect();
    people.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Json(people))
}

/// One hand-over with everything that moved.
#[utoipa::path(
    get, path = "/api/v1/hand-overs/{id}", tag = "reference", params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = HandOverView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
) -> Result<(ETag, Json<HandOverView>), ApiError> {
    let viewer = Viewer { app: &app, caller: &caller, lang };
    let row = found(&viewer, id).await?;
    Ok((ETag(row.version), Json(viewer.view(&row.state, Some(row.version)).await?)))
}

/// Which copy of the list.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HandOverCopy)]
pub struct Wanted {
    /// The file's format.
    #[schema(value_type = String, pattern = "pdf|xlsx|docx")]
    format: CopyFormat,
    /// The language; the reader's where absent.
    #[schema(value_type = Option<String>, pattern = "zh|en")]
    language: Option<Tongue>,
}

/// The list with its signatures, as a file.
#[utoipa::path(
    post, path = "/api/v1/hand-overs/{id}/paper", tag = "reference", params(("id" = Uuid, Path)),
    request_body = Wanted,
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn copy(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Path(id): Path<Uuid>,
    StrictJson(wanted): StrictJson<Wanted>,
) -> Result<Response, ApiError> {
    let asked = Asked::read(wanted.format, wanted.language, lang)?;
    let viewer = Viewer { app: &app, caller: &caller, lang: asked.lang() };
    let row = found(&viewer, id).await?;
    let view = viewer.view(&row.state, Some(row.version)).await?;
    let around = around(&app, &caller).await?;
    let list = said(view, &app.current_process().time_zone());
    let title = format!("{}-{}", paper::title(asked.language), list.from);
    let paper = {
        let setting = Setting {
            footer: around.footer,
            watermark: None,
            language: asked.language,
            zone: app.current_process().time_zone(),
            letterhead: around.letterhead,
            name: &|_, _| None,
        };
        paper::list(&list, &setting)
    };
    give(printing::print(&app, paper, asked.format).await?, asked.format, &title)
}

fn said(view: HandOverView, zone: &TimeZone) -> List {
    let local = |at: Timestamp| zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string();
    let name = |named: Named| named.name.unwrap_or_default();
    let moved = view.items.into_iter().map(|item| Moved {
        kind: item.kind,
        name: item.name.unwrap_or_default(),
        to: item.to.map(name).unwrap_or_default(),
        digest: item.digest,
    });
    let signed = view.signatures.into_iter().map(|signature| Signed {
        by: name(signature.by),
        at: local(signature.at),
        note: signature.note.unwrap_or_default(),
    });
    List {
        from: name(view.from),
        reason: view.reason,
        made_by: view.made_by.map(name).unwrap_or_default(),
        made_at: view.made_at.map(local).unwrap_or_default(),
        digest: view.digest.unwrap_or_default(),
        moved: moved.collect(),
        signed: signed.collect(),
    }
}
