//! The three administrators (三员: 系统管理员, 安全管理员, 内审) exclude each other and every role that decides business.
//!
//! A role that the process marks as no business is one of theirs. Whom somebody stands in for counts like what he holds himself,
//! so that no delegation brings together what no post may.

use std::collections::BTreeSet;

use super::{Desk, Refusal};
use crate::id::PersonId;
use crate::process::RoleKey;

/// Refuses that a person has `more` besides the roles that he has.
pub fn fits(desk: &Desk<'_>, person: PersonId, more: &[RoleKey]) -> Result<(), Refusal> {
    let has = acts_as(desk, person);
    let pairs = more.iter().flat_map(|one| has.iter().map(move |other| (one, other)));
    let mut barred = pairs.filter_map(|(one, other)| desk.process.excludes(one, other));
    match barred.next() {
        Some((role, held)) => {
            Err(Refusal::RolesExclude { person, role: role.to_owned(), held: held.to_owned() })
        }
        None => Ok(()),
    }
}

/// The roles of a person, and those of everybody for whom he stands in, now or by a delegation that is still to begin.
fn acts_as(desk: &Desk<'_>, person: PersonId) -> BTreeSet<RoleKey> {
    let organization = desk.organization;
    let delegations = organization.delegations.iter();
    let live = delegations.filter(|one| one.to == person && one.ends_at > desk.now());
    let people = live.map(|one| one.from).chain([person]);
    people.flat_map(|one| organization.roles_of(one)).map(str::to_owned).collect()
}

/// Everybody who would have `person`'s roles as well if he took `role`: himself, and who stands in for him.
pub fn post_fits(desk: &Desk<'_>, person: PersonId, role: &str) -> Result<(), Refusal> {
    let more = [role.to_owned()];
    let delegations = desk.organization.delegations.iter();
    let stand_ins = delegations.filter(|one| one.from == person && one.ends_at > desk.now());
    std::iter::once(person).chain(stand_ins.map(|one| one.to)).try_for_each(|one| fits(desk, one, &more))
}

/// Whether `to` may stand in for `from`.
pub fn delegation_fits(desk: &Desk<'_>, from: PersonId, to: PersonId) -> Result<(), Refusal> {
    let roles: Vec<RoleKey> = desk.organization.roles_of(from).map(str::to_owned).collect();
    fits(desk, to, &roles)
}
