//! The rows of an import through the executor: tried, or done.
//!
//! Rows are done some at a time, so that they share a commit and people's commands find their place between them. Two rows of one
//! customer follow each other. Every row ends with a verdict of its own; only a store that fails ends the whole.

use std::collections::HashSet;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use tokio::task::JoinSet;
use tongguan_core::facts::{Actor, Context};
use tongguan_core::id::{CommandId, DealId, PersonId, TenantId};
use tongguan_core::import::{Kind, Plan, Record, Step, Verdict};
use tongguan_core::reference::Desk;
use tongguan_core::reference::name_key::name_key;
use tongguan_store::{Database, Tx};

use super::known;
use super::table::Outcome;
use crate::run::{Answer, Attempt, Executor, RunError, Target, Via};
use crate::world::World;

/// Rows that are tried over one state.
const TRIED_AT_ONCE: usize = 20;
/// Readers that try rows side by side.
const READERS: usize = 4;
/// Rows on their way at the same time: fewer than the writer takes in one commit, so that people get in.
const DONE_AT_ONCE: usize = 32;
/// How often a row is planned: what it makes, what rests on that, and once more.
pub(super) const ROUNDS: usize = 3;

/// An import: whose it is, and what it works with.
#[derive(Clone)]
pub struct Import {
    /// The database.
    pub db: Database,
    /// The executor.
    pub executor: Executor,
    /// The clock and chance.
    pub world: World,
    /// The company.
    pub tenant: TenantId,
    /// Who imports.
    pub actor: PersonId,
    /// What.
    pub kind: Kind,
}

/// Hears how many rows are done.
pub type Progress<'p> = dyn FnMut(usize) + Send + 'p;

impl Import {
    /// What would become of the rows, each judged over the company as it is now.
    pub async fn try_all(
        &self,
        records: &[Record],
        progress: &mut Progress<'_>,
    ) -> Result<Vec<Outcome>, RunError> {
        if self.kind.gathers() {
            return self.try_together(records).await;
        }
        let mut trials = JoinSet::new();
        let mut outcomes = Vec::with_capacity(records.len());
        for some in records.chunks(TRIED_AT_ONCE) {
            if trials.len() == READERS {
                outcomes.extend(next(&mut trials).await?);
                progress(outcomes.len());
            }
            let (import, some): (Import, Arc<[Record]>) = (self.clone(), some.into());
            trials.spawn(async move { import.try_some(some).await });
        }
        while !trials.is_empty() {
            outcomes.extend(next(&mut trials).await?);
            progress(outcomes.len());
        }
        outcomes.sort_by_key(|outcome| outcome.row);
        Ok(outcomes)
    }

    async fn try_some(self, records: Arc<[Record]>) -> Result<Vec<Outcome>, RunError> {
        let db = self.db.clone();
        db.read(move |tx| {
            let (import, records) = (self.clone(), records.clone());
            Box::pin(async move {
                let mut outcomes = Vec::with_capacity(records.len());
                for record in records.iter() {
                    outcomes.push(Outcome { row: record.row, verdict: import.try_one(tx, record).await? });
                }
                Ok(outcomes)
            })
        })
        .await
    }

    async fn try_one(&self, tx: &mut Tx, record: &Record) -> Result<Verdict, RunError> {
        let plan = self.plan(tx, record).await?;
        for step in &plan.steps {
            let answer = self.executor.dry_run_in(tx, &self.attempt(record, step)).await;
            if let Some(verdict) = refused(answer)? {
                return Ok(verdict);
            }
        }
        Ok(plan.verdict)
    }

    /// Does the rows; each one's verdict is what became of it.
    pub async fn do_all(
        &self,
        records: &[Record],
        progress: &mut Progress<'_>,
    ) -> Result<Vec<Outcome>, RunError> {
        if self.kind.gathers() {
            return self.do_together(records, progress).await;
        }
        let mut under_way = JoinSet::new();
        let mut targets = HashSet::new();
        let mut outcomes = Vec::with_capacity(records.len());
        for record in records {
            let target = self.target_of(record);
            if targets.contains(&target) {
                while !under_way.is_empty() {
                    outcomes.push(next(&mut under_way).await?);
                }
                targets.clear();
            }
            if under_way.len() == DONE_AT_ONCE {
                outcomes.push(next(&mut under_way).await?);
                progress(outcomes.len());
            }
            targets.insert(target);
            let (import, record) = (self.clone(), record.clone());
            under_way.spawn(async move { import.do_one(&record).await });
        }
        while !under_way.is_empty() {
            outcomes.push(next(&mut under_way).await?);
            progress(outcomes.len());
        }
        outcomes.sort_by_key(|outcome| outcome.row);
        Ok(outcomes)
    }

