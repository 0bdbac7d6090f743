//! What the customer says to the quotation that was sent.

use jiff::civil::Date;

use super::{AnswerKind, QuoteView};
use crate::deal::{Event, answered};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::id::{ContactId, DocumentId};
use crate::process::DocumentKind;
use crate::refusal::Refusal;

/// A customer's answer.
pub struct Answering<'a> {
    /// The quotation.
    pub document: DocumentId,
    /// The revision that was sent.
    pub revision: u32,
    /// What was said.
    pub answer: AnswerKind,
    /// On which day, as claimed.
    pub on: Date,
    /// By whom.
    pub contact: ContactId,
    /// What proves it.
    pub evidence: &'a [Digest],
    /// What else was said.
    pub note: Option<&'a str>,
}

/// Records an answer; acceptance needs evidence and a quotation that is still valid.
pub(in crate::deal) fn record(decision: &mut Decision<'_>, said: &Answering<'_>) -> Result<(), Refusal> {
    let document = said.document;
    let standing = decision.deal.documents.get(&document).filter(|d| d.kind == DocumentKind::Quotation);
    let standing = standing.ok_or(Refusal::UnknownDocument { document })?;
    let sent = decision.deal.proposal.sent.get(&document).filter(|sent| sent.revision == said.revision);
    let sent = sent.ok_or(Refusal::NotSent { document })?;
    if !decision.facts.contacts.contains_key(&said.contact) {
        return Err(Refusal::UnknownContact { contact: said.contact });
    }
    if said.on > decision.today() {
        return Err(Refusal::InFuture { field: "on".to_owned() });
    }
    if said.on < crate::zone::local_date(sent.at, &decision.process.time_zone()) {
        return Err(Refusal::InPast { field: "on".to_owned() });
    }
    if said.answer == AnswerKind::Accepted {
        if standing.revision != said.revision {
            return Err(Refusal::StaleRevision { document, current: standing.revision });
        }
        if said.evidence.is_empty() {
            return Err(Refusal::EvidenceMissing);
        }
        let valid_until = QuoteView(&standing.facts).valid_until();
        if valid_until < decision.today() {
            return Err(Refusal::QuoteExpired { valid_until });
        }
    }
    let note = said.note.map(|note| decision.keep_reason("note", note)).transpose()?;
    let Answering { revision, answer, on, contact, evidence, .. } = *said;
    let evidence = evidence.to_vec();
    // A day ends with its last moment; what was sent later that day is not told apart.
    let until = crate::zone::at(on, 23, 59, &decision.process.time_zone()).min(decision.now());
    let answers = answered::by(&decision.deal, (document, revision), (contact, until));
    decision.emit(Event::QuoteAnswered { document, revision, answer, on, contact, evidence, note, answers });
    Ok(())
}
