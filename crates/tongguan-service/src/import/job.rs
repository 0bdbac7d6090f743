//! The job of an import: checks its rows, does them, or takes them back, in groups that let people's commands through.
//!
//! Promises: a group and what is told of it are one transaction, so after a crash the next start goes on behind the last group and does
//! nothing twice; whoever stops an import is heard before the next group. Every change of its record is a command like any other.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{CommandId, PersonId, TenantId};
use tongguan_core::import::People;
use tongguan_core::reference::import::{Command, ImportJob, State};
use tongguan_core::reference::person::Person;
use tongguan_store::file::content::ContentStore;
use tongguan_store::import::{self as rows, Part, Phase};
use tongguan_store::lease::{self, Lease};
use tongguan_store::{Database, Engine, StoreError, Tx, reference};
use uuid::Uuid;

use super::book::Book;
use super::child::ReadError;
use super::pace;
use super::reader::Reader;
use super::table::{self, Line, Outcome};
use super::tally;
use super::work::Import;
use crate::directory::all;
use crate::run::{Answer, Attempt, Executor, RunError, Target, Via};
use crate::world::World;

/// Rows that are tried over one state.
const TRIED_AT_ONCE: usize = 250;
/// Readers that try rows side by side.
const READERS: usize = 3;
const LEASE: &str = "import";
/// How long a process that fell silent holds off the others.
const LEASE_MICROS: i64 = 60_000_000;

/// Does the work of imports.
#[derive(Clone)]
pub struct Importer {
    /// The database.
    pub db: Database,
    /// The executor.
    pub executor: Executor,
    /// Where the files are.
    pub files: ContentStore,
    /// What reads them.
    pub reader: Reader,
    /// The clock and chance.
    pub world: World,
}

/// Why the work on an import ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum Halt {
    /// The store failed; it is taken up again later.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It was stopped, by a person or with the server.
    #[error("it was stopped")]
    Stopped,
    /// It cannot go on: a code.
    #[error("it cannot go on: {0}")]
    Fault(String),
}

impl From<RunError> for Halt {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Store(error) => Halt::Store(error),
            _ => Halt::Stopped,
        }
    }
}

/// Which import is worked on, and who tells to stop.
#[derive(Clone)]
pub(super) struct At {
    pub tenant: TenantId,
    pub import: Uuid,
    pub stopping: watch::Receiver<bool>,
    /// Held where several processes share the database.
    pub lease: Option<Lease>,
    pub world: World,
}

impl At {
    /// Stops where the server does.
    pub fn go_on(&self) -> Result<(), Halt> {
        if *self.stopping.borrow() { Err(Halt::Stopped) } else { Ok(()) }
    }

    /// Stops where somebody stopped the import, or another process took it over.
    pub async fn stands(&self, tx: &mut Tx, state: State) -> Result<(), Halt> {
        if let Some(lease) = &self.lease {
            lease::renew(tx, lease, self.world.now(), LEASE_MICROS).await?;
        }
        let row = reference::load::<ImportJob>(tx, self.tenant, self.import).await?;
        match row.is_some_and(|row| row.state.state == state) {
            true => Ok(()),
            false => Err(Halt::Stopped),
        }
    }
}

impl Importer {
    /// Works on the imports that wait, one after the other; answers whether there were any.
    pub async fn turn(&self, tenant: TenantId, stopping: &watch::Receiver<bool>) -> Result<bool, StoreError> {
        let waiting = self.db.read(move |tx| Box::pin(rows::at_work(tx, tenant))).await?;
        for import in &waiting {
            self.work(tenant, *import, stopping.clone()).await?;
        }
        Ok(!waiting.is_empty())
    }

