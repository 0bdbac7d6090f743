//! Which sending the customer answers: the mail or hand-over of exactly that revision that came before, by receiver, moment and file.
//!
//! Promises that what is named was sent: a mail that the mail server took, or a file that somebody says he sent. Must never name a
//! sending of another revision, or one that came after the answer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Deal;
use super::mail::MailOutcome;
use crate::digest::Digest;
use crate::id::{ContactId, DocumentId, MailId};

/// A sending that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answered {
    /// Our mail; absent where somebody sent the file himself.
    pub mail: Option<MailId>,
    /// Who received it.
    pub contact: ContactId,
    /// When it was sent.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub at: Timestamp,
    /// SHA-256 of the very file.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub file: Digest,
}

/// The last sending of a revision before a moment: to whoever answers, else to anybody; none where nothing was sent.
pub(super) fn by(
    deal: &Deal,
    (document, revision): (DocumentId, u32),
    (contact, until): (ContactId, Timestamp),
) -> Option<Answered> {
    let mails =
        deal.mails.iter().filter(|(_, mail)| mail.document == Some(document) && mail.revision == revision);
    let mails = mails.filter_map(|(id, mail)| match mail.outcome {
        Some((MailOutcome::Accepted, at)) => Some((*id, at, mail)),
        _ => None,
    });
    let mails = mails.flat_map(|(id, at, mail)| {
        mail.to.iter().map(move |to| Answered { mail: Some(id), contact: *to, at, file: mail.file })
    });
    let by_hand = deal.proposal.sent.get(&document).filter(|sent| sent.revision == revision);
    let by_hand =
        by_hand.map(|sent| Answered { mail: None, contact: sent.contact, at: sent.at, file: sent.file });
    let before = mails.chain(by_hand).filter(|sent| sent.at <= until);
    before.max_by_key(|sent| (sent.contact == contact, sent.at, sent.mail.is_some()))
}
