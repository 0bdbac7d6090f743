//! Sessions: signing in, resuming, signing out.
//!
//! Promises: five wrong passwords in fifteen minutes lock a login, known or not, and twenty a minute an address; every
//! sign-in has a token of its own; a session ends thirty minutes after its last request, twelve hours after its first,
//! and with the person's leaving. Must never tell which of login and password was wrong.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::organization::Organization;
use tongguan_core::security::Kind;
use tongguan_store::auth::{self as table, Credential, Session};
use tongguan_store::{StoreError, Tx, reference};

use super::policy::normalise;
use super::token::{SessionToken, TokenDigest};
use super::trace::{Line, Trace};
use crate::app::App;
use crate::http::error::ApiError;

/// A session ends this long after its last request.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session ends this long after it began.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// The last request is written down at most this often.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// Wrong passwords of one login within [`LOCK_WINDOW`] that lock it.
const LOCK_AFTER: u32 = 5;
const LOCK_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Wrong passwords from one address within [`ADDRESS_WINDOW`] that lock it.
const ADDRESS_AFTER: u32 = 20;
const ADDRESS_WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Whose installation.
    pub tenant: TenantId,
    /// Who.
    pub person: PersonId,
    /// The session.
    pub session: TokenDigest,
    /// Whether another password must be chosen before anything else.
    pub must_change: bool,
    /// The organisation now.
    pub organization: Arc<Organization>,
    /// Where the request comes from.
    pub trace: Trace,
}

/// What somebody types to sign in, and where from.
pub struct Attempt {
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
    /// Where it comes from.
    pub trace: Trace,
    /// The session that this browser still has.
    pub former: Option<TokenDigest>,
}

/// The two counters that an attempt is held against.
struct Subjects {
    login: [u8; 32],
    address: Option<[u8; 32]>,
}

impl Subjects {
    fn of(attempt: &Attempt) -> Self {
        let digest = |kind: &str, text: &str| -> [u8; 32] {
            Sha256::new().chain_update(kind).chain_update([0]).chain_update(text).finalize().into()
        };
        let address = attempt.trace.address.map(|address| digest("address", &address.to_string()));
        Self { login: digest("login", &login_key(&attempt.login)), address }
    }
}

/// One spelling for what a person typed as login.
pub fn login_key(login: &str) -> String {
    normalise(login.trim()).to_lowercase()
}

/// Signs in: a fresh token, or why not.
pub async fn sign_in(app: &App, attempt: Attempt) -> Result<(SessionToken, PersonId), ApiError> {
    let Some(tenant) = app.company().await? else {
        app.passwords.verify(&attempt.password, None).await;
        return Err(ApiError::WrongCredentials);
    };
    let now = app.world().now();
    let subjects = Arc::new(Subjects::of(&attempt));
    let login = login_key(&attempt.login);
    let found = credential_of(app, tenant, login.clone()).await?;
    if let Err(locked) = check_locks(app, tenant, subjects.clone(), now).await {
        let line = told(app, &attempt, Kind::Locked, found.as_ref().map(|(person, _)| *person));
        put(app, tenant, line.refused()).await?;
        return Err(locked);
    }
    let stored = found.as_ref().map(|(_, credential)| credential.password_hash.as_str());
    let fits = app.passwords.verify(&attempt.password, stored).await;
    let known = found.as_ref().map(|(person, _)| *person);
    match found.filter(|_| fits) {
        Some((person, _)) => {
            let token = SessionToken::new(app.world());
            begin(app, tenant, person, &token, &attempt, subjects).await?;
            Ok((token, person))
        }
        None => {
            let line = told(app, &attempt, Kind::SignIn, known).refused();
            note_failure(app, tenant, subjects, line).await?;
            Err(ApiError::WrongCredentials)
        }
    }
}

/// A line about an attempt; whose login it is, where it is one.
fn told(app: &App, attempt: &Attempt, kind: Kind, person: Option<PersonId>) -> Line {
    let line = attempt.trace.line(app.world(), kind);
    match person {
        Some(person) => line.about(person).login(&login_key(&attempt.login)),
        None => line,
    }
}

/// Writes a line that stands for itself.
async fn put(app: &App, tenant: TenantId, line: Line) -> Result<(), StoreError> {
    let node = app.node.clone();
    app.db
        .write(move |tx| {
            let (node, line) = (node.clone(), line.clone());
            Box::pin(async move { line.write(tx, tenant, &node).await })
        })
        .await
}

async fn check_locks(
    app: &App,
    tenant: TenantId,
    subjects: Arc<Subjects>,
    now: Timestamp,
) -> Result<(), ApiError> {
    let counts: Result<(u32, u32), StoreError> = app
        .db
        .read(move |tx| {
            let subjects = subjects.clone();
            Box::pin(async move {
                let login = table::failures(tx, tenant, &subjects.login, now, LOCK_WINDOW).await?;
                let address = match &subjects.address {
                    Some(address) => table::failures(tx, tenant, address, now, ADDRESS_WINDOW).await?,
                    None => 0,
                };
                Ok((login, address))
            })
        })
        .await;
    let wait =
        |window: SignedDuration| ApiError::LockedOut { retry_after_s: window.as_secs().unsigned_abs() };
    match counts? {
        (login, _) if login >= LOCK_AFTER => Err(wait(LOCK_WINDOW)),
        (_, address) if address >= ADDRESS_AFTER => Err(wait(ADDRESS_WINDOW)),
        _ => Ok(()),
    }
}