    /// Works on one import until it stands.
    pub async fn work(
        &self,
        tenant: TenantId,
        import: Uuid,
        stopping: watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let lease = match self.db.engine() {
            Engine::Sqlite => None,
            Engine::Postgres => match self.lease().await? {
                None => return Ok(()),
                held => held,
            },
        };
        let at = At { tenant, import, stopping, lease, world: self.world.clone() };
        let ended = self.go_on(&at).await;
        if let Some(lease) = at.lease {
            let released: Result<(), StoreError> = self
                .db
                .write(move |tx| {
                    let lease = lease.clone();
                    Box::pin(async move { lease::release(tx, &lease).await })
                })
                .await;
            // One that was lost is another process's by now.
            drop(released);
        }
        ended
    }

    async fn go_on(&self, at: &At) -> Result<(), StoreError> {
        let Some(job) = self.job(at.tenant, at.import).await? else { return Ok(()) };
        let ended = match job.state {
            State::Checking => self.check(at, &job).await,
            State::Running => self.run(at, &job).await,
            State::Undoing => self.undo(at, &job).await,
            _ => Ok(()),
        };
        match ended {
            Ok(()) | Err(Halt::Stopped) => Ok(()),
            Err(Halt::Store(error)) => Err(error),
            Err(Halt::Fault(fault)) => self.say(at, &job, Command::FailImport { fault }).await,
        }
    }

    /// The lease on imports, unless another process holds it.
    async fn lease(&self) -> Result<Option<Lease>, StoreError> {
        let (owner, now) = (self.world.id(), self.world.now());
        self.db.write(move |tx| Box::pin(lease::acquire(tx, LEASE, owner, now, LEASE_MICROS))).await
    }

    /// The record of an import.
    pub async fn job(&self, tenant: TenantId, import: Uuid) -> Result<Option<ImportJob>, StoreError> {
        let found: Result<_, StoreError> = self
            .db
            .read(move |tx| Box::pin(async move { reference::load::<ImportJob>(tx, tenant, import).await }))
            .await;
        Ok(found?.map(|row| row.state))
    }

    /// Gives the job's own word on an import, in the name of whoever set it to work.
    pub(super) async fn say(&self, at: &At, job: &ImportJob, command: Command) -> Result<(), StoreError> {
        let actor = job.undone_by.unwrap_or(job.by);
        let attempt = Attempt {
            tenant: at.tenant,
            id: CommandId(self.world.id()),
            via: if job.undone_by.is_some() { Via::Undo } else { Via::Import },
            target: Target::Reference { id: Some(job.id), command: command.into() },
            expected: None,
            key: None,
            context: self.context(actor),
        };
        match self.executor.run(attempt).await {
            Ok(Answer::Accepted { .. }) => Ok(()),
            // Somebody was faster: it stands elsewhere by now.
            Ok(Answer::Refused { code, .. }) => {
                tracing::warn!(code, "an import does not stand where its job left it");
                Ok(())
            }
            Err(RunError::Store(error)) => Err(error),
            Err(error) => {
                tracing::warn!(%error, "an import does not stand where its job left it");
                Ok(())
            }
        }
    }

    pub(super) fn context(&self, actor: PersonId) -> Context {
        Context {
            now: self.world.now(),
            actor: Actor::Person(actor),
            seed: self.world.random(),
            hand: Hand::System,
        }
    }

    /// What became of the rows in a pass over them.
    pub async fn outcomes(&self, tenant: TenantId, place: (Uuid, Phase)) -> Result<Vec<Outcome>, StoreError> {
        let parts: Result<Vec<Part>, StoreError> =
            self.db.read(move |tx| Box::pin(rows::parts(tx, tenant, place))).await;
        let mut outcomes = Vec::new();
        for part in parts? {
            let data: Result<_, StoreError> =
                self.db.read(move |tx| Box::pin(rows::part_data(tx, tenant, place, part.part))).await;
            let read: Result<Vec<Outcome>, _> = serde_json::from_str(&data?.unwrap_or_default());
            outcomes
                .extend(read.map_err(|_| StoreError::corrupt("a part of an import that cannot be read"))?);
        }
        Ok(outcomes)
    }

