//! The ground on which a person's data is held (PIPL 13), and how and when the person was told (PIPL 17).
//!
//! Promises that no contact is written without them, whichever way it comes in. What the options are, and which basis a way of notice
//! implies, is said by the process definition. Must never invent a day.

use super::Contact;
use crate::process::{Choice, DocumentKind, FieldType, Process};
use crate::reference::{Desk, Refusal};

/// The fields of 表1 that hold the options.
const SOURCE: &str = "source_channel";
const BASIS: &str = "pi_basis";
const NOTICE: &str = "pi_notice";

/// The basis as said, or the one that the way of notice implies.
pub fn basis_of(process: &Process, said: Option<String>, notice: Option<&str>) -> Option<String> {
    let implied = || process.settings.personal_data.basis_of.get(notice?).cloned();
    said.or_else(implied)
}

/// The contact with its basis; refused where something is missing, is no option, or lies ahead.
pub(super) fn settled(desk: &Desk<'_>, mut contact: Contact) -> Result<Contact, Refusal> {
    contact.legal_basis = basis_of(desk.process, contact.legal_basis, contact.notice.as_deref());
    one_of(desk.process, SOURCE, "source", contact.source.as_deref())?;
    one_of(desk.process, NOTICE, "notice", contact.notice.as_deref())?;
    one_of(desk.process, BASIS, "legal_basis", contact.legal_basis.as_deref())?;
    let said = [
        ("notice", contact.notice.is_some()),
        ("legal_basis", contact.legal_basis.is_some()),
        ("notified_on", contact.notified_on.is_some()),
    ];
    if let Some((field, _)) = said.into_iter().find(|(_, said)| !said) {
        return Err(Refusal::ContactGroundMissing { field: field.to_owned() });
    }
    match contact.notified_on.is_some_and(|day| day > desk.today()) {
        true => Err(Refusal::InFuture { field: "notified_on".to_owned() }),
        false => Ok(contact),
    }
}

fn one_of(process: &Process, of: &str, field: &str, said: Option<&str>) -> Result<(), Refusal> {
    let Some(said) = said else { return Ok(()) };
    match options(process, of).iter().any(|option| option.key == said) {
        true => Ok(()),
        false => Err(Refusal::BadValue { field: field.to_owned() }),
    }
}

/// The options of a field of 表1; none where the definition has no such field.
pub fn options<'p>(process: &'p Process, key: &str) -> &'p [Choice] {
    let form = process.form(DocumentKind::LeadRegistration);
    let field = form.into_iter().flat_map(|form| form.fields()).find(|field| field.key == key);
    match field.map(|field| &field.kind) {
        Some(FieldType::Choice(options)) => options,
        _ => &[],
    }
}
