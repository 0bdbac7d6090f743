//! The first set-up: whoever holds the token from the console names the company, its departments, people and posts.
//!
//! Promises all or nothing, and that it can be done once. Every part goes through the same decisions as later changes,
//! given by the system, and leaves its line in the journal and its entry in the reference log.

pub mod outline;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{CommandId, DepartmentId, PersonId, PostId, TenantId};
use tongguan_core::process::Process;
use tongguan_core::reference::setting::Settings;
use tongguan_core::reference::{Desk, Refusal, department, person, post};
use tongguan_core::security::Kind;
use tongguan_store::auth::{self as table, Credential, Purpose, SetupToken as StoredToken};
use tongguan_store::command_log::{self, Entry, Outcome};
use tongguan_store::reference::{self, Change, Stored, Versioned};
use tongguan_store::tenant::{self, Tenant};
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use crate::app::App;
use crate::auth::policy;
use crate::auth::token::SetupToken;
use crate::http::error::ApiError;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::ruled::Ruled;
use tongguan_service::trace::Line;

/// The token is good for this long after it was printed.
const TOKEN_LIVES: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);
/// The role of the first administrator.
const ADMINISTRATOR: &str = "sys_admin";

/// What the first set-up names. Keys are the request's own names for its parts.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// The token from the console.
    pub token: String,
    /// The company's name.
    pub company: String,
    /// Departments, parents before children.
    pub departments: Vec<NewDepartment>,
    /// People. At least one holds the post of system administrator and has a password.
    pub people: Vec<NewPerson>,
    /// Posts, those that others report to first.
    pub posts: Vec<NewPost>,
}

/// A department.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDepartment {
    /// Its key within the request.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The key of the department above.
    #[serde(default)]
    pub parent: Option<String>,
}

/// A person.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// His key within the request.
    pub key: String,
    /// His name.
    pub name: String,
    /// What he signs in with.
    pub login: String,
    /// The key of his home department.
    pub department: String,
    /// His first password, which he must change; the administrator need not. Without one he cannot sign in yet.
    #[serde(default)]
    pub password: Option<String>,
}

/// A post.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPost {
    /// Its key within the request.
    pub key: String,
    /// The role that it carries.
    pub role: String,
    /// The key of the department that it answers for.
    pub department: String,
    /// The key of the person who holds it; absent while it is vacant.
    #[serde(default)]
    pub holder: Option<String>,
    /// The key of the post that it reports to.
    #[serde(default)]
    pub reports_to: Option<String>,
}

/// Why the set-up was not done.
#[derive(Debug, Clone, PartialEq)]
enum Fault {
    Closed,
    UnknownKey(String),
    Refused(Refusal),
    Store(StoreError),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A fresh token where there is no company yet; its text is for the console.
pub async fn token(app: &App) -> Result<Option<String>, StoreError> {
    if app.company().await?.is_some() {
        return Ok(None);
    }
    let (token, now) = (SetupToken::new(app.world()), app.world().now());
    let stored = StoredToken {
        token_digest: token.digest().0,
        purpose: Purpose::FirstAdministrator,
        person: None,
        created_at: now,
        expires_at: now.saturating_add(TOKEN_LIVES).unwrap_or(jiff::Timestamp::MAX),
    };
    let written: Result<(), StoreError> = app
        .db
        .write(move |tx| {
            let stored = stored.clone();
            Box::pin(async move { table::issue_token(tx, nobody(), &stored).await })
        })
        .await;
    written.map(|()| Some(token.text()))
}

/// The company before there is one.
fn nobody() -> TenantId {
    TenantId(Uuid::nil())
}

/// Does the set-up; answers the company.
pub async fn run(app: &App, wanted: SetUp) -> Result<TenantId, ApiError> {
    let hashes = hashes(app, &wanted).await?;
    let ground = Arc::new(Ground {
        tenant: TenantId(app.world().id()),
        context: Context {
            now: app.world().now(),
            actor: Actor::System,
            seed: app.world().random(),
            hand: Hand::System,
        },
        process: app.current_process(),
        node: app.node.to_string(),
        wanted,
        hashes,
    });
    let (done, process) = (ground.tenant, ground.process.clone());
    let result = app
        .db
        .write(move |tx| {
            let ground = ground.clone();
            Box::pin(async move { ground.build(tx).await })
        })
        .await;
    result.map(|()| done).map_err(|fault| match fault {
        Fault::Closed => ApiError::SetupClosed,
        Fault::UnknownKey(key) => ApiError::InvalidValue { path: format!("$..{key}") },
        Fault::Refused(refusal) => {
            let (code, params) = (refusal.code(), refusal.parts().1);
            ApiError::Ruled(Box::new(Ruled::new(code, params, &process, &Names::new())))
        }
        Fault::Store(error) => error.into(),
    })
}

/// The hashes of the first passwords, and whether there is an administrator who can sign in.
async fn hashes(app: &App, wanted: &SetUp) -> Result<BTreeMap<String, String>, ApiError> {
    let mut hashes = BTreeMap::new();
    for person in &wanted.people {
        if let Some(password) = &person.password {
            policy::check(password, &person.login, &policy::Preset::ASVS)?;
            hashes.insert(person.key.clone(), app.passwords.hash(password).await);
        }
    }
    let administrators = wanted.posts.iter().filter(|post| post.role == ADMINISTRATOR);
    let signs_in = |post: &NewPost| post.holder.as_ref().is_some_and(|holder| hashes.contains_key(holder));
    match administrators.into_iter().any(signs_in) {
        true => Ok(hashes),
        false => Err(ApiError::InvalidValue { path: "$.posts".to_owned() }),
    }
}

/// All that the set-up rests on.
struct Ground {
    tenant: TenantId,
    context: Context,
    process: Arc<Process>,
    node: String,
    wanted: SetUp,
    hashes: BTreeMap<String, String>,
}

/// How the desk answers a command.
type Decide<'a, S> = dyn Fn(&Desk<'_>, Option<&S>) -> Result<S, Refusal> + Send + Sync + 'a;

