//! Collecting what is due: promises, expected dates, disputes, extensions and write-offs, and what clocks hear of them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Fulfilment;
use super::instalment::{Allocated, Dispute, Instalment, OverdueReason, Promise};
use crate::approval::{ApprovalSubject, Request, request};
use crate::deal::{Deal, Event, Recorded};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::id::{ApprovalId, ContactId, InstalmentId, PersonId};
use crate::money::Money;
use crate::obligation::{Fired, Subject};
use crate::process::{Process, Trigger};
use crate::receivable::{Interruption, InterruptionKind, limitation};
use crate::refusal::Refusal;

/// The chain for extensions and bad debt.
const CREDIT_CHAIN: &str = "A10";

/// The instalment, if the deal has it.
pub(super) fn known<'d>(decision: &'d Decision<'_>, id: InstalmentId) -> Result<&'d Instalment, Refusal> {
    let found = decision.deal.fulfilment.instalments.get(&id);
    found.ok_or(Refusal::UnknownInstalment { instalment: id })
}

/// The instalment, if something is out.
pub(super) fn unsettled<'d>(decision: &'d Decision<'_>, id: InstalmentId) -> Result<&'d Instalment, Refusal> {
    match known(decision, id)? {
        settled if settled.is_settled() => Err(Refusal::InstalmentSettled { instalment: id }),
        instalment => Ok(instalment),
    }
}

fn within(id: InstalmentId, amount: Money, outstanding: Money) -> Result<(), Refusal> {
    if amount <= Money::ZERO {
        return Err(Refusal::NoAmount { field: "amount".to_owned() });
    }
    match amount > outstanding {
        true => Err(Refusal::AboveOutstanding { instalment: id, outstanding }),
        false => Ok(()),
    }
}

/// Records a promise of the customer to pay so much by a day.
pub(crate) fn promise(
    decision: &mut Decision<'_>,
    id: InstalmentId,
    promised_on: Date,
    amount: Money,
    contact: ContactId,
) -> Result<(), Refusal> {
    may_promise(decision, id, promised_on, amount)?;
    if !decision.facts.contacts.contains_key(&contact) {
        return Err(Refusal::UnknownContact { contact });
    }
    record_promise(decision, id, promised_on, amount, contact);
    Ok(())
}

/// Refuses a promise for a day that has passed, or for more than is out.
pub(super) fn may_promise(
    decision: &Decision<'_>,
    id: InstalmentId,
    promised_on: Date,
    amount: Money,
) -> Result<(), Refusal> {
    let outstanding = unsettled(decision, id)?.outstanding();
    if promised_on < decision.today() {
        return Err(Refusal::InPast { field: "promised_on".to_owned() });
    }
    within(id, amount, outstanding)
}

/// Keeps a promise that was judged good; it restarts the limitation period (民法典 art. 195).
pub(super) fn record_promise(
    decision: &mut Decision<'_>,
    instalment: InstalmentId,
    promised_on: Date,
    amount: Money,
    contact: ContactId,
) {
    let made_on = decision.today();
    decision.emit(Event::PromiseRecorded { instalment, made_on, promised_on, amount, contact });
    renew_limitation(decision, instalment);
}

/// Notes when payment is expected, and why it is late.
pub(crate) fn expect(
    decision: &mut Decision<'_>,
    instalment: InstalmentId,
    on: Date,
    reason: Option<OverdueReason>,
) -> Result<(), Refusal> {
    let today = decision.today();
    let overdue = unsettled(decision, instalment)?.due_on.is_some_and(|due| due < today);
    if on < today {
        return Err(Refusal::InPast { field: "on".to_owned() });
    }
    if overdue && reason.is_none() {
        return Err(Refusal::OverdueReasonMissing { instalment });
    }
    decision.emit(Event::PaymentExpected { instalment, on, reason });
    Ok(())
}

