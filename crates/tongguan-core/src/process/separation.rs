//! Duties that one person may not have together (职责分离, 6.2), as data of the definition.
//!
//! Each pair says how it is held. Must never be all that keeps an approval honest: that nobody decides on his own paper, nor
//! twice in a chain, the core holds whatever a definition says.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Process, RoleKey};
use crate::id::PersonId;
use crate::label::Label;
use crate::organization::Organization;

/// Two duties that exclude each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Separation {
    /// Its key.
    pub key: String,
    /// What it says.
    pub name: Label,
    /// How it is held.
    pub held: Held,
    /// What one of them does.
    pub one: Duty,
    /// What the other does.
    pub other: Duty,
}

/// How a separation is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Whoever holds a role of the other duty is refused the commands of the one.
    ByRole,
    /// Whoever did one on a deal is refused the other on that deal, whichever comes first.
    ByDeal,
    /// By what the core holds of papers and approvals: neither their submitter nor their authors decide on them.
    ByPaper,
    /// By roles that nobody is given together.
    ByPost,
}

/// What somebody does, by commands and by the roles that do it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Commands by their type on the wire; of forms `submit_document:kind`, of approvals `decide_approval:chain`.
    #[serde(default)]
    pub commands: Vec<String>,
    /// Roles that have the duty.
    #[serde(default)]
    pub roles: Vec<RoleKey>,
}

impl Separation {
    /// People who have roles of both duties. Where duties are parted by post that should be nobody; elsewhere the rule holds at
    /// each command, and these are the people whom it will stop.
    pub fn both(&self, process: &Process, organization: &Organization) -> BTreeSet<PersonId> {
        let people = organization.people.keys().copied();
        people.filter(|person| self.meets_in(process, organization, *person)).collect()
    }

    fn meets_in(&self, process: &Process, organization: &Organization, person: PersonId) -> bool {
        let roles: BTreeSet<&str> = organization.roles_of(person).collect();
        let has = |duty: &Duty| duty.roles.iter().any(|role| roles.contains(role.as_str()));
        match self.held {
            Held::ByPost => {
                let mut pairs = roles.iter().flat_map(|one| roles.iter().map(move |other| (one, other)));
                pairs.any(|(one, other)| process.excludes(one, other).is_some())
            }
            Held::ByRole | Held::ByDeal | Held::ByPaper => has(&self.one) && has(&self.other),
        }
    }
}

impl Process {
    /// Two roles that one person may not have together, the administrator's first: a role that is no business excludes every other.
    pub fn excludes<'a>(&self, one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
        let administers = |role: &str| self.role(role).is_some_and(|role| !role.business);
        match (administers(one), administers(other)) {
            _ if one == other => None,
            (true, _) => Some((one, other)),
            (false, true) => Some((other, one)),
            (false, false) => None,
        }
    }

    /// The roles whose holders may not give a command, each with the separation that says so.
    pub fn barred_roles<'p>(&'p self, command: &'p str) -> impl Iterator<Item = (&'p Separation, &'p str)> {
        let by_role = self.separations.iter().filter(|pair| pair.held == Held::ByRole);
        let of_command = by_role.filter(move |pair| pair.one.commands.iter().any(|one| one == command));
        of_command.flat_map(|pair| pair.other.roles.iter().map(move |role| (pair, role.as_str())))
    }

    /// The role of those held that bars a command.
    pub fn barring_role<'p>(&'p self, command: &'p str, holds: impl Fn(&str) -> bool) -> Option<&'p str> {
        self.barred_roles(command).map(|(_, role)| role).find(|role| holds(role))
    }

    /// What must not have been done on a deal by whoever now gives a command, each with the separation that says so.
    pub fn barred_deeds<'p>(&'p self, command: &'p str) -> impl Iterator<Item = (&'p Separation, &'p str)> {
        let by_deal = self.separations.iter().filter(|pair| pair.held == Held::ByDeal);
        by_deal.flat_map(move |pair| {
            let is_in = |duty: &Duty| duty.commands.iter().any(|one| one == command);
            let one = is_in(&pair.other).then_some(&pair.one);
            let other = is_in(&pair.one).then_some(&pair.other);
            let deeds = one.into_iter().chain(other).flat_map(|duty| &duty.commands);
            deeds.map(move |deed| (pair, deed.as_str()))
        })
    }
}
