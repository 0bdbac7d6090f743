//! Signing in: login and password, then a second factor where there is one.
//!
//! Promises: an unknown login costs, answers and locks like a wrong password, and a locked one costs the same; every sign-in has a token of its own; every attempt leaves a
//! line in the security log, in the transaction of what it did. Must never tell which of login and password was wrong.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_core::notice::{About, Notice, Reason};
use tongguan_core::reference::person::Person;
use tongguan_core::reference::setting::Settings;
use tongguan_core::security::Kind;
use tongguan_store::auth::{self as table, Credential, Purpose, Session, SetupToken};
use tongguan_store::notice::{self, Origin};
use tongguan_store::read::security;
use tongguan_store::{StoreError, Tx, reference};

use super::factor::{Candidate, Proof};
use super::lock::{self, Left, Subjects};
use super::oidc::Identity;
use super::token::{SessionToken, TokenDigest};
use crate::app::App;
use crate::config::OidcClaim;
use crate::http::error::ApiError;
use tongguan_service::password::normalise;
use tongguan_service::trace::{Line, Trace};

/// Between password and code no more time passes than this.
const PENDING: SignedDuration = SignedDuration::from_mins(5);

/// What somebody types to sign in, and where from.
pub struct Attempt {
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
    /// The code of his second factor, where he has typed one.
    pub code: Option<String>,
    /// Where it comes from.
    pub trace: Trace,
    /// The session that this browser still has.
    pub former: Option<TokenDigest>,
}

/// How an attempt went that was not refused.
#[derive(Debug)]
pub enum Entered {
    /// In, with a fresh token.
    In(SessionToken, PersonId),
    /// The password is right, and a code is wanted.
    CodeWanted(PersonId),
}

/// Somebody at the door.
#[derive(Clone)]
pub(super) struct Visitor {
    pub tenant: TenantId,
    pub login: String,
    pub subjects: Subjects,
    pub settings: Arc<Settings>,
    pub trace: Trace,
    pub former: Option<TokenDigest>,
}

/// One spelling for what a person typed as login.
pub fn login_key(login: &str) -> String {
    normalise(login.trim()).to_lowercase()
}

/// Signs in, or says why not.
pub async fn sign_in(app: &App, attempt: Attempt) -> Result<Entered, ApiError> {
    let Attempt { login, password, code, trace, former } = attempt;
    let Some(tenant) = app.company().await? else {
        app.passwords.verify(&password, None).await;
        return Err(ApiError::WrongCredentials);
    };
    let visitor = Visitor::of(app, tenant, login_key(&login), trace, former).await?;
    let found = credential_of(app, tenant, visitor.login.clone()).await?;
    let known = found.as_ref().map(|found| found.person);
    if let Some(left) = visitor.lock(app, known).await? {
        // A locked address is refused whatever it asks, and costs nothing: it must not keep others from their turn.
        if !left.is_of_address {
            app.passwords.verify(&password, None).await;
        }
        return Err(ApiError::LockedOut { retry_after_s: left.seconds });
    }
    let stored = found.as_ref().map(|found| found.credential.password_hash.as_str());
    let fits = app.passwords.verify(&password, stored).await;
    let Some(found) = found.filter(|_| fits) else {
        visitor.fail(app, known, "password").await?;
        return Err(ApiError::WrongCredentials);
    };
    match (found.has_factor, code) {
        (true, None) => Ok(Entered::CodeWanted(found.person)),
        (true, Some(code)) => visitor.enter(app, found.person, Some(&code), "password").await,
        (false, _) => visitor.enter(app, found.person, None, "password").await,
    }
}

/// A token that stands for the right password until the code is typed.
pub async fn offer(app: &App, person: PersonId) -> Result<SessionToken, ApiError> {
    let tenant = app.company().await?.ok_or(ApiError::Unauthenticated)?;
    let (token, now) = (SessionToken::new(app.world()), app.world().now());
    let stored = SetupToken {
        token_digest: token.digest().0,
        purpose: Purpose::SecondFactor,
        person: Some(person),
        created_at: now,
        expires_at: now.saturating_add(PENDING).unwrap_or(Timestamp::MAX),
    };
    let written: Result<(), StoreError> = app
        .db
        .write(move |tx| {
            let stored = stored.clone();
            Box::pin(async move { table::issue_token(tx, tenant, &stored).await })
        })
        .await;
    written?;
    Ok(token)
}

