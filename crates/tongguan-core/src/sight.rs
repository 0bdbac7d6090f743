//! Which deals a person sees: as far as his roles reach, those he takes part in, and those in which it is the turn of somebody for whom he
//! stands in.
//!
//! Promises one answer for one deal and for lists. Must never be widened by what a request says.

pub mod why;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::approval::stand_in::principals;
use crate::deal::Deal;
use crate::id::{DepartmentId, PersonId};
use crate::organization::Organization;
use crate::pool::{self, Place};
use crate::process::{Party, Process, RowScope};
use crate::reference::account::Account;
use crate::reference::account_reader::is_named;

/// Whom the deals with a customer concern.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Involved {
    /// Whoever takes part in one of them.
    pub people: BTreeSet<PersonId>,
    /// Whoever has a turn in an approval of one of them.
    pub turns: BTreeSet<PersonId>,
    /// The departments that they belong to.
    pub departments: BTreeSet<DepartmentId>,
}

/// How far somebody sees by his posts, beyond the deals he takes part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByPosts {
    /// No further.
    Own,
    /// The deals of these departments.
    Departments(BTreeSet<DepartmentId>),
    /// All deals of the company.
    All,
}

/// What somebody sees at a moment beyond the deals he takes part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// What his posts let him see.
    pub by_posts: ByPosts,
    /// For whom he stands in: he sees the deals in which it is their turn.
    pub stands_in_for: BTreeSet<PersonId>,
}

impl ByPosts {
    /// As far as the process says, or the company in its place.
    pub fn of(organization: &Organization, process: &Process, person: PersonId) -> Self {
        let mut departments = BTreeSet::new();
        let held = organization.posts.iter().filter(|post| post.holder == Some(person));
        for post in held.filter(|_| organization.is_active(person)) {
            match organization.scope_of(process, &post.role) {
                RowScope::All => return Self::All,
                RowScope::Own => {}
                RowScope::Team => drop(departments.insert(post.department)),
                RowScope::Below => departments.extend(below(organization, post.department)),
            }
        }
        if departments.is_empty() { Self::Own } else { Self::Departments(departments) }
    }

    /// Whether one of these departments is within.
    fn reaches<'d>(&self, mut departments: impl Iterator<Item = &'d DepartmentId>) -> bool {
        match self {
            Self::Own => false,
            Self::Departments(seen) => departments.any(|one| seen.contains(one)),
            Self::All => true,
        }
    }
}

impl Sight {
    /// What a person sees at a moment.
    pub fn of(organization: &Organization, process: &Process, person: PersonId, now: Timestamp) -> Self {
        Self {
            by_posts: ByPosts::of(organization, process, person),
            stands_in_for: principals(organization, process, person, now),
        }
    }

    /// Whether a person with this sight sees a customer on a day: his own, one of his departments', one for which he is named, or one with
    /// which there is a deal that he sees.
    pub fn sees_account(
        &self,
        person: PersonId,
        (account, deals): (&Account, &Involved),
        today: Date,
    ) -> bool {
        let departments = std::iter::once(&account.department).chain(&deals.departments);
        self.by_posts.reaches(departments)
            || account.owner == Some(person)
            || is_named(account, person, today)
            || deals.people.contains(&person)
            || !deals.turns.is_disjoint(&self.stands_in_for)
    }

    /// Whether a person with this sight sees a deal with a customer that is there. A lead in the pool is seen by whoever may claim it,
    /// or assign it.
    pub fn sees(
        &self,
        organization: &Organization,
        process: &Process,
        (person, deal): (PersonId, &Deal),
        place: &Place,
    ) -> bool {
        self.sees_inside(person, deal)
            || may_claim(organization, process, (person, deal), place)
            || may_assign(organization, (person, deal), place)
    }

    /// Whether he also sees what its papers and notes say; of a lead in the pool whoever only may claim it does not, nor its people.
    pub fn sees_inside(&self, person: PersonId, deal: &Deal) -> bool {
        self.by_posts.reaches(std::iter::once(&deal.department))
            || deal.participants().contains(&person)
            || !deal.waiting_for(&self.stands_in_for).is_empty()
    }
}

/// Whether somebody gives a lead out of the pool in which it lies.
fn may_assign(organization: &Organization, (person, deal): (PersonId, &Deal), place: &Place) -> bool {
    let lies = deal.owner.is_none() && !deal.has_ended();
    lies && pool::is_admin(organization, person, pool::of_record(organization, place, deal.department))
}