/// Splits off what the customer disputes, with somebody who settles it by a day; the rest goes on.
pub(crate) fn dispute(
    decision: &mut Decision<'_>,
    instalment: InstalmentId,
    dispute: Dispute,
    reason: &str,
) -> Result<(), Refusal> {
    let standing = unsettled(decision, instalment)?;
    if standing.dispute.is_some() {
        return Err(Refusal::DisputeStands { instalment });
    }
    within(instalment, dispute.amount, standing.outstanding())?;
    if dispute.due_on < decision.today() {
        return Err(Refusal::InPast { field: "due_on".to_owned() });
    }
    if !decision.is_fit(dispute.owner) {
        return Err(Refusal::UnfitOwner { person: dispute.owner });
    }
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::AmountDisputed { instalment, dispute, note });
    Ok(())
}

/// Ends a dispute; what is out is asked for again as a whole.
pub(crate) fn settle_dispute(
    decision: &mut Decision<'_>,
    instalment: InstalmentId,
    note: &str,
) -> Result<(), Refusal> {
    if known(decision, instalment)?.dispute.is_none() {
        return Err(Refusal::NoDispute { instalment });
    }
    let note = decision.keep_reason("note", note)?;
    decision.emit(Event::DisputeSettled { instalment, note });
    Ok(())
}

/// Asks for a later due date (展期, A10).
pub(crate) fn request_extension(
    decision: &mut Decision<'_>,
    instalment: InstalmentId,
    until: Date,
    reason: &str,
) -> Result<(), Refusal> {
    let due_on = unsettled(decision, instalment)?.due_on.ok_or(Refusal::NotYetDue { instalment })?;
    if until <= due_on || until < decision.today() {
        return Err(Refusal::ExtensionNotLater { instalment, due_on });
    }
    ask(decision, ApprovalSubject::Extension { instalment, until }, Vec::new(), reason)
}

/// Asks to give up part of an instalment (坏账, A10); whoever chased it does not decide (6.2).
pub(crate) fn request_write_off(
    decision: &mut Decision<'_>,
    instalment: InstalmentId,
    amount: Money,
    reason: &str,
) -> Result<(), Refusal> {
    let standing = unsettled(decision, instalment)?;
    standing.due_on.ok_or(Refusal::NotYetDue { instalment })?;
    within(instalment, amount, standing.outstanding())?;
    let collectors = super::dunning::collectors(&decision.deal, instalment);
    ask(decision, ApprovalSubject::WriteOff { instalment, amount }, collectors, reason)
}

fn ask(
    decision: &mut Decision<'_>,
    subject: ApprovalSubject,
    authors: Vec<PersonId>,
    reason: &str,
) -> Result<(), Refusal> {
    decision.check_reason("reason", reason)?;
    let about = |subject: &ApprovalSubject| match subject {
        ApprovalSubject::Extension { instalment, .. } => Some((0, *instalment)),
        ApprovalSubject::WriteOff { instalment, .. } => Some((1, *instalment)),
        _ => None,
    };
    let standing = |a: &crate::approval::Approval| a.is_open() && about(&a.subject) == about(&subject);
    if let Some((approval, _)) = decision.deal.approvals.iter().find(|(_, a)| standing(a)) {
        return Err(Refusal::AlreadyRequested { approval: *approval });
    }
    let content = serde_json::json!({ "subject": subject, "reason": reason.trim() });
    let (chain, digest) = (CREDIT_CHAIN.to_owned(), Digest::of_json(&content));
    let reason = Some(reason.trim().to_owned());
    request(decision, Request { chain, subject, digest, authors, reason, authority: None }).map(|_| ())
}