/// The second step: the code. A wrong one is answered with a fresh token to go on with, since each token is good for one try.
pub async fn second_step(
    app: &App,
    (token, code): (&SessionToken, &str),
    (trace, former): (Trace, Option<TokenDigest>),
) -> Result<Result<SessionToken, (ApiError, Option<SessionToken>)>, ApiError> {
    let tenant = app.company().await?.ok_or(ApiError::Unauthenticated)?;
    let (digest, now) = (token.digest().0, app.world().now());
    let redeemed: Result<_, StoreError> = app
        .db
        .write(move |tx| Box::pin(async move { table::redeem_token(tx, tenant, &digest, now).await }))
        .await;
    let person =
        redeemed?.filter(|token| token.purpose == Purpose::SecondFactor).and_then(|token| token.person);
    let Some(person) = person else { return Ok(Err((ApiError::SignInExpired, None))) };
    let visitor = Visitor::of(app, tenant, login_of(app, tenant, person).await?, trace, former).await?;
    if let Err(locked) = visitor.pass_locks(app, Some(person)).await {
        return Ok(Err((locked, None)));
    }
    match visitor.enter(app, person, Some(code), "password").await {
        Ok(Entered::In(token, _)) => Ok(Ok(token)),
        Ok(Entered::CodeWanted(_)) => Ok(Err((ApiError::WrongCode, Some(offer(app, person).await?)))),
        Err(ApiError::WrongCode) => Ok(Err((ApiError::WrongCode, Some(offer(app, person).await?)))),
        Err(fault) => Err(fault),
    }
}

/// Signs in whom the identity provider vouches for: the person bound to that id, or, at his first time, whom its claim names. A second
/// factor of ours is asked for all the same.
pub async fn by_identity(
    app: &App,
    identity: &Identity,
    claim: OidcClaim,
    (trace, former): (Trace, Option<TokenDigest>),
) -> Result<Entered, ApiError> {
    let tenant = app.company().await?.ok_or(ApiError::OidcUnknownPerson)?;
    let found = person_of(app, tenant, identity, (claim, &trace)).await?;
    let organization = app.organization(tenant).await?;
    let Some(person) = found.filter(|person| organization.is_active(*person)) else {
        let visitor = Visitor::of(app, tenant, String::new(), trace, former).await?;
        let line = visitor.told(app, Kind::SignIn, None).of(found).refused();
        let (line, node) = (line.detail(json!({"wrong": "identity"})), app.node.clone());
        let written: Result<(), StoreError> = app
            .db
            .write(move |tx| {
                let (line, node) = (line.clone(), node.clone());
                Box::pin(async move { line.write(tx, tenant, &node).await })
            })
            .await;
        written?;
        return Err(ApiError::OidcUnknownPerson);
    };
    let visitor = Visitor::of(app, tenant, login_of(app, tenant, person).await?, trace, former).await?;
    match super::factor::standing(app, tenant, person).await?.is_active {
        true => Ok(Entered::CodeWanted(person)),
        false => visitor.enter(app, person, None, "oidc").await,
    }
}

/// The person bound to an id at the provider; whom the claim names is bound now, unless he is bound to another id there.
async fn person_of(
    app: &App,
    tenant: TenantId,
    identity: &Identity,
    (claim, trace): (OidcClaim, &Trace),
) -> Result<Option<PersonId>, StoreError> {
    let (identity, now, node) = (Arc::new(identity.clone()), app.world().now(), app.node.clone());
    let line = trace.line(app.world(), Kind::IdentityBound).detail(json!({"issuer": identity.issuer}));
    app.db
        .write(move |tx| {
            let (identity, line, node) = (identity.clone(), line.clone(), node.clone());
            Box::pin(async move {
                let id = (identity.issuer.as_str(), identity.subject.as_str());
                if let Some(bound) = table::identity(tx, tenant, id).await? {
                    return Ok(Some(bound));
                }
                let name = identity.name.as_deref().map(login_key).filter(|name| !name.is_empty());
                let Some(name) = name else { return Ok(None) };
                let named = match claim {
                    OidcClaim::Email => table::person_of_email(tx, tenant, &name).await?,
                    OidcClaim::Login => {
                        reference::sign_in_name(tx, tenant, &name).await?.map(|person| person.id)
                    }
                };
                let Some(person) = named else { return Ok(None) };
                if !table::bind_identity(tx, tenant, id, (person, now)).await? {
                    return Ok(None);
                }
                line.by(person).write(tx, tenant, &node).await?;
                Ok(Some(person))
            })
        })
        .await
}

