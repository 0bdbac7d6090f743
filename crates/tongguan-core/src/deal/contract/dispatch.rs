//! The commands of this stage, each to its rule.

use super::negotiation::NewRound;
use super::signing::Comparison;
use super::{amendment, chain, confirmation, filing, incident, negotiation, signing, voiding};
use crate::deal::Command;
use crate::decision::Decision;
use crate::refusal::Refusal;

/// Carries out a command of this stage; commands of others change nothing here.
pub(in crate::deal) fn dispatch(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::RecordRound { .. } => record_round(decision, command),
        Command::AcceptQuoteAsIs { contact, evidence, note } => {
            negotiation::accept_quote(decision, *contact, evidence, note)
        }
        Command::ReviewTermChange { change, passed, opinion } => {
            negotiation::review(decision, *change, *passed, opinion)
        }
        Command::ReviewText { document, digest, passed, opinion } => {
            chain::review_text(decision, *document, *digest, *passed, opinion)
        }
        Command::SealContract { contract, text, copies } => {
            signing::seal(decision, *contract, *text, *copies)
        }
        Command::ReconfirmContract { contract, digest, opinion } => {
            confirmation::confirm(decision, *contract, *digest, opinion)
        }
        Command::VoidContract { contract, reason } => voiding::give_up(decision, *contract, reason),
        Command::RecordSigning { contract, ours, theirs, method } => {
            signing::record(decision, *contract, *ours, *theirs, *method)
        }
        Command::CompareScan { contract, scan, text, matches, note } => {
            let found = Comparison { scan: *scan, text: *text, matches: *matches, note };
            signing::compare_scan(decision, *contract, found)
        }
        Command::ReportIncident { contract, kind, reason } => {
            incident::report(decision, *contract, *kind, reason)
        }
        Command::FileOriginal { contract, body } => filing::file(decision, *contract, body),
        Command::LoanOriginal { contract, to, until, reason } => {
            filing::lend(decision, *contract, *to, *until, reason)
        }
        Command::ReturnOriginal { contract } => filing::take_back(decision, *contract),
        Command::RecordAmendment { amendment, signed_on, file } => {
            amendment::record(decision, *amendment, *signed_on, *file)
        }
        _ => Ok(()),
    }
}

fn record_round(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let Command::RecordRound { on, place, people, contacts, offers, asks, result, changes, agreed, minutes } =
        command
    else {
        return Ok(());
    };
    let (place, result, minutes) = (place.as_deref(), *result, *minutes);
    let round = NewRound { on: *on, place, people, contacts, offers, asks, result, changes, agreed, minutes };
    negotiation::record(decision, round)
}
