//! Mails to the customer: what went out, to whom, and what became of it.

use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::deal::Mail;
use tongguan_core::id::MailId;
use uuid::Uuid;

use super::super::reading::{Named, Reading};
use super::super::rights;
use super::document::text;

/// A mail to the customer.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MailView {
    /// Its id.
    pub id: Uuid,
    /// The kind of what it carries; `collection_tracking` for a statement of account, `dunning` for a dunning letter.
    pub kind: String,
    /// The document; absent for what is made from the deal.
    pub document: Option<Uuid>,
    /// Its revision; 0 without a document.
    pub revision: u32,
    /// SHA-256 of the attached file.
    pub file: String,
    /// To whom.
    pub to: Vec<Named>,
    /// Who sent it.
    pub by: Option<Named>,
    /// When he did.
    #[schema(value_type = String, format = DateTime)]
    pub handed_in_at: Timestamp,
    /// `accepted`, `given_up` or `withheld`; absent while it is on its way.
    pub outcome: Option<String>,
    /// When that was known.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub settled_at: Option<Timestamp>,
    /// Whether the customer confirmed or answered what it carried, in answer to it.
    pub is_answered: bool,
}

/// The mails about what the reader may open, the latest first.
pub fn view(reading: &Reading) -> Vec<MailView> {
    let open = reading.deal.mails.iter().filter(|(_, mail)| rights::opens(reading, mail.kind));
    let mut mails: Vec<_> = open.map(|(id, mail)| one(reading, *id, mail)).collect();
    mails.sort_by_key(|mail| (std::cmp::Reverse(mail.handed_in_at), std::cmp::Reverse(mail.id)));
    mails
}

fn one(reading: &Reading, id: MailId, mail: &Mail) -> MailView {
    MailView {
        id: id.0,
        kind: mail.kind.key().to_owned(),
        document: mail.document.map(|document| document.0),
        revision: mail.revision,
        file: mail.file.to_string(),
        to: mail.to.iter().map(|contact| reading.named(contact.0)).collect(),
        by: mail.by.map(|person| reading.named(person.0)),
        handed_in_at: mail.handed_in_at,
        outcome: mail.outcome.map(|(outcome, _)| text(&outcome)),
        settled_at: mail.outcome.map(|(_, at)| at),
        is_answered: is_answered(reading, id, mail),
    }
}

/// Whether what the customer last said to the document answers this mail.
fn is_answered(reading: &Reading, id: MailId, mail: &Mail) -> bool {
    let Some(document) = mail.document else { return false };
    let said = &reading.deal.proposal;
    let confirmed = said.confirmations.get(&document).and_then(|said| said.answers);
    let answered = said.answers.get(&document).and_then(|said| said.answers);
    confirmed.into_iter().chain(answered).any(|answers| answers.mail == Some(id))
}
