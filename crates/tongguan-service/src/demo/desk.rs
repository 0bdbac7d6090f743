//! The one way in which the demo does anything: an attempt, given to the executor, at a moment of the demo's own clock.

use std::sync::Arc;

use jiff::Timestamp;
use tongguan_core::deal::Deal;
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{CommandId, DealId, TenantId};
use tongguan_store::{Database, StoreError};
use uuid::Uuid;

use super::dice::Dice;
use crate::run::{Answer, Attempt, Executor, Target, Via};

/// Where commands are given.
pub struct Desk<'a> {
    db: &'a Database,
    executor: &'a Executor,
    tenant: TenantId,
    dice: Dice,
}

impl<'a> Desk<'a> {
    /// A desk of a new company.
    pub fn new(db: &'a Database, executor: &'a Executor, mut dice: Dice) -> Self {
        let bytes = dice.bytes();
        let mut id = [0; 16];
        id.copy_from_slice(&bytes[..16]);
        Self { db, executor, tenant: TenantId(uuid::Builder::from_random_bytes(id).into_uuid()), dice }
    }

    /// The company.
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// The database.
    pub fn db(&self) -> &'a Database {
        self.db
    }

    /// A deal as it is.
    pub async fn deal(&self, id: DealId) -> Result<Option<Arc<Deal>>, StoreError> {
        let (executor, tenant) = (self.executor.clone(), self.tenant);
        self.db
            .read(move |tx| {
                let executor = executor.clone();
                Box::pin(async move { executor.deal(tx, tenant, id).await })
            })
            .await
    }

    /// A fresh id at a moment.
    pub fn fresh_id(&mut self, at: Timestamp) -> Uuid {
        let bytes = self.dice.bytes();
        let mut random = [0; 10];
        random.copy_from_slice(&bytes[..10]);
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(at.as_millisecond()).unwrap_or(0), &random)
            .into_uuid()
    }

    /// Gives a command.
    pub async fn give(
        &mut self,
        target: Target,
        actor: Actor,
        via: Via,
        now: Timestamp,
    ) -> anyhow::Result<Answer> {
        let id = CommandId(self.fresh_id(now));
        let context =
            Context { now, actor, seed: self.dice.bytes(), hand: Hand::Session { confirmed_at: Some(now) } };
        let attempt = Attempt { tenant: self.tenant, id, via, target, expected: None, key: None, context };
        Ok(self.executor.run(attempt).await?)
    }

    /// Gives a command that sets up the company; a refusal is a fault of the demo.
    pub async fn set_up(
        &mut self,
        id: Option<Uuid>,
        command: impl Into<tongguan_core::reference::Command>,
        now: Timestamp,
    ) -> anyhow::Result<Uuid> {
        let target = Target::Reference { id, command: command.into() };
        match self.give(target, Actor::System, Via::Setup, now).await? {
            Answer::Accepted { id, .. } => Ok(id),
            Answer::Refused { code, params } => anyhow::bail!("set-up was refused: {code} {params}"),
        }
    }
}