/// The credential of an active person.
async fn credential_of(
    app: &App,
    tenant: TenantId,
    login: String,
) -> Result<Option<(PersonId, Credential)>, StoreError> {
    app.db
        .read(move |tx| {
            let login = login.clone();
            Box::pin(async move {
                let person = reference::sign_in_name(tx, tenant, &login).await?;
                let Some(person) = person.filter(|person| person.active) else { return Ok(None) };
                let credential = table::credential(tx, tenant, person.id).await?;
                Ok(credential.map(|credential| (person.id, credential)))
            })
        })
        .await
}

async fn begin(
    app: &App,
    tenant: TenantId,
    person: PersonId,
    token: &SessionToken,
    attempt: &Attempt,
    subjects: Arc<Subjects>,
) -> Result<(), StoreError> {
    let now = app.world().now();
    let session = Session {
        token_digest: token.digest().0,
        person,
        created_at: now,
        seen_at: now,
        expires_at: now.saturating_add(ABSOLUTE).unwrap_or(Timestamp::MAX),
        address_digest: subjects.address,
        agent_digest: None,
    };
    let line = told(app, attempt, Kind::SignIn, Some(person)).by(person).session(token.digest());
    let (former, node) = (attempt.former, app.node.clone());
    app.db
        .write(move |tx| {
            let (session, subjects, line, node) =
                (session.clone(), subjects.clone(), line.clone(), node.clone());
            Box::pin(async move {
                line.write(tx, tenant, &node).await?;
                if let Some(former) = former {
                    table::end_session(tx, tenant, &former.0).await?;
                }
                table::clear_failures(tx, tenant, &subjects.login).await?;
                table::open_session(tx, tenant, &session).await
            })
        })
        .await
}

async fn note_failure(
    app: &App,
    tenant: TenantId,
    subjects: Arc<Subjects>,
    line: Line,
) -> Result<(), StoreError> {
    let (node, now) = (app.node.clone(), app.world().now());
    app.db
        .write(move |tx| {
            let (subjects, line, node) = (subjects.clone(), line.clone(), node.clone());
            Box::pin(async move {
                table::note_failure(tx, tenant, &subjects.login, now, LOCK_WINDOW).await?;
                if let Some(address) = &subjects.address {
                    table::note_failure(tx, tenant, address, now, ADDRESS_WINDOW).await?;
                }
                line.write(tx, tenant, &node).await
            })
        })
        .await
}

/// The person behind a session that still counts.
pub async fn resume(app: &App, token: TokenDigest, trace: Trace) -> Result<Option<SignedIn>, StoreError> {
    let Some(tenant) = app.company().await? else { return Ok(None) };
    let now = app.world().now();
    let Some((session, must_change)) = live(app, tenant, token, now).await? else { return Ok(None) };
    let organization = app.organization(tenant).await?;
    if !organization.is_active(session.person) {
        return Ok(None);
    }
    if now.duration_since(session.seen_at) >= TOUCH_EVERY {
        touch(app, tenant, token, now).await?;
    }
    Ok(Some(SignedIn { tenant, person: session.person, session: token, must_change, organization, trace }))
}

async fn live(
    app: &App,
    tenant: TenantId,
    token: TokenDigest,
    now: Timestamp,
) -> Result<Option<(Session, bool)>, StoreError> {
    app.db
        .read(move |tx| {
            Box::pin(async move {
                let session = table::session(tx, tenant, &token.0).await?;
                let Some(session) = session.filter(|session| is_live(session, now)) else { return Ok(None) };
                let credential = table::credential(tx, tenant, session.person).await?;
                Ok(credential.map(|credential| (session, credential.must_change)))
            })
        })
        .await
}

/// Whether a session still counts. A clock that went back does not revive one that began later.
pub fn is_live(session: &Session, now: Timestamp) -> bool {
    let is_idle = now.duration_since(session.seen_at) > IDLE;
    session.created_at <= now && now < session.expires_at && !is_idle
}

async fn touch(app: &App, tenant: TenantId, token: TokenDigest, now: Timestamp) -> Result<(), StoreError> {
    app.db
        .write(move |tx| Box::pin(async move { table::touch_session(tx, tenant, &token.0, now).await }))
        .await
}

/// The live sessions of a person, oldest first.
pub async fn sessions(app: &App, who: &SignedIn) -> Result<Vec<Session>, StoreError> {
    let (tenant, person, now) = (who.tenant, who.person, app.world().now());
    let all: Vec<Session> =
        app.db.read(move |tx| Box::pin(async move { table::sessions_of(tx, tenant, person).await })).await?;
    Ok(all.into_iter().filter(|session| is_live(session, now)).collect())
}

/// Ends one of a person's own sessions; false where it is none.
pub async fn end(app: &App, who: &SignedIn, token: TokenDigest) -> Result<bool, StoreError> {
    let (tenant, person, node) = (who.tenant, who.person, app.node.clone());
    let kind = if token == who.session { Kind::SignOut } else { Kind::SessionEnded };
    let line = who.trace.line(app.world(), kind).by(person).session(token);
    app.db
        .write(move |tx| {
            let (line, node) = (line.clone(), node.clone());
            Box::pin(async move {
                let own = table::session(tx, tenant, &token.0).await?;
                if own.is_none_or(|session| session.person != person) {
                    return Ok(false);
                }
                line.write(tx, tenant, &node).await?;
                table::end_session(tx, tenant, &token.0).await
            })
        })
        .await
}

/// Sets a person's password within a transaction: all his sessions end.
pub async fn set_password(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
    credential: &Credential,
    (node, line): (&str, &Line),
) -> Result<(), StoreError> {
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
            address_digest: None,
            agent_digest: None,
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
            assert_eq!(is_live(&session(seen), after(now)), lives, "seen {seen}, now {now}");
        }
    }

    #[test]
    fn a_login_has_one_spelling() {
        assert_eq!(login_key(" ＺhangSan "), login_key("zhangsan"));
    }
}
