//! Who decides in whose place while a delegation runs.
//!
//! Promises one answer for what a stand-in sees, is told, is shown and may decide. The lower authority of the two counts: nobody stands in
//! for whom he may not decide anyway. Must never let anybody decide on what is his own.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Approval;
use crate::deal::{Deal, hands};
use crate::id::PersonId;
use crate::organization::Organization;
use crate::process::Process;

/// Those for whom a person decides at a moment, whatever it is about: he is in office, decides business, administers nothing and is of no
/// lower rank than they.
pub fn principals(
    organization: &Organization,
    process: &Process,
    person: PersonId,
    now: Timestamp,
) -> BTreeSet<PersonId> {
    let mut absent = organization.stands_in_for(person, now).peekable();
    if absent.peek().is_none() || !decides_business(organization, process, person) {
        return BTreeSet::new();
    }
    let rank = |person| organization.rank(person, process);
    let own = rank(person);
    absent.filter(|absent| own >= rank(*absent)).collect()
}

fn decides_business(organization: &Organization, process: &Process, person: PersonId) -> bool {
    let roles: Vec<_> = organization.roles_of(person).filter_map(|role| process.role(role)).collect();
    organization.is_active(person) && !roles.is_empty() && roles.iter().all(|role| role.business)
}

impl Deal {
    /// Those of these people whose turn it is in an approval of the deal.
    pub fn waiting_for(&self, people: &BTreeSet<PersonId>) -> BTreeSet<PersonId> {
        if people.is_empty() {
            return BTreeSet::new();
        }
        self.approvals
            .values()
            .flat_map(|approval| approval.whose_turn())
            .filter(|p| people.contains(p))
            .collect()
    }

    /// Those of these people in whose place a person may decide in the deal.
    pub fn decides_for(
        &self,
        process: &Process,
        person: PersonId,
        people: &BTreeSet<PersonId>,
    ) -> BTreeSet<PersonId> {
        let of = |approval: &Approval| in_place_of((self, process), approval, person, people);
        self.approvals.values().filter(|_| !people.is_empty()).filter_map(|approval| of(approval)).collect()
    }
}

/// In whose place of these people somebody may decide in an approval: nobody's where it is his own turn, his own paper or deal, where he
/// has decided in it, and where he did what excludes it.
pub fn in_place_of(
    (deal, process): (&Deal, &Process),
    approval: &Approval,
    person: PersonId,
    people: &BTreeSet<PersonId>,
) -> Option<PersonId> {
    let turn = approval.whose_turn();
    let principal = turn.iter().find(|one| people.contains(one))?;
    let is_barred = turn.contains(&person)
        || approval.is_own_paper(person)
        || deal.owner == Some(person)
        || approval.has_decided(person)
        || hands::bars(deal, process, person, &approval.deed());
    (!is_barred).then_some(*principal)
}

/// Who may decide in whose place in an approval at a moment.
pub fn stand_ins(
    organization: &Organization,
    process: &Process,
    (deal, approval): (&Deal, &Approval),
    now: Timestamp,
) -> Vec<(PersonId, PersonId)> {
    let turn = approval.whose_turn();
    let running = organization.delegations.iter().filter(|one| one.starts_at <= now && now <= one.ends_at);
    let candidates: BTreeSet<PersonId> =
        running.filter(|one| turn.contains(&one.from)).map(|one| one.to).collect();
    let place = |person: PersonId| {
        let people = principals(organization, process, person, now);
        Some((person, in_place_of((deal, process), approval, person, &people)?))
    };
    candidates.into_iter().filter_map(place).collect()
}
