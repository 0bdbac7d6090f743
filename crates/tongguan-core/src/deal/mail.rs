//! Mail to the customer: which copy may leave the house, to whom, and what became of it.
//!
//! Promises that only a clean customer's copy of the revision that stands is sent, by who may send that paper, to a contact of the
//! customer; and that it counts as sent from the moment at which the mail server took it. Must never hold an address or a text.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fulfilment::{dunning, plan, report};
use super::proposal::send;
use super::{BodyRef, Deal, Event, Matter, Recorded, admit, copy, customer};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::id::{ContactId, DocumentId, MailId, PersonId};
use crate::process::{DocumentKind, Process};
use crate::reference::issued_copy::{Audience, Issue, IssuedCopy};
use crate::refusal::Refusal;

/// Most receivers of one mail.
const MOST: u32 = 20;
/// Longest subject, in characters.
const SUBJECT_MAX: u32 = 200;

/// A mail to the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The copy that it carries, by its entry in the register.
    pub copy: Uuid,
    /// The document; absent for a statement of account and for a dunning letter.
    pub document: Option<DocumentId>,
    /// Its kind; `collection_tracking` for a statement, `dunning` for a letter.
    pub kind: DocumentKind,
    /// The revision; 0 without a document.
    pub revision: u32,
    /// The file that is attached.
    pub file: Digest,
    /// To whom.
    pub to: Vec<ContactId>,
    /// Its subject, kept apart.
    pub subject: BodyRef,
    /// Its text, kept apart.
    pub note: BodyRef,
    /// Who sent it.
    pub by: Option<PersonId>,
    /// When he did.
    pub handed_in_at: Timestamp,
    /// What became of it, and when; absent while it is on its way.
    pub outcome: Option<(MailOutcome, Timestamp)>,
}

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailOutcome {
    /// The mail server took it.
    Accepted,
    /// It was tried until it was given up.
    GivenUp,
    /// It was kept back: what it carried no longer stood when its turn came, or nobody has an address any more.
    Withheld,
}

/// Hands a copy in for sending.
pub(super) fn mail(
    decision: &mut Decision<'_>,
    copy: Uuid,
    to: &[ContactId],
    subject: &str,
    message: &str,
) -> Result<(), Refusal> {
    let issued = issued(decision, copy)?;
    may_leave(decision, &issued)?;
    let to = receivers(decision, to)?;
    let is_line = subject.chars().count() <= SUBJECT_MAX as usize && !subject.contains(char::is_control);
    if subject.trim().is_empty() || !is_line {
        return Err(Refusal::BadText { field: "subject".to_owned(), min: 1, max: SUBJECT_MAX });
    }
    decision.check_text("message", message)?;
    if !decision.facts.mail_goes_out {
        return Err(Refusal::MailNotSetUp);
    }
    let mail = MailId(decision.next_id());
    let (subject, note) = (decision.keep_text(subject), decision.keep_text(message));
    let Issue { document, kind, revision, sha256: file, .. } = issued.issue;
    decision.emit(Event::CopyMailed { mail, copy, document, kind, revision, file, to, subject, note });
    Ok(())
}

/// The copy, if it is a clean one for customers.
fn issued(decision: &Decision<'_>, id: Uuid) -> Result<IssuedCopy, Refusal> {
    let copy = decision.facts.copy.as_ref();
    let copy = copy.filter(|copy| copy.id == id && copy.issue.deal == decision.deal.id);
    let copy = copy.ok_or(Refusal::UnknownCopy { copy: id })?;
    if copy.issue.audience != Audience::Customer {
        return Err(Refusal::CopyNotForCustomer);
    }
    match copy.issue.mark {
        Some(mark) => Err(Refusal::CopyNotClean { mark }),
        None => Ok(copy.clone()),
    }
}

/// Whether this paper may go to the customer now, by this person's hand.
fn may_leave(decision: &Decision<'_>, copy: &IssuedCopy) -> Result<(), Refusal> {
    let Issue { document, kind, revision, .. } = copy.issue;
    let Some(document) = document else { return made_from_deal(decision, kind) };
    let standing =
        decision.deal.documents.get(&document).ok_or(Refusal::UnknownDocument { document })?.clone();
    if standing.revision != revision {
        return Err(Refusal::StaleRevision { document, current: standing.revision });
    }
    if let Some(mark) = mark_of(&decision.deal, decision.process, document, revision) {
        return Err(Refusal::CopyNotClean { mark });
    }
    match kind {
        DocumentKind::Solution | DocumentKind::Quotation => {
            sends(decision, "send_document")?;
            send::may_leave(decision, document, &standing)
        }
        DocumentKind::DeliveryPlan => {
            sends(decision, "confirm_with_customer")?;
            plan::may_confirm(decision).map(drop)
        }
        DocumentKind::ProgressReport => {
            sends(decision, "send_report")?;
            report::may_send(decision, document).map(drop)
        }
        kind => Err(Refusal::NotForCustomers { kind }),
    }
}

