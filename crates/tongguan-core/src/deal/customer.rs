//! Who speaks for the customer.
//!
//! A colleague's mailbox confirms and accepts nothing, whatever contact it was filed under.

use crate::decision::Decision;
use crate::id::ContactId;
use crate::refusal::Refusal;

/// Refuses a contact with one of our own mail domains, and a mail of a contact without an address or from a domain that is none of
/// the customer's.
pub(super) fn speaks(decision: &Decision<'_>, contact: ContactId, by_mail: bool) -> Result<(), Refusal> {
    let domain = decision.facts.contacts.get(&contact).and_then(|contact| contact.mail_domain.as_deref());
    let theirs = decision.facts.account.as_ref().map(|account| account.mail_domains.as_slice());
    let known =
        |domain: &str| theirs.unwrap_or_default().iter().any(|theirs| theirs.eq_ignore_ascii_case(domain));
    match domain {
        _ if is_ours(decision, contact) => Err(Refusal::NotTheCustomer { contact }),
        None if by_mail => Err(Refusal::NoMailAddress { contact }),
        Some(domain) if by_mail && !known(domain) => Err(Refusal::NotTheCustomer { contact }),
        _ => Ok(()),
    }
}

/// Whether a contact's mail address is one of ours, or under one of ours.
pub(super) fn is_ours(decision: &Decision<'_>, contact: ContactId) -> bool {
    let domain = decision.facts.contacts.get(&contact).and_then(|contact| contact.mail_domain.as_deref());
    let Some(domain) = domain.map(str::to_lowercase) else { return false };
    let mut own = decision.facts.own_mail_domains.iter().map(|own| own.to_lowercase());
    own.any(|own| domain == own || domain.strip_suffix(&own).is_some_and(|rest| rest.ends_with('.')))
}