    /// The file of an import, read.
    pub async fn book(&self, tenant: TenantId, job: &ImportJob) -> Result<Book, Halt> {
        if job.file_erased_at.is_some() {
            return Err(Halt::Fault("file_erased".to_owned()));
        }
        let file = self.files.get(tenant.0, job.sha256.0).await?;
        self.reader.read(file).await.map_err(|error| Halt::Fault(fault_of(&error)))
    }

    async fn lines(&self, at: &At, job: &ImportJob) -> Result<Arc<[Line]>, Halt> {
        let book = self.book(at.tenant, job).await?;
        let fault = |code: &str| Halt::Fault(code.to_owned());
        let mapping = job.mapping.as_ref().ok_or_else(|| fault("no_head"))?;
        let sheet = book.sheet(mapping.sheet.as_deref()).ok_or_else(|| fault("no_head"))?;
        let fields = job.kind.fields(self.executor.processes().current());
        let layout = table::lay(sheet, mapping, &fields);
        let layout = layout.map_err(|error| Halt::Fault(code_of(&error)))?;
        let tenant = at.tenant;
        let people: Result<Vec<Person>, StoreError> =
            self.db.read(move |tx| Box::pin(all::<Person>(tx, tenant))).await;
        let people = People::new(&people?);
        Ok(table::read(sheet, &layout, mapping, &people).into())
    }

    fn import(&self, at: &At, job: &ImportJob) -> Import {
        let (executor, world) = (self.executor.clone(), self.world.clone());
        Import { executor, world, tenant: at.tenant, actor: job.by, kind: job.kind }
    }

    async fn check(&self, at: &At, job: &ImportJob) -> Result<(), Halt> {
        let lines = self.lines(at, job).await?;
        let total = lines.len();
        let keep = Keep { at: at.clone(), phase: Phase::Check, state: State::Checking, total };
        keep.begin(&self.db).await?;
        let at_once = if job.kind.gathers() { total.max(1) } else { TRIED_AT_ONCE };
        let mut groups = lines.chunks(at_once);
        let mut trials: VecDeque<JoinHandle<Result<Vec<Outcome>, RunError>>> = VecDeque::new();
        let (mut part, mut done) = (0, 0);
        loop {
            while trials.len() < READERS
                && let Some(some) = groups.next()
            {
                let (import, some, db) = (self.import(at, job), Arc::<[Line]>::from(some), self.db.clone());
                trials.push_back(tokio::spawn(async move { try_some(&db, import, some).await }));
            }
            let Some(trial) = trials.pop_front() else { break };
            at.go_on()?;
            let outcomes = trial.await.map_err(|_| Halt::Stopped)??;
            done += outcomes.len();
            part += 1;
            keep.part(&self.db, (part, done), outcomes).await?;
        }
        Ok(self.say(at, job, Command::EndCheck {}).await?)
    }

    async fn run(&self, at: &At, job: &ImportJob) -> Result<(), Halt> {
        let lines = self.lines(at, job).await?;
        let keep = Keep { at: at.clone(), phase: Phase::Run, state: State::Running, total: lines.len() };
        let (mut part, mut done) = keep.done(&self.db).await?;
        let mut size = if job.kind.gathers() { lines.len() } else { pace::FIRST };
        while done < lines.len() {
            at.go_on()?;
            let some: Arc<[Line]> = lines[done..lines.len().min(done + size)].into();
            part += 1;
            let (count, took) = self.group(&keep, self.import(at, job), (part, done), some).await?;
            done += count;
            // One that was broken off says nothing of how much fits.
            if count == size {
                size = pace::next(size, took);
            }
            tokio::task::yield_now().await;
        }
        Ok(self.say(at, job, Command::EndImport {}).await?)
    }

