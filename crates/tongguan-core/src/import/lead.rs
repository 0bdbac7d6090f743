//! A row about a lead: 表1 as it would be typed.

use serde_json::Map;

use super::customer::taken;
use super::plan::{Plan, Step, Verdict};
use super::record::Record;
use crate::deal::RegisterLead;
use crate::deal::screening::sells;
use crate::facts::Duplicate;
use crate::id::PersonId;
use crate::reference::Desk;
use crate::reference::account::Account;

/// What is known of the customer that a row names.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The customer, if we have it.
    pub account: Option<Account>,
    /// Who owns an open deal with it.
    pub sellers: Vec<PersonId>,
    /// Whether a lead of it lies in the pool.
    pub in_pool: bool,
    /// Its description, as the check for duplicates gives it.
    pub itself: Option<Duplicate>,
}

/// What becomes of the row. A customer on which its owner-to-be works already gets no second lead, and one in the pool no second
/// one there, so the same file twice changes nothing; one that somebody else has is a duplicate.
pub fn plan(record: &Record, known: &Known, desk: &Desk<'_>) -> Plan {
    let seller = desk.actor().filter(|actor| sells(desk.organization, *actor).is_some());
    let given = super::customer::owner(record);
    let owner = given.or(seller);
    let is_there = match &owner {
        Some(owner) => known.sellers.contains(owner),
        None => known.in_pool && known.sellers.is_empty(),
    };
    if is_there {
        return Plan::done(Verdict::Unchanged);
    }
    let account = known.account.as_ref();
    let free = account.is_none_or(|account| account.owner.is_none() || account.owner == owner);
    if !free || !known.sellers.is_empty() {
        return taken(known.itself.as_ref());
    }
    let mut body: Map<String, serde_json::Value> = record.values.clone().into_iter().collect();
    body.remove("owner");
    let account = account.map(|account| account.id);
    let register = RegisterLead { account, owner: given, body, ..RegisterLead::default() };
    Plan { verdict: Verdict::New, steps: vec![Step::Register(Box::new(register))], then_again: false }
}
