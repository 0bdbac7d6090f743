//! The desk at which reference data is changed: who acts, when, and under which organisation and settings.

use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::authority::{self, Rule};
use super::refusal::Refusal;
use super::setting::Settings;
use crate::facts::{Actor, Context, Hand};
use crate::id::PersonId;
use crate::organization::Organization;
use crate::process::Process;

/// What every decision on reference data may know.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The organisation now.
    pub organization: &'a Organization,
    /// The process in force: it names the roles.
    pub process: &'a Process,
    /// The company's settings.
    pub settings: &'a Settings,
    /// Who, when, and the seed for new ids.
    pub context: &'a Context,
}

impl Desk<'_> {
    /// The moment of the command.
    pub fn now(&self) -> Timestamp {
        self.context.now
    }

    /// Today in the company's zone.
    pub fn today(&self) -> Date {
        crate::zone::local_date(self.context.now, &self.process.time_zone())
    }

    /// The person who acts; none for the system.
    pub fn actor(&self) -> Option<PersonId> {
        self.context.actor.person()
    }

    /// The id of what a command creates; one for each command.
    pub fn fresh_id(&self) -> Uuid {
        let bytes: [u8; 32] =
            Sha256::new().chain_update(self.context.seed).chain_update(b"reference").finalize().into();
        let mut random = [0; 10];
        random.copy_from_slice(&bytes[..10]);
        let millis = u64::try_from(self.context.now.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// Refuses a command that this person may not give. `owners` are the people whom the thing belongs to, if anybody.
    /// The system itself (set-up, migration, demo data) may do everything; no way in from outside acts as the system.
    pub fn admit(&self, command: &str, owners: impl IntoIterator<Item = PersonId>) -> Result<(), Refusal> {
        let Actor::Person(person) = self.context.actor else { return Ok(()) };
        if self.context.hand == Hand::Key && !authority::BY_KEY.contains(&command) {
            return Err(Refusal::NotByKey { command: command.to_owned() });
        }
        let rule = authority::rule_of(command);
        let holds = |role: &str| self.organization.roles_of(person).any(|held| held == role);
        let own = rule.is_some_and(|rule| rule.owner) && owners.into_iter().any(|owner| owner == person);
        let admitted = own || rule.is_some_and(|rule| rule.admits(self.organization, person));
        if !self.organization.is_active(person) || !admitted {
            return Err(Refusal::NotPermitted { command: command.to_owned(), needs: needs(rule) });
        }
        match self.process.barring_role(command, holds) {
            Some(role) => {
                Err(Refusal::IncompatibleRole { command: command.to_owned(), role: role.to_owned() })
            }
            None => Ok(()),
        }
    }

    /// Everybody who may give a command by a role.
    pub fn admitted(&self, command: &str) -> Vec<PersonId> {
        let organization = self.organization;
        let Some(rule) = authority::rule_of(command) else { return Vec::new() };
        let may = |person: &PersonId| {
            let holds = |role: &str| organization.roles_of(*person).any(|held| held == role);
            organization.is_active(*person)
                && rule.admits(organization, *person)
                && self.process.barring_role(command, holds).is_none()
        };
        organization.people.keys().copied().filter(may).collect()
    }
}

fn needs(rule: Option<&Rule>) -> Vec<String> {
    let Some(rule) = rule else { return Vec::new() };
    let owner = rule.owner.then(|| "own".to_owned());
    rule.roles.iter().map(|role| (*role).to_owned()).chain(owner).collect()
}
