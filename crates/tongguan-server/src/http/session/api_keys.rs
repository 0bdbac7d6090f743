//! `/api/v1/api-keys`: the keys of programs: who has which, making one, revoking one.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tongguan_core::id::PersonId;
use tongguan_core::security::{MAKES_KEYS, NO_KEYS, REVOKES_KEYS, SEES_KEYS};
use tongguan_store::StoreError;
use tongguan_store::auth::{self as table, ApiKey};
use uuid::Uuid;

use crate::app::App;
use crate::auth::key::{self, Scope, State as Standing};
use crate::http::caller::Caller;
use crate::http::deal::reading::Named;
use crate::http::error::ApiError;
use crate::http::extract::Path;
use crate::http::names;
use crate::http::problem::Problem;
use crate::http::strict_json::StrictJson;

/// The longest name.
const NAME_MAX: usize = 80;

/// A key, without its secret.
#[derive(Serialize, utoipa::ToSchema)]
pub struct KeyView {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// The first letters of its secret.
    pub hint: String,
    /// For whom it speaks.
    pub person: Named,
    /// What it may do, of what its person may.
    pub scopes: Vec<Scope>,
    /// From when on.
    #[schema(value_type = String, format = DateTime)]
    pub starts_at: Timestamp,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    pub ends_at: Timestamp,
    /// Who made it.
    pub created_by: Named,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was revoked.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Timestamp>,
    /// About when it was last used.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub used_at: Option<Timestamp>,
    /// From which address.
    pub used_from: Option<String>,
    /// Whether it counts now.
    pub is_active: bool,
}

/// A key to make.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKey {
    /// What it is for, such as the name of the program.
    name: String,
    /// For whom it speaks: an active person who administers nothing.
    #[schema(value_type = Uuid)]
    person: PersonId,
    /// What it may do, of what that person may.
    scopes: Vec<Scope>,
    /// From when on; at once where absent.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(default)]
    starts_at: Option<Timestamp>,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    ends_at: Timestamp,
}

/// A key that was made, with its secret.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MadeKey {
    /// Its id.
    pub id: Uuid,
    /// The secret, for `Authorization: Bearer …`. It is shown this once.
    pub secret: String,
}

/// The keys, last made first: all of them for administrators and auditors, those that speak for oneself for everybody else.
#[utoipa::path(
    get, path = "/api/v1/api-keys", tag = "session", operation_id = "list_api_keys",
    responses(
        (status = 200, body = Vec<KeyView>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Vec<KeyView>>, ApiError> {
    let tenant = caller.tenant;
    let all: Result<Vec<ApiKey>, StoreError> =
        app.db.read(move |tx| Box::pin(async move { table::api_keys(tx, tenant).await })).await;
    let sees_all = caller.holds(SEES_KEYS);
    let seen: Vec<ApiKey> = all?.into_iter().filter(|key| sees_all || key.person == caller.person).collect();
    let people = seen.iter().flat_map(|key| [key.person.0, key.created_by.0]).collect();
    let names = names::of(&app, tenant, people).await?;
    let named = |person: PersonId| Named { id: person.0, name: names.get(&person.0).cloned() };
    let now = app.world().now();
    Ok(Json(seen.into_iter().map(|key| view(key, now, &named)).collect()))
}

fn view(key: ApiKey, now: Timestamp, named: &dyn Fn(PersonId) -> Named) -> KeyView {
    KeyView {
        is_active: key::state(&key, now) == Standing::Counts,
        id: key.id,
        name: key.name,
        hint: key.hint,
        person: named(key.person),
        scopes: Scope::of(&key.scopes),
        starts_at: key.starts_at,
        ends_at: key.ends_at,
        created_by: named(key.created_by),
        created_at: key.created_at,
        revoked_at: key.revoked_at,
        used_at: key.used_at,
        used_from: key.used_from,
    }
}

/// Makes a key; for system administrators. Its secret is in this answer and nowhere else.
#[utoipa::path(
    post, path = "/api/v1/api-keys", tag = "session", operation_id = "make_api_key",
    request_body = NewKey,
    responses(
        (status = 201, body = MadeKey),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn make(
    State(app): State<Arc<App>>,
    caller: Caller,
    StrictJson(wanted): StrictJson<NewKey>,
) -> Result<(StatusCode, Json<MadeKey>), ApiError> {
    caller.must_hold(MAKES_KEYS)?;
    let now = app.world().now();
    let starts_at = wanted.starts_at.unwrap_or(now);
    let longest = app.directory(caller.tenant).await?.settings.api_key_max_days;
    let longest = SignedDuration::from_hours(24 * i64::from(longest));
    let administers = caller.organization.roles_of(wanted.person).any(|role| NO_KEYS.contains(&role));
    let name = wanted.name.trim().to_owned();
    let bad = |path: &str| Err(ApiError::InvalidValue { path: path.to_owned() });
    if name.is_empty() || name.chars().count() > NAME_MAX || name.chars().any(char::is_control) {
        return bad("$.name");
    }
    if !caller.organization.is_active(wanted.person) || administers {
        return bad("$.person");
    }
    if wanted.scopes.is_empty() {
        return bad("$.scopes");
    }
    if wanted.ends_at <= starts_at
        || wanted.ends_at <= now
        || wanted.ends_at.duration_since(starts_at) > longest
    {
        return bad("$.ends_at");
    }
    let (secret, digest, hint) = key::fresh(app.world());
    let scopes: Vec<&str> = wanted.scopes.iter().map(|scope| scope.word()).collect();
    let key = ApiKey {
        id: app.world().id(),
        digest,
        hint,
        name,
        person: wanted.person,
        scopes: scopes.join(" "),
        starts_at,
        ends_at: wanted.ends_at,
        created_by: caller.person,
        created_at: now,
        revoked_by: None,
        revoked_at: None,
        used_at: None,
        used_from: None,
    };
    let id = key.id;
    key::keep(&app, &caller, key).await?;
    Ok((StatusCode::CREATED, Json(MadeKey { id, secret })))
}

/// Revokes a key, from the next request on; for system and security administrators.
#[utoipa::path(
    delete, path = "/api/v1/api-keys/{id}", tag = "session", operation_id = "revoke_api_key",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, ApiError> {
    caller.must_hold(REVOKES_KEYS)?;
    match key::revoke(&app, &caller, id).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::NotFound),
    }
}
