//! What a decision may know besides the deal: read from tables inside the same transaction, passed in as data.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::id::{AccountId, PersonId};
use crate::organization::Organization;

/// Facts for one command.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The organisation now.
    pub organization: Organization,
    /// The company's calendar.
    pub calendar: Calendar,
    /// Customers that equal or resemble the one at hand.
    pub duplicates: Vec<Duplicate>,
    /// Leads that the owner (or the new owner) holds now, this one not counted; guarded by a row lock.
    pub held_by_owner: u32,
}

/// A customer that equals or resembles another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The existing customer.
    pub account: AccountId,
    /// True where code or normalised name are equal.
    pub certain: bool,
    /// Its owner; absent in the pool.
    pub owner: Option<PersonId>,
    /// The name of the owner's department.
    pub department: Option<String>,
    /// Last contact.
    pub last_contact: Option<Timestamp>,
}

/// The circumstances of one command; nothing in them is read by the core itself.
#[derive(Debug, Clone)]
pub struct Context {
    /// Server time.
    pub now: Timestamp,
    /// Who gives the command.
    pub actor: Actor,
    /// Seed for new ids and salts, 32 fresh random bytes.
    pub seed: [u8; 32],
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person.
    Person(PersonId),
    /// The deadline scanner.
    System,
}

impl Actor {
    /// The person, if it is one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Actor::Person(person) => Some(person),
            Actor::System => None,
        }
    }
}