/// Draws the consequence of a consent; what was paid in the meantime is not given up.
pub(super) fn approved(decision: &mut Decision<'_>, approval: ApprovalId, subject: &ApprovalSubject) {
    let out = |decision: &Decision<'_>, id: &InstalmentId| {
        let instalment = decision.deal.fulfilment.instalments.get(id);
        instalment.map(Instalment::outstanding).unwrap_or(Money::ZERO)
    };
    match subject {
        ApprovalSubject::Payer { receipt } => {
            decision.emit(Event::PayerAccepted { approval, receipt: *receipt });
        }
        ApprovalSubject::Extension { instalment, until } if out(decision, instalment) > Money::ZERO => {
            decision.emit(Event::InstalmentExtended { approval, instalment: *instalment, until: *until });
            renew_limitation(decision, *instalment);
        }
        ApprovalSubject::WriteOff { instalment, amount } if out(decision, instalment) > Money::ZERO => {
            let amount = (*amount).min(out(decision, instalment));
            decision.emit(Event::InstalmentWrittenOff { approval, instalment: *instalment, amount });
        }
        _ => {}
    }
}

/// Records when the claim lapses, where that has changed.
pub(super) fn renew_limitation(decision: &mut Decision<'_>, id: InstalmentId) {
    let Some(instalment) = decision.deal.fulfilment.instalments.get(&id) else { return };
    let Some(due_on) = instalment.due_on.filter(|_| !instalment.is_settled()) else { return };
    let Some(period) = limitation(&[due_on], &instalment.interruptions, &decision.facts.calendar) else {
        return;
    };
    if instalment.limitation_on != Some(period.ends_on) {
        let (ends_on, provisional) = (period.ends_on, period.provisional);
        decision.emit(Event::LimitationSet { instalment: id, ends_on, provisional });
    }
}

pub(super) fn fold(state: &mut Fulfilment, recorded: &Recorded) {
    match &recorded.event {
        Event::ReceiptAllocated { receipt, received_on, parts, .. } => {
            for part in parts {
                let Some(instalment) = state.instalments.get_mut(&part.instalment) else { continue };
                let amount = part.amount_minor;
                instalment.allocations.push(Allocated {
                    receipt: *receipt,
                    amount,
                    received_on: *received_on,
                });
                if amount > Money::ZERO {
                    instalment.interruptions.push(super::receipt::interruption(*received_on));
                }
                if instalment.is_settled() {
                    instalment.limitation_on = None;
                }
            }
        }
        Event::PromiseRecorded { instalment, made_on, promised_on, amount, contact } => {
            let promise =
                Promise { made_on: *made_on, promised_on: *promised_on, amount: *amount, contact: *contact };
            change(state, *instalment, |i| {
                i.promises.push(promise);
                i.interruptions.push(Interruption { on: *made_on, kind: InterruptionKind::Promise });
            });
        }
        Event::PaymentExpected { instalment, on, reason } => change(state, *instalment, |i| {
            i.expected_on = Some(*on);
            i.overdue_reason = reason.or(i.overdue_reason);
        }),
        Event::AmountDisputed { instalment, dispute, .. } => {
            change(state, *instalment, |i| i.dispute = Some(*dispute));
        }
        Event::DisputeSettled { instalment, .. } => change(state, *instalment, |i| i.dispute = None),
        Event::InstalmentWrittenOff { instalment, amount, .. } => change(state, *instalment, |i| {
            i.written_off = i.written_off.checked_add(*amount).unwrap_or(i.written_off);
        }),
        Event::LimitationSet { instalment, ends_on, .. } => {
            change(state, *instalment, |i| i.limitation_on = Some(*ends_on));
        }
        Event::DunningOwed { instalment, level, .. } => change(state, *instalment, |i| {
            i.dunning_owed = i.dunning_owed.max(Some(*level));
        }),
        Event::DunningRecorded { instalment, level, demand_on, .. } => change(state, *instalment, |i| {
            i.dunning_done = i.dunning_done.max(Some(*level));
            let demand = demand_on.map(|on| Interruption { on, kind: InterruptionKind::Demand });
            i.interruptions.extend(demand);
        }),
        _ => {}
    }
}

