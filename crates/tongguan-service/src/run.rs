//! The only place where a command is executed.
//!
//! One attempt is one transaction: lock what it rests on, look up the idempotency key, load the target and the facts that the
//! command wants to see, let the core decide, store what it decided and write one line of the journal. A refusal leaves nothing
//! but that line; so do a stale attempt and one that misses its target. Whoever wants to change business state calls
//! [`Executor::run`]; a handler, a job or an import holds no second way. A dry run decides and leaves nothing at all.
//!
//! Order of locks: deals by id, then guards by kind and key, then rows as they are written (`tongguan_store::facts`).

mod attempt;
mod deal;
mod foresight;
mod hand_over;
mod journal;
mod memory;
mod merge;
pub mod reference;
mod take_back;

use std::sync::Arc;

use tongguan_core::deal::Deal;
use tongguan_core::id::{DealId, TenantId};
use tongguan_core::organization::Organization;
use tongguan_core::process::Process;
use tongguan_store::{Database, StoreError, Tx};

pub use attempt::{Answer, Attempt, Created, Processes, RunError, Target, Via};
pub use foresight::Foresight;
pub use hand_over::{Blocked, Rehearsal};
pub use memory::Known;
pub use take_back::{TakeBack, found};

use attempt::Ended;
use memory::Memory;

/// Executes commands over one database. Clones share it; nothing in it is lost with the process.
#[derive(Clone)]
pub struct Executor {
    db: Database,
    node: Arc<str>,
    processes: Arc<Processes>,
    memory: Arc<Memory>,
}

/// Whether an attempt changes anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Do,
    Try,
}

impl Executor {
    /// An executor. `node` names this process among those that share the database.
    pub fn new(db: Database, node: &str, processes: Processes) -> Self {
        Self { db, node: node.into(), processes: Arc::new(processes), memory: Arc::default() }
    }

    /// The processes that deals may be pinned to.
    pub fn processes(&self) -> &Processes {
        &self.processes
    }

    /// The process of a version, with its forms as a company's field rules leave them; none that is not here.
    pub fn process_for(&self, organization: &Organization, version: u32) -> Option<Arc<Process>> {
        self.processes.of(version).map(|process| self.memory.ruled(process, &organization.field_rules))
    }

    /// Executes an attempt.
    pub async fn run(&self, attempt: Attempt) -> Result<Answer, RunError> {
        let (executor, tenant, attempt) = (self.clone(), attempt.tenant, Arc::new(attempt));
        let ended: Result<Ended, RunError> = self
            .db
            .write(move |tx| {
                let (executor, attempt) = (executor.clone(), attempt.clone());
                Box::pin(async move { executor.execute(tx, &attempt).await })
            })
            .await;
        if matches!(ended, Err(RunError::Store(_))) {
            // Others of the same transaction may have changed what was read in it, and it did not come to be.
            self.memory.forget(tenant);
        }
        ended?.into_answer()
    }

    /// Decides without doing: no event, no change, no line in the journal, no key used.
    pub async fn dry_run(&self, attempt: Attempt) -> Result<Answer, RunError> {
        let (executor, attempt) = (self.clone(), Arc::new(attempt));
        let ended: Result<Ended, RunError> = self
            .db
            .read(move |tx| {
                let (executor, attempt) = (executor.clone(), attempt.clone());
                Box::pin(async move { executor.judge(tx, &attempt, Mode::Try).await })
            })
            .await;
        ended?.into_answer()
    }

    /// The same within a transaction that reads: many attempts are decided over one state.
    pub async fn dry_run_in(&self, tx: &mut Tx, attempt: &Attempt) -> Result<Answer, RunError> {
        self.judge(tx, attempt, Mode::Try).await?.into_answer()
    }

    /// An executor for one transaction that gives many commands with [`Self::run_in`]: what it remembers on the way ends with it, since
    /// the transaction may be rolled back.
    pub fn for_one_transaction(&self) -> Self {
        Self { memory: Arc::new(self.memory.fork()), ..self.clone() }
    }

    /// An executor for one transaction that changes nothing and tries many commands with [`Self::dry_run_in`].
    pub fn for_one_state(&self) -> Self {
        Self { memory: Arc::new(self.memory.of_one_state()), ..self.clone() }
    }

