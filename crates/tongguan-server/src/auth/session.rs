//! Sessions: resuming, listing and ending them, and what a person must do before anything else.
//!
//! Promises: a session ends some time after its last request and some time after its first, as the settings say, and with the person's
//! leaving; whoever ends one leaves a line in the security log. Must never say why a session does not count.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::organization::Organization;
use tongguan_core::reference::setting::Settings;
use tongguan_core::security::Kind;
use tongguan_store::auth::{self as table, Credential, Session, Standing};
use tongguan_store::{StoreError, Tx};

use uuid::Uuid;

use super::policy::Preset;
use super::token::TokenDigest;
use crate::app::App;
use tongguan_service::trace::{Line, Trace};

/// The last request is written down at most this often.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Whose installation.
    pub tenant: TenantId,
    /// Who.
    pub person: PersonId,
    /// The session.
    pub session: TokenDigest,
    /// When he last showed who he is.
    pub confirmed_at: Option<Timestamp>,
    /// Whether another password must be chosen before anything else.
    pub must_change: bool,
    /// Whether a second factor must be enrolled before anything else.
    pub must_enrol: bool,
    /// The organisation now.
    pub organization: Arc<Organization>,
    /// Where the request comes from.
    pub trace: Trace,
    /// The API key by which a program speaks for him.
    pub key: Option<Uuid>,
}

/// The person behind a session that still counts.
pub async fn resume(app: &App, token: TokenDigest, trace: Trace) -> Result<Option<SignedIn>, StoreError> {
    let Some(tenant) = app.company().await? else { return Ok(None) };
    let now = app.world().now();
    let known = app.directory(tenant).await?;
    let Some((session, standing)) = load(app, tenant, token).await? else { return Ok(None) };
    if !is_live(&session, &known.settings, now) || !known.organization.is_active(session.person) {
        return Ok(None);
    }
    if now.duration_since(session.seen_at) >= TOUCH_EVERY {
        touch(app, tenant, token, now).await?;
    }
    let organization = known.organization.clone();
    let needs_factor = organization
        .roles_of(session.person)
        .any(|role| known.settings.second_factor_roles.iter().any(|needed| needed == role));
    Ok(Some(SignedIn {
        tenant,
        person: session.person,
        session: token,
        confirmed_at: session.confirmed_at,
        must_change: must_change(&standing, &known.settings, now),
        must_enrol: needs_factor && !standing.has_factor,
        organization,
        trace,
        key: None,
    }))
}

async fn load(
    app: &App,
    tenant: TenantId,
    token: TokenDigest,
) -> Result<Option<(Session, Standing)>, StoreError> {
    app.db
        .read(move |tx| {
            Box::pin(async move {
                let Some(session) = table::session(tx, tenant, &token.0).await? else { return Ok(None) };
                let standing = table::standing(tx, tenant, session.person).await?;
                Ok(Some((session, standing)))
            })
        })
        .await
}

/// A first password, and one that grew old where the preset wants them changed.
fn must_change(standing: &Standing, settings: &Settings, now: Timestamp) -> bool {
    let Some((changed_at, must_change)) = standing.password else { return false };
    let longest = Preset::of(settings).max_age;
    must_change || longest.is_some_and(|longest| now.duration_since(changed_at) > longest)
}

/// Whether a session still counts. A clock that went back does not revive one that began later.
pub fn is_live(session: &Session, settings: &Settings, now: Timestamp) -> bool {
    let idle = SignedDuration::from_mins(settings.session_idle_minutes.into());
    let is_idle = now.duration_since(session.seen_at) > idle;
    session.created_at <= now && now < session.expires_at && !is_idle
}

async fn touch(app: &App, tenant: TenantId, token: TokenDigest, now: Timestamp) -> Result<(), StoreError> {
    app.db
        .write(move |tx| Box::pin(async move { table::touch_session(tx, tenant, &token.0, now).await }))
        .await
}

/// The live sessions of a person, oldest first.
pub async fn sessions(app: &App, tenant: TenantId, person: PersonId) -> Result<Vec<Session>, StoreError> {
    let (now, settings) = (app.world().now(), app.directory(tenant).await?.settings.clone());
    let all: Vec<Session> =
        app.db.read(move |tx| Box::pin(async move { table::sessions_of(tx, tenant, person).await })).await?;
    Ok(all.into_iter().filter(|session| is_live(session, &settings, now)).collect())
}

/// Ends a session of `whose`, or all of them where none is named; answers how many.
pub async fn end(
    app: &App,
    who: &SignedIn,
    whose: PersonId,
    token: Option<TokenDigest>,
) -> Result<u64, StoreError> {
    let (tenant, node) = (who.tenant, app.node.clone());
    let kind = if token == Some(who.session) { Kind::SignOut } else { Kind::SessionEnded };
    let line = who.trace.line(app.world(), kind).by(who.person).about(whose);
    app.db
        .write(move |tx| {
            let (line, node) = (line.clone(), node.clone());
            Box::pin(async move {
                let ended = match token {
                    None => table::end_sessions_of(tx, tenant, whose).await?,
                    Some(token) => {
                        let found = table::session(tx, tenant, &token.0).await?;
                        match found.is_some_and(|session| session.person == whose) {
                            true => u64::from(table::end_session(tx, tenant, &token.0).await?),
                            false => 0,
                        }
                    }
                };
                let line = token
                    .into_iter()
                    .fold(line, |line, token| line.session(token.prefix()))
                    .detail(json!({"sessions": ended}));
                if ended > 0 {
                    line.write(tx, tenant, &node).await?;
                }
                Ok(ended)
            })
        })
        .await
}

/// Sets a person's password within a transaction: all his sessions end, and the one before is kept among the former ones.
pub async fn set_password(
    tx: &mut Tx,
    (tenant, person): (TenantId, PersonId),
    (credential, kept): (&Credential, u32),
    (node, line): (&str, &Line),
) -> Result<(), StoreError> {
    if let Some(before) = table::credential(tx, tenant, person).await? {
        let at = (person, credential.changed_at);
        table::keep_former(tx, tenant, at, &before.password_hash, kept).await?;
    }
    line.write(tx, tenant, node).await?;
    table::set_credential(tx, tenant, person, credential).await?;
    table::end_sessions_of(tx, tenant, person).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_lives_between_its_limits() {
        let begun: Timestamp = "2026-11-20T09:00:00Z".parse().expect("a moment");
        let after = |minutes| begun.saturating_add(SignedDuration::from_mins(minutes)).expect("in range");
        let session = |seen| Session {
            token_digest: [0; 32],
            person: PersonId(uuid::Uuid::nil()),
            created_at: begun,
            seen_at: after(seen),
            expires_at: after(720),
            address: None,
            agent: None,
            confirmed_at: None,
        };
        for (seen, now, lives) in [
            (0, 0, true),
            (0, 30, true),
            (0, 31, false),
            (700, 719, true),
            (719, 720, false),
            (0, -1, false),
            (100, 90, true),
        ] {
            let lives_on = is_live(&session(seen), &Settings::default(), after(now));
            assert_eq!(lives_on, lives, "seen {seen}, now {now}");
        }
    }
}
