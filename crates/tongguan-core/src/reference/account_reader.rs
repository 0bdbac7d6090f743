//! People who are let see a customer by name (指定查看人), from a day and until another: by its owner or his superior.
//!
//! Promises that nobody is named who has no business with customers, and that what goes to the pool is shown to nobody by name any more.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::{Desk, Refusal};
use crate::id::PersonId;
use crate::sight::why;

/// Most people who are named for one customer.
const MOST: usize = 50;

/// Somebody who is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedReader {
    /// Who.
    pub person: PersonId,
    /// His first day.
    pub from: Date,
    /// His last day; absent where it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Who named him.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
}

/// Whether somebody is named for a customer on a day.
pub fn is_named(account: &Account, person: PersonId, today: Date) -> bool {
    let holds = |named: &NamedReader| {
        named.person == person && named.from <= today && named.until.is_none_or(|until| today <= until)
    };
    account.named.iter().any(holds)
}

/// Whose the customer is for naming: its owner, and whoever acts where he stands above the owner.
pub(super) fn keepers(desk: &Desk<'_>, account: &Account) -> Vec<PersonId> {
    let Some(owner) = account.owner else { return Vec::new() };
    let above = desk.actor().filter(|by| why::is_above(desk.organization, *by, owner));
    [Some(owner), above].into_iter().flatten().collect()
}

/// Names somebody, from today where no day is said; another period takes the place of his last.
pub(super) fn name(
    desk: &Desk<'_>,
    account: &Account,
    person: PersonId,
    (from, until): (Option<Date>, Option<Date>),
) -> Result<Account, Refusal> {
    if account.owner.is_none() {
        return Err(Refusal::AccountInPool);
    }
    if !desk.organization.is_active(person) || !does_business(desk, person) || account.owner == Some(person) {
        return Err(Refusal::UnfitPerson { person });
    }
    let from = from.unwrap_or(desk.today());
    if until.is_some_and(|until| until < from || until < desk.today()) {
        return Err(Refusal::BadPeriod { field: "until".to_owned() });
    }
    let mut next = account.clone();
    let named = NamedReader { person, from, until, by: desk.actor() };
    let same = |one: &&NamedReader| one.person == person && (one.from, one.until) == (from, until);
    if account.named.iter().any(|one| same(&one)) {
        return Err(Refusal::NoChange);
    }
    next.named.retain(|one| one.person != person);
    if next.named.len() >= MOST {
        return Err(Refusal::BadValue { field: "person".to_owned() });
    }
    next.named.push(named);
    Ok(next)
}

/// Names somebody no more.
pub(super) fn unname(account: &Account, person: PersonId) -> Account {
    let mut next = account.clone();
    next.named.retain(|one| one.person != person);
    next
}

/// Whoever administers or audits sees what his office shows him, and nothing by name.
fn does_business(desk: &Desk<'_>, person: PersonId) -> bool {
    let mut roles = desk.organization.roles_of(person).peekable();
    let is_business = |role: &str| desk.process.role(role).is_some_and(|role| role.business);
    roles.peek().is_some() && roles.all(is_business)
}
