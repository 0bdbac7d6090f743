//! What the business API stands on: the database, the company, the process, passwords, files, and word of changes.
//!
//! Promises that nothing in here is lost with the process: caches are read again, and word of a change is only a hint.

use std::sync::{Arc, OnceLock, RwLock};

use tokio::sync::{Notify, Semaphore, broadcast};
use tongguan_core::id::TenantId;
use tongguan_core::process::Process;
use tongguan_store::access::Access;
use tongguan_store::file::content::ContentStore;
use tongguan_store::{Database, StoreError, tenant};

use crate::auth::oidc::Oidc;
use crate::auth::session::SignedIn;
use crate::auth::token::Cookie;
use crate::http::edge::Edge;
use crate::http::events::Change;
use crate::printing::template::Templates;
use crate::tls::Certificates;
use tongguan_core::organization::Organization;
use tongguan_core::sight::Sight;
use tongguan_service::directory::{self, Directory};
use tongguan_service::import::job::Importer;
use tongguan_service::import::reader::Reader;
use tongguan_service::job::Means;
use tongguan_service::password::Passwords;
use tongguan_service::run::{Executor, Processes};
use tongguan_service::world::World;

/// Changes that a slow listener may be behind before it is told to read everything again.
const CHANGES_KEPT: usize = 256;

/// Lists that are made into files at a time; who comes then waits.
const EXPORTS_AT_ONCE: usize = 3;

/// The state of the business API, shared by all requests.
pub struct App {
    /// The state of the edge.
    pub edge: Arc<Edge>,
    /// The database.
    pub db: Database,
    /// The only way to change business state.
    pub executor: Executor,
    /// Hashing of passwords.
    pub passwords: Passwords,
    /// How session cookies are written.
    pub cookie: Cookie,
    /// Attached files.
    pub files: ContentStore,
    /// This process among those that share the database.
    pub node: Arc<str>,
    /// What reads files of strangers.
    pub reader: Reader,
    /// Wakes the job of imports.
    pub imports: Arc<Notify>,
    /// Lists that are made into files at a time: each holds a snapshot of the database.
    pub exports: Arc<Semaphore>,
    /// Word of what was changed through this process.
    pub changes: broadcast::Sender<Change>,
    /// Where PDF is set.
    #[cfg(feature = "pdf")]
    pub press: crate::printing::press::Press,
    /// The identity provider that people sign in by, where there is one.
    pub oidc: OnceLock<Oidc>,
    /// The certificate, where the server ends TLS itself.
    pub certificates: OnceLock<Arc<Certificates>>,
    /// Where templates of the company's own are filled.
    pub templates: Templates,
    company: OnceLock<TenantId>,
    known: RwLock<Arc<Directory>>,
}

impl App {
    /// The API over a database that has the schema of this release.
    pub fn new(edge: Arc<Edge>, db: Database, cookie: Cookie, files: ContentStore) -> Arc<Self> {
        let passwords = Passwords::new(edge.world.clone());
        let node: Arc<str> = edge.world.id().to_string().into();
        let executor = Executor::new(db.clone(), &node, Processes::new(Process::standard()));
        let (changes, _) = broadcast::channel(CHANGES_KEPT);
        let (company, known) = (OnceLock::new(), RwLock::default());
        Arc::new(Self {
            edge,
            db,
            executor,
            passwords,
            cookie,
            files,
            node,
            reader: Reader::default(),
            imports: Arc::default(),
            exports: Arc::new(Semaphore::new(EXPORTS_AT_ONCE)),
            changes,
            #[cfg(feature = "pdf")]
            press: Default::default(),
            oidc: OnceLock::new(),
            certificates: OnceLock::new(),
            templates: Templates::default(),
            company,
            known,
        })
    }

    /// The same API over the database as it is now: all that is read through it is of one moment, however many pages it is. Commands
    /// go where they always go.
    pub async fn hold(&self) -> Result<Arc<Self>, StoreError> {
        let db = self.db.hold().await?;
        let known = RwLock::new(self.known.read().expect("no panic under the lock").clone());
        Ok(Arc::new(Self {
            edge: self.edge.clone(),
            db,
            executor: self.executor.clone(),
            passwords: self.passwords.clone(),
            cookie: self.cookie,
            files: self.files.clone(),
            node: self.node.clone(),
            reader: self.reader.clone(),
            imports: self.imports.clone(),
            exports: self.exports.clone(),
            changes: self.changes.clone(),
            #[cfg(feature = "pdf")]
            press: Default::default(),
            oidc: OnceLock::new(),
            certificates: OnceLock::new(),
            templates: Templates::default(),
            company: self.company.clone(),
            known,
        }))
    }

    /// What background work is done with.
    pub fn loops(&self) -> Means {
        Means {
            db: self.db.clone(),
            executor: self.executor.clone(),
            world: self.world().clone(),
            files: self.files.clone(),
            node: self.node.clone(),
            vault: self.edge.vault.clone(),
            importer: self.importer(),
            imports: self.imports.clone(),
        }
    }

    /// What does the work of imports.
    pub fn importer(&self) -> Importer {
        let (db, executor, files) = (self.db.clone(), self.executor.clone(), self.files.clone());
        Importer { db, executor, files, reader: self.reader.clone(), world: self.world().clone() }
    }

    /// Time and randomness.
    pub fn world(&self) -> &World {
        &self.edge.world
    }

    /// The company; none before it was set up.
    pub async fn company(&self) -> Result<Option<TenantId>, StoreError> {
        if let Some(company) = self.company.get() {
            return Ok(Some(*company));
        }
        let all: Result<Vec<tenant::Tenant>, StoreError> = self.db.read(|tx| Box::pin(tenant::all(tx))).await;
        let first = all?.first().map(|tenant| TenantId(tenant.id));
        Ok(first.map(|first| *self.company.get_or_init(|| first)))
    }

    /// The process of a version with its forms as the person's company has them, if this release knows it.
    pub fn process_for(&self, who: &SignedIn, version: u32) -> Option<Arc<Process>> {
        self.executor.process_for(&who.organization, version)
    }

    /// The process in force for new deals.
    pub fn current_process(&self) -> Arc<Process> {
        self.executor.processes().current().clone()
    }

    /// What a person sees of deals.
    pub fn access(&self, who: &SignedIn) -> Access {
        Access::seeing(who.tenant, who.person, self.sight(who))
    }

    /// What a person sees now, as the core says.
    pub fn sight(&self, who: &SignedIn) -> Sight {
        Sight::of(&who.organization, &self.current_process(), who.person, self.world().now())
    }

    /// Tells listeners that something changed; nobody need listen.
    pub fn tell(&self, change: Change) {
        drop(self.changes.send(change));
    }

    /// What is known now.
    pub async fn directory(&self, tenant: TenantId) -> Result<Arc<Directory>, StoreError> {
        let known = self.known.read().expect("no panic under the lock").clone();
        let before = known.clone();
        let newer: Option<Directory> = self
            .db
            .read(move |tx| {
                let before = before.clone();
                Box::pin(async move { directory::newer(tx, tenant, &before).await })
            })
            .await?;
        Ok(match newer.map(Arc::new) {
            None => known,
            Some(newer) => {
                *self.known.write().expect("no panic under the lock") = newer.clone();
                newer
            }
        })
    }

    /// The organisation as it is now.
    pub async fn organization(&self, tenant: TenantId) -> Result<Arc<Organization>, StoreError> {
        Ok(self.directory(tenant).await?.organization.clone())
    }
}
