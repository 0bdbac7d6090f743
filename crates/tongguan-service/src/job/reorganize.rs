//! Changes of the organisation on their day: all of a plan in one transaction, or none and a note of why.
//!
//! Promises that each change goes through the executor in the name of whoever planned it, so that his right is judged on the day; and that
//! a plan which a crash interrupted is simply done by the next turn.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, json};
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{CommandId, PersonId, TenantId};
use tongguan_core::notice::{About, Notice, Reason};
use tongguan_core::reference::Command as Any;
use tongguan_core::reference::reorganization::{Command, Reorganization};
use tongguan_core::zone;
use tongguan_store::notice::{self, Origin};
use tongguan_store::reference::due_reorganizations;
use tongguan_store::{Database, StoreError, Tx};
use uuid::Uuid;

use super::nightly::keepers;
use crate::run::{Answer, Attempt, Executor, RunError, Target, Via};
use crate::world::World;

/// To this point a plan goes back when one of its changes is refused.
const SAVEPOINT: &str = "plan";

/// Does the plans whose day has come.
pub async fn turn(
    db: &Database,
    executor: &Executor,
    world: &World,
    tenant: TenantId,
) -> Result<(), StoreError> {
    let today = zone::local_date(world.now(), &executor.processes().current().time_zone());
    let due: Result<Vec<_>, StoreError> =
        db.read(move |tx| Box::pin(due_reorganizations(tx, tenant, today))).await;
    for row in due? {
        let (plan, executor, world) = (Arc::new(row.state), executor.clone(), world.clone());
        let done: Result<(), StoreError> = db
            .write(move |tx| {
                let work = Work { executor: executor.for_one_transaction(), world: world.clone(), tenant };
                let plan = plan.clone();
                Box::pin(async move { work.do_plan(tx, &plan).await })
            })
            .await;
        done?;
    }
    Ok(())
}

struct Work {
    executor: Executor,
    world: World,
    tenant: TenantId,
}

impl Work {
    async fn do_plan(&self, tx: &mut Tx, plan: &Reorganization) -> Result<(), StoreError> {
        tx.savepoint(SAVEPOINT).await?;
        let fault = self.do_changes(tx, plan).await?;
        let (command, reason) = match &fault {
            None => (Command::EndReorganization {}, Reason::Reorganized),
            Some((change, fault)) => {
                tx.rollback_to(SAVEPOINT).await?;
                let (change, fault) = (*change, fault.clone());
                (Command::FailReorganization { change, fault }, Reason::ReorganizationFailed)
            }
        };
        // What the changes left in memory went with them.
        let teller =
            Work { executor: self.executor.for_one_transaction(), world: self.world.clone(), ..*self };
        match teller.give(tx, (plan.id, command.into()), Actor::System).await? {
            None => teller.tell(tx, plan, (reason, fault.map(|(change, _)| change))).await,
            // Somebody called it off meanwhile: nothing of it stays.
            Some(_) => tx.rollback_to(SAVEPOINT).await,
        }
    }

    /// Which change was refused, and why.
    async fn do_changes(
        &self,
        tx: &mut Tx,
        plan: &Reorganization,
    ) -> Result<Option<(u32, String)>, StoreError> {
        let actor = plan.planned_by.map_or(Actor::System, Actor::Person);
        for (number, change) in (1..).zip(&plan.changes) {
            let known = self.executor.known(tx, self.tenant).await?;
            for command in change.commands(&known.organization) {
                if let Some(code) = self.give(tx, command, actor).await? {
                    return Ok(Some((number, code)));
                }
            }
        }
        Ok(None)
    }

    /// Gives a command; the code of a refusal. What is so already is done.
    async fn give(
        &self,
        tx: &mut Tx,
        (id, command): (Uuid, Any),
        actor: Actor,
    ) -> Result<Option<String>, StoreError> {
        let attempt = Attempt {
            tenant: self.tenant,
            id: CommandId(self.world.id()),
            via: Via::Scanner,
            target: Target::Reference { id: Some(id), command },
            expected: None,
            key: None,
            context: Context { now: self.world.now(), actor, seed: self.world.random(), hand: Hand::System },
        };
        match self.executor.run_in(tx, &attempt).await {
            Ok(Answer::Accepted { .. }) => Ok(None),
            Ok(Answer::Refused { code, .. }) => Ok(Some(code).filter(|code| code != "no_change")),
            Err(RunError::Store(error)) => Err(error),
            Err(_) => Ok(Some("not_found".to_owned())),
        }
    }

    async fn tell(
        &self,
        tx: &mut Tx,
        plan: &Reorganization,
        (reason, change): (Reason, Option<u32>),
    ) -> Result<(), StoreError> {
        let known = self.executor.known(tx, self.tenant).await?;
        let mut told = keepers(&known.organization, self.executor.processes().current());
        told.extend(plan.planned_by.filter(|person| known.organization.is_active(*person)));
        let params = json!({ "name": plan.name, "change": change });
        let params = params.as_object().cloned().unwrap_or_else(Map::new);
        let word =
            |to: PersonId| Notice { to, reason, deal: None, about: About::Deal, params: params.clone() };
        let notices: Vec<Notice> = told.into_iter().map(word).collect();
        let at: Timestamp = self.world.now();
        notice::write(tx, self.tenant, Origin { at, stream: plan.id, version: 1 }, &notices).await
    }
}