/// Whoever may say that a paper was sent may send it.
fn sends(decision: &Decision<'_>, command: &str) -> Result<(), Refusal> {
    match admit::is_among(decision, decision.person()?, command) {
        true => Ok(()),
        false => Err(Refusal::NotPermitted { command: command.to_owned(), needs: vec!["owner".to_owned()] }),
    }
}

/// A statement of account speaks of instalments; a dunning letter of late ones.
fn made_from_deal(decision: &Decision<'_>, kind: DocumentKind) -> Result<(), Refusal> {
    match kind {
        DocumentKind::CollectionTracking if decision.deal.fulfilment.instalments.is_empty() => {
            Err(Refusal::NothingToActOn { command: "mail_copy".to_owned(), lacks: Matter::Instalment })
        }
        DocumentKind::CollectionTracking => Ok(()),
        DocumentKind::Dunning if dunning::owes_letter(&decision.deal, decision.process, decision.today()) => {
            Ok(())
        }
        DocumentKind::Dunning => Err(Refusal::NoLetterDue {
            from_days: dunning::letter_rung(decision.process).map(|r| r.from_days),
        }),
        kind => Err(Refusal::NotForCustomers { kind }),
    }
}

/// The receivers, each once: contacts of the customer with an address of the customer's.
fn receivers(decision: &Decision<'_>, to: &[ContactId]) -> Result<Vec<ContactId>, Refusal> {
    let mut receivers = to.to_vec();
    receivers.sort();
    receivers.dedup();
    if receivers.is_empty() {
        return Err(Refusal::ReceiverMissing);
    }
    if receivers.len() > MOST as usize {
        return Err(Refusal::TooMany { field: "to".to_owned(), most: MOST });
    }
    for contact in &receivers {
        if !decision.facts.contacts.contains_key(contact) {
            return Err(Refusal::UnknownContact { contact: *contact });
        }
        customer::speaks(decision, *contact, true)?;
    }
    Ok(receivers)
}

fn mark_of(deal: &Deal, process: &Process, document: DocumentId, revision: u32) -> Option<copy::Mark> {
    let kind = deal.documents.get(&document)?.kind;
    copy::mark(deal, process.form(kind)?, document, revision)
}

/// Whether what a mail carries still stands as it was when it was handed in: the courier asks before he goes.
pub fn still_stands(deal: &Deal, process: &Process, mail: &Mail) -> bool {
    let Some(document) = mail.document else { return true };
    let standing = deal.documents.get(&document).is_some_and(|document| document.revision == mail.revision);
    standing && mark_of(deal, process, document, mail.revision).is_none()
}

/// Records what became of a mail. What the mail server took was sent, now.
pub(super) fn settle(decision: &mut Decision<'_>, id: MailId, outcome: MailOutcome) -> Result<(), Refusal> {
    let mail = decision.deal.mails.get(&id).filter(|mail| mail.outcome.is_none());
    let mail = mail.ok_or(Refusal::MailNotOpen)?.clone();
    decision.emit(Event::MailSettled { mail: id, outcome });
    let Some(document) = mail.document.filter(|_| outcome == MailOutcome::Accepted) else { return Ok(()) };
    let (revision, file) = (mail.revision, mail.file);
    match mail.kind {
        DocumentKind::Solution | DocumentKind::Quotation => {
            for contact in mail.to {
                decision.emit(Event::DocumentSent { document, revision, contact, file });
            }
        }
        DocumentKind::ProgressReport => report::mailed(decision, document, revision, &mail.to, file),
        _ => {}
    }
    Ok(())
}

/// Reads events about mails.
pub(super) fn fold(mails: &mut BTreeMap<MailId, Mail>, recorded: &Recorded) {
    match &recorded.event {
        Event::CopyMailed { mail, copy, document, kind, revision, file, to, subject, note } => {
            let handed_in = Mail {
                copy: *copy,
                document: *document,
                kind: *kind,
                revision: *revision,
                file: *file,
                to: to.clone(),
                subject: *subject,
                note: *note,
                by: recorded.by.person(),
                handed_in_at: recorded.at,
                outcome: None,
            };
            mails.insert(*mail, handed_in);
        }
        Event::MailSettled { mail, outcome } => {
            if let Some(mail) = mails.get_mut(mail) {
                mail.outcome = Some((*outcome, recorded.at));
            }
        }
        _ => {}
    }
}
