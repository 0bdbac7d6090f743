//! `GET /api/v1/approvals` and `GET /api/v1/exceptions`: the approvals inbox, and the register of exceptions (特批).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tongguan_core::id::{DepartmentId, PersonId};
use tongguan_core::sight;
use tongguan_store::StoreError;
use tongguan_store::read::approvals::{self, ApprovalKey, ApprovalRow, Inbox};
use tongguan_store::read::exceptions::{self, ExceptionFilter};
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::card::{Cards, DealCard};
use crate::http::deal::reading::Named;
use crate::http::deal::view::document::text;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;
use tongguan_service::i18n::Lang;

/// Which box.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `todo`, `done`, `requested` or `copied`; todo where absent.
    #[serde(rename = "box")]
    #[param(value_type = Option<String>)]
    which: Option<Inbox>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Which exceptions.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AskedExceptions {
    /// Of this gate.
    gate: Option<String>,
    /// Of this condition.
    condition: Option<String>,
    /// Asked for at this moment or later.
    #[param(value_type = Option<String>)]
    from: Option<Timestamp>,
    /// Asked for before this moment.
    #[param(value_type = Option<String>)]
    to: Option<Timestamp>,
    /// Granted ones only.
    #[serde(default)]
    granted: bool,
    /// Only those not decided yet.
    #[serde(default)]
    open: bool,
    /// About deals of this department and those below.
    #[param(value_type = Option<Uuid>)]
    department: Option<DepartmentId>,
    /// About deals of this owner.
    #[param(value_type = Option<Uuid>)]
    owner: Option<PersonId>,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// An approval and its deal.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InboxLine {
    /// Its id.
    pub id: Uuid,
    /// The chain, `A8`.
    pub chain: String,
    /// Its name.
    pub name: String,
    /// What it is about, in words.
    pub about: String,
    /// The same as data: the document and its revision, or the gate and its condition …
    #[schema(value_type = Object)]
    pub subject: Value,
    /// The kind of document.
    pub kind: Option<String>,
    /// The digest of what is shown; a decision names it.
    pub digest: String,
    /// Who asked.
    pub submitter: Named,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub requested_at: Timestamp,
    /// The step whose turn it is, from 1.
    pub step: i64,
    /// How many steps there are.
    pub step_count: i64,
    /// Since when it waits there.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub step_since: Option<Timestamp>,
    /// Whether nobody may decide it.
    pub blocked: bool,
    /// How it ended.
    pub result: Option<String>,
    /// What I decided, in the box of what I decided.
    pub verdict: Option<String>,
    /// Whose turn it is.
    pub waiting_for: Vec<Named>,
    /// For whom I would decide, where I stand in; in the box of what waits for me.
    pub on_behalf_of: Option<Named>,
    /// Its deal.
    pub deal: DealCard,
}

/// Approvals: what waits for me, what I decided, what I asked for, what I am to know.
#[utoipa::path(
    get, path = "/api/v1/approvals", tag = "work",
    params(Asked),
    responses(
        (status = 200, body = PageView<InboxLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn inbox(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<InboxLine>>, ApiError> {
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<ApprovalKey>(asked.cursor.as_deref())?);
    let (access, which) = (app.access(&caller), asked.which.unwrap_or(Inbox::Todo));
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let access = access.clone();
            Box::pin(async move { approvals::list(tx, &access, which, key, limit).await })
        })
        .await;
    let page = page?;
    Ok(Json(view(&app, &caller, lang, page.items, paging::next(page.next)).await?))
}

/// Exceptions to conditions of gates, last asked for first.
#[utoipa::path(
    get, path = "/api/v1/exceptions", tag = "work",
    params(AskedExceptions),
    responses(
        (status = 200, body = PageView<InboxLine>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn exceptions(
    State(app): State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<AskedExceptions>,
) -> Result<Json<PageView<InboxLine>>, ApiError> {
    let (limit, key) = (paging::limit(asked.limit)?, paging::after::<ApprovalKey>(asked.cursor.as_deref())?);
    let AskedExceptions { gate, condition, from, to, granted, open, department, owner, .. } = asked;
    let departments = sight::within(&caller.organization, department);
    let filter = ExceptionFilter { gate, condition, from, to, granted, open, departments, owner };
    let access = app.access(&caller);
    let page: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let (access, filter) = (access.clone(), filter.clone());
            Box::pin(async move { exceptions::list(tx, &access, &filter, key, limit).await })
        })
        .await;
    let page = page?;
    Ok(Json(view(&app, &caller, lang, page.items, paging::next(page.next)).await?))
}

async fn view(
    app: &App,
    caller: &Caller,
    lang: Lang,
    rows: Vec<ApprovalRow>,
    next: Option<String>,
) -> Result<PageView<InboxLine>, ApiError> {
    let mut people: Vec<Uuid> = rows.iter().map(|row| row.submitter.0).collect();
    people.extend(rows.iter().flat_map(|row| &row.waiting_for).map(|person| person.0));
    let cards = Cards::load(app, caller, lang, rows.iter().map(|row| &row.deal), people.into_iter()).await?;
    let (process, access) = (app.current_process(), app.access(caller));
    let on_behalf_of = |row: &ApprovalRow| {
        let absent = row.waiting_for.iter().find(|person| access.stands_in_for().contains(person));
        absent.filter(|_| !row.waiting_for.contains(&caller.person)).copied()
    };
    let line = |row: &ApprovalRow| {
        let chain = process.chains.get(&row.chain);
        InboxLine {
            id: row.approval.0,
            chain: row.chain.clone(),
            name: chain.map_or(row.chain.as_str(), |chain| cards.speaker().label(&chain.name)).to_owned(),
            about: cards.about(row.document_kind.as_deref(), &row.subject),
            subject: json!(row.subject),
            kind: row.document_kind.clone(),
            digest: text(&row.digest),
            submitter: cards.named(row.submitter.0),
            requested_at: row.requested_at,
            step: row.step,
            step_count: row.step_count,
            step_since: row.step_since,
            blocked: row.blocked,
            result: row.result.clone(),
            verdict: row.verdict.clone(),
            on_behalf_of: on_behalf_of(row).map(|person| cards.named(person.0)),
            waiting_for: row.waiting_for.iter().map(|person| cards.named(person.0)).collect(),
            deal: cards.card(&row.deal),
        }
    };
    Ok(PageView { items: rows.iter().map(line).collect(), next })
}
