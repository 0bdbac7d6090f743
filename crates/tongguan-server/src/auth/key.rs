//! API keys: programs of the company that speak for a person.
//!
//! Promises: a key never does more than its person may, and of that only what its scopes name; it decides nothing, signs nothing,
//! administers nothing and manages no sign-in (the core refuses those commands by [`tongguan_core::facts::Hand::Key`]); revoked or past
//! its end, it counts no more from the next request on. Must never be shown again after it was made.

use std::sync::Arc;

use axum::http::{HeaderMap, Method, header};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use tongguan_core::id::TenantId;
use tongguan_core::security::Kind;
use tongguan_store::auth::{self as table, ApiKey};
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use super::session::SignedIn;
use super::token::TokenDigest;
use crate::app::App;
use crate::http::error::ApiError;
use tongguan_service::trace::{Line, Trace};
use tongguan_service::world::World;

/// What every key begins with, so that scanners of code find one that leaked.
const PREFIX: &str = "tg_";
/// Uses are written down at most this often.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// Letters of the secret that are kept in clear.
const HINT: usize = 6;

/// What a key may do, of what its person may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Read.
    Read,
    /// Register leads and give commands to deals.
    Deals,
    /// Customers and their people.
    Customers,
    /// Products and prices.
    Catalogue,
    /// Money that came in.
    Receipts,
    /// Bring files in.
    Imports,
    /// Take lists out as files.
    Exports,
}

impl Scope {
    /// The word in the table and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Deals => "deals",
            Scope::Customers => "customers",
            Scope::Catalogue => "catalogue",
            Scope::Receipts => "receipts",
            Scope::Imports => "imports",
            Scope::Exports => "exports",
        }
    }

    /// The scopes of words; words of no scope are passed over.
    pub fn of(words: &str) -> Vec<Scope> {
        let known = |word: &str| serde_json::from_value(json!(word)).ok();
        words.split(' ').filter_map(known).collect()
    }
}

/// The scope that a request needs; none where no key may make it.
pub fn needed(method: &Method, path: &str) -> Option<Scope> {
    let path = path.strip_prefix("/api/v1/")?;
    let first = path.split('/').next().unwrap_or_default();
    let guards = ["sessions", "api-keys", "security-log", "setup"];
    if guards.contains(&first) || path.ends_with("/sessions") {
        return None;
    }
    if matches!(*method, Method::GET | Method::HEAD) {
        return Some(Scope::Read);
    }
    match first {
        "deals" if path.ends_with("/archive") => Some(Scope::Exports),
        "deals" | "leads" => Some(Scope::Deals),
        "accounts" | "contacts" => Some(Scope::Customers),
        "products" | "price-books" => Some(Scope::Catalogue),
        "receipts" => Some(Scope::Receipts),
        "imports" | "files" => Some(Scope::Imports),
        "exports" => Some(Scope::Exports),
        _ => None,
    }
}

/// A fresh secret, and what is kept of it: its digest and its first letters.
pub fn fresh(world: &World) -> (String, [u8; 32], String) {
    let secret = format!("{PREFIX}{}", hex::encode(world.random::<32>()));
    let hint = secret.chars().take(PREFIX.len() + HINT).collect();
    let digest = digest(&secret);
    (secret, digest, hint)
}

fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// The key that a request carries, if it carries one.
pub fn carried(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && secret.starts_with(PREFIX)).then(|| secret.trim())
}

/// The person for whom a key speaks here. A key that counts no more is told apart in the log alone.
pub async fn resume(
    app: &App,
    secret: &str,
    (method, path): (&Method, &str),
    trace: Trace,
) -> Result<SignedIn, ApiError> {
    let tenant = app.company().await?.ok_or(ApiError::Unauthenticated)?;
    let digest = digest(secret);
    let found: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(async move { table::api_key(tx, tenant, &digest).await })).await;
    let key = found?.ok_or(ApiError::Unauthenticated)?;
    let organization = app.organization(tenant).await?;
    let now = app.world().now();
    let fault = match state(&key, now) {
        State::Counts if !organization.is_active(key.person) => Some("person_disabled"),
        State::Counts => None,
        State::Revoked => Some("revoked"),
        State::NotYet => Some("not_yet"),
        State::Over => Some("over"),
    };
    if let Some(fault) = fault {
        tell(app, (tenant, &key), &trace, Some(fault)).await?;
        return Err(ApiError::Unauthenticated);
    }
    if needed(method, path).is_none_or(|needed| !Scope::of(&key.scopes).contains(&needed)) {
        tell(app, (tenant, &key), &trace, Some("scope")).await?;
        return Err(ApiError::KeyScope);
    }
    if key.used_at.is_none_or(|used| now.duration_since(used) >= TOUCH_EVERY) {
        tell(app, (tenant, &key), &trace, None).await?;
    }
    Ok(SignedIn {
        tenant,
        person: key.person,
        session: TokenDigest(digest),
        confirmed_at: None,
        must_change: false,
        must_enrol: false,
        organization,
        trace,
        key: Some(key.id),
    })
}

/// How a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It counts.
    Counts,
    /// Its time has not come.
    NotYet,
    /// Its time is over.
    Over,
    /// It was revoked.
    Revoked,
}

/// How a key stands at a moment.
pub fn state(key: &ApiKey, now: Timestamp) -> State {
    match key {
        key if key.revoked_at.is_some() => State::Revoked,
        key if now < key.starts_at => State::NotYet,
        key if now >= key.ends_at => State::Over,
        _ => State::Counts,
    }
}

