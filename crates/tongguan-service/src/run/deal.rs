//! Commands to deals: registering one, and everything later.

use std::collections::BTreeSet;
use std::sync::Arc;

use tongguan_core::deal::{self, Command, Deal, RegisterLead};
use tongguan_core::decision::{Effect, Outcome};
use tongguan_core::facts::{Context, Facts, Needs};
use tongguan_core::id::{AccountId, DealId, TenantId};
use tongguan_core::process::{Party, Process};
use tongguan_core::refusal::Refusal;
use tongguan_store::deal::Folded;
use tongguan_store::facts::{self, Request};
use tongguan_store::guard::{self, Guard};
use tongguan_store::notice::{self, Origin};
use tongguan_store::reference::{Taken, apply_effects, holder_of};
use tongguan_store::{StoreError, Tx, outbox};
use uuid::Uuid;

use super::attempt::{Answer, Attempt, Created, Ended, RunError};
use super::{Executor, Mode};
use tongguan_core::sight::Sight;

/// What a command to a deal is judged on.
pub(super) struct Ground {
    pub deal: Arc<Deal>,
    pub process: Arc<Process>,
    pub facts: Facts,
}

/// Locks a deal until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, tenant: TenantId, deal: DealId) -> Result<(), StoreError> {
    guard::lock(tx, tenant.0, &[Guard::new("deal", deal.to_string())]).await
}

impl Executor {
    /// Registers a lead under the process in force.
    pub(super) async fn register(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        (id, command): (DealId, &RegisterLead),
    ) -> Result<Ended, RunError> {
        let process = self.processes.current().clone();
        let Some(by) = attempt.context.actor.person() else {
            return Ok(Ended::Answered(Refusal::NoBusinessRole.into()));
        };
        let needs = deal::registration_needs(command, by);
        let facts = self.facts(tx, attempt, mode, (&process, &needs, None)).await?;
        let process = self.memory.ruled(&process, &facts.organization.field_rules);
        let decided = deal::register(id, &process, &facts, command, &attempt.context);
        self.conclude(tx, attempt, mode, (&process, &facts, None, decided)).await
    }

    /// Gives a command to a deal under the process that it is pinned to.
    pub(super) async fn command_deal(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        (id, command): (DealId, &Command),
    ) -> Result<Ended, RunError> {
        let Ground { deal, process, facts } = match self.ground(tx, attempt, mode, (id, command)).await? {
            Ok(ground) => ground,
            Err(ended) => return Ok(ended),
        };
        let decided = deal::decide(&deal, &process, &facts, command, &attempt.context);
        self.conclude(tx, attempt, mode, (&process, &facts, Some(&deal), decided)).await
    }

    /// What a command to a deal is judged on; or how the attempt ended before.
    pub(super) async fn ground(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        (id, command): (DealId, &Command),
    ) -> Result<Result<Ground, Ended>, RunError> {
        let Some(deal) = self.deal(tx, attempt.tenant, id).await? else {
            return Ok(Err(Ended::NotFound));
        };
        if attempt.expected.is_some_and(|expected| expected != deal.version) {
            return Ok(Err(Ended::Stale { current: deal.version }));
        }
        let process = self.processes.of(deal.process_version).cloned();
        let process =
            process.ok_or_else(|| StoreError::corrupt("a deal is pinned to a process that is not here"))?;
        let needs = deal::needs(&deal, &process, command, attempt.context.actor.person());
        let facts = self.facts(tx, attempt, mode, (&process, &needs, Some(&deal))).await?;
        let process = self.memory.ruled(&process, &facts.organization.field_rules);
        if is_hidden((&facts, &process), &deal, command, &attempt.context) {
            return Ok(Err(Ended::NotFound));
        }
        Ok(Ok(Ground { deal, process, facts }))
    }

    /// Locks the guards of what the command wants to see, then reads it. A trial locks nothing.
    pub(super) async fn facts(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        (process, needs, deal): (&Process, &Needs, Option<&Deal>),
    ) -> Result<Facts, StoreError> {
        let (tenant, now, zone) = (attempt.tenant, attempt.context.now, process.time_zone());
        let request = Request { tenant, needs, deal, now, zone };
        let guards = facts::guards(tx, &request).await?;
        if mode == Mode::Do {
            guard::lock(tx, tenant.0, &guards).await?;
        }
        let known = self.memory.known(tx, tenant).await?;
        facts::load(tx, &request, &known, &guards).await
    }

