//! What a decision may know besides the deal: read from tables inside the same transaction, passed in as data.

mod account;
mod needs;
mod price;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::calendar::Calendar;
use crate::id::{AccountId, ContactId, PersonId};
use crate::organization::Organization;
use crate::pool::Place;
use crate::reference::issued_copy::IssuedCopy;
use crate::reference::migration::MigrationBatch;

pub use account::{AccountFacts, BusyTime, ContactFacts, Credit, OwnEntity, ReceiptFacts};
pub use needs::{Needs, Probe};
pub use price::{GroupQuote, PriceBook, PriceItem};

/// Facts for one command. Only what [`Needs`] asked for is filled; the rest stays empty.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The organisation now.
    pub organization: Arc<Organization>,
    /// The company's calendar.
    pub calendar: Calendar,
    /// Customers that equal or resemble the one at hand.
    pub duplicates: Vec<Duplicate>,
    /// Leads that the owner (or the new owner) holds now, this one not counted; guarded by a row lock.
    pub held_by_owner: u32,
    /// Leads that the person who acts has claimed from the pool today; guarded by a row lock.
    pub claimed_today: u32,
    /// Where the deal's customer is, as far as pools look.
    pub place: Place,
    /// The deal's customer.
    pub account: Option<AccountFacts>,
    /// Who has the customer asked for.
    pub held: Option<Held>,
    /// Contacts of that customer.
    pub contacts: BTreeMap<ContactId, ContactFacts>,
    /// The price book in force on the day asked for.
    pub price_book: Option<PriceBook>,
    /// Live and won quotations of the customer's group in other deals within the window; guarded by a row lock.
    pub group_quotes: Vec<GroupQuote>,
    /// The customer's credit, this deal's own contract not counted; guarded by a row lock.
    pub credit: Credit,
    /// Visits of the people asked for in other deals; guarded by a row lock each.
    pub busy: Vec<BusyTime>,
    /// The receipt to allocate; guarded by a row lock.
    pub receipt: Option<ReceiptFacts>,
    /// The migration batch asked for; what it says never changes once it is signed.
    pub migration: Option<MigrationBatch>,
    /// Whether another deal has the number asked for, be it its own or an invoice's; guarded by a row lock.
    pub invoice_number_taken: bool,
    /// The body of the revision that a submission follows; absent where it is the first, or was erased.
    pub standing: Option<Map<String, Value>>,
    /// Our legal entities.
    pub own_entities: Vec<OwnEntity>,
    /// The domains of our own people's mail addresses, lower case.
    pub own_mail_domains: Vec<String>,
    /// The copy asked for.
    pub copy: Option<IssuedCopy>,
    /// Whether the installation has a mail server to send by.
    pub mail_goes_out: bool,
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

/// Who has a customer and works on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The customer, as the check for duplicates describes it.
    pub itself: Duplicate,
    /// Who owns an open deal with it.
    pub sellers: Vec<PersonId>,
    /// Whether a lead of it lies in the pool.
    pub in_pool: bool,
    /// Whether nobody has had it yet.
    pub is_new: bool,
}

impl Duplicate {
    /// Whether somebody else has it: what lies in the pool, or is one's own, keeps nobody from claiming what resembles it.
    pub fn is_held_beside(&self, person: PersonId) -> bool {
        self.owner.is_some_and(|owner| owner != person)
    }
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
    /// By which hand it comes.
    pub hand: Hand,
}

/// By which hand a command comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hand {
    /// The system's own: a job, an import, the set-up.
    #[default]
    System,
    /// A person's, in his session.
    Session {
        /// When he last showed who he is.
        confirmed_at: Option<Timestamp>,
    },
    /// A program's that holds an API key of the person who acts.
    Key,
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
