//! A row about a customer and one of its people.

use serde_json::json;

use super::contact::{card, check, step as contact_step};
use super::plan::{Fault, Plan, Step, Verdict};
use super::record::Record;
use crate::facts::Duplicate;
use crate::id::PersonId;
use crate::reference::account::{self, Account};
use crate::reference::contact::Contact;
use crate::reference::{Command, Desk};

/// What is known of the customer that a row names.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The customer of the credit code.
    pub by_code: Option<Account>,
    /// The customer of the name, former names included.
    pub by_name: Option<Account>,
    /// Who owns an open deal with it.
    pub sellers: Vec<PersonId>,
    /// Its contacts.
    pub contacts: Vec<Contact>,
    /// Customers that are or resemble it, itself not counted.
    pub alike: Vec<Duplicate>,
    /// Its own description, as the check for duplicates gives it.
    pub itself: Option<Duplicate>,
}

/// What becomes of the row.
pub fn plan(record: &Record, known: &Known, desk: &Desk<'_>) -> Plan {
    let account = match (&known.by_code, &known.by_name) {
        (Some(by_code), Some(by_name)) if by_code.id != by_name.id => {
            return Plan::error(Fault::of("uscc", "code_of_another_customer", json!({})));
        }
        (Some(_), None) => return Plan::error(Fault::of("account_name", "code_has_another_name", json!({}))),
        (_, account) => account.as_ref(),
    };
    match account {
        None => begin(record, known, desk),
        Some(account) => complete(record, account, known, desk),
    }
}

fn begin(record: &Record, known: &Known, desk: &Desk<'_>) -> Plan {
    if let Some(hit) = known.alike.first().filter(|_| record.text("dup_justification").is_none()) {
        return duplicate(hit, known.alike.len() as u32);
    }
    if let Err(fault) = card(record).map_or(Ok(()), |card| check(&card, desk)) {
        return Plan::error(fault);
    }
    let command = account::Command::CreateAccount {
        name: record.owned("account_name").unwrap_or_default(),
        uscc: record.owned("uscc"),
        nature: record.owned("customer_nature"),
        size_class: record.owned("size_class"),
        industry: record.owned("industry"),
        region: record.owned("region"),
        justification: record.owned("dup_justification"),
    };
    let owner = owner(record).is_some_and(|owner| Some(owner) != desk.actor());
    let then_again = owner || card(record).is_some();
    let step = Step::Reference { id: None, command: command.into() };
    Plan { verdict: Verdict::New, steps: vec![step], then_again }
}

/// Steps that make the customer what the row says.
fn complete(record: &Record, account: &Account, known: &Known, desk: &Desk<'_>) -> Plan {
    let mut fields = Vec::new();
    let mut steps = Vec::new();
    let mut give = |command: Command| steps.push(Step::Reference { id: Some(account.id.0), command });
    if let Some(code) = record.owned("uscc").filter(|code| account.uscc.as_ref() != Some(code)) {
        if account.uscc.is_some() {
            return Plan::error(Fault::of("uscc", "customer_has_another_code", json!({})));
        }
        fields.push("uscc".to_owned());
        give(account::Command::SetAccountUscc { uscc: code }.into());
    }
    give_class(record, account, &mut fields, &mut give);
    if let Some(owner) = owner(record).filter(|owner| account.owner != Some(*owner)) {
        fields.push("owner".to_owned());
        give(account::Command::TransferAccount { owner: Some(owner) }.into());
    }
    let contact = contact_step(record, account, &known.contacts, desk, &mut fields);
    let owners = account.owner.into_iter().chain(known.sellers.iter().copied());
    let admitted = desk.admit("classify_account", owners);
    match contact {
        Ok(step) => steps.extend(step),
        Err(_) if admitted.is_err() => return taken(known.itself.as_ref()),
        Err(fault) => return Plan::error(fault),
    }
    if steps.is_empty() {
        return Plan::done(Verdict::Unchanged);
    }
    match admitted {
        Ok(()) => Plan { verdict: Verdict::Update { fields }, steps, then_again: false },
        Err(_) => taken(known.itself.as_ref()),
    }
}

fn give_class(record: &Record, account: &Account, fields: &mut Vec<String>, give: &mut impl FnMut(Command)) {
    let mut changed = |field: &str, now: &Option<String>| {
        let said = record.owned(field).filter(|said| now.as_ref() != Some(said));
        fields.extend(said.iter().map(|_| field.to_owned()));
        said
    };
    let nature = changed("customer_nature", &account.nature);
    let size_class = changed("size_class", &account.size_class);
    let industry = changed("industry", &account.industry);
    let region = changed("region", &account.region);
    if [&nature, &size_class, &industry, &region].into_iter().any(Option::is_some) {
        give(account::Command::ClassifyAccount { nature, size_class, industry, region }.into());
    }
}

pub(super) fn owner(record: &Record) -> Option<PersonId> {
    record.text("owner").and_then(|owner| owner.parse().ok()).map(PersonId)
}

/// The customer is somebody else's.
pub(super) fn taken(hit: Option<&Duplicate>) -> Plan {
    hit.map_or_else(
        || Plan::done(Verdict::Duplicate { similar: 0, department: None, last_contact: None }),
        |hit| duplicate(hit, 0),
    )
}

fn duplicate(hit: &Duplicate, similar: u32) -> Plan {
    let similar = if hit.certain { 0 } else { similar };
    let (department, last_contact) = (hit.department.clone(), hit.last_contact);
    Plan::done(Verdict::Duplicate { similar, department, last_contact })
}
