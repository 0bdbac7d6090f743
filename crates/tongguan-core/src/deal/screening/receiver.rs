//! Whose a lead becomes: its registrar's, a rep's to whom he may give it, or nobody's yet.

use super::REP;
use crate::id::{DepartmentId, PersonId};
use crate::organization::Organization;
use crate::process::{Party, Process};
use crate::refusal::Refusal;

/// Whose a lead becomes, if anybody's, and in which department it begins.
#[derive(Clone, Copy)]
pub(super) struct Begins {
    pub owner: Option<PersonId>,
    pub department: DepartmentId,
}

/// Who may get the leads that somebody registers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receivers {
    /// Himself, where he sells: whoever is not named otherwise.
    pub oneself: bool,
    /// Nobody, so that it lies in the pool: whoever is not named otherwise.
    pub nobody: bool,
    /// Reps, himself among them where he sells.
    pub people: Vec<PersonId>,
}

/// A rep registers for himself. Whoever may give a lead to another owner registers for a rep, or for nobody yet.
pub(super) fn begins(
    process: &Process,
    organization: &Organization,
    owner: Option<PersonId>,
    by: PersonId,
) -> Result<Begins, Refusal> {
    let refused = |needs| Refusal::NotPermitted { command: "register_lead".to_owned(), needs };
    let gives = |at: DepartmentId| registrars(process).any(|role| organization.holds(by, role, at));
    if let Some(department) = sells(organization, by).filter(|_| owner.is_none_or(|owner| owner == by)) {
        return Ok(Begins { owner: Some(by), department });
    }
    let Some(owner) = owner else {
        let department = home(organization, by).ok_or(Refusal::NoBusinessRole)?;
        let begins = Begins { owner: None, department };
        return gives(department).then_some(begins).ok_or_else(|| refused(vec![REP.to_owned()]));
    };
    let department = sells(organization, owner).ok_or(Refusal::UnfitOwner { person: owner })?;
    match gives(department) {
        true => Ok(Begins { owner: Some(owner), department }),
        false => Err(refused(registrars(process).map(str::to_owned).collect())),
    }
}

/// Who may get the leads that somebody registers.
pub fn receivers(process: &Process, organization: &Organization, by: PersonId) -> Receivers {
    let may = |owner| begins(process, organization, owner, by);
    let unnamed = may(None).map(|begins| begins.owner.is_some());
    let people = organization.people.keys().copied().filter(|person| may(Some(*person)).is_ok());
    Receivers { oneself: unnamed == Ok(true), nobody: unnamed == Ok(false), people: people.collect() }
}

/// The department in which somebody sells; none where he does not.
pub fn sells(organization: &Organization, person: PersonId) -> Option<DepartmentId> {
    home(organization, person).filter(|home| organization.holds(person, REP, *home))
}

/// The roles that register leads for others: those that give a lead to another owner.
pub fn registrars(process: &Process) -> impl Iterator<Item = &str> {
    let parties = process.acts.get("reassign_owner").map(|act| act.by.as_slice()).unwrap_or_default();
    parties.iter().filter_map(|party| match party {
        Party::Role(role) => Some(role.as_str()),
        _ => None,
    })
}

fn home(organization: &Organization, person: PersonId) -> Option<DepartmentId> {
    organization.people.get(&person).filter(|person| person.active).map(|person| person.department)
}