    /// Executes an attempt within a transaction that gives many: of one that is refused only its line stays, for nothing is written
    /// before it is accepted.
    pub async fn run_in(&self, tx: &mut Tx, attempt: &Attempt) -> Result<Answer, RunError> {
        self.execute(tx, attempt).await?.into_answer()
    }

    /// Writes the line of an attempt that was refused before a rule was asked: what it aims at is not for this person, or
    /// it does not say which version it saw.
    pub async fn note_refused(&self, attempt: Attempt, code: String) -> Result<(), StoreError> {
        let (node, attempt) = (self.node.clone(), Arc::new(attempt));
        let ended = Arc::new(Ended::Answered(Answer::Refused { code, params: serde_json::Value::Null }));
        self.db
            .write(move |tx| {
                let (node, attempt, ended) = (node.clone(), attempt.clone(), ended.clone());
                Box::pin(async move { journal::write(tx, &node, &attempt, &ended).await })
            })
            .await
    }

    /// Executes many attempts, each on its own: one that is refused stops no other.
    pub async fn run_each(&self, attempts: Vec<Attempt>) -> Vec<Result<Answer, RunError>> {
        let mut answers = Vec::with_capacity(attempts.len());
        for attempt in attempts {
            answers.push(self.run(attempt).await);
        }
        answers
    }

    /// Organisation, calendar and settings of a company as the transaction sees them.
    pub async fn known(&self, tx: &mut Tx, tenant: TenantId) -> Result<Known, StoreError> {
        self.memory.known(tx, tenant).await
    }

    /// A deal as the transaction sees it; none for one that does not exist. What was folded before is not read again.
    pub async fn deal(
        &self,
        tx: &mut Tx,
        tenant: TenantId,
        id: DealId,
    ) -> Result<Option<Arc<Deal>>, StoreError> {
        let folded = tongguan_store::deal::fold(tx, tenant, id, self.memory.folded(tenant, id)).await?;
        Ok(folded.map(|folded| {
            self.memory.keep(tenant, &folded);
            folded.deal
        }))
    }

    /// The deal is locked before its key is looked up: of two copies of a request, the second one finds the first one's answer.
    async fn execute(&self, tx: &mut Tx, attempt: &Attempt) -> Result<Ended, RunError> {
        match &attempt.target {
            Target::Deal { id, .. } => deal::lock(tx, attempt.tenant, *id).await?,
            Target::TakeBack(back) => take_back::lock(tx, attempt.tenant, back).await?,
            Target::HandOver(leaving) => {
                tongguan_store::reference::lock_owned(tx, attempt.tenant, leaving.from).await?
            }
            Target::Merge(merging) => merge::lock(tx, attempt.tenant, merging.merged).await?,
            Target::UndoMerge(id) => merge::lock_undo(tx, attempt.tenant, *id).await?,
            Target::NewDeal { .. } | Target::Reference { .. } => {}
        }
        if let Some(answer) = journal::answered_before(tx, attempt).await? {
            return Ok(Ended::Answered(answer));
        }
        let ended = self.judge(tx, attempt, Mode::Do).await?;
        journal::write(tx, &self.node, attempt, &ended).await?;
        if let Ended::Answered(answer) = &ended {
            journal::remember(tx, attempt, answer).await?;
        }
        Ok(ended)
    }

    async fn judge(&self, tx: &mut Tx, attempt: &Attempt, mode: Mode) -> Result<Ended, RunError> {
        match &attempt.target {
            Target::NewDeal { id, command } => self.register(tx, attempt, mode, (*id, command)).await,
            Target::Deal { id, command } => self.command_deal(tx, attempt, mode, (*id, command)).await,
            Target::Reference { id, command } => {
                self.command_reference(tx, attempt, mode, (*id, command)).await
            }
            Target::TakeBack(back) => self.take_back(tx, attempt, mode, back).await,
            Target::HandOver(leaving) => self.hand_over(tx, attempt, mode, leaving).await,
            Target::Merge(merging) => self.merge(tx, attempt, mode, merging).await,
            Target::UndoMerge(id) => self.undo_merge(tx, attempt, mode, *id).await,
        }
    }
}
