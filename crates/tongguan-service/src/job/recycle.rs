//! Customers that nobody works on go back to the pool, once a night.
//!
//! Promises that each is decided by the core with the settings of this night, so that a changed rule takes effect the next day; that
//! one which cannot be decided stops no other. Must never take a customer with an open or a won deal.

use jiff::Timestamp;
use serde_json::json;
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::notice::{About, Notice, Reason};
use tongguan_core::reference::account::{Account, Command};
use tongguan_core::reference::account_pool::RecallRule;
use tongguan_core::reference::{Desk, account_pool};
use tongguan_store::notice::{self, Origin};
use tongguan_store::{Database, StoreError, Tx, reference};
use uuid::Uuid;

use crate::run::{Answer, Attempt, Executor, RunError, Target};
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
            let is_gone = recycled(executor, world, tenant, *id).await?;
            gone += u32::from(is_gone);
            tell(db, executor, world, (tenant, *id, is_gone)).await?;
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
    let attempt = || {
        Attempt::by_system(
            world,
            tenant,
            Target::Reference { id: Some(id.0), command: Command::RecycleAccount {}.into() },
        )
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

/// Word to whoever had the customer until now, or has to work on it soon.
async fn tell(
    db: &Database,
    executor: &Executor,
    world: &World,
    about: (TenantId, AccountId, bool),
) -> Result<(), StoreError> {
    let (tenant, id, _) = about;
    let (executor, now) = (executor.clone(), world.now());
    let said: Result<Option<Notice>, StoreError> = db
        .read(move |tx| {
            let executor = executor.clone();
            Box::pin(async move { word(tx, &executor, now, about).await })
        })
        .await;
    let Some(notice) = said? else { return Ok(()) };
    // One a day of one customer.
    let version = u64::try_from(now.as_second() / 86_400).unwrap_or(0);
    let origin = Origin { at: now, stream: id.0, version };
    db.write(move |tx| {
        let notice = notice.clone();
        Box::pin(async move { notice::write(tx, tenant, origin, &[notice]).await })
    })
    .await
}

async fn word(
    tx: &mut Tx,
    executor: &Executor,
    now: Timestamp,
    (tenant, id, is_gone): (TenantId, AccountId, bool),
) -> Result<Option<Notice>, StoreError> {
    let Some(account) = reference::load::<Account>(tx, tenant, id.0).await?.map(|row| row.state) else {
        return Ok(None);
    };
    let activity = reference::activity(tx, tenant, id).await?;
    let known = executor.known(tx, tenant).await?;
    let context = Context { now, actor: Actor::System, seed: [0; 32], hand: Hand::System };
    let (organization, settings) = (&known.organization, &known.settings);
    let desk = Desk { organization, process: executor.processes().current(), settings, context: &context };
    let soon = account_pool::reminds_of(&desk, &account, &activity);
    let lost = account.pooled.last().filter(|_| is_gone);
    let (to, reason) = match (is_gone, soon) {
        (true, _) => (lost.map(|last| last.person), Reason::AccountRecycled),
        (false, Some(_)) => (account.owner, Reason::AccountRecyclingSoon),
        (false, None) => return Ok(None),
    };
    let rule = lost.and_then(|last| last.rule).or(soon.map(|recall| recall.rule)).map(RecallRule::key);
    let on = soon.map(|recall| recall.on);
    let params = json!({ "name": account.name, "account": id, "on": on, "recall_rule": rule });
    let params = params.as_object().cloned().unwrap_or_default();
    let to = to.filter(|to| organization.is_active(*to));
    Ok(to.map(|to| Notice { to, reason, deal: None, about: About::Deal, params }))
}
