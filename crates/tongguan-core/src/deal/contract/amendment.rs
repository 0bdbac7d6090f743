//! D19: a signed contract changes by an amendment with its own text review and its own chain (A9).
//!
//! The customer stays, and the new value is never below what was invoiced or received.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::signing::contract;
use crate::deal::document::{self, Draft};
use crate::deal::fulfilment::amend_instalments;
use crate::deal::{Event, Number};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::form::Reader;
use crate::id::DocumentId;
use crate::money::Money;
use crate::numbering;
use crate::process::DocumentKind;
use crate::refusal::Refusal;
use crate::zone;

/// An instalment as an amendment agrees on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendedInstalment {
    /// How much.
    pub amount: Money,
    /// By when.
    pub due_on: Date,
}

/// An amendment that is drafted or revised.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>) -> Result<(), Refusal> {
    document::judge_references(decision, draft)?;
    let body = draft.read();
    let Some(id) = body.parse::<DocumentId>("contract_id") else { return Ok(()) };
    if contract(decision, id)?.signing.is_none() {
        return Err(Refusal::ContractNotSigned { contract: id });
    }
    if decision.deal.contracting.amendments.contains_key(&draft.document) {
        return Err(Refusal::ContractSigned { contract: draft.document });
    }
    let amount = Money(body.whole("new_amount_gross").unwrap_or(0));
    let delta = Money(body.whole("amount_delta").unwrap_or(0));
    if value(decision, id).checked_add(delta) != Some(amount) {
        return draft.fault("new_amount_gross", "sum_differs", Some(value(decision, id).to_string()));
    }
    let least = claimed(decision, id);
    if amount < least {
        return draft.fault("new_amount_gross", "too_small", Some(least.to_string()));
    }
    let planned = schedule(body);
    let sum = Money::checked_sum(planned.iter().map(|one| one.amount));
    match planned.is_empty() && delta == Money::ZERO || sum == Some(amount) {
        true => Ok(()),
        false => draft.fault("new_schedule", "sum_differs", Some(amount.to_string())),
    }
}

/// The gross value of a contract as it stands, amendments included.
pub(in crate::deal) fn value(decision: &Decision<'_>, id: DocumentId) -> Money {
    let amended = decision.deal.contracting.amendments.iter().filter(|(_, a)| a.contract == id);
    let latest = amended.max_by_key(|(amendment, a)| (a.signed_on, **amendment));
    let form = decision.deal.documents.get(&id);
    let agreed = form.and_then(|form| Reader(&form.facts).whole("amount_gross")).map_or(Money::ZERO, Money);
    latest.map_or(agreed, |(_, amendment)| amendment.amount)
}

/// What was invoiced or received under a contract, whichever is more: no amendment goes below it.
fn claimed(decision: &Decision<'_>, id: DocumentId) -> Money {
    let fulfilment = &decision.deal.fulfilment;
    let invoices = fulfilment.invoices.values().filter(|invoice| invoice.contract == id && invoice.is_live());
    let invoiced = Money::checked_sum(invoices.map(|invoice| invoice.total));
    let received =
        Money::checked_sum(fulfilment.of_contract(id).map(|(_, instalment)| instalment.received()));
    invoiced.max(received).unwrap_or(Money::ZERO)
}

fn schedule(body: Reader<'_>) -> Vec<AmendedInstalment> {
    let rows = body.rows("new_schedule");
    let line = |row: &Reader<'_>| {
        let amount = Money(row.whole("amount").unwrap_or(0));
        Some(AmendedInstalment { amount, due_on: row.parse("due")? })
    };
    rows.iter().filter_map(line).collect()
}

/// An amendment keeps its contract's number, with a suffix that counts.
pub(in crate::deal) fn number_of(decision: &Decision<'_>, draft: &Draft<'_>) -> Option<Number> {
    if draft.kind != DocumentKind::Amendment || draft.revision != 1 {
        return None;
    }
    let id: DocumentId = draft.read().parse("contract_id")?;
    let Some(Number::Drawn(contract_no)) = contract(decision, id).ok()?.number.clone() else { return None };
    let earlier = decision.deal.documents.values().filter(|document| {
        document.kind == DocumentKind::Amendment && Reader(&document.facts).parse("contract_id") == Some(id)
    });
    let number = u32::try_from(earlier.count()).unwrap_or(u32::MAX).saturating_add(1);
    Some(Number::Drawn(numbering::amendment(&contract_no, number)))
}

/// Both parties signed an amendment: the contract has another value and another schedule.
pub(in crate::deal) fn record(
    decision: &mut Decision<'_>,
    amendment: DocumentId,
    signed_on: Date,
    file: Digest,
) -> Result<(), Refusal> {
    let standing = decision.deal.documents.get(&amendment).filter(|d| d.kind == DocumentKind::Amendment);
    let standing = standing.ok_or(Refusal::UnknownDocument { document: amendment })?;
    if decision.deal.contracting.amendments.contains_key(&amendment) {
        return Err(Refusal::ContractSigned { contract: amendment });
    }
    let consent = decision.deal.contracting.consents.get(&amendment);
    let consent = consent.ok_or(Refusal::NotAgreed { document: amendment })?;
    if signed_on > decision.today() {
        return Err(Refusal::InFuture { field: "signed_on".to_owned() });
    }
    let approved_on = zone::local_date(consent.at, &decision.process.time_zone());
    if signed_on < approved_on {
        return Err(Refusal::SignedBeforeApproval { approved_on });
    }
    let body = Reader(&standing.facts);
    let contract = body.parse::<DocumentId>("contract_id");
    let contract = contract.ok_or(Refusal::UnknownDocument { document: amendment })?;
    let amount = Money(body.whole("new_amount_gross").unwrap_or(0));
    let schedule = schedule(body);
    let least = claimed(decision, contract);
    if amount < least {
        return Err(Refusal::BelowClaims { least });
    }
    let rows: Vec<(Money, Date)> = schedule.iter().map(|one| (one.amount, one.due_on)).collect();
    decision.emit(Event::ContractAmended { amendment, contract, signed_on, amount, schedule, file });
    amend_instalments(decision, contract, amount, &rows);
    Ok(())
}