/// A command of the set-up: what it is called, and how the desk answers it.
struct Step<'a, S> {
    key: &'static str,
    before: Option<Versioned<S>>,
    decide: &'a Decide<'a, S>,
}

impl Ground {
    async fn build(&self, tx: &mut Tx) -> Result<(), Fault> {
        let digest = SetupToken::digest_of(&self.wanted.token).0;
        let token = table::redeem_token(tx, nobody(), &digest, self.context.now).await?;
        let fits = token.is_some_and(|token| token.purpose == Purpose::FirstAdministrator);
        if !fits || !tenant::all(tx).await?.is_empty() {
            return Err(Fault::Closed);
        }
        let (id, name) = (self.tenant.0, self.wanted.company.trim().to_owned());
        tenant::create(tx, &Tenant { id, name, created_at: self.context.now }).await?;
        let departments = self.departments(tx).await?;
        let people = self.people(tx, &departments).await?;
        self.posts(tx, &departments, &people).await
    }

    async fn departments(&self, tx: &mut Tx) -> Result<BTreeMap<&str, DepartmentId>, Fault> {
        let mut made = BTreeMap::new();
        for one in &self.wanted.departments {
            let parent = one.parent.as_deref().map(|key| known(&made, key)).transpose()?;
            let command = department::Command::CreateDepartment { name: one.name.clone(), parent };
            let decide = |desk: &Desk<'_>, before: Option<&_>| department::decide(desk, before, &command);
            let state =
                self.step(tx, Step { key: command.key(), before: None, decide: &decide }).await?.state;
            made.insert(one.key.as_str(), state.id);
        }
        Ok(made)
    }

