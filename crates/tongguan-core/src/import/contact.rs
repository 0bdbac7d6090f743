//! A row about a contact of a customer that is there, and the part of a customer's row that is about its contact.

use serde_json::json;

use super::customer::{Known, taken};
use super::plan::{Fault, Plan, Step, Verdict};
use super::record::Record;
use crate::reference::Desk;
use crate::reference::account::Account;
use crate::reference::contact::{Card, Command, Contact};
use crate::reference::name_key::name_key;

/// The fields of 表1 that a contact's row has; the customer is named by its name or its credit code.
pub(super) const FIELDS: [&str; 9] = [
    "account_name",
    "uscc",
    "contact_name",
    "contact_title",
    "contact_dept",
    "contact_phone",
    "contact_email",
    "wecom",
    "pi_notice",
];

/// What becomes of the row. The customer must be there; whose customer it is decides whether the contact is taken.
pub fn plan(record: &Record, known: &Known, desk: &Desk<'_>) -> Plan {
    let account = match (&known.by_code, &known.by_name) {
        (Some(by_code), Some(by_name)) if by_code.id != by_name.id => {
            return Plan::error(Fault::of("uscc", "code_of_another_customer", json!({})));
        }
        (Some(_), None) if record.text("account_name").is_some() => {
            return Plan::error(Fault::of("account_name", "code_has_another_name", json!({})));
        }
        (by_code, by_name) => by_name.as_ref().or(by_code.as_ref()),
    };
    let Some(account) = account else { return Plan::error(no_customer(record)) };
    if let Err(refusal) = card(record).map_or(Ok(()), |card| card.check()) {
        let (code, params) = refusal.parts();
        return Plan::error(Fault::refused(code.as_str().unwrap_or_default(), params));
    }
    let mut fields = Vec::new();
    let Some(step) = step(record, account, &known.contacts, &mut fields) else {
        return Plan::done(Verdict::Unchanged);
    };
    let (command, verdict) = match &step {
        Step::Reference { id: Some(_), .. } => ("correct_contact", Verdict::Update { fields }),
        _ => ("create_contact", Verdict::New),
    };
    let owners = account.owner.into_iter().chain(known.sellers.iter().copied());
    match desk.admit(command, owners) {
        Ok(()) => Plan { verdict, steps: vec![step], then_again: false },
        Err(_) => taken(known.itself.as_ref()),
    }
}

fn no_customer(record: &Record) -> Fault {
    match record.text("account_name").or(record.text("uscc")) {
        Some(found) => Fault::of("account_name", "no_such_customer", json!({ "found": found })),
        None => Fault::of("account_name", "missing", json!({})),
    }
}

/// The command that makes the contact what the row says, and which fields it changes.
pub(super) fn step(
    record: &Record,
    account: &Account,
    contacts: &[Contact],
    fields: &mut Vec<String>,
) -> Option<Step> {
    let said = card(record)?;
    let key = name_key(&said.name);
    let there = contacts.iter().find(|contact| contact.erased_at.is_none() && name_key(&contact.name) == key);
    let Some(contact) = there else {
        fields.push("contact_name".to_owned());
        let command = Command::CreateContact { account: account.id, card: said };
        return Some(Step::Reference { id: None, command: command.into() });
    };
    let mut changed = |field: &str, said: Option<String>, now: &Option<String>| {
        if said.is_some() && said != *now {
            fields.push(field.to_owned());
        }
        said.or_else(|| now.clone())
    };
    let card = Card {
        name: contact.name.clone(),
        title: changed("contact_title", said.title, &contact.title),
        department: changed("contact_dept", said.department, &contact.department),
        phone: changed("contact_phone", said.phone, &contact.phone),
        email: changed("contact_email", said.email, &contact.email),
        wecom: changed("wecom", said.wecom, &contact.wecom),
        basis: changed("pi_notice", said.basis, &contact.basis),
    };
    let is_same = card == Card::of(contact);
    let command = Command::CorrectContact { card };
    (!is_same).then(|| Step::Reference { id: Some(contact.id.0), command: command.into() })
}

/// The person that the row names; a phone without a name is nobody's.
pub(super) fn card(record: &Record) -> Option<Card> {
    Some(Card {
        name: record.owned("contact_name")?,
        title: record.owned("contact_title"),
        department: record.owned("contact_dept"),
        phone: record.owned("contact_phone"),
        email: record.owned("contact_email"),
        wecom: record.owned("wecom"),
        basis: record.owned("pi_notice"),
    })
}
