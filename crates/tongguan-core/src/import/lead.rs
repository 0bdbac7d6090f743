//! A row about a lead: 表1 as it would be typed.

use serde_json::Map;

use super::customer::taken;
use super::plan::{Plan, Step, Verdict};
use super::record::Record;
use crate::deal::RegisterLead;
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
    /// Its description, as the check for duplicates gives it.
    pub itself: Option<Duplicate>,
}

/// What becomes of the row. A customer that whoever imports works on already gets no second lead, so the same file twice changes
/// nothing; one that somebody else has is a duplicate.
pub fn plan(record: &Record, known: &Known, desk: &Desk<'_>) -> Plan {
    let mine = |person: &PersonId| desk.actor() == Some(*person);
    if known.sellers.iter().any(mine) {
        return Plan::done(Verdict::Unchanged);
    }
    let account = known.account.as_ref();
    let free = account.is_none_or(|account| account.owner.as_ref().is_none_or(mine));
    if !free || !known.sellers.is_empty() {
        return taken(known.itself.as_ref());
    }
    let body: Map<String, serde_json::Value> = record.values.clone().into_iter().collect();
    let register =
        RegisterLead { account: account.map(|account| account.id), from_deal: None, body, past: None };
    Plan { verdict: Verdict::New, steps: vec![Step::Register(Box::new(register))], then_again: false }
}
