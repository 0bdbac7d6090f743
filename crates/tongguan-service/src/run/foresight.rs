//! What a command would do, told without doing it.
//!
//! Promises the core's own answer on the same ground as a real attempt: the same refusal, the same events, the same
//! people told. Must never write, lock, or use up an idempotency key.

use std::collections::BTreeSet;
use std::sync::Arc;

use tongguan_core::deal::{self, Appraisal};
use tongguan_core::decision::Outcome;
use tongguan_core::id::PersonId;
use tongguan_core::notice;
use tongguan_core::refusal::Refusal;
use tongguan_store::Tx;

use super::attempt::{Attempt, Ended, RunError, Target};
use super::deal::Ground;
use super::{Executor, Mode};

/// What a command would do.
#[derive(Debug, Clone)]
pub struct Foresight {
    /// The deal as it would be with its new events, or the refusal.
    pub decided: Result<Outcome, Refusal>,
    /// What a document comes to as far as it is typed, even where it would be refused.
    pub appraisal: Option<Appraisal>,
    /// Who would be told.
    pub told: BTreeSet<PersonId>,
}

impl Executor {
    /// Decides a command to a deal and answers all that would follow; nothing is stored.
    pub async fn foresee(&self, attempt: Attempt) -> Result<Foresight, RunError> {
        let (executor, attempt) = (self.clone(), Arc::new(attempt));
        let seen: Result<Result<Foresight, Ended>, RunError> = self
            .db
            .read(move |tx| {
                let (executor, attempt) = (executor.clone(), attempt.clone());
                Box::pin(async move { executor.look_ahead(tx, &attempt).await })
            })
            .await;
        match seen? {
            Ok(foresight) => Ok(foresight),
            Err(Ended::Stale { current }) => Err(RunError::Stale { current }),
            Err(_) => Err(RunError::NotFound),
        }
    }

    async fn look_ahead(&self, tx: &mut Tx, attempt: &Attempt) -> Result<Result<Foresight, Ended>, RunError> {
        let Target::Deal { id, command } = &attempt.target else { return Ok(Err(Ended::NotFound)) };
        let Ground { deal, process, facts } =
            match self.ground(tx, attempt, Mode::Try, (*id, command)).await? {
                Ok(ground) => ground,
                Err(ended) => return Ok(Err(ended)),
            };
        let decided = deal::decide(&deal, &process, &facts, command, &attempt.context);
        let told = decided
            .iter()
            .flat_map(|outcome| notice::of(&outcome.deal, &outcome.events, &process, &facts.organization));
        let told = told.map(|notice| notice.to).collect();
        let appraisal = deal::appraise(&deal, &process, &facts, command, &attempt.context);
        Ok(Ok(Foresight { decided, appraisal, told }))
    }
}