    async fn people(
        &self,
        tx: &mut Tx,
        departments: &BTreeMap<&str, DepartmentId>,
    ) -> Result<BTreeMap<&str, PersonId>, Fault> {
        let mut made = BTreeMap::new();
        for one in &self.wanted.people {
            let command = person::Command::CreatePerson {
                name: one.name.clone(),
                login: one.login.clone(),
                email: None,
                phone: None,
                department: known(departments, &one.department)?,
                language: person::Language::Zh,
            };
            let decide = |desk: &Desk<'_>, before: Option<&_>| {
                person::decide(desk, before, person::Holdings::default(), &command)
            };
            let state =
                self.step(tx, Step { key: command.key(), before: None, decide: &decide }).await?.state;
            made.insert(one.key.as_str(), state.id);
            if let Some(password_hash) = self.hashes.get(&one.key).cloned() {
                let must_change = !self.is_administrator(&one.key);
                let credential = Credential { password_hash, changed_at: self.context.now, must_change };
                table::set_credential(tx, self.tenant, state.id, &credential).await?;
                self.tell(tx, Kind::PasswordSet, state.id, json!({})).await?;
            }
        }
        Ok(made)
    }

    fn is_administrator(&self, key: &str) -> bool {
        let mut posts = self.wanted.posts.iter();
        posts.any(|post| post.role == ADMINISTRATOR && post.holder.as_deref() == Some(key))
    }

    async fn posts(
        &self,
        tx: &mut Tx,
        departments: &BTreeMap<&str, DepartmentId>,
        people: &BTreeMap<&str, PersonId>,
    ) -> Result<(), Fault> {
        let mut made: BTreeMap<&str, PostId> = BTreeMap::new();
        for one in &self.wanted.posts {
            let create = post::Command::CreatePost {
                role: one.role.clone(),
                department: known(departments, &one.department)?,
                reports_to: one.reports_to.as_deref().map(|key| known(&made, key)).transpose()?,
            };
            let decide = |desk: &Desk<'_>, before: Option<&_>| post::decide(desk, before, &create);
            let created = self.step(tx, Step { key: create.key(), before: None, decide: &decide }).await?;
            made.insert(one.key.as_str(), created.state.id);
            if let Some(holder) = &one.holder {
                let fill = post::Command::FillPost { person: known(people, holder)?, acting_until: None };
                let decide = |desk: &Desk<'_>, before: Option<&_>| post::decide(desk, before, &fill);
                self.step(tx, Step { key: fill.key(), before: Some(created), decide: &decide }).await?;
                self.tell(tx, Kind::RoleGranted, known(people, holder)?, json!({"role": one.role})).await?;
            }
        }
        Ok(())
    }

    /// Decides one command under the organisation as it is by now, and keeps what it leads to.
    async fn step<S: Stored>(&self, tx: &mut Tx, step: Step<'_, S>) -> Result<Versioned<S>, Fault> {
        let versions = reference::versions::load(tx, self.tenant).await?;
        let version = versions.of(reference::versions::ORGANIZATION);
        let organization = reference::organization(tx, self.tenant, version).await?;
        let settings = Settings::default();
        let mark = format!("{}/{version}", step.key);
        let seed = Sha256::new().chain_update(self.context.seed).chain_update(mark).finalize().into();
        let context = Context { seed, ..self.context.clone() };
        let desk = Desk {
            organization: &organization,
            process: &self.process,
            settings: &settings,
            context: &context,
        };
        let state = (step.decide)(&desk, step.before.as_ref().map(|before| &before.state))?;
        let command =
            CommandId(uuid::Builder::from_sha1_bytes(seed[..16].try_into().expect("16")).into_uuid());
        let how = Change { command, key: step.key, at: context.now, by: Actor::System };
        let saved = reference::save(tx, self.tenant, step.before.as_ref(), &state, &how).await;
        let version = saved.map_err(named)?;
        self.journal(tx, &how, S::KIND, state.id()).await?;
        Ok(Versioned { state, version })
    }

    /// A line of the security log; its id follows from the set-up's seed, the kind and whom it is about.
    async fn tell(
        &self,
        tx: &mut Tx,
        kind: Kind,
        person: PersonId,
        detail: serde_json::Value,
    ) -> Result<(), StoreError> {
        let mark = format!("{}/{person}/{detail}", kind.key());
        let seed: [u8; 32] =
            Sha256::new().chain_update(self.context.seed).chain_update(mark).finalize().into();
        let id = uuid::Builder::from_sha1_bytes(seed[..16].try_into().expect("16")).into_uuid();
        let line = Line::new(id, self.context.now, kind).about(person).detail(detail);
        line.write(tx, self.tenant, &self.node).await
    }

    async fn journal(&self, tx: &mut Tx, how: &Change<'_>, kind: &str, id: Uuid) -> Result<(), StoreError> {
        let entry = Entry {
            id: how.command.0,
            recorded_at: how.at,
            actor_id: None,
            via: "setup".to_owned(),
            target_kind: kind.to_owned(),
            target_id: Some(id),
            command: how.key.to_owned(),
            outcome: Outcome::Accepted { events: None },
            detail: "{}".to_owned(),
        };
        command_log::append(tx, self.tenant.0, &self.node, &entry).await
    }
}

fn known<T: Copy>(made: &BTreeMap<&str, T>, key: &str) -> Result<T, Fault> {
    made.get(key).copied().ok_or_else(|| Fault::UnknownKey(key.to_owned()))
}

/// A unique key that is taken is a refusal.
fn named(error: StoreError) -> Fault {
    match &error {
        StoreError::Unique { name } => {
            reference::refusal_of(name).map_or(Fault::Store(error), Fault::Refused)
        }
        _ => Fault::Store(error),
    }
}
