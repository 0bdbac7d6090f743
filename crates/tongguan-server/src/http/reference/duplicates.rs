//! `GET /api/v1/duplicates`: whether a customer is known already, while its name is being typed.
//!
//! Promises that the asker learns that a customer exists, which department has it and since when nobody spoke to it, and nothing
//! of its people. It opens where he sees it anyway.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tongguan_core::facts::{Duplicate, Probe};
use tongguan_core::id::AccountId;
use tongguan_core::reference::account::Account;
use tongguan_store::{StoreError, reference};
use uuid::Uuid;

use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::http::query::{self, Query};

/// The longest value that is looked for, in characters.
const LONGEST: usize = 120;

/// What is known of the customer.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Its name, as far as typed.
    name: String,
    /// 统一社会信用代码.
    uscc: Option<String>,
    /// A phone of its people.
    phone: Option<String>,
    /// A mail address of its people.
    email: Option<String>,
    /// The customer that it is already known to be.
    #[param(value_type = Option<Uuid>)]
    except: Option<AccountId>,
}

/// A customer that is known already.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Known {
    /// Whether name or credit code are equal; similar where not.
    pub certain: bool,
    /// Its name.
    pub name: String,
    /// Its department.
    pub department: Option<String>,
    /// `owned`, or `pool` where nobody has it.
    pub state: String,
    /// When somebody last spoke to it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_contact: Option<Timestamp>,
    /// Its id, where the asker sees it.
    pub account: Option<Uuid>,
}

/// Customers that equal or resemble what is typed, certain ones first.
#[utoipa::path(
    get, path = "/api/v1/duplicates", tag = "reference", operation_id = "find_duplicates",
    params(Asked),
    responses(
        (status = 200, body = Vec<Known>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn find(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<Known>>, ApiError> {
    let given = [
        ("name", Some(&asked.name)),
        ("uscc", asked.uscc.as_ref()),
        ("phone", asked.phone.as_ref()),
        ("email", asked.email.as_ref()),
    ];
    let is_long = |text: &&String| text.chars().count() > LONGEST;
    if let Some((param, _)) = given.into_iter().find(|(_, text)| text.as_ref().is_some_and(is_long)) {
        return Err(query::not_allowed(param, format!("≤ {LONGEST}")));
    }
    let Asked { name, uscc, phone, email, except } = asked;
    let probe = Probe { name, uscc, phone, email, except };
    let (tenant, settings) = (caller.tenant, app.directory(caller.tenant).await?.settings.clone());
    let found: Result<Vec<(Duplicate, Account)>, StoreError> = app
        .db
        .read(move |tx| {
            let (probe, settings) = (probe.clone(), settings.clone());
            Box::pin(async move {
                let mut found = Vec::new();
                for hit in reference::duplicates(tx, tenant, &probe, &settings).await? {
                    if let Some(row) = reference::load::<Account>(tx, tenant, hit.account.0).await? {
                        found.push((hit, row.state));
                    }
                }
                Ok(found)
            })
        })
        .await;
    let mut known = Vec::new();
    for (hit, account) in found? {
        let is_seen = rights::sees_account(&app, &caller, &account).await?;
        known.push(view(hit, account, is_seen));
    }
    Ok(Json(known))
}

fn view(hit: Duplicate, account: Account, is_seen: bool) -> Known {
    Known {
        certain: hit.certain,
        name: account.name,
        department: hit.department,
        state: if hit.owner.is_some() { "owned" } else { "pool" }.to_owned(),
        last_contact: hit.last_contact,
        account: is_seen.then_some(account.id.0),
    }
}
