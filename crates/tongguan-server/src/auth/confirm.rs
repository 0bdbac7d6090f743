//! Showing again who one is, by password or code, before an act that asks for it (step-up).
//!
//! Promises: the session goes on under a fresh token; a failure counts against the login as at the door.

use serde_json::json;
use tongguan_core::security::Kind;
use tongguan_store::StoreError;
use tongguan_store::auth::{self as table, Session};

use super::factor::{Candidate, Proof};
use super::session::SignedIn;
use super::sign_in::{Visitor, login_of};
use super::token::SessionToken;
use crate::app::App;
use crate::http::error::ApiError;

/// What somebody shows.
pub enum Shown {
    /// His password.
    Password(String),
    /// A code of his second factor, or a recovery code.
    Code(String),
}

/// Confirms a session; answers its fresh token.
pub async fn confirm(app: &App, who: &SignedIn, shown: Shown) -> Result<SessionToken, ApiError> {
    let (tenant, person, now) = (who.tenant, who.person, app.world().now());
    let login = login_of(app, tenant, person).await?;
    let visitor = Visitor::of(app, tenant, login, who.trace.clone(), None).await?;
    visitor.pass_locks(app, Some(person)).await?;
    let line = who.trace.line(app.world(), Kind::Confirmed).by(person);
    let (candidate, wrong) = match &shown {
        Shown::Password(password) => {
            let fits = verify(app, who, password).await?;
            if !fits {
                let line = line.session(who.session.prefix()).refused().detail(json!({"wrong": "password"}));
                note(app, &visitor, line).await?;
                return Err(ApiError::WrongCredentials);
            }
            (None, ApiError::WrongCredentials)
        }
        Shown::Code(code) => match Candidate::of(app, (tenant, person), code).await? {
            Some(candidate) => (Some(candidate), ApiError::WrongCode),
            None => return Err(ApiError::WrongCode),
        },
    };
    let token = SessionToken::new(app.world());
    let (former, fresh, node) = (who.session.0, token.digest(), app.node.clone());
    let failed = line.clone().session(who.session.prefix()).refused().detail(json!({"wrong": "code"}));
    let line = line.session(fresh.prefix());
    let confirmed: Result<Option<bool>, StoreError> = app
        .db
        .write(move |tx| {
            let (candidate, line, failed, node, visitor) =
                (candidate.clone(), line.clone(), failed.clone(), node.clone(), visitor.clone());
            Box::pin(async move {
                let Some(session) = table::session(tx, tenant, &former).await? else { return Ok(None) };
                let by = match &candidate {
                    None => "password",
                    Some(candidate) => match candidate.redeem(tx, tenant, person).await? {
                        Some(Proof::Code) => "code",
                        Some(Proof::Recovery) => "recovery_code",
                        None => {
                            visitor.note(tx, now, &failed, &node).await?;
                            return Ok(Some(false));
                        }
                    },
                };
                table::end_session(tx, tenant, &former).await?;
                let next =
                    Session { token_digest: fresh.0, seen_at: now, confirmed_at: Some(now), ..session };
                table::open_session(tx, tenant, &next).await?;
                table::clear_failures(tx, tenant, &visitor.subjects.login).await?;
                line.detail(json!({"by": by})).write(tx, tenant, &node).await?;
                Ok(Some(true))
            })
        })
        .await;
    match confirmed? {
        None => Err(ApiError::Unauthenticated),
        Some(true) => Ok(token),
        Some(false) => Err(wrong),
    }
}

async fn verify(app: &App, who: &SignedIn, password: &str) -> Result<bool, ApiError> {
    let (tenant, person) = (who.tenant, who.person);
    let stored: Result<_, StoreError> =
        app.db.read(move |tx| Box::pin(async move { table::credential(tx, tenant, person).await })).await;
    let stored = stored?.map(|credential| credential.password_hash);
    Ok(app.passwords.verify(password, stored.as_deref()).await)
}

async fn note(app: &App, visitor: &Visitor, line: tongguan_service::trace::Line) -> Result<(), StoreError> {
    let (visitor, node, now) = (visitor.clone(), app.node.clone(), app.world().now());
    app.db
        .write(move |tx| {
            let (visitor, line, node) = (visitor.clone(), line.clone(), node.clone());
            Box::pin(async move { visitor.note(tx, now, &line, &node).await })
        })
        .await
}
