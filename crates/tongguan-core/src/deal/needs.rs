//! Which facts a command wants to see before it is decided.

use serde_json::{Map, Value};

use super::{Command, Deal, RegisterLead, aftercare, contract, fulfilment, nurture, proposal};
use crate::facts::{Needs, Probe};
use crate::id::{AccountId, PersonId};
use crate::pool::Place;
use crate::process::{DocumentKind, Process};

/// What registering a lead wants to see.
pub fn registration_needs(command: &RegisterLead, by: PersonId) -> Needs {
    if let Some(past) = &command.past {
        let number = Some(past.number.clone());
        return Needs { migration: Some(past.batch), invoice_number: number, ..Needs::default() };
    }
    let duplicates = Some(probe(&command.body, command.account));
    let place = command.account.is_none().then(|| place(&command.body));
    let (held_by, account) = (Some(command.owner.unwrap_or(by)), command.account);
    Needs { duplicates, held_by, account, hold_of: account, place, ..Needs::default() }
}

fn place(body: &Map<String, Value>) -> Place {
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(|text| text.trim().to_owned());
    Place { region: text("region"), industry: text("industry") }
}

fn probe(body: &Map<String, Value>, except: Option<AccountId>) -> Probe {
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let (uscc, phone, email) = (text("uscc"), text("contact_phone"), text("contact_email"));
    Probe { name: text("account_name").unwrap_or_default(), uscc, phone, email, except }
}

/// What a command to a deal wants to see.
pub fn needs(deal: &Deal, process: &Process, command: &Command, by: Option<PersonId>) -> Needs {
    let mut needs = Needs::default();
    match command {
        Command::ReassignOwner { to, .. } => {
            needs.held_by = Some(*to);
            needs.hold_of = Some(deal.account).filter(|_| deal.owner.is_none());
        }
        Command::ClaimLead { .. } => {
            (needs.held_by, needs.claimed_by) = (by, by);
            (needs.alike, needs.hold_of) = (Some(deal.account), Some(deal.account));
        }
        Command::AdvanceStage {} => needs.held_by = deal.owner,
        Command::SubmitDocument { kind, document, body, .. } => {
            needs.standing = *document;
            if *kind == DocumentKind::LeadRegistration {
                needs.duplicates = Some(probe(body, Some(deal.account)));
            }
        }
        Command::MailCopy { copy, .. } => {
            needs.copy = Some(*copy);
            needs.account = Some(deal.account);
        }
        _ => {}
    }
    nurture::needs(deal, command, &mut needs);
    proposal::needs(deal, process, command, &mut needs);
    contract::needs(deal, command, &mut needs);
    fulfilment::needs(deal, command, &mut needs);
    aftercare::needs(deal, command, &mut needs);
    needs
}
