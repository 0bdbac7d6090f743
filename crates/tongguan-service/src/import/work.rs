//! The rows of an import through the executor: tried over one state, or done in one transaction, some at a time.
//!
//! Every row ends with a verdict of its own; only a store that fails ends the whole. A row is planned over what the rows before it left.
//! Must never write a row by itself.

use serde_json::Value;
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{CommandId, DealId, PersonId, TenantId};
use tongguan_core::import::undo::Touch;
use tongguan_core::import::{Kind, Plan, Record, Step, Verdict};
use tongguan_core::reference::Desk;
use tongguan_store::{Tx, reference as rows};

use super::known;
use super::table::{Line, Outcome};
use crate::run::{Answer, Attempt, Executor, RunError, Target, Via};
use crate::world::World;

/// How often a row is planned: what it makes, what rests on that, and once more.
pub(super) const ROUNDS: usize = 3;

/// An import: whose it is, and what it works with.
#[derive(Clone)]
pub struct Import {
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

impl Import {
    /// What would become of some rows, each judged over the company as it is now.
    pub async fn try_lines(&self, tx: &mut Tx, lines: &[Line]) -> Result<Vec<Outcome>, RunError> {
        let inside = Self { executor: self.executor.for_one_state(), ..self.clone() };
        if self.kind.gathers() {
            return inside.try_together(tx, lines).await;
        }
        let mut outcomes = Vec::with_capacity(lines.len());
        for line in lines {
            let verdict = match &line.content {
                Ok(record) => inside.try_one(tx, record).await?,
                Err(verdict) => verdict.clone(),
            };
            outcomes.push(line.ended(verdict, Vec::new()));
        }
        Ok(outcomes)
    }

    async fn try_one(&self, tx: &mut Tx, record: &Record) -> Result<Verdict, RunError> {
        let plan = self.plan(tx, record).await?;
        for step in &plan.steps {
            let answer = self.executor.dry_run_in(tx, &self.attempt(step)).await;
            if let Err(verdict) = accepted(answer)? {
                return Ok(verdict);
            }
        }
        Ok(plan.verdict)
    }

    /// Does some rows in one transaction; each one's verdict is what became of it. Once a row is done, the others are left for another
    /// time as soon as somebody waits.
    pub async fn do_lines(&self, tx: &mut Tx, lines: &[Line]) -> Result<Vec<Outcome>, RunError> {
        let inside = Self { executor: self.executor.for_one_transaction(), ..self.clone() };
        if self.kind.gathers() {
            return inside.do_together(tx, lines).await;
        }
        let mut outcomes = Vec::with_capacity(lines.len());
        for line in lines {
            if !outcomes.is_empty() && tx.is_waited_for() {
                break;
            }
            outcomes.push(match &line.content {
                Ok(record) => inside.do_one(tx, line, record).await?,
                Err(verdict) => line.ended(verdict.clone(), Vec::new()),
            });
        }
        Ok(outcomes)
    }

    async fn do_one(&self, tx: &mut Tx, line: &Line, record: &Record) -> Result<Outcome, RunError> {
        let (mut verdict, mut made): (Option<Verdict>, _) = (None, Vec::new());
        let mut then_again = true;
        for _ in 0..ROUNDS {
            let plan = self.plan(tx, record).await?;
            then_again = plan.then_again;
            if plan.verdict.needs_a_look() {
                return Ok(line.ended(plan.verdict, made));
            }
            verdict.get_or_insert(plan.verdict);
            for step in &plan.steps {
                match self.give(tx, step).await? {
                    Ok(touched) => made.extend(touched),
                    Err(verdict) => return Ok(line.ended(verdict, made)),
                }
            }
            if !then_again {
                break;
            }
        }
        if then_again {
            return Ok(line.ended(Verdict::refused("unfinished", Value::Null), made));
        }
        Ok(line.ended(verdict.unwrap_or(Verdict::Unchanged), made))
    }

    /// Gives the command of a step; what it touched, or the verdict that a refusal makes of its row.
    pub(super) async fn give(
        &self,
        tx: &mut Tx,
        step: &Step,
    ) -> Result<Result<Vec<Touch>, Verdict>, RunError> {
        let former = self.former(tx, step).await?;
        let attempt = self.attempt(step);
        let answer = self.executor.run_in(tx, &attempt).await;
        let touched = |answer: Option<Answer>| {
            answer.map(|answer| touches(&attempt.target, &answer, former)).unwrap_or_default()
        };
        Ok(accepted(answer)?.map(touched))
    }

    /// What the target of a step is before it, so that it can become that again.
    async fn former(&self, tx: &mut Tx, step: &Step) -> Result<Option<Value>, RunError> {
        let Step::Reference { id: Some(id), command } = step else { return Ok(None) };
        let found = rows::state_of(tx, self.tenant, command.kind(), *id).await?;
        Ok(found.map(|(_, state)| state))
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

    pub(super) fn context(&self) -> Context {
        Context {
            now: self.world.now(),
            actor: Actor::Person(self.actor),
            seed: self.world.random(),
            hand: Hand::System,
        }
    }

    pub(super) fn attempt(&self, step: &Step) -> Attempt {
        let target = match step {
            Step::Reference { id, command } => Target::Reference { id: *id, command: command.clone() },
            Step::Register(command) => {
                Target::NewDeal { id: DealId(self.world.id()), command: (**command).clone() }
            }
        };
        let (id, context) = (CommandId(self.world.id()), self.context());
        Attempt { tenant: self.tenant, id, via: Via::Import, target, expected: None, key: None, context }
    }
}

/// What an accepted command made or changed: what came into being beside its target comes first, for it was there first.
fn touches(target: &Target, answer: &Answer, former: Option<Value>) -> Vec<Touch> {
    let Answer::Accepted { id, after, version, created } = answer else { return Vec::new() };
    let beside = created.iter().filter(|one| matches!(one.kind.as_str(), "account" | "contact"));
    let beside =
        beside.map(|one| Touch { kind: one.kind.clone(), id: one.id, before: 0, after: 1, former: None });
    let itself = Touch { kind: target.kind().to_owned(), id: *id, before: *after, after: *version, former };
    beside.chain([itself]).collect()
}

/// The answer of an accepted command; none where there was nothing to do; else the verdict that a refusal makes of the row. What is
/// gone or changed meanwhile is a fault of the row.
pub(super) fn accepted(
    answer: Result<Answer, RunError>,
) -> Result<Result<Option<Answer>, Verdict>, RunError> {
    match answer {
        Ok(answer @ Answer::Accepted { .. }) => Ok(Ok(Some(answer))),
        Ok(Answer::Refused { code, params }) => Ok(match Verdict::refused(&code, params) {
            Verdict::Unchanged => Ok(None),
            verdict => Err(verdict),
        }),
        Err(RunError::NotFound | RunError::Stale { .. } | RunError::KeyReused) => {
            Ok(Err(Verdict::refused("changed_meanwhile", Value::Null)))
        }
        Err(RunError::Store(error)) => Err(RunError::Store(error)),
    }
}