fn may_claim(
    organization: &Organization,
    process: &Process,
    (person, deal): (PersonId, &Deal),
    place: &Place,
) -> bool {
    let claimants = process.acts.get("claim_lead").map(|act| act.by.as_slice()).unwrap_or_default();
    let is_claimant = |party: &Party| match party {
        Party::Role(role) => organization.holds(person, role, deal.department),
        Party::Anywhere(role) => organization.roles_of(person).any(|held| held == role),
        _ => false,
    };
    let lies = deal.owner.is_none() && !deal.has_ended();
    lies && claimants.iter().any(is_claimant)
        && pool::is_member(organization, person, pool::of_record(organization, place, deal.department))
}

/// The departments that a filter stands for: one and all below it; none, which means all, where it names none.
pub fn within(organization: &Organization, department: Option<DepartmentId>) -> Vec<DepartmentId> {
    department.map(|department| below(organization, department).into_iter().collect()).unwrap_or_default()
}

/// A department and all below it.
pub fn below(organization: &Organization, department: DepartmentId) -> BTreeSet<DepartmentId> {
    let mut found = BTreeSet::from([department]);
    // Each round goes down one level, so there are at most as many rounds as departments.
    for _ in 0..organization.departments.len() {
        let children = organization
            .departments
            .iter()
            .filter(|(_, parent)| parent.is_some_and(|parent| found.contains(&parent)));
        let children: Vec<DepartmentId> = children.map(|(child, _)| *child).collect();
        let known = found.len();
        found.extend(children);
        if found.len() == known {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PostId;
    use crate::organization::Person;
    use crate::organization::Post;
    use jiff::Timestamp;
    use uuid::Uuid;

    fn department(n: u128) -> DepartmentId {
        DepartmentId(Uuid::from_u128(n))
    }

    /// Company 1 over sales 2 over teams 3 and 4; somebody holds `role` in `at`.
    fn company(role: &str, at: u128, active: bool) -> Organization {
        let person = PersonId(Uuid::from_u128(9));
        let post = Post {
            id: PostId(Uuid::from_u128(8)),
            role: role.to_owned(),
            department: department(at),
            holder: Some(person),
            since: Timestamp::UNIX_EPOCH,
            reports_to: None,
            acting_until: None,
        };
        let parent = |n, parent: Option<u128>| (department(n), parent.map(department));
        Organization {
            people: [(person, Person { department: department(at), active })].into(),
            departments: [parent(1, None), parent(2, Some(1)), parent(3, Some(2)), parent(4, Some(2))].into(),
            posts: vec![post],
            ..Organization::default()
        }
    }

    fn sight(role: &str, at: u128, active: bool) -> ByPosts {
        ByPosts::of(&company(role, at, active), &Process::standard(), PersonId(Uuid::from_u128(9)))
    }

    #[test]
    fn the_company_says_otherwise_but_not_of_those_who_administer() {
        let person = PersonId(Uuid::from_u128(9));
        for (role, scope, want) in [
            ("sales_rep", RowScope::All, ByPosts::All),
            ("sales_rep", RowScope::Team, ByPosts::Departments([department(2)].into())),
            ("sales_director", RowScope::Own, ByPosts::Own),
            ("sys_admin", RowScope::All, ByPosts::Own),
            ("security_admin", RowScope::All, ByPosts::Own),
            ("auditor", RowScope::Own, ByPosts::All),
        ] {
            let mut organization = company(role, 2, true);
            organization.scopes.insert(role.to_owned(), scope);
            assert_eq!(ByPosts::of(&organization, &Process::standard(), person), want, "{role} {scope:?}");
        }
    }

    #[test]
    fn sight_follows_the_role_and_its_department() {
        let some = |all: &[u128]| ByPosts::Departments(all.iter().copied().map(department).collect());
        for (role, at, active, want) in [
            ("sales_rep", 3, true, ByPosts::Own),
            ("sales_supervisor", 3, true, some(&[3])),
            ("sales_manager", 2, true, some(&[2, 3, 4])),
            ("sales_manager", 3, true, some(&[3])),
            ("sales_director", 2, true, ByPosts::All),
            ("auditor", 1, true, ByPosts::All),
            ("sys_admin", 1, true, ByPosts::Own),
            ("sales_director", 2, false, ByPosts::Own),
            ("no_such_role", 1, true, ByPosts::Own),
        ] {
            assert_eq!(sight(role, at, active), want, "{role} at {at}");
        }
    }
}
