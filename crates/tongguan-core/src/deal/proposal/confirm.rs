//! What a customer agreed to, on which evidence: the solution here, the delivery plan and the weekly reports in their stage.

use jiff::Timestamp;

use super::{ConfirmationMethod, review};
use crate::deal::{Event, answered, customer, fulfilment};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::id::{ContactId, DocumentId};
use crate::process::DocumentKind;
use crate::refusal::Refusal;

/// What a customer confirmed.
pub struct Confirming<'a> {
    /// The document.
    pub document: DocumentId,
    /// The revision that was shown to him.
    pub revision: u32,
    /// Who.
    pub contact: ContactId,
    /// When, as claimed.
    pub at: Timestamp,
    /// How.
    pub method: ConfirmationMethod,
    /// What proves it.
    pub evidence: &'a [Digest],
}

/// Records a confirmation of the revision that stands.
pub(in crate::deal) fn confirm(decision: &mut Decision<'_>, said: &Confirming<'_>) -> Result<(), Refusal> {
    let document = said.document;
    let standing = decision.deal.documents.get(&document).ok_or(Refusal::UnknownDocument { document })?;
    if standing.revision != said.revision {
        return Err(Refusal::StaleRevision { document, current: standing.revision });
    }
    let (kind, shown_at) = (standing.kind, standing.submitted_at);
    if !decision.facts.contacts.contains_key(&said.contact) {
        return Err(Refusal::UnknownContact { contact: said.contact });
    }
    customer::speaks(decision, said.contact, said.method == ConfirmationMethod::Mail)?;
    if said.evidence.is_empty() {
        return Err(Refusal::EvidenceMissing);
    }
    if said.at > decision.now() {
        return Err(Refusal::InFuture { field: "at".to_owned() });
    }
    let asked_from = may_confirm(decision, document, kind)?;
    if said.at < asked_from.max(shown_at) {
        return Err(Refusal::InPast { field: "at".to_owned() });
    }
    let answers = answered::by(&decision.deal, (document, said.revision), (said.contact, said.at));
    decision.emit(Event::CustomerConfirmed {
        document,
        revision: said.revision,
        contact: said.contact,
        at: said.at,
        method: said.method,
        evidence: said.evidence.to_vec(),
        answers,
    });
    Ok(())
}

/// From when on a customer may have been asked.
fn may_confirm(
    decision: &Decision<'_>,
    document: DocumentId,
    kind: DocumentKind,
) -> Result<Timestamp, Refusal> {
    match kind {
        DocumentKind::Solution => review::passed_since(decision).ok_or(Refusal::ReviewNotPassed),
        DocumentKind::DeliveryPlan => fulfilment::plan::may_confirm(decision),
        DocumentKind::ProgressReport => fulfilment::report::may_confirm(decision, document),
        kind => Err(Refusal::NotForCustomers { kind }),
    }
}

/// Whether the customer confirmed the solution as it stands.
pub(super) fn solution_confirmed(decision: &Decision<'_>) -> bool {
    let Some((id, solution)) = decision.deal.document(DocumentKind::Solution) else { return false };
    let said = decision.deal.proposal.confirmations.get(&id);
    review::passed(decision) && said.is_some_and(|said| said.revision == solution.revision)
}
