//! What leaves the house: nothing unapproved, nothing out of date, nothing before what must come first.

use super::{QuoteView, confirm, review};
use crate::deal::{Document, Event};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::id::{ContactId, DocumentId};
use crate::process::DocumentKind;
use crate::refusal::Refusal;

/// Sends a file to a contact as the revision that stands.
pub(in crate::deal) fn send(
    decision: &mut Decision<'_>,
    document: DocumentId,
    revision: u32,
    contact: ContactId,
    file: Digest,
) -> Result<(), Refusal> {
    let standing = decision.deal.documents.get(&document).ok_or(Refusal::UnknownDocument { document })?;
    if standing.revision != revision {
        return Err(Refusal::StaleRevision { document, current: standing.revision });
    }
    if !decision.facts.contacts.contains_key(&contact) {
        return Err(Refusal::UnknownContact { contact });
    }
    may_leave(decision, document, standing)?;
    decision.emit(Event::DocumentSent { document, revision, contact, file });
    Ok(())
}

/// What must hold before a document of this kind goes out.
pub(in crate::deal) fn may_leave(
    decision: &Decision<'_>,
    id: DocumentId,
    standing: &Document,
) -> Result<(), Refusal> {
    match standing.kind {
        DocumentKind::Solution if review::passed(decision) => Ok(()),
        DocumentKind::Solution => Err(Refusal::ReviewNotPassed),
        DocumentKind::Quotation => quote_may_leave(decision, id, standing),
        kind => Err(Refusal::NotForCustomers { kind }),
    }
}

fn quote_may_leave(decision: &Decision<'_>, id: DocumentId, standing: &Document) -> Result<(), Refusal> {
    if !standing.approved {
        return Err(Refusal::NotApproved { document: id });
    }
    let quote = QuoteView(&standing.facts);
    if quote.valid_until() < decision.today() {
        return Err(Refusal::QuoteExpired { valid_until: quote.valid_until() });
    }
    match quote.only_standard_items() || confirm::solution_confirmed(decision) {
        true => Ok(()),
        false => Err(Refusal::SolutionNotConfirmed),
    }
}