fn change(state: &mut Fulfilment, id: InstalmentId, change: impl FnOnce(&mut Instalment)) {
    if let Some(instalment) = state.instalments.get_mut(&id) {
        change(instalment);
    }
}

/// What clocks hear of money.
pub(super) fn fired(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let zone = process.time_zone();
    let on = |trigger, id: InstalmentId, day: Date| {
        let at = crate::zone::at(day, 0, 0, &zone);
        Fired { trigger, subject: Subject::Instalment(id), at, step_working_days: 0 }
    };
    let now = |trigger, id| of(trigger, id, recorded.at);
    let find = |id: &InstalmentId| deal.fulfilment.instalments.get(id);
    match &recorded.event {
        Event::InstalmentTriggered { instalment, .. } | Event::InstalmentExtended { instalment, .. } => {
            let due_on = find(instalment).filter(|i| !i.is_settled()).and_then(|i| i.due_on);
            due_on.map(|due| on(Trigger::InstalmentDue, *instalment, due)).into_iter().collect()
        }
        Event::InstalmentsAmended { kept, dropped, .. } => {
            let settled = kept.iter().map(|kept| now(Trigger::InstalmentSettled, kept.instalment));
            settled.chain(dropped.iter().map(|id| now(Trigger::InstalmentDropped, *id))).collect()
        }
        Event::LimitationSet { instalment, ends_on, .. } => {
            vec![on(Trigger::LimitationRuns, *instalment, *ends_on)]
        }
        Event::ReceiptAllocated { parts, .. } => parts
            .iter()
            .filter_map(|part| Some((part, find(&part.instalment)?)))
            .flat_map(|(part, standing)| moved((part.instalment, standing), part.amount_minor, &on, &now))
            .collect(),
        Event::InstalmentWrittenOff { instalment, .. } => {
            let settled = find(instalment).is_some_and(Instalment::is_settled);
            settled.then(|| now(Trigger::InstalmentSettled, *instalment)).into_iter().collect()
        }
        Event::PromiseRecorded { instalment, promised_on, .. } => {
            vec![on(Trigger::PaymentPromised, *instalment, *promised_on)]
        }
        Event::AmountDisputed { instalment, dispute, .. } => {
            vec![on(Trigger::AmountDisputed, *instalment, dispute.due_on)]
        }
        Event::DisputeSettled { instalment, .. } => vec![now(Trigger::DisputeSettled, *instalment)],
        Event::DunningOwed { instalment, since, .. } => vec![on(Trigger::DunningOwed, *instalment, *since)],
        Event::DunningRecorded { instalment, .. } => vec![now(Trigger::DunningRecorded, *instalment)],
        _ => Vec::new(),
    }
}

fn of(trigger: Trigger, id: InstalmentId, at: Timestamp) -> Fired {
    Fired { trigger, subject: Subject::Instalment(id), at, step_working_days: 0 }
}

/// Money came or went: the instalment is settled, a promise is kept, or the debt stands again.
fn moved(
    (id, instalment): (InstalmentId, &Instalment),
    amount: Money,
    on: &impl Fn(Trigger, InstalmentId, Date) -> Fired,
    now: &impl Fn(Trigger, InstalmentId) -> Fired,
) -> Vec<Fired> {
    if instalment.is_settled() {
        return vec![now(Trigger::InstalmentSettled, id)];
    }
    let was_settled =
        instalment.outstanding().checked_add(amount).is_some_and(|before| before <= Money::ZERO);
    let reopened = instalment.due_on.filter(|_| amount < Money::ZERO && was_settled);
    let kept = instalment.promise().is_some_and(|promise| instalment.is_kept(promise));
    let reopened = reopened.map(|due| on(Trigger::InstalmentDue, id, due));
    reopened.into_iter().chain(kept.then(|| now(Trigger::PromiseKept, id))).collect()
}
