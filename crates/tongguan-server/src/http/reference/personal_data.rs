//! `GET /api/v1/personal-data/ungrounded` and `GET /api/v1/personal-data/expiring`: contacts that say no basis, and what the night will erase.
//!
//! Promises the same question that the night asks, without its effects. For whoever answers persons about their data, and who checks.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use tongguan_core::reference::Record;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::import::ImportJob;
use tongguan_core::reference::subject_request::SubjectRequest;
use tongguan_store::read::names;
use tongguan_store::reference::Versioned;
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::paging::{self, PageView, Paging};
use crate::http::problem::Problem;
use crate::http::query::Query;
use tongguan_service::job::retention;

/// Pages read for one page of contacts: most say their basis.
const LOOKS: usize = 20;
/// Rows per look.
const PAGE: u32 = 1_000;

/// A contact without a basis.
#[derive(Serialize, utoipa::ToSchema)]
pub struct UngroundedContact {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The customer.
    pub account: Named,
}

/// What the night will erase, as things stand.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Expiring {
    /// Customers that came to nothing, whose people go.
    pub accounts: Vec<Named>,
    /// Imports whose uploaded file goes.
    pub imports: Vec<Named>,
}

fn may(caller: &Caller) -> Result<(), ApiError> {
    match rights::reads(caller, SubjectRequest::KIND) {
        true => Ok(()),
        false => Err(ApiError::Forbidden),
    }
}

/// Contacts from before a basis was asked for, by id.
#[utoipa::path(
    get, path = "/api/v1/personal-data/ungrounded", tag = "reference", operation_id = "list_ungrounded_contacts",
    params(Paging),
    responses(
        (status = 200, body = PageView<UngroundedContact>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn ungrounded(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(paging): Query<Paging>,
) -> Result<Json<PageView<UngroundedContact>>, ApiError> {
    may(&caller)?;
    let limit = paging::limit(paging.limit)? as usize;
    let mut after = paging::after::<Uuid>(paging.cursor.as_deref())?;
    let (tenant, mut found) = (caller.tenant, Vec::new());
    for _ in 0..LOOKS {
        let rows: Result<Vec<Versioned<Contact>>, StoreError> =
            app.db.read(move |tx| Box::pin(reference::list::<Contact>(tx, tenant, after, PAGE))).await;
        let rows = rows?;
        after = rows.last().filter(|_| rows.len() == PAGE as usize).map(|row| row.state.id.0);
        let lacking = rows
            .into_iter()
            .map(|row| row.state)
            .filter(|contact| contact.is_open() && !contact.has_ground());
        found.extend(lacking);
        if after.is_none() || found.len() >= limit {
            break;
        }
    }
    if found.len() > limit {
        found.truncate(limit);
        after = found.last().map(|contact: &Contact| contact.id.0);
    }
    let accounts: Vec<_> = found.iter().map(|contact| contact.account).collect();
    let customers: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let accounts = accounts.clone();
            Box::pin(async move { names::accounts(tx, tenant, accounts).await })
        })
        .await;
    let customers = customers?;
    let line = |contact: Contact| UngroundedContact {
        id: contact.id.0,
        account: Named { id: contact.account.0, name: customers.get(&contact.account).cloned() },
        name: contact.name,
    };
    Ok(Json(PageView { items: found.into_iter().map(line).collect(), next: paging::next(after) }))
}

/// What the coming night will erase because its time is over.
#[utoipa::path(
    get, path = "/api/v1/personal-data/expiring", tag = "reference", operation_id = "read_expiring",
    responses(
        (status = 200, body = Expiring),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn expiring(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Expiring>, ApiError> {
    may(&caller)?;
    let tenant = caller.tenant;
    let over = retention::look(&app.db, &app.executor, app.world(), tenant).await?;
    let (ids, files) = (over.accounts.clone(), over.imports.clone());
    let named: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            let (ids, files) = (ids.clone(), files.clone());
            Box::pin(async move {
                let mut imports = Vec::new();
                for id in files {
                    let row = reference::load::<ImportJob>(tx, tenant, id).await?;
                    imports.push(Named { id, name: row.map(|row| row.state.file_name) });
                }
                Ok((names::accounts(tx, tenant, ids).await?, imports))
            })
        })
        .await;
    let (customers, imports) = named?;
    let account = |id: &tongguan_core::id::AccountId| Named { id: id.0, name: customers.get(id).cloned() };
    Ok(Json(Expiring { accounts: over.accounts.iter().map(account).collect(), imports }))
}