    /// Does a group of rows, as many as others let it, behind `done` that are done, and keeps what became of them, in one transaction;
    /// answers how many, and how long it held the writer.
    async fn group(
        &self,
        keep: &Keep,
        import: Import,
        (part, done): (i64, usize),
        some: Arc<[Line]>,
    ) -> Result<(usize, Duration), Halt> {
        let keep = keep.clone();
        self.db
            .write(move |tx| {
                let (import, some, keep) = (import.clone(), some.clone(), keep.clone());
                Box::pin(async move {
                    let began = Instant::now();
                    keep.at.stands(tx, keep.state).await?;
                    let outcomes = import.do_lines(tx, &some).await?;
                    keep.write(tx, (part, done + outcomes.len()), &outcomes).await?;
                    Ok((outcomes.len(), began.elapsed()))
                })
            })
            .await
    }
}

async fn try_some(db: &Database, import: Import, some: Arc<[Line]>) -> Result<Vec<Outcome>, RunError> {
    db.read(move |tx| {
        let (import, some) = (import.clone(), some.clone());
        Box::pin(async move { import.try_lines(tx, &some).await })
    })
    .await
}

/// Where outcomes are kept: of which import, in which pass, and the state in which it goes on.
#[derive(Clone)]
struct Keep {
    at: At,
    phase: Phase,
    state: State,
    total: usize,
}

impl Keep {
    /// Forgets what an earlier pass said.
    async fn begin(&self, db: &Database) -> Result<(), Halt> {
        let keep = self.clone();
        db.write(move |tx| {
            let keep = keep.clone();
            Box::pin(async move {
                let (tenant, import) = (keep.at.tenant, keep.at.import);
                keep.at.stands(tx, keep.state).await?;
                rows::forget_parts(tx, tenant, (import, keep.phase)).await?;
                rows::set_progress(tx, tenant, import, (0, keep.total as u64)).await?;
                Ok(())
            })
        })
        .await
    }

    /// The last part, and how many rows there are up to it.
    async fn done(&self, db: &Database) -> Result<(i64, usize), Halt> {
        let (tenant, import, phase) = (self.at.tenant, self.at.import, self.phase);
        let parts: Result<Vec<Part>, StoreError> =
            db.read(move |tx| Box::pin(rows::parts(tx, tenant, (import, phase)))).await;
        let parts = parts?;
        let rows = parts.iter().map(|part| tally::rows(&part.tally) as usize).sum();
        Ok((parts.last().map_or(0, |last| last.part), rows))
    }

    async fn part(&self, db: &Database, place: (i64, usize), outcomes: Vec<Outcome>) -> Result<(), Halt> {
        let (keep, outcomes) = (self.clone(), Arc::new(outcomes));
        db.write(move |tx| {
            let (keep, outcomes) = (keep.clone(), outcomes.clone());
            Box::pin(async move {
                keep.at.stands(tx, keep.state).await?;
                keep.write(tx, place, &outcomes).await
            })
        })
        .await
    }

    async fn write(&self, tx: &mut Tx, (part, done): (i64, usize), outcomes: &[Outcome]) -> Result<(), Halt> {
        let (tenant, import) = (self.at.tenant, self.at.import);
        let last_row = outcomes.last().map_or(0, |last| i64::from(last.row));
        let part = Part { part, last_row, tally: tally::of(outcomes) };
        let data =
            serde_json::to_string(outcomes).map_err(|_| StoreError::corrupt("outcomes are plain data"))?;
        rows::add_part(tx, tenant, (import, self.phase), (&part, &data)).await?;
        rows::set_progress(tx, tenant, import, (done as u64, self.total as u64)).await?;
        Ok(())
    }
}

/// The code of a file that could not be read.
pub fn fault_of(error: &ReadError) -> String {
    match error {
        ReadError::Refused(fault) => code_of(fault),
        ReadError::TooMuch => "file_takes_too_much".to_owned(),
        ReadError::Gone(_) => "file_not_read".to_owned(),
    }
}

/// The code of a fault that carries one.
pub fn code_of(fault: &impl serde::Serialize) -> String {
    let said = serde_json::to_value(fault).unwrap_or_default();
    said["code"].as_str().unwrap_or("file_not_read").to_owned()
}
