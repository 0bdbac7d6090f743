//! An amendment of a signed contract (D19) puts another schedule in the place of what is still to come.
//!
//! What was paid or given up stays on the instalment that it belongs to; the new schedule is read from its beginning,
//! less what was paid, so that the instalments add up to the new value whatever happened before.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Fulfilment;
use super::instalment::{Instalment, PaymentEvent, PlannedInstalment, begin};
use crate::deal::Event;
use crate::decision::Decision;
use crate::id::{DocumentId, InstalmentId};
use crate::money::Money;

/// An instalment that keeps what it got and asks for no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptInstalment {
    /// The instalment.
    pub instalment: InstalmentId,
    /// What it got.
    pub amount: Money,
}

/// Puts the schedule of an amendment into force; without rows, the old one stands. Whoever records its signature calls
/// this.
pub fn amend_instalments(
    decision: &mut Decision<'_>,
    contract: DocumentId,
    amount: Money,
    schedule: &[(Money, Date)],
) {
    let state = &decision.deal.fulfilment;
    if schedule.is_empty() || !state.contracts.contains_key(&contract) {
        return;
    }
    let standing: Vec<(InstalmentId, u32, Money)> =
        state.of_contract(contract).map(|(id, i)| (id, i.seq, covered(i))).collect();
    let (kept, dropped): (Vec<_>, Vec<_>) =
        standing.iter().partition(|(_, _, covered)| *covered > Money::ZERO);
    let paid = Money::checked_sum(kept.iter().map(|(_, _, covered)| *covered)).unwrap_or(amount);
    let last = standing.iter().map(|(_, seq, _)| *seq).max().unwrap_or(0);
    let mut added = Vec::new();
    for ((amount, on), seq) in rest_of(schedule, paid).into_iter().zip(last + 1..) {
        let instalment = InstalmentId(decision.next_id());
        let event = PaymentEvent::Date;
        added.push(PlannedInstalment {
            instalment,
            seq,
            event,
            amount,
            credit_days: 0,
            on: Some(on),
            carried: false,
        });
    }
    let keep = |(instalment, _, amount): (InstalmentId, u32, Money)| KeptInstalment { instalment, amount };
    decision.emit(Event::InstalmentsAmended {
        contract,
        amount,
        kept: kept.into_iter().map(keep).collect(),
        dropped: dropped.into_iter().map(|(id, ..)| id).collect(),
        added: added.clone(),
    });
    for one in added {
        let on = one.on.unwrap_or(decision.today());
        super::instalment::trigger(decision, one.instalment, on, false);
    }
}

/// What of an instalment is paid or given up.
fn covered(instalment: &Instalment) -> Money {
    instalment.received().checked_add(instalment.written_off).unwrap_or(instalment.amount)
}

/// The rows that are left when the first ones are covered.
fn rest_of(schedule: &[(Money, Date)], mut paid: Money) -> Vec<(Money, Date)> {
    let mut rest = Vec::new();
    for (amount, on) in schedule {
        let taken = paid.min(*amount);
        paid = paid.checked_sub(taken).unwrap_or(Money::ZERO);
        let left = amount.checked_sub(taken).filter(|left| *left > Money::ZERO);
        rest.extend(left.map(|left| (left, *on)));
    }
    rest
}

pub(super) fn fold(state: &mut Fulfilment, event: &Event) {
    let Event::InstalmentsAmended { contract, amount, kept, dropped, added } = event else { return };
    if let Some(terms) = state.contracts.get_mut(contract) {
        terms.amount = *amount;
    }
    for kept in kept {
        if let Some(instalment) = state.instalments.get_mut(&kept.instalment) {
            instalment.amount = kept.amount;
        }
    }
    dropped.iter().for_each(|id| drop(state.instalments.remove(id)));
    state.instalments.extend(added.iter().map(|planned| (planned.instalment, begin(*contract, planned))));
}
