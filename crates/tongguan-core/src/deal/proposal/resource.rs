//! Resource requests: what, from whom, by when, granted by whom (ruling 16).

use jiff::civil::Date;

use crate::deal::Event;
use crate::decision::Decision;
use crate::id::{PersonId, ResourceId};
use crate::refusal::Refusal;

/// Asks a role for somebody.
pub(in crate::deal) fn ask(
    decision: &mut Decision<'_>,
    role: &str,
    needed_on: Date,
    what: &str,
) -> Result<(), Refusal> {
    if decision.process.role(role).is_none_or(|role| !role.business) {
        return Err(Refusal::UnknownRole { role: role.to_owned() });
    }
    if needed_on < decision.today() {
        return Err(Refusal::InPast { field: "needed_on".to_owned() });
    }
    let note = decision.keep_reason("what", what)?;
    let resource = ResourceId(decision.next_id());
    decision.emit(Event::ResourceRequested { resource, role: role.to_owned(), needed_on, note });
    Ok(())
}

/// Grants a request by naming a person of that role, or declines it.
pub(in crate::deal) fn decide(
    decision: &mut Decision<'_>,
    resource: ResourceId,
    person: Option<PersonId>,
    reason: &str,
) -> Result<(), Refusal> {
    let asked = decision.deal.proposal.resources.get(&resource);
    let asked = asked.ok_or(Refusal::UnknownResource { resource })?;
    if !asked.is_open() {
        return Err(Refusal::ResourceDecided { resource });
    }
    if asked.asked_by == Some(decision.person()?) {
        return Err(Refusal::OwnWork { command: "grant_resource".to_owned() });
    }
    let holds = |person| decision.facts.organization.holds(person, &asked.role, decision.deal.department);
    if let Some(person) = person.filter(|person| !decision.is_fit(*person) || !holds(*person)) {
        return Err(Refusal::UnfitResource { person });
    }
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::ResourceDecided { resource, granted: person.is_some(), person, note });
    Ok(())
}
