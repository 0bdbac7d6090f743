//! Customers that nobody works on go back to the pool, once a night.
//!
//! Promises that each is decided by the core with the settings of this night, so that a changed rule takes effect the next day; that
//! one which cannot be decided stops no other. Must never take a customer with an open or a won deal.

use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{AccountId, CommandId, TenantId};
use tongguan_core::reference::account::Command;
use tongguan_store::{Database, StoreError, reference};
use uuid::Uuid;

use crate::run::{Answer, Attempt, Executor, RunError, Target, Via};
use crate::world::World;

/// Customers per look.
const PAGE: u32 = 200;

/// Goes through all customers with an owner and without business; answers how many went to the pool.
pub async fn turn(
    db: &Database,
    executor: &Executor,
    world: &World,
    tenant: TenantId,
) -> Result<u32, StoreError> {
    let (mut after, mut gone) = (AccountId(Uuid::nil()), 0);
    loop {
        let found: Result<Vec<AccountId>, StoreError> =
            db.read(move |tx| Box::pin(reference::idle_accounts(tx, tenant, after, PAGE))).await;
        let found = found?;
        for id in &found {
            gone += u32::from(recycled(executor, world, tenant, *id).await?);
        }
        match found.last() {
            Some(last) if found.len() == PAGE as usize => after = *last,
            _ => return Ok(gone),
        }
    }
}

/// Most are not due, so each is asked first without a line in the journal.
async fn recycled(
    executor: &Executor,
    world: &World,
    tenant: TenantId,
    id: AccountId,
) -> Result<bool, StoreError> {
    let attempt = || Attempt {
        tenant,
        id: CommandId(world.id()),
        via: Via::Scanner,
        target: Target::Reference { id: Some(id.0), command: Command::RecycleAccount {}.into() },
        expected: None,
        key: None,
        context: Context { now: world.now(), actor: Actor::System, seed: world.random(), hand: Hand::System },
    };
    let is_due = |answer: Result<Answer, RunError>| match answer {
        Ok(answer) => Ok(matches!(answer, Answer::Accepted { .. })),
        Err(RunError::Store(error)) => Err(error),
        Err(_) => Ok(false),
    };
    match is_due(executor.dry_run(attempt()).await)? {
        true => is_due(executor.run(attempt()).await),
        false => Ok(false),
    }
}
