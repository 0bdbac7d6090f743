//! Customers that somebody took from a colleague, or that are none.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{Finding, Rule, Subject, SubjectKind, Window, account, figures};
use crate::id::{AccountId, DealId, PersonId};
use crate::process::Anomalies;

/// Somebody looked at contact data of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// Who.
    pub person: PersonId,
    /// At which customer.
    pub account: AccountId,
    /// When.
    pub at: Timestamp,
    /// Whose it is.
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
) -> Vec<Finding> {
    let within = SignedDuration::from_hours(24 * i64::from(rules.looked_days));
    let finding = |lead: &Registered| {
        let is_source = |look: &&Looked| {
            let before = lead.at.duration_since(look.at);
            let is_anothers = look.owner.is_some_and(|owner| owner != lead.person);
            look.person == lead.person
                && look.account == lead.account
                && is_anothers
                && !before.is_negative()
                && before <= within
        };
        let look = looked.iter().find(is_source)?;
        let about = Some(Subject { kind: SubjectKind::Deal, id: lead.deal.0 });
        let figures = figures(json!({ "looked_on": window.date(look.at), "owner": look.owner }));
        let (person, on) = (Some(lead.person), window.date(lead.at));
        Some(Finding { rule: Rule::LookedThenRegistered, person, about, on, figures })
    };
    registered.iter().filter_map(finding).collect()
}

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