    pub(super) async fn conclude(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        (process, facts, before, decided): (&Process, &Facts, Option<&Deal>, Result<Outcome, Refusal>),
    ) -> Result<Ended, RunError> {
        let outcome = match decided {
            Ok(outcome) => outcome,
            Err(refusal) => return Ok(Ended::Answered(refusal.into())),
        };
        let (deal, effects) = match mode {
            Mode::Try => (Arc::new(outcome.deal), outcome.effects),
            Mode::Do => match store(tx, attempt, (process, before), &outcome).await? {
                Ok(folded) => {
                    self.memory.keep(attempt.tenant, &folded);
                    tell(tx, attempt.tenant, (process, facts), &folded.deal, &outcome).await?;
                    (folded.deal, outcome.effects)
                }
                Err(refusal) => return Ok(Ended::Answered(refusal.into())),
            },
        };
        let after = before.map_or(0, |deal| deal.version);
        let created = created(before, &deal, &effects);
        Ok(Ended::Answered(Answer::Accepted { id: deal.id.0, after, version: deal.version, created }))
    }
}

/// Whether a command that any reader of the deal may give comes from somebody who is none.
fn is_hidden(
    (facts, process): (&Facts, &Process),
    deal: &Deal,
    command: &Command,
    context: &Context,
) -> bool {
    let act = process.acts.get(command.key());
    let for_readers = act.is_some_and(|act| act.by.contains(&Party::AnyReader));
    let Some(person) = context.actor.person().filter(|_| for_readers) else { return false };
    let organization = &facts.organization;
    let sight = Sight::of(organization, process, person, context.now);
    !sight.sees(organization, process, (person, deal), &facts.place)
}

/// Stores what was decided. A customer whose name or code somebody else took meanwhile is a refusal, and nothing is written.
async fn store(
    tx: &mut Tx,
    attempt: &Attempt,
    (process, before): (&Process, Option<&Deal>),
    outcome: &Outcome,
) -> Result<Result<Folded, Refusal>, StoreError> {
    let tenant = attempt.tenant;
    for (account, key) in outcome.effects.iter().flat_map(taken) {
        if let Some(hit) = holder_of(tx, tenant, key).await?.filter(|hit| hit.account != account) {
            let (department, last_contact) = (hit.department, hit.last_contact);
            return Ok(Err(Refusal::DuplicateAccount { account: hit.account, department, last_contact }));
        }
    }
    let (ids, context) = ((outcome.deal.id, attempt.id), &attempt.context);
    apply_effects(tx, tenant, ids, (context.now, context.actor), &outcome.effects).await?;
    tongguan_store::deal::append(tx, tenant, process, attempt.id, before, outcome).await.map(Ok)
}

/// Writes the notices that follow from the events, and hands in the mails, in their transaction.
async fn tell(
    tx: &mut Tx,
    tenant: TenantId,
    (process, facts): (&Process, &Facts),
    deal: &Deal,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    let notices = tongguan_core::notice::of(deal, &outcome.events, process, &facts.organization);
    let origin = Origin { at: deal.last_at, stream: deal.id.0, version: deal.version };
    notice::write(tx, tenant, origin, &notices).await?;
    outbox::put_letters(tx, tenant, deal, &outcome.events).await
}

/// The unique keys that an effect takes for a customer.
fn taken(effect: &Effect) -> Vec<(AccountId, (Taken, &str))> {
    match effect {
        Effect::CreateAccount { account, name, uscc, .. } => {
            let code = uscc.as_deref().map(|uscc| (Taken::Uscc, uscc));
            [(Taken::Name, name.as_str())].into_iter().chain(code).map(|key| (*account, key)).collect()
        }
        Effect::SetAccountUscc { account, uscc } => vec![(*account, (Taken::Uscc, uscc.as_str()))],
        _ => Vec::new(),
    }
}

/// What came into being besides the deal itself.
fn created(before: Option<&Deal>, after: &Deal, effects: &[Effect]) -> Vec<Created> {
    let one = |kind: &str, id: Uuid| Created { kind: kind.to_owned(), id };
    let of_effect = |effect: &Effect| match effect {
        Effect::CreateAccount { account, .. } => Some(one("account", account.0)),
        Effect::CreateContact { contact, .. } => Some(one("contact", contact.0)),
        _ => None,
    };
    let documents: BTreeSet<_> = before.into_iter().flat_map(|deal| deal.documents.keys()).collect();
    let approvals: BTreeSet<_> = before.into_iter().flat_map(|deal| deal.approvals.keys()).collect();
    let documents =
        after.documents.keys().filter(|id| !documents.contains(id)).map(|id| one("document", id.0));
    let approvals =
        after.approvals.keys().filter(|id| !approvals.contains(id)).map(|id| one("approval", id.0));
    effects.iter().filter_map(of_effect).chain(documents).chain(approvals).collect()
}
