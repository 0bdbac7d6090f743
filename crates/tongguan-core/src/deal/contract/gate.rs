//! The conditions of G4, its parts, and what of them later gates read.

use super::{approval_form, chain, confirmation};
use crate::decision::Decision;
use crate::id::DocumentId;
use crate::process::{DocumentKind, Predicate};

/// Whether a condition of this stage holds; none for conditions of other stages.
pub(crate) fn holds(decision: &Decision<'_>, predicate: &Predicate) -> Option<bool> {
    let contracting = &decision.deal.contracting;
    let contract = at_hand(decision);
    let about = |judge: &dyn Fn(DocumentId) -> bool| contract.is_some_and(judge);
    Some(match predicate {
        Predicate::NegotiatedOrAccepted => {
            !contracting.rounds.is_empty() || contracting.accepted_at.is_some()
        }
        Predicate::TermChangesReviewed => {
            contracting.term_changes.values().all(|change| !change.important || change.review.is_some())
        }
        Predicate::QuoteValidAtSigning => about(&|id| approval_form::valid_at_signing(decision, id)),
        Predicate::TextReviewed => about(&|id| chain::is_text_reviewed(decision, id)),
        Predicate::CreditClear => about(&|id| approval_form::credit_clear(decision, id)),
        Predicate::ContractMatchesQuote => about(&|id| approval_form::matches_quote(decision, id)),
        Predicate::ContractUpToDate => about(&|id| is_up_to_date(decision, id)),
        Predicate::ContractApproved => about(&|id| contracting.consents.contains_key(&id)),
        Predicate::ApprovalFresh => about(&|id| is_fresh(decision, id)),
        Predicate::ContractSigned => contracting.signed().next().is_some(),
        Predicate::ScanMatches => all_signed(decision, |contract| contract.scan.is_some()),
        Predicate::OriginalFiled => all_signed(decision, |contract| contract.filing.is_some()),
        _ => return None,
    })
}

/// The contract that a command is about; else the latest that is not signed, else the latest.
fn at_hand(decision: &Decision<'_>) -> Option<DocumentId> {
    let deal = &decision.deal;
    let unsigned = |id: &DocumentId| {
        deal.contracting.contracts.get(id).is_none_or(|contract| contract.signing.is_none())
    };
    let contracts = deal
        .documents
        .iter()
        .filter(|(id, d)| d.kind == DocumentKind::ContractApproval && !deal.contracting.is_voided(**id));
    let latest = contracts.max_by_key(|(id, document)| (unsigned(id), document.submitted_at, **id));
    decision.about.or(latest.map(|(id, _)| *id))
}

fn is_up_to_date(decision: &Decision<'_>, contract: DocumentId) -> bool {
    let contracting = &decision.deal.contracting;
    contracting.contracts.get(&contract).is_some_and(|known| known.rounds_known == contracting.rounds.len())
}

/// Whether no agreement of the chain is too old for signing today; where the chain has not agreed, there is none.
fn is_fresh(decision: &Decision<'_>, contract: DocumentId) -> bool {
    let consent = decision.deal.contracting.consents.get(&contract);
    consent.is_none_or(|consent| confirmation::covers(decision, consent, decision.today()))
}

fn all_signed(decision: &Decision<'_>, holds: impl Fn(&super::Contract) -> bool) -> bool {
    let mut signed = decision.deal.contracting.signed().peekable();
    signed.peek().is_some() && signed.all(|(_, contract)| holds(contract))
}
