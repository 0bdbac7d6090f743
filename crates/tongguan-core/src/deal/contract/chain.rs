//! Legal's review of the text (A7), the chain over it (A8, A9), and what a change voids.
//!
//! The envelope is empty (ruling 4): any change of the form, its file or an important term voids the text review and
//! the whole chain, and every approval that lapsed is named by its event.

use super::{approval_form, strategy};
use crate::approval::{self, ApprovalResult, ApprovalSubject, LapseReason, Request};
use crate::condition;
use crate::deal::document::Draft;
use crate::deal::nurture::need::not_on_own_deal;
use crate::deal::{Document, Event, Number};
use crate::decision::Decision;
use crate::digest::Digest;
use crate::form::Reader;
use crate::id::{ApprovalId, DocumentId, PersonId};
use crate::money::Money;
use crate::process::DocumentKind;
use crate::refusal::Refusal;

/// The gate in front of the contract chain.
const CHAIN_GATE: &str = "G4-a";
/// The series of contract numbers.
const CONTRACT_SERIES: &str = "contract";

/// The file that a contract or an amendment consists in.
pub(super) fn text_of(document: &Document) -> Option<Digest> {
    let key = match document.kind {
        DocumentKind::ContractApproval => "contract_file",
        DocumentKind::Amendment => "amendment_file",
        _ => return None,
    };
    Reader(&document.facts).parse(key)
}

/// Legal passes or returns a text, for exactly this content and this file (A7), until it is signed. The drafter never reviews.
pub(in crate::deal) fn review_text(
    decision: &mut Decision<'_>,
    document: DocumentId,
    digest: Digest,
    passed: bool,
    opinion: &str,
) -> Result<(), Refusal> {
    let by = decision.person()?;
    not_on_own_deal(decision, "review_text")?;
    let standing = decision.deal.documents.get(&document).ok_or(Refusal::UnknownDocument { document })?;
    let text = text_of(standing).ok_or(Refusal::NotAContract { document })?;
    if standing.digest != digest {
        return Err(Refusal::StaleRevision { document, current: standing.revision });
    }
    if authors(decision, document).contains(&by) {
        return Err(Refusal::OwnWork { command: "review_text".to_owned() });
    }
    approval_form::unsigned(decision, document)?;
    if let Some(approval) = decision.deal.open_approval(document) {
        return Err(Refusal::InReview { document, approval });
    }
    let note = decision.keep_reason("opinion", opinion)?;
    decision.emit(Event::TextReviewed { document, digest, text, passed, by, note });
    if !passed {
        // Nobody signs on an agreement about a text that legal has returned since.
        let agreed = decision.deal.contracting.consents.get(&document).map(|consent| consent.approval);
        void(decision, document, [None, agreed], LapseReason::TextReturned);
    }
    Ok(())
}

/// Asks for the chain of a document. The owner's asking is his signature (①).
pub(in crate::deal) fn submit(
    decision: &mut Decision<'_>,
    document: DocumentId,
    revision: u32,
) -> Result<(), Refusal> {
    let standing = decision.deal.documents.get(&document).ok_or(Refusal::UnknownDocument { document })?;
    let (kind, digest) = (standing.kind, standing.digest);
    if standing.revision != revision {
        return Err(Refusal::StaleRevision { document, current: standing.revision });
    }
    if let Some(approval) = decision.deal.open_approval(document) {
        return Err(Refusal::AlreadyRequested { approval });
    }
    let chain = decision.process.form(kind).and_then(|form| form.chain.clone());
    let chain = chain.filter(|_| is_asked_for(kind)).ok_or(Refusal::NoChainToAsk { kind })?;
    let authority = match kind {
        DocumentKind::NegotiationStrategy => {
            let floor = Reader(&standing.facts).whole("floor_price_total").map(Money);
            floor.and_then(|floor| strategy::authority(decision, floor))
        }
        _ => None,
    };
    may_start(decision, kind, document)?;
    let authors = authors(decision, document);
    let subject = ApprovalSubject::Document { document, revision };
    approval::request(decision, Request { chain, subject, digest, authors, reason: None, authority })?;
    Ok(())
}

fn is_asked_for(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::NegotiationStrategy | DocumentKind::ContractApproval | DocumentKind::Amendment
    )
}

fn may_start(decision: &mut Decision<'_>, kind: DocumentKind, document: DocumentId) -> Result<(), Refusal> {
    match kind {
        DocumentKind::ContractApproval => {
            approval_form::unsigned(decision, document)?;
            decision.about = Some(document);
            gate_open(decision, CHAIN_GATE)?;
            number(decision, document);
            Ok(())
        }
        DocumentKind::Amendment => {
            approval_form::unsigned(decision, document)?;
            match is_text_reviewed(decision, document) {
                true => Ok(()),
                false => Err(Refusal::TextNotReviewed { document }),
            }
        }
        _ => Ok(()),
    }
}

/// Refuses with all that a gate lacks.
pub(super) fn gate_open(decision: &Decision<'_>, gate: &str) -> Result<(), Refusal> {
    let Some((key, gate)) = decision.process.gates.get_key_value(gate) else { return Ok(()) };
    let unmet = condition::unmet(decision, key, gate);
    match unmet.is_empty() {
        true => Ok(()),
        false => Err(Refusal::GateClosed { gate: key.clone(), unmet }),
    }
}

