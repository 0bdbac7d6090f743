//! Receipts (到账) meet instalments: allocated by finance, taken back only with a reason, a stranger's money only by
//! approval (A11).

use serde::{Deserialize, Serialize};

use crate::approval::{ApprovalSubject, Request, request};
use crate::deal::Event;
use crate::decision::{Decision, Effect};
use crate::digest::Digest;
use crate::facts::ReceiptFacts;
use crate::id::{InstalmentId, ReceiptId};
use crate::money::Money;
use crate::receivable::{Interruption, InterruptionKind};
use crate::refusal::Refusal;

/// The chain by which a payer who is not the contract party is accepted.
const PAYER_CHAIN: &str = "A11";

/// Part of a receipt for one instalment; negative to take it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The instalment.
    pub instalment: InstalmentId,
    /// How much, minor units.
    pub amount_minor: Money,
}

/// Allocates a receipt to instalments of this deal, or takes allocations back where the amounts are negative.
pub(crate) fn allocate(
    decision: &mut Decision<'_>,
    receipt: ReceiptId,
    parts: &[Part],
    reason: Option<&str>,
) -> Result<(), Refusal> {
    let facts = booked(decision, receipt)?;
    distinct(parts)?;
    let back = parts.iter().all(|part| part.amount_minor < Money::ZERO);
    if !back && !parts.iter().all(|part| part.amount_minor > Money::ZERO) {
        return Err(Refusal::BadAllocation);
    }
    let sum = Money::checked_sum(parts.iter().map(|part| part.amount_minor)).ok_or(Refusal::BadAllocation)?;
    let note = match back {
        true => {
            parts.iter().try_for_each(|part| may_take_back(decision, receipt, part))?;
            Some(decision.keep_reason("reason", reason.unwrap_or_default())?)
        }
        false => {
            may_allocate(decision, &facts, parts, sum)?;
            reason.map(|reason| decision.keep_reason("reason", reason)).transpose()?
        }
    };
    decision.emit(Event::ReceiptAllocated {
        receipt,
        received_on: facts.received_on,
        parts: parts.to_vec(),
        note,
    });
    decision.effect(Effect::AllocateReceipt { receipt, amount: sum });
    for part in parts {
        super::collection::renew_limitation(decision, part.instalment);
    }
    Ok(())
}

fn booked(decision: &Decision<'_>, receipt: ReceiptId) -> Result<ReceiptFacts, Refusal> {
    decision.facts.receipt.filter(|facts| facts.id == receipt).ok_or(Refusal::UnknownReceipt { receipt })
}

fn distinct(parts: &[Part]) -> Result<(), Refusal> {
    let twice = |number: usize| parts[..number].iter().any(|p| p.instalment == parts[number].instalment);
    match parts.is_empty() || (0..parts.len()).any(twice) {
        true => Err(Refusal::BadAllocation),
        false => Ok(()),
    }
}

fn may_allocate(
    decision: &Decision<'_>,
    facts: &ReceiptFacts,
    parts: &[Part],
    sum: Money,
) -> Result<(), Refusal> {
    let receipt = facts.id;
    if facts.reversed {
        return Err(Refusal::ReceiptReversed { receipt });
    }
    if !facts.payer_is_party && !decision.deal.fulfilment.accepted_payers.contains(&receipt) {
        return Err(Refusal::ForeignPayer { receipt });
    }
    for part in parts {
        let instalment = super::collection::known(decision, part.instalment)?;
        let outstanding = instalment.outstanding();
        if part.amount_minor > outstanding {
            return Err(Refusal::AboveOutstanding { instalment: part.instalment, outstanding });
        }
    }
    match sum > facts.unallocated {
        true => Err(Refusal::ReceiptExhausted { receipt, unallocated: facts.unallocated }),
        false => Ok(()),
    }
}

fn may_take_back(decision: &Decision<'_>, receipt: ReceiptId, part: &Part) -> Result<(), Refusal> {
    let held = super::collection::known(decision, part.instalment)?.held_of(receipt);
    match held.checked_add(part.amount_minor) {
        Some(left) if left >= Money::ZERO => Ok(()),
        _ => Err(Refusal::NotAllocated { instalment: part.instalment, allocated: held }),
    }
}

/// What a payment says about the claim: a part paid acknowledges the rest (民法典 art. 195).
pub(super) fn interruption(received_on: jiff::civil::Date) -> Interruption {
    Interruption { on: received_on, kind: InterruptionKind::Promise }
}

/// Asks that the money of somebody else than the contract party be accepted.
pub(crate) fn request_payer(
    decision: &mut Decision<'_>,
    receipt: ReceiptId,
    reason: &str,
) -> Result<(), Refusal> {
    let facts = booked(decision, receipt)?;
    if facts.payer_is_party || decision.deal.fulfilment.accepted_payers.contains(&receipt) {
        return Err(Refusal::PayerAccepted { receipt });
    }
    decision.check_reason("reason", reason)?;
    let digest =
        Digest::of(format!("payer\0{receipt}\0{}\0{}", facts.amount.minor(), reason.trim()).as_bytes());
    let subject = ApprovalSubject::Payer { receipt };
    let (chain, reason) = (PAYER_CHAIN.to_owned(), Some(reason.trim().to_owned()));
    request(decision, Request { chain, subject, digest, authors: Vec::new(), reason, authority: None })
        .map(|_| ())
}
