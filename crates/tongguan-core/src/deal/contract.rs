//! Stage 4: negotiation, the contract chain, signing and filing.
//!
//! A contract is its approval form (表4, D10). Legal passes one text, the chain agrees on one digest, the seal goes on
//! that text, both parties sign it after that, a second person compares the scan, and the archivist files the original.
//! Any change before signing voids what was agreed; after it only an amendment (D19) changes the contract.

pub mod amendment;
pub mod approval_form;
pub mod chain;
pub mod confirmation;
mod dispatch;
pub mod filing;
mod fold;
mod gate;
pub mod incident;
pub mod negotiation;
pub mod signatory;
pub mod signing;
mod state;
pub mod strategy;
pub mod voiding;

use super::document::Draft;
use super::{Command, Deal, Event, Recorded};
use crate::decision::Decision;
use crate::facts::Needs;
use crate::form::compute::Values;
use crate::obligation::{Fired, Subject};
use crate::process::{DocumentKind, Process, Trigger};
use crate::refusal::Refusal;
use crate::zone;

pub use amendment::AmendedInstalment;
pub(in crate::deal) use dispatch::dispatch;
pub(crate) use gate::holds;
pub use incident::IncidentKind;
pub use negotiation::{NewTermChange, RoundResult, TermChanged};
pub use signing::SignMethod;
pub use state::{
    Amendment, Consent, Contract, Contracting, Filing, Incident, Loan, Round, Scan, Seal, Signing,
    TermChange, TermReview, TextReview,
};

/// Whether a change of this kind of document voids the chain that runs over it, instead of waiting for its end.
pub(super) fn lapses_on_change(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::ContractApproval | DocumentKind::Amendment)
}

/// The rules of this stage for a form that is judged good.
pub(super) fn judge(decision: &Decision<'_>, draft: &Draft<'_>, values: &mut Values) -> Result<(), Refusal> {
    match draft.kind {
        DocumentKind::NegotiationStrategy => strategy::judge(decision, draft, values),
        DocumentKind::ContractApproval => approval_form::judge(decision, draft, values),
        DocumentKind::ExecutedContract => signing::judge_executed(decision, draft, values),
        DocumentKind::Amendment => amendment::judge(decision, draft),
        _ => Ok(()),
    }
}

/// What must be noted before a submission is recorded.
pub(super) fn submitting(decision: &mut Decision<'_>, draft: &Draft<'_>) {
    if lapses_on_change(draft.kind) {
        chain::note_author(decision, draft);
    }
}

/// What follows from a recorded submission.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) {
    if lapses_on_change(draft.kind) {
        chain::content_changed(decision, draft.document);
    }
}

/// What clocks hear of an event of this stage, the deal already folded over it.
pub(super) fn fired(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let fire = |trigger, subject| Fired { trigger, subject, at: recorded.at, step_working_days: 0 };
    match &recorded.event {
        Event::RoundRecorded { .. } => vec![fire(Trigger::RoundRecorded, Subject::Deal)],
        Event::QuoteAcceptedAsIs { .. } => answered(deal, recorded),
        Event::ChainAgreed { document, .. } if deal.is_contract(*document) => {
            vec![fire(Trigger::ContractApproved, Subject::Document(*document))]
        }
        Event::ChainReconfirmed { document, .. } => {
            vec![fire(Trigger::ContractApproved, Subject::Document(*document))]
        }
        Event::ChainVoided { document } => vec![fire(Trigger::ContractVoided, Subject::Document(*document))],
        Event::ContractSealed { contract, .. } => {
            vec![fire(Trigger::ContractSealed, Subject::Document(*contract))]
        }
        Event::ContractSigned { contract, ours, theirs, .. } => {
            let signed = zone::at(*ours.max(theirs), 0, 0, &process.time_zone());
            let about = Subject::Document(*contract);
            let mut fired = answered(deal, recorded);
            fired.push(Fired { at: signed, ..fire(Trigger::ContractSigned, about) });
            fired
        }
        Event::OriginalFiled { contract, .. } => {
            vec![fire(Trigger::OriginalFiled, Subject::Document(*contract))]
        }
        _ => Vec::new(),
    }
}

/// The customer answered the quotation: by taking it, or by signing.
fn answered(deal: &Deal, recorded: &Recorded) -> Vec<Fired> {
    let quote = deal.document(DocumentKind::Quotation).map(|(id, _)| Subject::Document(id));
    let fire =
        |subject| Fired { trigger: Trigger::QuoteAnswered, subject, at: recorded.at, step_working_days: 0 };
    quote.into_iter().chain([Subject::Deal]).map(fire).collect()
}

/// Adds what a command of this stage wants to see.
pub(super) fn needs(deal: &Deal, command: &Command, needs: &mut Needs) {
    match command {
        Command::SubmitDocument { kind, .. } if is_of_stage(*kind) => {
            needs.account = Some(deal.account);
            needs.credit = *kind == DocumentKind::ContractApproval;
        }
        Command::SubmitForApproval { .. } => {
            (needs.account, needs.credit) = (Some(deal.account), true);
        }
        Command::RecordRound { .. }
        | Command::AcceptQuoteAsIs { .. }
        | Command::SealContract { .. }
        | Command::RecordSigning { .. }
        | Command::FileOriginal { .. } => {
            needs.account = Some(deal.account);
        }
        _ => {}
    }
}

fn is_of_stage(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::NegotiationStrategy
            | DocumentKind::ContractApproval
            | DocumentKind::ExecutedContract
            | DocumentKind::Amendment
    )
}
