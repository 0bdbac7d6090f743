//! `GET /api/v1/contacts?account=`: people on the side of a customer that the caller sees.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use tongguan_core::id::AccountId;
use tongguan_core::reference::Record;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::subject_request::SubjectRequest;
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::lists::RowView;
use super::{reveal, rights};
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::paging::{self, PageView};
use crate::http::problem::Problem;
use crate::http::query::Query;

/// Of which customer.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The customer.
    #[param(value_type = Uuid)]
    account: AccountId,
    /// How many, 1 to 200.
    limit: Option<u32>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// People on the customer's side.
#[utoipa::path(
    get, path = "/api/v1/contacts", tag = "reference",
    params(Asked),
    responses(
        (status = 200, body = PageView<RowView>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<PageView<RowView>>, ApiError> {
    let (limit, after) = (paging::limit(asked.limit)?, paging::after::<Uuid>(asked.cursor.as_deref())?);
    let (tenant, account) = (caller.tenant, asked.account);
    let found: Result<_, StoreError> = app
        .db
        .read(move |tx| {
            Box::pin(async move {
                let owner = reference::load::<Account>(tx, tenant, account.0).await?;
                let page = (after, limit);
                Ok((owner, reference::contacts_after(tx, tenant, account, page).await?))
            })
        })
        .await;
    let (owner, contacts) = found?;
    let owner = owner.ok_or(ApiError::NotFound)?.state;
    if !rights::sees_account(&app, &caller, &owner).await? {
        return Err(ApiError::NotFound);
    }
    let next = contacts.last().filter(|_| contacts.len() == limit as usize).map(|row| row.state.id.0);
    let shows_restricted = rights::reads(&caller, SubjectRequest::KIND);
    let (versions, states): (Vec<u64>, Vec<Contact>) = contacts
        .into_iter()
        .filter(|row| shows_restricted || row.state.restricted_at.is_none())
        .map(|row| (row.version, row.state))
        .unzip();
    let shown = reveal::shown(&app, &caller, &owner, states).await?;
    let mut items = Vec::new();
    for (version, (contact, masked)) in versions.into_iter().zip(shown) {
        let mut fields = serde_json::to_value(&contact).map_err(|_| ApiError::Internal)?;
        fields.as_object_mut().map(|fields| {
            fields.remove("id");
            fields.insert("masked".to_owned(), masked.into())
        });
        items.push(RowView { id: contact.id.0, version, fields });
    }
    Ok(Json(PageView { items, next: paging::next(next) }))
}
