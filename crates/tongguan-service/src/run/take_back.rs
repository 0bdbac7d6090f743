//! Taking back what an import made or changed, one thing at a time, as the core judges it.
//!
//! Promises that the thing is judged again in the transaction that takes it back: what was built upon meanwhile stays. A row goes out of
//! its table, its keys and the search, or becomes what it was; a lead ends with an event of its own, so that its chain stays whole.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use tongguan_core::deal;
use tongguan_core::facts::Needs;
use tongguan_core::id::{DealId, PersonId, TenantId};
use tongguan_core::import::undo::{self, Found, Thing, Way};
use tongguan_core::reference::{Desk, Refusal};
use tongguan_store::guard::{self, Guard};
use tongguan_store::import::leaning;
use tongguan_store::reference::{self as rows, Change};
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use super::attempt::{Answer, Attempt, Ended, RunError};
use super::{Executor, Mode};

/// A thing to take back.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeBack {
    /// The import.
    pub import: Uuid,
    /// Who imported.
    pub by: PersonId,
    /// When the import began.
    pub since: Timestamp,
    /// Why.
    pub reason: Arc<str>,
    /// What.
    pub thing: Thing,
    /// What else the import made or changed: that goes with it.
    pub ours: Arc<HashSet<Uuid>>,
}

/// The word for deals among the kinds.
const DEAL: &str = "deal";

/// Locks the thing until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, tenant: TenantId, back: &TakeBack) -> Result<(), StoreError> {
    let Thing { kind, id, .. } = &back.thing;
    guard::lock(tx, tenant.0, &[Guard::new(kind.clone(), id.to_string())]).await
}

/// What there is of a thing now.
pub async fn found(
    executor: &Executor,
    tx: &mut Tx,
    tenant: TenantId,
    back: &TakeBack,
) -> Result<Found, StoreError> {
    let thing = &back.thing;
    if thing.kind == DEAL {
        return of_deal(executor, tx, tenant, thing).await;
    }
    let Some((version, state)) = rows::state_of(tx, tenant, &thing.kind, thing.id).await? else {
        return Ok(Found::default());
    };
    let changed = match version == thing.last {
        true => None,
        false => rows::changed_by(tx, tenant, &thing.kind, thing.id).await?,
    };
    let mut leaning = match thing.born {
        true => leaning::of(tx, tenant, (&thing.kind, thing.id), back.since).await?,
        false => Vec::new(),
    };
    leaning.retain(|one| !back.ours.contains(&one.id));
    let changed = changed.map(|(by, at)| (by.map(PersonId), at));
    Ok(Found { version, is_former: Some(&state) == thing.former.as_ref(), changed, leaning })
}

async fn of_deal(
    executor: &Executor,
    tx: &mut Tx,
    tenant: TenantId,
    thing: &Thing,
) -> Result<Found, StoreError> {
    let id = DealId(thing.id);
    let deal = executor.deal(tx, tenant, id).await?;
    let Some(deal) = deal.filter(|deal| deal.lead.withdrawn_at.is_none()) else {
        return Ok(Found::default());
    };
    let mut changed = None;
    if deal.version != thing.last {
        let events = tongguan_store::deal::events(tx, tenant, id).await?;
        changed = events.last().map(|last| (last.by.person(), last.at));
    }
    Ok(Found { version: deal.version, changed, ..Found::default() })
}

impl Executor {
    pub(super) async fn take_back(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        back: &TakeBack,
    ) -> Result<Ended, RunError> {
        let known = self.memory.known(tx, attempt.tenant).await?;
        let desk = Desk {
            organization: &known.organization,
            process: self.processes.current(),
            settings: &known.settings,
            context: &attempt.context,
        };
        if let Err(refusal) = desk.admit("take_back", [back.by]) {
            return Ok(Ended::Answered(refusal.into()));
        }
        let found = found(self, tx, attempt.tenant, back).await?;
        match undo::judge(&back.thing, &found) {
            Ok(Way::Done) => Ok(Ended::Answered(Refusal::NoChange.into())),
            Err(built_upon) => {
                let things = built_upon.len() as u32;
                Ok(Ended::Answered(Refusal::ImportBuiltUpon { things }.into()))
            }
            Ok(Way::Withdraw) if back.thing.kind == DEAL => self.withdraw_lead(tx, attempt, mode, back).await,
            Ok(way) => of_row(tx, attempt, mode, (back, found.version, way)).await,
        }
    }

    async fn withdraw_lead(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        back: &TakeBack,
    ) -> Result<Ended, RunError> {
        let Some(deal) = self.deal(tx, attempt.tenant, DealId(back.thing.id)).await? else {
            return Ok(Ended::NotFound);
        };
        let process = self.processes.of(deal.process_version).cloned();
        let process =
            process.ok_or_else(|| StoreError::corrupt("a deal is pinned to a process that is not here"))?;
        let needs = Needs::default();
        let facts = self.facts(tx, attempt, mode, (&process, &needs, Some(&deal))).await?;
        let how = (back.import, back.thing.last, &*back.reason);
        let decided = deal::withdraw(&deal, &process, &facts, how, &attempt.context);
        self.conclude(tx, attempt, mode, (&process, &facts, Some(&deal), decided)).await
    }
}

async fn of_row(
    tx: &mut Tx,
    attempt: &Attempt,
    mode: Mode,
    (back, version, way): (&TakeBack, u64, Way),
) -> Result<Ended, RunError> {
    let (tenant, thing) = (attempt.tenant, &back.thing);
    let change =
        Change { command: attempt.id, key: "take_back", at: attempt.context.now, by: attempt.context.actor };
    let place = (thing.kind.as_str(), thing.id);
    let is_there = match (mode, way, &thing.former) {
        (Mode::Try, ..) => true,
        (Mode::Do, Way::Restore, Some(former)) => {
            rows::restore(tx, tenant, (place.0, place.1, former), &change).await?
        }
        (Mode::Do, Way::Restore, None) => {
            return Err(StoreError::corrupt("an import kept no former state").into());
        }
        (Mode::Do, ..) => rows::take_back(tx, tenant, place, &change).await?,
    };
    Ok(match is_there {
        false => Ended::NotFound,
        true => Ended::Answered(Answer::Accepted {
            id: thing.id,
            after: version,
            version: version + 1,
            created: Vec::new(),
        }),
    })
}
