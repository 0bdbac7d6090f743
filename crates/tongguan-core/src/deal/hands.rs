//! Who did what on a deal, as far as separations of duties ask.
//!
//! A deed is named like the command that does it. A form that somebody else than the owner submits is `fill_document:kind`: whoever
//! fills the part of his role does not become its drafter (ruling 1). The owner's signature under his own paper is no approval.

use std::collections::{BTreeMap, BTreeSet};

use super::{Deal, Event, Recorded};
use crate::decision::Decision;
use crate::id::PersonId;
use crate::process::{Process, Separation};
use crate::refusal::Refusal;

/// People by deed.
pub type Hands = BTreeMap<String, BTreeSet<PersonId>>;

impl Deal {
    /// Notes the deed of an event; asked before the event is folded.
    pub(super) fn note_hands(&mut self, recorded: &Recorded) {
        let Some(by) = recorded.by.person() else { return };
        let (deed, people) = match &recorded.event {
            // Whoever sells is as much bound as whoever registers for him.
            Event::LeadRegistered { owner, migrated: None, .. } => {
                ("register_lead".to_owned(), owner.iter().copied().chain([by]).collect())
            }
            Event::LeadRegistered { .. } => ("register_lead".to_owned(), vec![by]),
            Event::DocumentSubmitted { kind, .. } => {
                let verb = if self.owner == Some(by) { "submit_document" } else { "fill_document" };
                (format!("{verb}:{}", kind.key()), vec![by])
            }
            Event::StepDecided { approval, by, on_behalf_of, .. } => {
                let Some(approval) = self.approvals.get(approval) else { return };
                if approval.is_own_paper(*by) {
                    return;
                }
                let people = on_behalf_of.iter().copied().chain([*by]).collect();
                (approval.deed(), people)
            }
            Event::ContractSealed { by, .. } => ("seal_contract".to_owned(), vec![*by]),
            Event::InvoiceIssued { .. } => ("issue_invoice".to_owned(), vec![by]),
            Event::PromiseRecorded { .. } => ("record_promise".to_owned(), vec![by]),
            Event::PaymentExpected { .. } => ("expect_payment".to_owned(), vec![by]),
            _ => return,
        };
        self.hands.entry(deed).or_default().extend(people);
    }
}

/// Whether somebody did on a deal what excludes a command.
pub(crate) fn bars(deal: &Deal, process: &Process, person: PersonId, command: &str) -> bool {
    barred(deal, process, person, command).is_some()
}

/// Refuses a command to whoever did on this deal what its duty excludes.
pub(crate) fn check(decision: &Decision<'_>, person: PersonId, command: &str) -> Result<(), Refusal> {
    match barred(&decision.deal, decision.process, person, command) {
        Some((pair, deed)) => Err(Refusal::DutiesApart {
            separation: pair.key.clone(),
            command: command.to_owned(),
            did: deed.to_owned(),
        }),
        None => Ok(()),
    }
}

fn barred<'a>(
    deal: &Deal,
    process: &'a Process,
    person: PersonId,
    command: &'a str,
) -> Option<(&'a Separation, &'a str)> {
    let did = |deed: &str| deal.hands.get(deed).is_some_and(|people| people.contains(&person));
    process.barred_deeds(command).find(|(_, deed)| did(deed))
}
