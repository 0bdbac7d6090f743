//! Customers that somebody took from a colleague, or that are none.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{Customers, Finding, Rule, Subject, SubjectKind, Window, account, figures};
use crate::id::{AccountId, DealId, PersonId};
use crate::process::Anomalies;
use crate::reference::export::Taking;

/// Of which customers something was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Of this one.
    One(AccountId),
    /// Of all on a list.
    List,
}

impl Shown {
    /// Of which customers an export tells, where it is about customers; `of_deal` is the customer of the deal that it names.
    pub fn by(taking: &Taking, of_deal: Option<AccountId>) -> Option<Self> {
        let named = taking.filters.get("account").and_then(|id| id.parse().ok()).map(AccountId);
        let one = of_deal.or(named).map(Self::One);
        one.or(LISTS.contains(&taking.list.as_str()).then_some(Self::List))
    }
}

/// Lists that show customers.
const LISTS: [&str; 4] = ["accounts", "contacts", "deals", "leads"];

/// Somebody looked at contact data of a customer, or took it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// Who.
    pub person: PersonId,
    /// At which customers.
    pub shown: Shown,
    /// When.
    pub at: Timestamp,
    /// Whose it is, where it is one.
    pub owner: Option<PersonId>,
}

/// Somebody registered a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// Who.
    pub person: PersonId,
    /// The deal that began.
    pub deal: DealId,
    /// Of which customer.
    pub account: AccountId,
    /// When.
    pub at: Timestamp,
}

/// A customer paid from a bank account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payer {
    /// Which customer.
    pub account: AccountId,
    /// The head of its group, which may be itself.
    pub group: AccountId,
    /// The number of the account from which the money came.
    pub bank_account: String,
}

/// A phone that a customer's contact shares with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phone {
    /// The customer.
    pub account: AccountId,
    /// With whom.
    pub with: PhoneOwner,
}

/// Who has a phone besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneOwner {
    /// One of us.
    Colleague(PersonId),
    /// A contact of another customer.
    Account(AccountId),
}

pub(super) fn looked(
    rules: &Anomalies,
    window: &Window,
    looked: &[Looked],
    registered: &[Registered],
    customers: &Customers,
) -> Vec<Finding> {
    let within = SignedDuration::from_hours(24 * i64::from(rules.looked_days));
    let finding = |lead: &Registered| {
        let is_source = |look: &&Looked| {
            let before = lead.at.duration_since(look.at);
            let is_it = look.shown == Shown::List || look.shown == Shown::One(lead.account);
            let is_anothers = owner_of(look, lead, customers).is_some_and(|owner| owner != lead.person);
            look.person == lead.person && is_it && is_anothers && !before.is_negative() && before <= within
        };
        let look = looked.iter().find(is_source)?;
        let about = Some(Subject { kind: SubjectKind::Deal, id: lead.deal.0 });
        let figures =
            figures(json!({ "looked_on": window.date(look.at), "owner": owner_of(look, lead, customers) }));
        let (person, on) = (Some(lead.person), window.date(lead.at));
        Some(Finding { rule: Rule::LookedThenRegistered, person, about, on, figures })
    };
    registered.iter().filter_map(finding).collect()
}

fn owner_of(look: &Looked, lead: &Registered, customers: &Customers) -> Option<PersonId> {
    match look.shown {
        Shown::One(_) => look.owner,
        Shown::List => customers.get(&lead.account).and_then(|customer| customer.owner),
    }
}

/// Pairs of customers of different groups whose money came from one bank account, however its number is spaced.
pub(super) fn payers(window: &Window, payers: &[Payer]) -> Vec<Finding> {
    let mut by_bank: BTreeMap<String, BTreeMap<AccountId, AccountId>> = BTreeMap::new();
    for payer in payers {
        let number: String = payer.bank_account.chars().filter(|sign| sign.is_alphanumeric()).collect();
        if number.len() >= BANK_ACCOUNT_MIN {
            by_bank.entry(number.to_uppercase()).or_default().insert(payer.account, payer.group);
        }
    }
    let mut pairs = BTreeSet::new();
    for customers in by_bank.values() {
        let others = |one: &AccountId| customers.range(*one..).skip(1);
        for (one, group) in customers {
            pairs.extend(others(one).filter(|(_, of)| *of != group).map(|(other, _)| (*one, *other)));
        }
    }
    let on = window.first();
    let finding = |(one, other): (AccountId, AccountId)| {
        let figures = figures(json!({ "other_account": other }));
        Finding { rule: Rule::SharedBank, person: None, about: Some(account(one)), on, figures }
    };
    pairs.into_iter().map(finding).collect()
}

/// Shorter is no number of a bank account.
const BANK_ACCOUNT_MIN: usize = 8;

pub(super) fn phones(window: &Window, phones: &[Phone]) -> Vec<Finding> {
    let on = window.first();
    let finding = |phone: &Phone| {
        let (rule, person, other) = match phone.with {
            PhoneOwner::Colleague(person) => (Rule::ColleaguesPhone, Some(person), None),
            PhoneOwner::Account(other) => (Rule::SharedPhone, None, Some(other)),
        };
        let figures = figures(json!({ "other_account": other }));
        Finding { rule, person, about: Some(account(phone.account)), on, figures }
    };
    phones.iter().map(finding).collect()
}