impl Visitor {
    pub async fn of(
        app: &App,
        tenant: TenantId,
        login: String,
        trace: Trace,
        former: Option<TokenDigest>,
    ) -> Result<Self, StoreError> {
        let subjects = Subjects::of(&login, trace.address);
        let settings = app.directory(tenant).await?.settings.clone();
        Ok(Self { tenant, login, subjects, settings, trace, former })
    }

    /// Refuses whoever meets a lock, whatever he types.
    pub async fn pass_locks(&self, app: &App, known: Option<PersonId>) -> Result<(), ApiError> {
        match self.lock(app, known).await? {
            None => Ok(()),
            Some(left) => Err(ApiError::LockedOut { retry_after_s: left.seconds }),
        }
    }

    /// The lock that he meets, where there is one: it leaves a line, and counts against his address.
    async fn lock(&self, app: &App, known: Option<PersonId>) -> Result<Option<Left>, StoreError> {
        let (tenant, subjects, now) = (self.tenant, self.subjects, app.world().now());
        let left: Result<Option<Left>, StoreError> = app
            .db
            .read(move |tx| Box::pin(async move { lock::left(tx, tenant, &subjects, now).await }))
            .await;
        let Some(left) = left? else { return Ok(None) };
        let (line, node) = (self.told(app, Kind::Locked, known).refused(), app.node.clone());
        let visitor = Arc::new(self.clone());
        let written: Result<(), StoreError> = app
            .db
            .write(move |tx| {
                let (line, node, visitor) = (line.clone(), node.clone(), visitor.clone());
                Box::pin(async move {
                    if !left.is_of_address {
                        lock::note_address(tx, tenant, (&visitor.subjects, &visitor.settings), now).await?;
                    }
                    line.write(tx, tenant, &node).await
                })
            })
            .await;
        written?;
        Ok(Some(left))
    }

    /// A line about this visitor; whose login it is, where it is one.
    fn told(&self, app: &App, kind: Kind, person: Option<PersonId>) -> Line {
        let line = self.trace.line(app.world(), kind);
        match person {
            Some(person) => line.about(person).login(&self.login),
            None => line,
        }
    }

    /// Counts a failure.
    pub async fn fail(&self, app: &App, known: Option<PersonId>, what: &str) -> Result<(), StoreError> {
        let line = self.told(app, Kind::SignIn, known).refused().detail(json!({"wrong": what}));
        let (visitor, node, now) = (Arc::new(self.clone()), app.node.clone(), app.world().now());
        app.db
            .write(move |tx| {
                let (visitor, line, node) = (visitor.clone(), line.clone(), node.clone());
                Box::pin(async move { visitor.note(tx, now, &line, &node).await })
            })
            .await
    }

    pub async fn note(&self, tx: &mut Tx, now: Timestamp, line: &Line, node: &str) -> Result<(), StoreError> {
        lock::note(tx, self.tenant, (&self.subjects, &self.settings), now).await?;
        line.write(tx, self.tenant, node).await
    }

    /// Opens a session, after the code where one is wanted. `by` says how he showed who he is.
    pub async fn enter(
        &self,
        app: &App,
        person: PersonId,
        code: Option<&str>,
        by: &'static str,
    ) -> Result<Entered, ApiError> {
        let candidate = match code {
            Some(code) => Candidate::of(app, (self.tenant, person), code).await?,
            None => None,
        };
        let (token, now) = (SessionToken::new(app.world()), app.world().now());
        let entry = Arc::new(Entry {
            visitor: self.clone(),
            session: self.session(person, &token, now),
            candidate,
            line: self.told(app, Kind::SignIn, Some(person)).by(person).session(token.digest().prefix()),
            wrong: self.told(app, Kind::SignIn, Some(person)).refused().detail(json!({"wrong": "code"})),
            recovery: self.told(app, Kind::RecoveryCodeUsed, Some(person)).by(person),
            by,
            node: app.node.clone(),
        });
        let entered: Result<bool, StoreError> = app
            .db
            .write(move |tx| {
                let entry = entry.clone();
                Box::pin(async move { entry.write(tx).await })
            })
            .await;
        if entered? { Ok(Entered::In(token, person)) } else { Err(ApiError::WrongCode) }
    }

