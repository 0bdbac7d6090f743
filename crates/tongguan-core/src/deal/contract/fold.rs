//! Reading the stream: what each event of this stage sets.

use super::{
    Amendment, Consent, Contracting, Filing, Incident, Loan, Round, Scan, Seal, Signing, TermChange,
    TermReview, TextReview,
};
use crate::deal::{Event, Recorded};
use crate::process::DocumentKind;

impl Contracting {
    /// Applies one event; events of other stages change nothing here.
    pub(in crate::deal) fn fold(&mut self, recorded: &Recorded) {
        self.fold_negotiation(recorded);
        self.fold_chain(recorded);
        self.fold_signing(recorded);
    }

    fn fold_negotiation(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::RoundRecorded { on, result, people, changes, agreed, .. } => {
                self.rounds.push(Round { on: *on, result: *result, people: people.clone() });
                let round = self.rounds.len() as u32;
                for change in changes {
                    let (topic, important) = (change.topic.clone(), change.important);
                    let found = TermChange { round, topic, important, review: None, agreed_in: None };
                    self.term_changes.insert(change.change, found);
                }
                for change in agreed {
                    self.term_changes.get_mut(change).into_iter().for_each(|c| c.agreed_in = Some(round));
                }
            }
            Event::QuoteAcceptedAsIs { .. } => self.accepted_at = Some(recorded.at),
            Event::TermChangeReviewed { change, passed, by, .. } => {
                let review = Some(TermReview { passed: *passed, by: *by });
                self.term_changes.get_mut(change).into_iter().for_each(|c| c.review = review);
            }
            Event::DocumentSubmitted { document, kind: DocumentKind::ContractApproval, .. } => {
                self.contracts.entry(*document).or_default().rounds_known = self.rounds.len();
            }
            _ => {}
        }
    }

    fn fold_chain(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::AuthorNoted { document, person } => {
                self.authors.entry(*document).or_default().insert(*person);
            }
            Event::TextReviewed { document, digest, text, passed, by, .. } => {
                let review = TextReview { digest: *digest, text: *text, passed: *passed, by: *by };
                self.texts.insert(*document, review);
            }
            Event::TextReviewVoided { document } => {
                self.texts.remove(document);
            }
            Event::ContractNumbered { contract, number } => {
                self.contracts.entry(*contract).or_default().number = Some(number.clone());
            }
            Event::ChainAgreed { document, approval, digest, text } => {
                let at = recorded.at;
                let (approval, digest, text) = (*approval, *digest, *text);
                let consent = Consent { approval, digest, text, at, confirmed_at: None };
                self.consents.insert(*document, consent);
            }
            Event::ChainReconfirmed { document, .. } => {
                let consent = self.consents.get_mut(document);
                consent.into_iter().for_each(|consent| consent.confirmed_at = Some(recorded.at));
            }
            Event::ContractVoided { contract, .. } => {
                self.contracts.entry(*contract).or_default().voided_at = Some(recorded.at);
            }
            Event::ChainVoided { document } => {
                self.consents.remove(document);
                self.contracts.get_mut(document).into_iter().for_each(|contract| contract.seal = None);
            }
            _ => {}
        }
    }

    fn fold_signing(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::ContractSealed { contract, text, copies, by } => {
                let seal = Some(Seal { text: *text, copies: *copies, by: *by, at });
                self.contracts.entry(*contract).or_default().seal = seal;
            }
            Event::ContractSigned { contract, ours, theirs, method, incident } => {
                let signing = Signing { ours: *ours, theirs: *theirs, method: *method, incident: *incident };
                self.contracts.entry(*contract).or_default().signing = Some(signing);
            }
            Event::ScanAccepted { contract, scan, won_on, by, .. } => {
                let scan = Some(Scan { file: *scan, won_on: *won_on, by: *by, at });
                self.contracts.entry(*contract).or_default().scan = scan;
            }
            Event::OriginalFiled { contract, record, retention_until } => {
                let filing = Filing { record: *record, at, retention_until: *retention_until };
                self.contracts.entry(*contract).or_default().filing = Some(filing);
            }
            Event::OriginalLent { contract, to, on, until, .. } => {
                let loan = Loan { to: *to, lent_on: *on, until: *until, returned_on: None };
                self.contracts.entry(*contract).or_default().loans.push(loan);
            }
            Event::OriginalReturned { contract, on } => {
                let loan = self.contracts.get_mut(contract).and_then(|c| c.loans.last_mut());
                loan.into_iter().for_each(|loan| loan.returned_on = Some(*on));
            }
            Event::IncidentAccepted { approval, contract, kind } => {
                self.incidents.push(Incident { approval: *approval, contract: *contract, kind: *kind, at });
            }
            Event::ContractAmended { amendment, contract, signed_on, amount, .. } => {
                let signed = Amendment { contract: *contract, signed_on: *signed_on, amount: *amount };
                self.amendments.insert(*amendment, signed);
            }
            _ => {}
        }
    }
}