/// Notes a use, the first one of a day in the log as well; or that a key was refused.
async fn tell(
    app: &App,
    (tenant, key): (TenantId, &ApiKey),
    trace: &Trace,
    fault: Option<&'static str>,
) -> Result<(), StoreError> {
    let now = app.world().now();
    let zone = app.current_process().time_zone();
    let day = |at: Timestamp| zone.to_datetime(at).date();
    let is_first = key.used_at.is_none_or(|used| day(used) != day(now));
    let line = match fault {
        Some(fault) => {
            let line = trace.line(app.world(), Kind::KeyRefused).refused();
            Some(line.detail(json!({"key": key.id, "why": fault})))
        }
        None if is_first => Some(trace.line(app.world(), Kind::KeyUsed).detail(json!({"key": key.id}))),
        None => None,
    };
    let line = line.map(|line| line.about(key.person));
    let (id, from, node) = (key.id, trace.address.map(|address| address.to_string()), app.node.clone());
    app.db
        .write(move |tx| {
            let (line, from, node) = (line.clone(), from.clone(), node.clone());
            Box::pin(async move {
                if fault.is_none() {
                    table::note_key_use(tx, tenant, id, (now, from.as_deref())).await?;
                }
                match line {
                    Some(line) => line.write(tx, tenant, &node).await,
                    None => Ok(()),
                }
            })
        })
        .await
}

/// Keeps a new key, with its line in the log.
pub async fn keep(app: &App, by: &SignedIn, key: ApiKey) -> Result<(), StoreError> {
    let line = by
        .trace
        .line(app.world(), Kind::KeyMade)
        .by(by.person)
        .about(key.person)
        .session(by.session.prefix());
    let line = line.detail(json!({"key": key.id, "scopes": key.scopes, "ends_at": key.ends_at}));
    let (tenant, key, node) = (by.tenant, Arc::new(key), app.node.clone());
    app.db
        .write(move |tx| {
            let (key, line, node) = (key.clone(), line.clone(), node.clone());
            Box::pin(async move {
                table::put_api_key(tx, tenant, &key).await?;
                line.write(tx, tenant, &node).await
            })
        })
        .await
}

/// Revokes a key; false where there is none that counts.
pub async fn revoke(app: &App, by: &SignedIn, id: Uuid) -> Result<bool, StoreError> {
    let line = by.trace.line(app.world(), Kind::KeyRevoked).by(by.person).session(by.session.prefix());
    let line = line.of(None).detail(json!({"key": id}));
    let (tenant, person, now, node) = (by.tenant, by.person, app.world().now(), app.node.clone());
    app.db
        .write(move |tx| {
            let (line, node) = (line.clone(), node.clone());
            Box::pin(async move { revoke_in(tx, (tenant, id), (person, now), (&node, &line)).await })
        })
        .await
}

async fn revoke_in(
    tx: &mut Tx,
    (tenant, id): (TenantId, Uuid),
    by: (tongguan_core::id::PersonId, Timestamp),
    (node, line): (&str, &Line),
) -> Result<bool, StoreError> {
    let revoked = table::revoke_api_key(tx, tenant, id, by).await?;
    if revoked {
        line.write(tx, tenant, node).await?;
    }
    Ok(revoked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_needs_one_scope_or_is_not_for_keys() {
        let (get, post, put, delete) = (Method::GET, Method::POST, Method::PUT, Method::DELETE);
        for (method, path, want) in [
            (&get, "/api/v1/deals", Some(Scope::Read)),
            (&get, "/api/v1/session", Some(Scope::Read)),
            (&post, "/api/v1/deals", Some(Scope::Deals)),
            (&post, "/api/v1/deals/1/commands", Some(Scope::Deals)),
            (&post, "/api/v1/deals/1/archive", Some(Scope::Exports)),
            (&post, "/api/v1/accounts/commands", Some(Scope::Customers)),
            (&post, "/api/v1/receipts/commands", Some(Scope::Receipts)),
            (&post, "/api/v1/imports", Some(Scope::Imports)),
            (&post, "/api/v1/exports", Some(Scope::Exports)),
            (&delete, "/api/v1/session", None),
            (&post, "/api/v1/session/confirm", None),
            (&put, "/api/v1/session/password", None),
            (&get, "/api/v1/sessions", None),
            (&get, "/api/v1/users/1/sessions", None),
            (&get, "/api/v1/api-keys", None),
            (&get, "/api/v1/security-log", None),
            (&post, "/api/v1/users/commands", None),
            (&post, "/api/v1/posts/1/commands", None),
            (&post, "/api/v1/settings/commands", None),
            (&post, "/sign-out", None),
        ] {
            assert_eq!(needed(method, path), want, "{method} {path}");
        }
    }

    #[test]
    fn a_key_is_found_in_its_header_alone() {
        let with =
            |text: &'static str| HeaderMap::from_iter([(header::AUTHORIZATION, text.parse().expect("text"))]);
        assert_eq!(carried(&with("Bearer tg_ab")), Some("tg_ab"));
        assert_eq!(carried(&with("bearer tg_ab")), Some("tg_ab"));
        for other in ["Basic tg_ab", "Bearer ab", "tg_ab", "Bearer"] {
            assert_eq!(carried(&with(other)), None, "{other}");
        }
    }
}