    fn session(&self, person: PersonId, token: &SessionToken, now: Timestamp) -> Session {
        let longest = SignedDuration::from_hours(self.settings.session_max_hours.into());
        Session {
            token_digest: token.digest().0,
            person,
            created_at: now,
            seen_at: now,
            expires_at: now.saturating_add(longest).unwrap_or(Timestamp::MAX),
            address: self.trace.address.map(|address| address.to_string()),
            agent: self.trace.agent.as_deref().map(str::to_owned),
            confirmed_at: Some(now),
        }
    }
}

/// A session about to begin, and all that is written with it.
struct Entry {
    visitor: Visitor,
    session: Session,
    candidate: Option<Candidate>,
    line: Line,
    wrong: Line,
    recovery: Line,
    by: &'static str,
    node: Arc<str>,
}

impl Entry {
    /// False where the code is wrong: then the failure is what is written.
    async fn write(&self, tx: &mut Tx) -> Result<bool, StoreError> {
        let Visitor { tenant, subjects, former, .. } = &self.visitor;
        let (tenant, person, now) = (*tenant, self.session.person, self.session.created_at);
        let mut factor = "none";
        if let Some(candidate) = &self.candidate {
            factor = match candidate.redeem(tx, tenant, person).await? {
                Some(Proof::Code) => "code",
                Some(Proof::Recovery) => "recovery_code",
                None => {
                    self.visitor.note(tx, now, &self.wrong, &self.node).await?;
                    return Ok(false);
                }
            };
        }
        if factor == "recovery_code" {
            self.recovery.write(tx, tenant, &self.node).await?;
        }
        self.tell_of_strange_place(tx).await?;
        self.line
            .clone()
            .detail(json!({"by": self.by, "factor": factor}))
            .write(tx, tenant, &self.node)
            .await?;
        if let Some(former) = former {
            table::end_session(tx, tenant, &former.0).await?;
        }
        table::clear_failures(tx, tenant, &subjects.login).await?;
        table::open_session(tx, tenant, &self.session).await?;
        Ok(true)
    }

    /// Tells the person of a sign-in by a browser or from an address that he never came from; not of his first one.
    async fn tell_of_strange_place(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let Session { person, address, agent, created_at, .. } = &self.session;
        let tenant = self.visitor.tenant;
        let place = (address.as_deref().unwrap_or_default(), agent.as_deref().unwrap_or_default());
        let seen = security::places(tx, tenant, *person, place).await?;
        if seen.sign_ins == 0 || seen.from_here > 0 {
            return Ok(());
        }
        let params = json!({"address": place.0, "agent": place.1, "at": created_at});
        let word = Notice {
            to: *person,
            reason: Reason::StrangeSignIn,
            deal: None,
            about: About::Deal,
            params: params.as_object().cloned().unwrap_or_default(),
        };
        let stream = uuid::Uuid::from_slice(&self.session.token_digest[..16]).unwrap_or_default();
        notice::write(tx, tenant, Origin { at: *created_at, stream, version: 1 }, &[word]).await
    }
}

/// What somebody signs in with.
struct Found {
    person: PersonId,
    credential: Credential,
    has_factor: bool,
}

/// The credential of an active person.
async fn credential_of(app: &App, tenant: TenantId, login: String) -> Result<Option<Found>, StoreError> {
    app.db
        .read(move |tx| {
            let login = login.clone();
            Box::pin(async move {
                let person = reference::sign_in_name(tx, tenant, &login).await?;
                let Some(person) = person.filter(|person| person.active) else { return Ok(None) };
                let credential = table::credential(tx, tenant, person.id).await?;
                let factor = table::second_factor(tx, tenant, person.id).await?;
                let has_factor = factor.is_some_and(|factor| factor.confirmed_at.is_some());
                Ok(credential.map(|credential| Found { person: person.id, credential, has_factor }))
            })
        })
        .await
}

/// The login of a person.
pub(crate) async fn login_of(app: &App, tenant: TenantId, person: PersonId) -> Result<String, ApiError> {
    let found: Result<_, StoreError> = app
        .db
        .read(move |tx| Box::pin(async move { reference::load::<Person>(tx, tenant, person.0).await }))
        .await;
    let person = found?.map(|row| row.state).filter(|person| person.active);
    Ok(person.ok_or(ApiError::Unauthenticated)?.login)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_has_one_spelling() {
        assert_eq!(login_key(" ＺhangSan "), login_key("zhangsan"));
    }
}
