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
pub(super) const FIELDS: [&str; 12] = [
    "account_name",
    "uscc",
    "contact_name",
    "contact_title",
    "contact_dept",
    "contact_phone",
    "contact_email",
    "wecom",
    "source_channel",
    "pi_notice",
    "pi_basis",
    "pi_notified_on",
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
    let mut fields = Vec::new();
    let owners = || account.owner.into_iter().chain(known.sellers.iter().copied());
    let step = match step(record, account, &known.contacts, desk, &mut fields) {
        Ok(Some(step)) => step,
        Ok(None) => return Plan::done(Verdict::Unchanged),
        Err(_) if desk.admit("create_contact", owners()).is_err() => return taken(known.itself.as_ref()),
        Err(fault) => return Plan::error(fault),
    };
    let (command, verdict) = match &step {
        Step::Reference { id: Some(_), .. } => ("correct_contact", Verdict::Update { fields }),
        _ => ("create_contact", Verdict::New),
    };
    match desk.admit(command, owners()) {
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
    desk: &Desk<'_>,
    fields: &mut Vec<String>,
) -> Result<Option<Step>, Fault> {
    let Some(said) = card(record) else { return Ok(None) };
    let key = name_key(&said.name);
    let there = contacts.iter().find(|contact| contact.erased_at.is_none() && name_key(&contact.name) == key);
    let Some(contact) = there else {
        check(&said, desk)?;
        fields.push("contact_name".to_owned());
        let command = Command::CreateContact { account: account.id, card: said };
        return Ok(Some(Step::Reference { id: None, command: command.into() }));
    };
    let said = if contact.has_ground() { without_fixed(said, record) } else { said };
    let card = completed(said, contact, fields);
    if card == Card::of(contact) {
        return Ok(None);
    }
    check(&card, desk)?;
    let command = Command::CorrectContact { card };
    Ok(Some(Step::Reference { id: Some(contact.id.0), command: command.into() }))
}

/// What is said once for a whole file stands in for what a contact lacks, and takes nothing from one that has its own.
fn without_fixed(said: Card, record: &Record) -> Card {
    let own = |field: &str| !record.fixed.contains(field);
    Card {
        source: said.source.filter(|_| own("source_channel")),
        legal_basis: said.legal_basis.filter(|_| own("pi_basis")),
        notice: said.notice.filter(|_| own("pi_notice")),
        notified_on: said.notified_on.filter(|_| own("pi_notified_on")),
        ..said
    }
}

/// What the contact becomes: what the row says of it, and what it was.
fn completed(said: Card, contact: &Contact, fields: &mut Vec<String>) -> Card {
    let mut changed = |field: &str, said: Option<String>, now: &Option<String>| {
        if said.is_some() && said != *now {
            fields.push(field.to_owned());
        }
        said.or_else(|| now.clone())
    };
    let mut card = Card {
        name: contact.name.clone(),
        title: changed("contact_title", said.title, &contact.title),
        department: changed("contact_dept", said.department, &contact.department),
        phone: changed("contact_phone", said.phone, &contact.phone),
        email: changed("contact_email", said.email, &contact.email),
        wecom: changed("wecom", said.wecom, &contact.wecom),
        source: changed("source_channel", said.source, &contact.source),
        legal_basis: changed("pi_basis", said.legal_basis, &contact.legal_basis),
        notice: changed("pi_notice", said.notice, &contact.notice),
        notified_on: contact.notified_on,
    };
    if said.notified_on.is_some() && said.notified_on != contact.notified_on {
        fields.push("pi_notified_on".to_owned());
        card.notified_on = said.notified_on;
    }
    card
}

/// A fault where no contact can be so, under the field of the row.
pub(super) fn check(card: &Card, desk: &Desk<'_>) -> Result<(), Fault> {
    let Err(refusal) = card.check(desk) else { return Ok(()) };
    let (code, params) = refusal.parts();
    let fault = Fault::refused(code.as_str().unwrap_or_default(), params);
    let of_row = fault.field.as_deref().map(|field| match field {
        "name" => "contact_name",
        "title" => "contact_title",
        "department" => "contact_dept",
        "phone" => "contact_phone",
        "email" => "contact_email",
        "source" => "source_channel",
        "legal_basis" => "pi_basis",
        "notice" => "pi_notice",
        "notified_on" => "pi_notified_on",
        other => other,
    });
    let field = of_row.map(str::to_owned);
    Err(Fault { field, ..fault })
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
        source: record.owned("source_channel"),
        legal_basis: record.owned("pi_basis"),
        notice: record.owned("pi_notice"),
        notified_on: record.text("pi_notified_on").and_then(|day| day.parse().ok()),
    })
}
