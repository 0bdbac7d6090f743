//! `POST /api/v1/contacts/{id}/reveal`: phone, mail and WeCom of a contact in full, for a reason that is recorded.
//!
//! Promises that nothing is shown before the entry is written, and that whoever does not see the customer learns nothing. Contacts are
//! masked here and nowhere else.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tongguan_core::id::{ContactId, PersonId};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::contact::{Contact, mask};
use tongguan_core::reference::sensitive_read::Command;
use tongguan_store::{StoreError, reference};

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::deal::execute::{self, Request};
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::headers::IdempotencyKey;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;
use tongguan_service::run::{Target, Via};

/// Why.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    /// The reason; recorded.
    pub reason: String,
}

/// What reaches a contact.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Revealed {
    /// Phone.
    pub phone: Option<String>,
    /// Mail.
    pub email: Option<String>,
    /// WeCom.
    pub wecom: Option<String>,
}

/// A contact's data in full.
#[utoipa::path(
    post, path = "/api/v1/contacts/{id}/reveal", tag = "reference", operation_id = "reveal_contact",
    params(("id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = Reveal,
    responses(
        (status = 200, body = Revealed),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn reveal(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<ContactId>,
    key: IdempotencyKey,
    StrictJson(Reveal { reason }): StrictJson<Reveal>,
) -> Result<Json<Revealed>, ApiError> {
    let tenant = caller.tenant;
    let found: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(reference::load::<Contact>(tx, tenant, id.0))).await;
    let contact = found?.ok_or(ApiError::NotFound)?.state;
    rights::must_see_account(&app, &caller, contact.account).await?;
    let target =
        Target::Reference { id: None, command: Command::RevealContact { contact: id, reason }.into() };
    let key = key.as_str().to_owned();
    let request = Request { target, expected: None, key, via: Via::Api, dry_run: false };
    execute::run(&app, &caller, request).await?;
    let Contact { phone, email, wecom, .. } = contact;
    Ok(Json(Revealed { phone, email, wecom }))
}

/// Contacts of a customer as somebody is shown them.
pub async fn shown(
    app: &App,
    caller: &Caller,
    account: &Account,
    contacts: Vec<Contact>,
) -> Result<Vec<(Contact, bool)>, ApiError> {
    let directory = app.directory(caller.tenant).await?;
    let (tenant, id) = (caller.tenant, account.id);
    let sellers: Result<Vec<PersonId>, StoreError> =
        app.db.read(move |tx| Box::pin(reference::sellers_of(tx, tenant, id))).await;
    let owners: Vec<PersonId> = account.owner.into_iter().chain(sellers?).collect();
    let plain = !directory.settings.mask_contacts
        || mask::sees_plain(&directory.organization, caller.person, &owners);
    let show = |contact: Contact| if plain { (contact, false) } else { (mask::masked(&contact), true) };
    Ok(contacts.into_iter().map(show).collect())
}
