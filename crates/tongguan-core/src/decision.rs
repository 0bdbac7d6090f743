//! A decision in the making: the deal as it would be, and what it took to get there.
//!
//! Every event is folded at once, so that the next line of a rule sees its effect, and every clock answers to it.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::deal::{BodyRef, Deal, Event, Recorded, trigger};
use crate::digest::Digest;
use crate::facts::{Actor, Context, Facts, Hand};
use crate::form::Ground;
use crate::id::{AccountId, BodyId, ContactId, DealId, DepartmentId, DocumentId, PersonId, ReceiptId};
use crate::money::Money;
use crate::obligation::{self, DueContext};
use crate::pool::{self, PoolRule};
use crate::process::{self, Process};
use crate::refusal::Refusal;

/// Longest free text that is kept, in characters.
pub const TEXT_MAX: u32 = 2000;

/// A text or form body to keep apart from the events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its id.
    pub id: BodyId,
    /// Its salt.
    pub salt: [u8; 16],
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What else must change with the events, in plain tables, in the same transaction.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// A new customer, from a lead form; name and code are unique.
    CreateAccount {
        /// Its id.
        account: AccountId,
        /// Legal name as typed.
        name: String,
        /// 统一社会信用代码, if given.
        uscc: Option<String>,
        /// Option of 客户性质, if given.
        nature: Option<String>,
        /// Option of 企业规模类型, if given.
        size_class: Option<String>,
        /// 所属行业 as typed.
        industry: Option<String>,
        /// 地区 as typed.
        region: Option<String>,
        /// Who owns it, if anybody.
        owner: Option<PersonId>,
        /// The owner's department, or that of whoever brought it.
        department: DepartmentId,
    },
    /// A person on the customer's side, from a form.
    CreateContact {
        /// Its id.
        contact: ContactId,
        /// Whose person.
        account: AccountId,
        /// Name as typed.
        name: String,
        /// 职务.
        title: Option<String>,
        /// 部门.
        department: Option<String>,
        /// Phone as typed.
        phone: Option<String>,
        /// Mail as typed.
        email: Option<String>,
        /// WeCom as typed.
        wecom: Option<String>,
        /// Option of 线索来源.
        source: Option<String>,
        /// Option of 处理依据: on which basis we hold this.
        legal_basis: Option<String>,
        /// Option of 个人信息告知方式.
        notice: Option<String>,
        /// When the person was told.
        notified_on: Option<jiff::civil::Date>,
    },
    /// The customer's 统一社会信用代码 became known.
    SetAccountUscc {
        /// Whose.
        account: AccountId,
        /// A valid code.
        uscc: String,
    },
    /// The customer goes to another owner, where it is still that of `from`.
    PassAccount {
        /// Whose.
        account: AccountId,
        /// Who has it, if anybody.
        from: Option<PersonId>,
        /// Who gets it.
        to: PersonId,
        /// His department.
        department: DepartmentId,
    },
    /// Part of a receipt is claimed by this deal, or given back where negative.
    AllocateReceipt {
        /// Which.
        receipt: ReceiptId,
        /// How much.
        amount: Money,
    },
}

/// The answer to a command that was not refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Events, in order.
    pub events: Vec<Recorded>,
    /// Bodies that the events name.
    pub bodies: Vec<Body>,
    /// Changes to plain tables.
    pub effects: Vec<Effect>,
    /// The deal as it is after the events.
    pub deal: Deal,
}

/// A decision in the making.
pub struct Decision<'a> {
    /// The deal as it would be.
    pub deal: Deal,
    /// The process that judges it.
    pub process: &'a Process,
    /// What else is known.
    pub facts: &'a Facts,
    /// The contract at hand, where a command names one: gates judge that one.
    pub about: Option<DocumentId>,
    context: &'a Context,
    outcome: (Vec<Recorded>, Vec<Body>, Vec<Effect>),
    issued: u64,
    now: Timestamp,
}

impl<'a> Decision<'a> {
    /// Starts from a deal; time never runs back within a stream.
    pub fn new(deal: Deal, process: &'a Process, facts: &'a Facts, context: &'a Context) -> Self {
        let now = context.now.max(deal.last_at);
        Self { deal, process, facts, about: None, context, outcome: Default::default(), issued: 0, now }
    }

    /// Starts a new deal with its first event, which is given a fresh id for a customer that may be new.
    pub fn begin(
        id: DealId,
        process: &'a Process,
        facts: &'a Facts,
        context: &'a Context,
        first: impl FnOnce(Uuid) -> Event,
    ) -> Self {
        let fresh = fresh_uuid(context.now, &draw(&context.seed, b"account", 0));
        let recorded = Recorded { at: context.now, by: context.actor, event: first(fresh) };
        let deal = Deal::begin(id, &recorded).expect("a deal begins with the registration of its lead");
        let mut decision = Self::new(deal, process, facts, context);
        decision.publish(recorded);
        decision
    }

    /// The moment that all its events carry.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Who acts.
    pub fn actor(&self) -> Actor {
        self.context.actor
    }

    /// By which hand the command comes.
    pub fn hand(&self) -> Hand {
        self.context.hand
    }

    /// The person who acts; the scanner is none.
    pub fn person(&self) -> Result<PersonId, Refusal> {
        self.context.actor.person().ok_or(Refusal::NoBusinessRole)
    }