/// A contract takes its number on its first way into the chain and keeps it for ever.
fn number(decision: &mut Decision<'_>, contract: DocumentId) {
    if decision.deal.contracting.contracts.get(&contract).is_some_and(|known| known.number.is_some()) {
        return;
    }
    let number = Number::Pending { series: CONTRACT_SERIES.to_owned(), on: decision.today() };
    decision.emit(Event::ContractNumbered { contract, number });
}

/// Whether legal passed the content as it stands.
pub(super) fn is_text_reviewed(decision: &Decision<'_>, document: DocumentId) -> bool {
    let standing = decision.deal.documents.get(&document).map(|standing| standing.digest);
    let review = decision.deal.contracting.texts.get(&document);
    review.is_some_and(|review| review.passed && Some(review.digest) == standing)
}

/// The chain agreed on the content as it stands.
pub(in crate::deal) fn agreed(decision: &mut Decision<'_>, approval: ApprovalId, document: DocumentId) {
    let Some(standing) = decision.deal.documents.get(&document) else { return };
    if let Some(text) = text_of(standing) {
        let digest = standing.digest;
        decision.emit(Event::ChainAgreed { document, approval, digest, text });
    }
}

fn authors(decision: &Decision<'_>, document: DocumentId) -> Vec<PersonId> {
    let noted = decision.deal.contracting.authors.get(&document).into_iter().flatten().copied();
    noted.collect()
}

/// Notes a drafter. Whoever fills only fields that the form gives his own role does not become one (ruling 1).
pub(super) fn note_author(decision: &mut Decision<'_>, draft: &Draft<'_>) {
    let Ok(person) = decision.person() else { return };
    let known = decision.deal.contracting.authors.get(&draft.document);
    if known.is_some_and(|known| known.contains(&person)) || !drafts(decision, draft, person) {
        return;
    }
    decision.emit(Event::AuthorNoted { document: draft.document, person });
}

fn drafts(decision: &Decision<'_>, draft: &Draft<'_>, person: PersonId) -> bool {
    let Some(before) = decision.deal.documents.get(&draft.document) else { return true };
    if decision.deal.owner == Some(person) {
        return true;
    }
    let after = crate::form::facts_of(draft.form, draft.body);
    let holds = |role: &String| decision.facts.organization.holds(person, role, decision.deal.department);
    let typed = draft.form.fields().filter(|field| draft.body.contains_key(&field.key));
    let mut others = typed.filter(|field| !field.fillers.iter().any(holds));
    others.any(|field| before.facts.get(&field.key) != after.get(&field.key))
}

/// A revision with another content voids what was agreed on the one before.
pub(super) fn content_changed(decision: &mut Decision<'_>, document: DocumentId) {
    let digest = decision.deal.documents.get(&document).map(|standing| standing.digest);
    let stands = |other: Digest| Some(other) == digest;
    let review = decision.deal.contracting.texts.get(&document);
    if review.is_some_and(|review| !stands(review.digest)) {
        decision.emit(Event::TextReviewVoided { document });
    }
    let open = decision.deal.open_approval(document);
    let changed = open.filter(|id| !stands(decision.deal.approvals[id].digest));
    let consent = decision.deal.contracting.consents.get(&document);
    let consent = consent.filter(|consent| !stands(consent.digest)).map(|consent| consent.approval);
    void(decision, document, [changed, consent], LapseReason::ContentChanged);
}

/// A change of an important term voids the reviews and chains of every contract that is not signed.
pub(super) fn terms_changed(decision: &mut Decision<'_>) {
    let deal = &decision.deal;
    let unsigned = |id: &DocumentId| {
        deal.contracting.contracts.get(id).is_none_or(|contract| contract.signing.is_none())
    };
    let contracts = deal.documents.iter().filter(|(_, d)| d.kind == DocumentKind::ContractApproval);
    let contracts: Vec<DocumentId> = contracts.map(|(id, _)| *id).filter(unsigned).collect();
    for document in contracts {
        void_all(decision, document, LapseReason::TermChanged);
    }
}

/// Voids legal's review of a contract and the chain over it, open or agreed.
pub(super) fn void_all(decision: &mut Decision<'_>, document: DocumentId, reason: LapseReason) {
    if decision.deal.contracting.texts.contains_key(&document) {
        decision.emit(Event::TextReviewVoided { document });
    }
    let open = decision.deal.open_approval(document);
    let consent = decision.deal.contracting.consents.get(&document).map(|consent| consent.approval);
    void(decision, document, [open, consent], reason);
}

fn void(
    decision: &mut Decision<'_>,
    document: DocumentId,
    [open, agreed]: [Option<ApprovalId>; 2],
    reason: LapseReason,
) {
    for approval in open.into_iter().chain(agreed) {
        let reason = Some(reason);
        decision.emit(Event::ApprovalFinished { approval, result: ApprovalResult::Lapsed, reason });
    }
    if agreed.is_some() {
        decision.emit(Event::ChainVoided { document });
    }
}
