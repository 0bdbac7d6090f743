//! Who decides an appeal about a customer, and what he may decide.

use std::collections::BTreeSet;

use super::{AccountAppeal, Known, said};
use crate::id::PersonId;
use crate::organization::Organization;
use crate::reference::{Desk, Refusal};

/// Who decides the first: the nearest of these offices in which somebody is no party.
const FIRST: [&[&str]; 3] =
    [&["sales_supervisor", "sales_manager"], &["sales_director"], &["general_manager"]];
/// Who decides the last.
const SECOND: [&[&str]; 2] = [&["sales_director"], &["general_manager"]];
/// Whoever has a customer sells.
const REP: &str = "sales_rep";

/// Who has a part in an appeal: both sides, and whoever has the customer now.
pub fn parties(appeal: &AccountAppeal, owner: Option<PersonId>) -> BTreeSet<PersonId> {
    [Some(appeal.by), Some(appeal.against), owner].into_iter().flatten().collect()
}

/// Who may decide it: nobody who has a part in it, and of the second nobody who decided the first.
pub fn deciders(
    organization: &Organization,
    appeal: &AccountAppeal,
    owner: Option<PersonId>,
) -> BTreeSet<PersonId> {
    let parties = parties(appeal, owner);
    let offices: &[&[&str]] = if appeal.level == 1 { &FIRST } else { &SECOND };
    let fit = |person: &PersonId| !parties.contains(person) && appeal.first_decided_by != Some(*person);
    let of_office = |roles: &&[&str]| -> BTreeSet<PersonId> {
        let posts = organization.posts.iter().filter(|post| roles.contains(&post.role.as_str()));
        let held = posts.filter_map(|post| post.holder.map(|holder| (holder, post.role.as_str())));
        let answers = |(holder, role): &(PersonId, &str)| {
            organization.holds(*holder, role, appeal.department) && fit(holder)
        };
        held.filter(answers).map(|(holder, _)| holder).collect()
    };
    offices.iter().map(of_office).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Awards the customer to one of those who have a part in it.
pub(super) fn decide(
    desk: &Desk<'_>,
    appeal: &AccountAppeal,
    known: &Known,
    (owner, reason): (PersonId, &str),
) -> Result<AccountAppeal, Refusal> {
    let account = known.account.as_ref().ok_or(Refusal::UnknownAccount { account: appeal.account })?;
    if !appeal.is_open() {
        return Err(Refusal::NoOpenAppeal);
    }
    let by = desk.actor().ok_or(Refusal::NeedsSecondPerson)?;
    let parties = parties(appeal, account.owner);
    if parties.contains(&by) {
        return Err(Refusal::PartyToAppeal);
    }
    if !deciders(desk.organization, appeal, account.owner).contains(&by) {
        let offices: &[&[&str]] = if appeal.level == 1 { &FIRST } else { &SECOND };
        let needs = offices.iter().flat_map(|office| office.iter()).map(|role| (*role).to_owned());
        return Err(Refusal::NotPermitted {
            command: "decide_account_appeal".to_owned(),
            needs: needs.collect(),
        });
    }
    let sells = desk.organization.roles_of(owner).any(|role| role == REP);
    if !parties.contains(&owner) || !desk.organization.is_active(owner) || !sells {
        return Err(Refusal::UnfitPerson { person: owner });
    }
    Ok(AccountAppeal {
        decided_by: Some(by),
        decided_at: Some(desk.now()),
        owner: Some(owner),
        opinion: Some(said("reason", reason)?),
        ..appeal.clone()
    })
}
