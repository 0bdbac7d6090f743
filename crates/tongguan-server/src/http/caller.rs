//! Who calls: the person behind the session cookie.
//!
//! Promises an active person of the company, or 401; one who must choose another password first may do nothing else.
//! The tenant comes from the session and never from the request. Must never say why a session does not count.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use tongguan_core::facts::{Actor, Context, Hand};

use super::error::ApiError;
use super::limits::AccountKey;
use crate::app::App;
use crate::auth::key;
use crate::auth::session::{self, SignedIn};
use crate::auth::token::{Cookie, SessionToken};
use crate::auth::trace;

/// A person who is signed in and may go on.
#[derive(Debug, Clone)]
pub struct Caller(pub SignedIn);

/// A person who is signed in, even one who must choose another password first.
#[derive(Debug, Clone)]
pub struct Newcomer(pub SignedIn);

impl Deref for Caller {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

impl SignedIn {
    /// The circumstances of what this person does now.
    pub fn context(&self, app: &App) -> Context {
        let hand = match self.key {
            Some(_) => Hand::Key,
            None => Hand::Session { confirmed_at: self.confirmed_at },
        };
        Context {
            now: app.world().now(),
            actor: Actor::Person(self.person),
            seed: app.world().random(),
            hand,
        }
    }

    /// The roles that this person holds.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.organization.roles_of(self.person)
    }

    /// Whether this person holds any of these roles.
    pub fn holds(&self, roles: &[&str]) -> bool {
        self.roles().any(|role| roles.contains(&role))
    }

    /// Refuses whoever holds none of these roles.
    pub fn must_hold(&self, roles: &[&str]) -> Result<(), ApiError> {
        if self.holds(roles) { Ok(()) } else { Err(ApiError::Forbidden) }
    }
}

/// The one session token that a request carries.
pub fn token(cookie: Cookie, headers: &HeaderMap) -> Option<SessionToken> {
    let mut values = headers.get_all(header::COOKIE).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => cookie.read(value.to_str().ok()?),
        _ => None,
    }
}

async fn signed_in(parts: &Parts, app: &App) -> Result<SignedIn, ApiError> {
    if let Some(secret) = key::carried(&parts.headers) {
        let who = key::resume(app, secret, (&parts.method, parts.uri.path()), trace::of(parts)).await?;
        app.edge.rates.check_account(AccountKey(who.key.unwrap_or(who.person.0)))?;
        return Ok(who);
    }
    let token = token(app.cookie, &parts.headers).ok_or(ApiError::Unauthenticated)?;
    let who =
        session::resume(app, token.digest(), trace::of(parts)).await?.ok_or(ApiError::Unauthenticated)?;
    app.edge.rates.check_account(AccountKey(who.person.0))?;
    Ok(who)
}

impl FromRequestParts<Arc<App>> for Newcomer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        signed_in(parts, app).await.map(Self)
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let who = signed_in(parts, app).await?;
        match who {
            who if who.must_change => Err(ApiError::PasswordChangeRequired),
            who if who.must_enrol => Err(ApiError::SecondFactorNeeded),
            who => Ok(Self(who)),
        }
    }
}