    async fn do_one(&self, record: &Record) -> Result<Outcome, RunError> {
        let mut verdict: Option<Verdict> = None;
        let mut then_again = true;
        for _ in 0..ROUNDS {
            let plan = self.plan_now(record.clone()).await?;
            then_again = plan.then_again;
            if plan.verdict.needs_a_look() {
                return Ok(Outcome { row: record.row, verdict: plan.verdict });
            }
            verdict.get_or_insert(plan.verdict);
            for step in &plan.steps {
                let answer = self.executor.run(self.attempt(record, step)).await;
                if let Some(verdict) = refused(answer)? {
                    return Ok(Outcome { row: record.row, verdict });
                }
            }
            if !then_again {
                break;
            }
        }
        if then_again {
            let unfinished = Verdict::refused("unfinished", serde_json::Value::Null);
            return Ok(Outcome { row: record.row, verdict: unfinished });
        }
        Ok(Outcome { row: record.row, verdict: verdict.unwrap_or(Verdict::Unchanged) })
    }

    async fn plan_now(&self, record: Record) -> Result<Plan, RunError> {
        let (import, record) = (self.clone(), Arc::new(record));
        self.db
            .read(move |tx| {
                let (import, record) = (import.clone(), record.clone());
                Box::pin(async move { import.plan(tx, &record).await })
            })
            .await
    }

    async fn plan(&self, tx: &mut Tx, record: &Record) -> Result<Plan, RunError> {
        let known = self.executor.known(tx, self.tenant).await?;
        let context = self.context();
        let desk = Desk {
            organization: &known.organization,
            process: self.executor.processes().current(),
            settings: &known.settings,
            context: &context,
        };
        Ok(known::plan(tx, self.tenant, (self.kind, record), &desk).await?)
    }

    fn context(&self) -> Context {
        Context { now: self.world.now(), actor: Actor::Person(self.actor), seed: self.world.random() }
    }

    fn attempt(&self, record: &Record, step: &Step) -> Attempt {
        let key = matches!(step, Step::Register(_)).then(|| key_of(record));
        Attempt { key, ..self.attempt_of(step) }
    }

    pub(super) fn attempt_of(&self, step: &Step) -> Attempt {
        let target = match step {
            Step::Reference { id, command } => Target::Reference { id: *id, command: command.clone() },
            Step::Register(command) => {
                Target::NewDeal { id: DealId(self.world.id()), command: (**command).clone() }
            }
        };
        let (id, context) = (CommandId(self.world.id()), self.context());
        Attempt { tenant: self.tenant, id, via: Via::Import, target, expected: None, key: None, context }
    }

    /// What two rows must not be about at the same time.
    fn target_of(&self, record: &Record) -> String {
        match self.kind.in_turn() {
            true => String::new(),
            false => name_key(record.text(self.kind.key_field()).unwrap_or_default()),
        }
    }
}

async fn next<T: 'static>(tasks: &mut JoinSet<Result<T, RunError>>) -> Result<T, RunError> {
    match tasks.join_next().await {
        Some(Ok(ended)) => ended,
        _ => unreachable!("the set is not empty, and a task neither panics nor is cancelled"),
    }
}

/// What a refusal makes of a row; none where the command was accepted. What is gone or changed meanwhile is a fault of the row.
pub(super) fn refused(answer: Result<Answer, RunError>) -> Result<Option<Verdict>, RunError> {
    match answer {
        Ok(Answer::Accepted { .. }) => Ok(None),
        Ok(Answer::Refused { code, params }) => {
            Ok(Some(Verdict::refused(&code, params)).filter(|verdict| *verdict != Verdict::Unchanged))
        }
        Err(RunError::NotFound | RunError::Stale { .. } | RunError::KeyReused) => {
            Ok(Some(Verdict::refused("changed_meanwhile", serde_json::Value::Null)))
        }
        Err(RunError::Store(error)) => Err(RunError::Store(error)),
    }
}

/// The key under which a lead is registered once, however often its row comes.
fn key_of(record: &Record) -> String {
    let said = serde_json::to_vec(&record.values).unwrap_or_default();
    format!("import:{}", hex::encode(Sha256::digest(said)))
}