    /// Today in the company's zone.
    pub fn today(&self) -> jiff::civil::Date {
        crate::zone::local_date(self.now, &self.process.time_zone())
    }

    /// What a form is judged on.
    pub fn ground(&self) -> Ground<'a> {
        Ground { process: self.process, now: self.now }
    }

    /// Records an event: folds it and lets the clocks answer.
    pub fn emit(&mut self, event: Event) {
        let recorded = Recorded { at: self.now, by: self.context.actor, event };
        self.deal.fold(&recorded);
        self.publish(recorded);
    }

    fn publish(&mut self, recorded: Recorded) {
        let fired = trigger::fired(&self.deal, &recorded, self.process, &self.pool_limits());
        self.outcome.0.push(recorded);
        for one in &fired {
            obligation::react(self, one);
        }
    }

    /// The pool into which the lead falls; none where it is the company's own.
    pub fn pool(&self) -> Option<&'a PoolRule> {
        pool::of_record(&self.facts.organization, &self.facts.place, self.deal.department)
    }

    /// The limits by which the lead goes.
    pub fn pool_limits(&self) -> process::Pool {
        pool::of_lead(self.pool(), self.process)
    }

    /// A fresh UUIDv7, made from the time and the seed.
    pub fn next_id(&mut self) -> Uuid {
        let bytes = self.draw(b"id");
        fresh_uuid(self.now, &bytes)
    }

    /// Keeps a body apart and returns what the event says of it.
    pub fn keep(&mut self, content: Vec<u8>) -> BodyRef {
        let id = BodyId(self.next_id());
        let mut salt = [0; 16];
        salt.copy_from_slice(&self.draw(b"salt")[..16]);
        let commit = Digest::commit(&salt, &content);
        self.outcome.1.push(Body { id, salt, content });
        BodyRef { id, commit }
    }

    /// Keeps a text.
    pub fn keep_text(&mut self, text: &str) -> BodyRef {
        self.keep(text.trim().as_bytes().to_vec())
    }

    /// Keeps a text that must say something.
    pub fn keep_reason(&mut self, field: &str, text: &str) -> Result<BodyRef, Refusal> {
        self.check_reason(field, text)?;
        Ok(self.keep_text(text))
    }

    /// Refuses a text that is empty, too long, or holds control characters.
    pub fn check_text(&self, field: &str, text: &str) -> Result<(), Refusal> {
        self.check_length(field, text, 1)
    }

    /// Refuses a text that says nothing, is too long, or holds control characters.
    pub fn check_reason(&self, field: &str, text: &str) -> Result<(), Refusal> {
        self.check_length(field, text, self.process.settings.limits.opinion_min_chars)
    }

    fn check_length(&self, field: &str, text: &str, min: u32) -> Result<(), Refusal> {
        let length = text.trim().chars().count();
        let bad = text.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
        match bad || length < min as usize || length > TEXT_MAX as usize {
            true => Err(Refusal::BadText { field: field.to_owned(), min, max: TEXT_MAX }),
            false => Ok(()),
        }
    }

    /// Asks for a change in plain tables.
    pub fn effect(&mut self, effect: Effect) {
        self.outcome.2.push(effect);
    }

    /// What due moments are counted on.
    pub fn due_context(&self) -> DueContext<'a> {
        DueContext {
            calendar: &self.facts.calendar,
            zone: self.process.time_zone(),
            reading: self.process.settings.limits.backward_reading,
            working_day: self.process.settings.limits.working_day,
            process_version: self.process.version,
        }
    }

    /// Whether a person plays a role towards this deal: holds it for the department, or is the `owner`.
    pub fn plays(&self, person: PersonId, role: &str) -> bool {
        self.deal.plays(&self.facts.organization, person, role)
    }

    /// Whether a person is active and holds a role that decides business.
    pub fn is_fit(&self, person: PersonId) -> bool {
        self.facts.organization.is_active(person) && self.has_business_role(person)
    }

    /// Whether a person holds a role that administers or audits: he decides no approval, whatever else he holds.
    pub fn administers(&self, person: PersonId) -> bool {
        let mut roles = self.facts.organization.roles_of(person);
        roles.any(|role| self.process.role(role).is_some_and(|role| !role.business))
    }

    /// Whether a person holds a role that decides business.
    pub fn has_business_role(&self, person: PersonId) -> bool {
        let mut roles = self.facts.organization.roles_of(person);
        roles.any(|role| self.process.role(role).is_some_and(|role| role.business))
    }

    /// Ends the decision.
    pub fn finish(self) -> Outcome {
        let (events, bodies, effects) = self.outcome;
        Outcome { events, bodies, effects, deal: self.deal }
    }

    fn draw(&mut self, label: &[u8]) -> [u8; 32] {
        self.issued += 1;
        draw(&self.context.seed, label, self.issued)
    }
}

fn draw(seed: &[u8; 32], label: &[u8], number: u64) -> [u8; 32] {
    Sha256::new().chain_update(seed).chain_update(label).chain_update(number.to_be_bytes()).finalize().into()
}

fn fresh_uuid(now: Timestamp, bytes: &[u8; 32]) -> Uuid {
    let mut random = [0; 10];
    random.copy_from_slice(&bytes[..10]);
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
