//! Our signatory's authority (授权签字人限额): how much he may sign for one of our entities, and on which days.
//!
//! An entity whose register of signatories is empty keeps none, and nothing is judged; one name in it, and only those
//! in it sign.

use jiff::civil::Date;

use crate::decision::Decision;
use crate::form::Reader;
use crate::id::{OwnEntityId, PersonId};
use crate::money::Money;
use crate::refusal::Refusal;

/// Refuses a contract that our signatory may not sign on that day.
pub(super) fn may_sign(
    decision: &Decision<'_>,
    contract: Reader<'_>,
    on: Option<Date>,
) -> Result<(), Refusal> {
    let seller: Option<OwnEntityId> = contract.parse("our_entity");
    let entity = decision.facts.own_entities.iter().find(|entity| Some(entity.id) == seller);
    let register = entity.map(|entity| entity.signatories.as_slice()).unwrap_or_default();
    if register.is_empty() {
        return Ok(());
    }
    let person: Option<PersonId> = contract.parse("our_signatory");
    let amount = Money(contract.whole("amount_gross").unwrap_or(0));
    let entry = register.iter().find(|entry| Some(entry.person) == person);
    let active = person.is_some_and(|person| decision.facts.organization.is_active(person));
    match entry {
        Some(entry) if active && entry.may_sign(amount, on.unwrap_or(decision.today())) => Ok(()),
        entry => {
            let limit = entry.and_then(|entry| entry.limit);
            Err(Refusal::SignatoryNotAuthorised { person, amount, limit, on })
        }
    }
}
